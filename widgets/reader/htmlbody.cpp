// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/htmlbody.h"

#include "core/mime/htmlpart.h"
#include "widgets/reader/textbrowserview.h"
#include "widgets/safetext.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pictureOctets = qint64{8} * 1024 * 1024;  // fetched without being asked, each
constexpr qsizetype hostsNamed = 12;

QString named(const QStringList &hosts)
{
    QStringList safe;
    for (const QString &host : hosts.mid(0, hostsNamed))
        safe.append(safetext::line(host));
    return safe.join(u", "_s) + (hosts.size() > hostsNamed ? u" …"_s : QString());
}

}

HtmlBody::HtmlBody(Clock &clock, QWidget *parent)
    : QObject(parent), m_view(new TextBrowserView(clock, parent))
{
    connect(m_view, &HtmlView::prepared, this, &HtmlBody::takeFindings);
    connect(m_view, &HtmlView::linkWanted, this, &HtmlBody::linkWanted);
}

void HtmlBody::setForm(BodyForm form)
{
    m_form = form;
    if (m_content)
        show();
}

void HtmlBody::open(const store::MessageContent &content, Elsewhere elsewhere)
{
    m_elsewhere = elsewhere;
    m_asked.clear();
    m_findings = {};
    m_view->clear();  // nothing of another message is ever seen under this one's header
    m_state = State::None;
    m_content = content;
    show();
}

void HtmlBody::complete(const store::MessageContent &content)
{
    if (!m_content)
        return;
    const std::size_t known = m_content->sections.size();
    m_content = content;
    if (content.sections.size() != known)
        show();
}

void HtmlBody::close()
{
    m_content.reset();
    m_asked.clear();
    m_findings = {};
    m_view->clear();
    setState(State::None);
}

void HtmlBody::show()
{
    const mime::PartInfo *part = m_form == BodyForm::Plain ? nullptr : mime::htmlPart(m_content->structure);
    if (part == nullptr || part->subtype != "html") {
        m_view->clear();
        setState(State::None);
        return;
    }
    const auto octets = m_content->section(part->section);
    if (!octets) {
        setState(State::Missing);
        ask({part->section});
        return;
    }
    HtmlMessage message{*part, *octets};
    for (const mime::PartInfo *picture : mime::picturesWithId(m_content->structure)) {
        if (const auto found = m_content->section(picture->section))
            message.pictures.insert(QString::fromUtf8(picture->contentId), {*found, picture->encoding});
    }
    if (m_state != State::Shown)
        setState(State::Preparing);
    m_view->show(message, m_form == BodyForm::Simplified ? HtmlForm::Simplified : HtmlForm::Full);
}

void HtmlBody::takeFindings(HtmlFindings findings)
{
    if (!m_content)
        return;
    if (m_elsewhere == Elsewhere::Never) {
        findings.hosts.clear();
        findings.trackers.clear();
    }
    m_findings = findings;
    QByteArrayList missing;
    for (const mime::PartInfo *picture : mime::picturesWithId(m_content->structure)) {
        const bool isNamed = findings.cids.contains(QString::fromUtf8(picture->contentId));
        if (isNamed && picture->octets <= pictureOctets && !m_content->section(picture->section))
            missing.append(picture->section);
    }
    m_state = State::None;  // what is to be said may be something else, also when the state is the same
    setState(findings.isTooCostly ? State::TooCostly : State::Shown);
    if (m_form == BodyForm::Html && !findings.isTooCostly)
        ask(missing);
}

void HtmlBody::ask(const QByteArrayList &sections)
{
    QByteArrayList unasked;
    for (const QByteArray &section : sections) {
        if (!m_asked.contains(section))
            unasked.append(section);
        m_asked.insert(section);
    }
    if (!unasked.isEmpty())
        Q_EMIT sectionsWanted(unasked);
}

void HtmlBody::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

std::optional<BannerContent> HtmlBody::notice() const
{
    using theme::Signal;
    if (m_state == State::TooCostly)
        return BannerContent{Signal::Calm, u"info"_s,
                             tr("This message is too elaborate to be shown as HTML. Its text is shown.")};
    if (m_state != State::Shown)
        return std::nullopt;
    if (!m_findings.hosts.isEmpty()) {
        QString why = tr("They are not part of the message. Asking for them would tell %1 that you read it, "
                         "when and where.")
                          .arg(named(m_findings.hosts));
        if (!m_findings.trackers.isEmpty())
            why += u' '
                + tr("Pictures that nobody would see, there only to be asked for: %1.")
                      .arg(named(m_findings.trackers));
        return BannerContent{Signal::Calm, u"info"_s, tr("Remote pictures are not shown."), {}, why};
    }
    if (m_findings.isTruncated)
        return BannerContent{Signal::Calm, u"info"_s,
                             tr("Some of this message is not shown, because it is too much or too odd.")};
    return std::nullopt;
}
