// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/htmlbody.h"

#include "core/mime/htmlpart.h"
#include "widgets/reader/textbrowserview.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pictureOctets = qint64{8} * 1024 * 1024;  // fetched without being asked, each

}

HtmlBody::HtmlBody(Clock &clock, QWidget *parent)
    : QObject(parent), m_view(new TextBrowserView(clock, parent)), m_remotes(new RemotePictures(this))
{
    connect(m_remotes, &RemotePictures::changed, this, &HtmlBody::stateChanged);
    connect(m_remotes, &RemotePictures::picturesArrived, this, [this] {
        if (m_content)
            show();
    });
    connect(m_view, &HtmlView::prepared, this, &HtmlBody::takeFindings);
    connect(m_view, &HtmlView::linkWanted, this, &HtmlBody::linkWanted);
    connect(m_view, &HtmlView::findWanted, this, &HtmlBody::findWanted);
}

void HtmlBody::setForm(BodyForm form)
{
    m_form = form;
    if (m_content)
        show();
}

void HtmlBody::setCharset(const QByteArray &charset)
{
    m_charset = charset;
    if (m_content)
        show();
}

void HtmlBody::open(const store::MessageContent &content, BodyForm form)
{
    m_form = form;
    m_charset.clear();
    m_remotes->forget();
    replace(content, Elsewhere::Named);
}

void HtmlBody::replace(const store::MessageContent &content, Elsewhere elsewhere)
{
    m_elsewhere = elsewhere;
    m_asked.clear();
    m_findings = {};
    m_remotes->renew();
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
    m_remotes->forget();
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
    HtmlMessage message{*part, *octets, {}, m_remotes->pictures()};
    message.charset = m_charset;
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
        findings.remotes.clear();
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
    if (findings.isTooCostly)
        return;
    if (m_form == BodyForm::Html)
        ask(missing);
    m_remotes->setFindings(findings);
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
    if (auto remote = m_remotes->notice())
        return remote;
    if (m_findings.isTruncated)
        return BannerContent{Signal::Calm, u"info"_s,
                             tr("Some of this message is not shown, because it is too much or too odd.")};
    return std::nullopt;
}
