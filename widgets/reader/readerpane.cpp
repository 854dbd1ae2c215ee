// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/readerpane.h"

#include "core/crypto/protection.h"
#include "core/mime/header.h"
#include "core/mime/htmlpart.h"
#include "core/mime/part.h"
#include "widgets/errortext.h"
#include "widgets/hairline.h"
#include "widgets/reader/attachmentbar.h"
#include "widgets/reader/bodyview.h"
#include "widgets/reader/findbar.h"
#include "widgets/reader/headerpanel.h"
#include "widgets/reader/linkdialog.h"
#include "widgets/reader/skeleton.h"
#include "widgets/safetext.h"

#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 150ms;  // what is quicker than this needs no bars
constexpr qsizetype readAtOnce =
    qsizetype{200} * 1000;  // octets; what is longer is made ready in another thread

enum GoneAction { SaveGone, CloseGone };

// An odd octet within a line takes nothing away.
bool lacksFields(const mime::Header &header)
{
    using mime::Defect;
    const mime::Defects &defects = header.defectList();
    return defects.has(Defect::NotAField) || defects.has(Defect::HeaderTooLong)
        || defects.has(Defect::TooManyFields);
}

// What is read, in its forms.
QByteArrayList textSections(const mime::PartInfo &root)
{
    QByteArrayList sections;
    for (const mime::PartInfo *part : {mime::readablePart(root), mime::htmlPart(root)})
        sections.append(part != nullptr ? part->section : QByteArray("-"));
    return sections;
}

}

ReaderPane::ReaderPane(Clock &clock, QWidget *parent)
    : QWidget(parent), m_clock(clock), m_stack(new QStackedWidget(this)), m_empty(new EmptyState(m_stack)),
      m_message(new QWidget(m_stack)), m_header(new HeaderPanel(m_message)), m_gone(new Banner(m_message)),
      m_draft(new Banner(m_message)), m_author(new Banner(m_message)), m_protection(new Banner(m_message)),
      m_receipt(new Banner(m_message)), m_report(new Banner(m_message)), m_form(new Banner(m_message)),
      m_bodyStack(new QStackedWidget(m_message)), m_blank(new QWidget(m_bodyStack)),
      m_skeleton(new Skeleton(m_bodyStack)), m_failure(new EmptyState(m_bodyStack)),
      m_body(new BodyView(clock, m_bodyStack)), m_html(new HtmlBody(clock, m_bodyStack)),
      m_find(new FindBar(clock, m_message)), m_attachments(new AttachmentBar(m_message))
{
    setAccessibleName(tr("Message"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_receipt->setObjectName(u"receiptBanner"_s);
    m_receipt->hide();
    m_report->setObjectName(u"reportCard"_s);
    m_report->hide();
    m_gone->setObjectName(u"goneBanner"_s);
    m_gone->hide();
    m_author->setObjectName(u"authorBanner"_s);
    m_author->hide();
    m_form->hide();
    m_blank->setBackgroundRole(QPalette::Base);
    m_blank->setAutoFillBackground(true);
    for (QWidget *page :
         std::initializer_list<QWidget *>{m_blank, m_skeleton, m_failure, m_body, m_html->widget()})
        m_bodyStack->addWidget(page);

    auto *message = new QVBoxLayout(m_message);
    message->setContentsMargins({});
    message->setSpacing(0);
    message->addWidget(m_header);
    message->addWidget(m_author);
    addProtectionBanner(message);
    message->addWidget(m_gone);
    addDraftBanner(message);
    message->addWidget(m_receipt);
    message->addWidget(m_report);
    message->addWidget(m_form);
    message->addWidget(new Hairline(m_message));
    message->addWidget(m_bodyStack, 1);
    message->addWidget(m_find);
    message->addWidget(m_attachments);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_message);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);

    connect(m_failure, &EmptyState::actionWanted, this, &ReaderPane::retryWanted);
    connect(m_receipt, &Banner::actionWanted, this, &ReaderPane::receiptActionWanted);
    connect(m_report, &Banner::actionWanted, this, &ReaderPane::reportActionWanted);
    connect(m_gone, &Banner::actionWanted, this, [this](int id) {
        if (id == SaveGone)
            Q_EMIT saveGoneWanted();
        else
            Q_EMIT closeWanted();
    });
    connect(m_form, &Banner::actionWanted, m_html->remotes(), &RemotePictures::act);
    connect(m_body, &BodyView::linkWanted, this, [this](const QUrl &url) { askAboutLink(url, {}); });
    connect(m_body, &BodyView::findWanted, this, &ReaderPane::find);
    connect(m_html, &HtmlBody::findWanted, this, &ReaderPane::find);
    connect(m_html, &HtmlBody::linkWanted, this, &ReaderPane::askAboutLink);
    connect(m_html, &HtmlBody::stateChanged, this, &ReaderPane::updateBody);
    connect(m_html, &HtmlBody::sectionsWanted, this, &ReaderPane::sectionsWanted);
    showNothing();
}

ReaderPane::~ReaderPane() = default;

void ReaderPane::addProtectionBanner(QVBoxLayout *message)
{
    m_protection->setObjectName(u"protectionBanner"_s);
    m_protection->hide();
    message->addWidget(m_protection);
    connect(m_protection, &Banner::actionWanted, this, &ReaderPane::protectionActionWanted);
}

void ReaderPane::addDraftBanner(QVBoxLayout *message)
{
    m_draft->setObjectName(u"draftBanner"_s);
    m_draft->hide();
    message->addWidget(m_draft);
    connect(m_draft, &Banner::actionWanted, this, &ReaderPane::draftEditWanted);
}

void ReaderPane::showDraftBanner(bool isDraft)
{
    if (isDraft)
        m_draft->show(
            {theme::Signal::Calm, u"edit"_s, tr("This mail has not been sent."), {{0, tr("&Edit")}}});
    else
        m_draft->hide();
}

void ReaderPane::showGoneBanner(bool isGone)
{
    if (isGone)
        m_gone->show({theme::Signal::Amber,
                      u"warning"_s,
                      tr("This message has been deleted on the server."),
                      {{SaveGone, tr("Save…")}, {CloseGone, tr("Close")}}});
    else
        m_gone->hide();
}

void ReaderPane::showNothing()
{
    m_patience.reset();
    m_gone->hide();
    m_draft->hide();
    m_empty->show({u"mail-read"_s, tr("No message is open"), tr("Choose a message to read it here.")});
    m_stack->setCurrentWidget(m_empty);
    showReceiptBanner(std::nullopt);
    showReportCard(std::nullopt);
    showAuthorBanner(std::nullopt);
    giveUpReading();
    m_html->close();
    m_body->showText({});
    m_find->setView(nullptr);
    m_attachments->clear();
}

void ReaderPane::giveUpReading()
{
    m_reading.giveUp();
    m_isReading = m_hasText = false;
    m_body->showText({});  // nothing of another message is ever seen, or printed, under this one's header
}

void ReaderPane::showSelection(qsizetype count)
{
    showNothing();
    m_empty->show({u"mail-read"_s, tr("%n message(s) chosen", nullptr, static_cast<int>(count)),
                   tr("What you do now is done to all of them.")});
}

void ReaderPane::showLoading(const store::MessageRow &row)
{
    m_stack->setCurrentWidget(m_message);
    m_header->showRow(row);
    m_form->hide();
    showReceiptBanner(std::nullopt);
    showReportCard(std::nullopt);
    showAuthorBanner(std::nullopt);
    m_attachments->clear();
    giveUpReading();
    m_html->close();
    m_find->setView(nullptr);
    m_skeleton->showProgress(0, 0);
    wait();
}

void ReaderPane::wait()
{
    m_bodyStack->setCurrentWidget(m_blank);
    m_patience = m_clock.alarm(patience, [this] { m_bodyStack->setCurrentWidget(m_skeleton); });
}

void ReaderPane::showMessage(const store::MessageRow &row, const store::MessageContent &content)
{
    m_patience.reset();
    m_stack->setCurrentWidget(m_message);
    m_header->showRow(row);
    const auto header = mime::Header::parse(content.header.value_or(QByteArray()));
    m_header->showHeader(header);
    showReportCard(std::nullopt);
    m_row = row;
    m_content = content;
    m_attachments->clear();
    showAttachments();
    m_lacksFields = lacksFields(header);
    giveUpReading();
    m_charset.clear();
    m_html->open(content, formFor(row));
    updateBody();
}

BodyForm ReaderPane::formFor(const store::MessageRow &row) const
{
    return m_formOf ? m_formOf(row) : m_html->form();
}

void ReaderPane::replaceContent(const store::MessageContent &content, bool isDecrypted)
{
    m_content = content;
    m_attachments->clear();
    showAttachments();
    giveUpReading();
    m_html->replace(content, isDecrypted ? HtmlBody::Elsewhere::Never : HtmlBody::Elsewhere::Named);
    updateBody();
}

void ReaderPane::completeMessage(const store::MessageContent &content)
{
    const bool isAnotherText = textSections(content.structure) != textSections(m_content.structure);
    m_content = content;
    showAttachments();
    if (isAnotherText) {  // what came holds parts of its own, and the text is one of them
        giveUpReading();
        m_html->replace(content, HtmlBody::Elsewhere::Named);
        updateBody();
        return;
    }
    m_html->complete(content);
}

void ReaderPane::showAttachments()
{
    m_attachments->showStructure(m_content.structure,
                                 [this](const QByteArray &section) { return m_content.section(section); });
}

void ReaderPane::showProgress(qint64 octets, qint64 of)
{
    m_skeleton->showProgress(octets, of);
}

void ReaderPane::setBodyForm(BodyForm form)
{
    m_html->setForm(form);
}

void ReaderPane::setCharset(const QByteArray &charset)
{
    m_charset = charset;
    giveUpReading();
    m_html->setCharset(charset);
    updateBody();
}

void ReaderPane::setZoom(double zoom)
{
    m_html->setZoom(zoom);
    m_body->setZoom(zoom);
}

void ReaderPane::setMonospaced(bool isMonospaced)
{
    m_body->setMonospaced(isMonospaced);
}

void ReaderPane::find()
{
    m_find->open();
}

bool ReaderPane::closeFind()
{
    const bool wasOpen = m_find->isVisible();
    m_find->closeBar();
    return wasOpen;
}

void ReaderPane::findNext(int step)
{
    m_find->go(step);
}

std::optional<PrintedMessage> ReaderPane::forPaper()
{
    const bool isWaiting =
        m_bodyStack->currentWidget() == m_blank || m_bodyStack->currentWidget() == m_skeleton;
    if (m_stack->currentWidget() != m_message || isWaiting)
        return std::nullopt;
    const bool isHtml = m_bodyStack->currentWidget() == m_html->widget();
    return PrintedMessage(m_row, m_content, isHtml ? m_html->forPaper() : PaperBody(),
                          isHtml ? plainText() : PrintedMessage::shownText(*m_body), font());
}

// In the place of HTML that is too elaborate for a page of paper.
QString ReaderPane::plainText() const
{
    const mime::PartInfo *part = mime::readablePart(m_content.structure);
    const auto octets = part != nullptr ? m_content.section(part->section) : std::nullopt;
    return octets ? safetext::paragraphs(mime::readableText(*part, *octets, m_charset)) : QString();
}

QWidget *ReaderPane::body() const
{
    return m_bodyStack->currentWidget() == m_html->widget() ? m_html->widget() : m_body;
}

void ReaderPane::showFailure(const Error &error, bool offline)
{
    m_patience.reset();
    if (offline)
        m_failure->show({u"offline"_s, tr("Not loaded yet"),
                         tr("This message is loaded when the account is online again."), tr("Try now")});
    else
        m_failure->show({u"warning"_s, tr("The message could not be loaded"), ErrorText::sentence(error),
                         tr("Try again")});
    m_bodyStack->setCurrentWidget(m_failure);
}

// What had the keyboard in it is gone when it says something else: the message has it then, also when a
// dialog gives it back later.
void ReaderPane::showReceiptBanner(const std::optional<BannerContent> &content)
{
    const QWidget *focused = window()->focusWidget();
    const bool isAnother = !content || *content != m_receipt->content();
    const bool hadFocus = focused != nullptr && m_receipt->isAncestorOf(focused) && isAnother;
    if (content)
        m_receipt->show(*content);
    else
        m_receipt->hide();
    if (hadFocus && m_bodyStack->currentWidget() == body())
        body()->setFocus(Qt::OtherFocusReason);
}

void ReaderPane::showAuthorBanner(const std::optional<BannerContent> &content)
{
    if (content)
        m_author->show(*content);
    else
        m_author->hide();
}

void ReaderPane::showProtectionBanner(const std::optional<BannerContent> &content)
{
    if (content)
        m_protection->show(*content);
    else
        m_protection->hide();
}

void ReaderPane::showReportCard(const std::optional<BannerContent> &content)
{
    if (content)
        m_report->show(*content);
    else
        m_report->hide();
}

// HTML while there is some to show, the text otherwise.
void ReaderPane::updateBody()
{
    if (m_stack->currentWidget() != m_message)
        return;
    const QWidget *focused = window()->focusWidget();
    const bool hadFocus = focused != nullptr && focused == m_bodyStack->currentWidget();
    m_patience.reset();
    switch (m_html->state()) {
    case HtmlBody::State::Preparing: wait(); break;
    case HtmlBody::State::Shown: m_bodyStack->setCurrentWidget(m_html->widget()); break;
    case HtmlBody::State::None:
    case HtmlBody::State::Missing:
    case HtmlBody::State::TooCostly: showText(); break;
    }
    if (hadFocus && m_bodyStack->currentWidget() == body())
        body()->setFocus(Qt::OtherFocusReason);
    updateFormBanner();
    const QWidget *shown = m_bodyStack->currentWidget();
    Searchable *html = shown == m_html->widget() ? m_html->searchable() : nullptr;
    m_find->setView(shown == m_body ? m_body : html);
}

void ReaderPane::readText()
{
    const mime::PartInfo *part = mime::readablePart(m_content.structure);
    const auto octets = part != nullptr ? m_content.section(part->section) : std::nullopt;
    if (!octets) {
        m_body->showText({});
    } else if (octets->size() <= readAtOnce) {
        m_body->showText(ReadableText::of(*part, *octets, m_charset));
    } else {
        m_isReading = true;
        const auto read = [part = *part, octets = *octets, charset = m_charset] {
            return ReadableText::of(part, octets, charset);
        };
        m_reading.run(read, [this](ReadableText text) {
            m_isReading = false;
            m_body->showText(std::move(text));
            updateBody();
        });
    }
}

void ReaderPane::showText()
{
    if (!std::exchange(m_hasText, true))
        readText();
    if (m_isReading) {
        wait();
        return;
    }
    if (!m_body->isEmpty()) {
        m_bodyStack->setCurrentWidget(m_body);
        return;
    }
    if (crypto::claimsProtection(m_content.structure))
        m_failure->show({u"mail-read"_s, tr("No text can be shown"),
                         tr("The line above says what has become of this message.")});
    else
        m_failure->show(
            {u"mail-read"_s, tr("This message has no text"),
             m_attachments->parts().empty() ? QString() : tr("What it carries is attached below.")});
    m_bodyStack->setCurrentWidget(m_failure);
}

void ReaderPane::updateFormBanner()
{
    using theme::Signal;
    const bool isText = m_bodyStack->currentWidget() == m_body;
    const mime::PartInfo *part = mime::readablePart(m_content.structure);
    const auto notice = m_html->notice();
    if (m_lacksFields)
        m_form->show({Signal::Amber, u"warning"_s,
                      tr("The header of this message is damaged. Some of it may be missing here.")});
    else if (notice)
        m_form->show(*notice);
    else if (isText && part != nullptr && part->subtype == "html")
        m_form->show({Signal::Calm, u"info"_s,
                      tr("Only the text of this message is shown. Nothing was loaded from elsewhere.")});
    else
        m_form->hide();
}

void ReaderPane::askAboutLink(const QUrl &url, const QString &claimedHost)
{
    if (url.scheme() == "mailto"_L1) {
        Q_EMIT mailtoWanted(url);
        return;
    }
    if (!LinkDialog::mayOpen(url))
        return;
    auto *dialog = new LinkDialog(url, claimedHost, window());
    dialog->open();
}
