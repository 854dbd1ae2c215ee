// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/readingdesk.h"

#include "core/mime/unpacked.h"
#include "widgets/reader/attachmentbar.h"
#include "widgets/reader/attachmentdesk.h"
#include "widgets/reader/authorshiptext.h"
#include "widgets/reader/protectiondesk.h"
#include "widgets/reader/readerpane.h"
#include "widgets/receipts/listreceipts.h"

#include <algorithm>

using Shown = ReceiptDesk::Shown;

namespace {

// The header and the part that is read; nothing else is needed to show a message.
bool isReadable(const store::MessageContent &content)
{
    if (!content.header)
        return false;
    const mime::PartInfo *part = mime::textSource(content.structure);
    return part == nullptr || content.section(part->section).has_value();
}

bool touches(const std::vector<store::CopyId> &ids, store::CopyId copy)
{
    return std::find(ids.begin(), ids.end(), copy) != ids.end();
}

}

ReadingDesk::ReadingDesk(Context context, QObject *parent)
    : QObject(parent), m_context(std::move(context)),
      m_protection(new ProtectionDesk(std::move(m_context.gnupg), m_context.clock, this))
{
    connectProtection();
    connect(&m_context.attachments, &AttachmentDesk::contentWanted, this, &ReadingDesk::contentWanted);
    m_context.attachments.serve(m_context.pane.attachmentBar(), [this] { return m_shown; });
    connect(&m_context.pane, &ReaderPane::saveGoneWanted, this, &ReadingDesk::saveGone);
    connect(&m_context.pane, &ReaderPane::sectionsWanted, this, [this](const QByteArrayList &sections) {
        if (m_copy && m_displayed && !m_isGone && !m_protection->hasReplaced())
            ask(sections);
    });
    connect(&m_context.pane, &ReaderPane::closeWanted, this, &ReadingDesk::close);
}

void ReadingDesk::connectProtection()
{
    connect(m_protection, &ProtectionDesk::sectionsWanted, this, [this](const QByteArrayList &sections) {
        if (m_copy && !m_isGone)
            ask(sections);
    });
    connect(m_protection, &ProtectionDesk::contentOpened, this, &ReadingDesk::showOpened);
    connect(m_protection, &ProtectionDesk::notOpened, this, &ReadingDesk::notOpened);
    connect(m_protection, &ProtectionDesk::bannerChanged, &m_context.pane, &ReaderPane::showProtectionBanner);
    connect(&m_context.pane, &ReaderPane::protectionActionWanted, m_protection, &ProtectionDesk::act);
}

void ReadingDesk::showOpened(const OpenedContent &opened)
{
    if (!m_displayed)
        return;
    m_isDecrypted = opened.isDecrypted;
    m_isOpened = false;
    m_unpacker.unpack(opened.content,
                      [this, isOpened = opened.isOpened](const store::MessageContent &content) {
                          m_shown = content;
                          m_isOpened = isOpened;
                          m_context.pane.replaceContent(content, m_isDecrypted);
                          Q_EMIT this->opened();
                      });
}

void ReadingDesk::openForUse()
{
    if (m_displayed)
        m_protection->openForUse();
}

void ReadingDesk::open(store::CopyId copy, Shown how)
{
    if (m_copy == copy && m_displayed) {
        if (how == Shown::Opened)  // clicked after it was passed by
            m_context.receipts.show(receiptCase(), how);
        return;
    }
    const bool waiting = m_copy == copy;
    if (!waiting)
        leave();
    m_isGone = false;
    m_context.pane.showGoneBanner(false);
    m_copy = copy;
    m_how = how;
    if (waiting)
        return;  // asked for already
    m_displayed = false;
    m_isDecrypted = m_isOpened = false;
    m_protection->close();
    m_context.receipts.show(std::nullopt, Shown::Passing);
    load();
}

// An empty list: the header and the text alone.
void ReadingDesk::ask(const QByteArrayList &sections)
{
    m_awaited += sections.isEmpty() ? QByteArrayList{QByteArray()} : sections;
    Q_EMIT contentWanted(*m_copy, sections);
}

// What is under way for it need not go on.
void ReadingDesk::leave()
{
    m_unpacker.giveUp();
    if (std::exchange(m_awaited, {}).isEmpty() || !m_copy)
        return;
    m_givenUp = m_copy;
    Q_EMIT contentGivenUp(*m_copy);
}

void ReadingDesk::close()
{
    leave();
    m_isGone = false;
    m_copy.reset();
    m_displayed = false;
    m_isDecrypted = m_isOpened = false;
    m_protection->close();
    m_context.receipts.show(std::nullopt, Shown::Passing);
    m_context.pane.showNothing();
}

void ReadingDesk::keepGone()
{
    if (!m_displayed)
        return;
    m_isGone = true;
    m_context.receipts.show(std::nullopt, Shown::Passing);  // nothing is left to claim it on
    m_context.pane.showGoneBanner(true);
}

// As text: the message itself is nowhere any more.
void ReadingDesk::saveGone()
{
    const mime::PartInfo *part = mime::readablePart(m_shown.structure);
    const auto octets = part != nullptr ? m_shown.section(part->section) : std::nullopt;
    const QByteArray header = m_content.header.value_or(QByteArray());
    const QString text = octets ? mime::readableText(*part, *octets) : QString();
    m_context.attachments.saveOctets(m_row.subject + QStringLiteral(".txt"), header + text.toUtf8());
}

void ReadingDesk::closeForSelection(qsizetype count)
{
    close();
    m_context.pane.showSelection(count);
}

void ReadingDesk::apply(const store::ChangeSet &changes)
{
    for (const store::FolderChange &change : changes.folders) {
        for (const store::CopyId arrived : change.contentArrived)
            takeContent(arrived);
        if (m_copy && touches(change.removed, *m_copy) && !m_isGone)
            close();
        if (m_displayed && touches(change.changed, *m_copy)) {
            m_row = m_context.reader.row(*m_copy).value_or(m_row);
            runGate();
        }
    }
    const bool folderChanged = std::any_of(changes.foldersChanged.begin(), changes.foldersChanged.end(),
                                           [this](const auto &folder) { return folder.id == m_row.folder; });
    if (m_displayed && folderChanged)
        runGate();  // what can be kept there may be known only now
}

// For the message that is open, or for an attachment of one that was.
void ReadingDesk::takeContent(store::CopyId arrived)
{
    if (m_context.attachments.isWaitingFor(arrived)) {
        if (const auto content = m_context.reader.content(arrived))
            m_context.attachments.showContent(*content);
    }
    if (m_copy != arrived)
        return;
    if (!m_displayed) {
        load();
        return;
    }
    const auto content = m_context.reader.content(arrived);
    if (!content)
        return;
    m_content = *content;
    m_awaited.removeIf([&](const QByteArray &section) { return content->section(section).has_value(); });
    m_protection->complete(m_content);
    if (m_protection->hasReplaced())
        return;  // what came is not what is shown
    m_unpacker.unpack(m_content, [this](const store::MessageContent &unpacked) {
        m_shown = unpacked;
        m_context.pane.completeMessage(m_shown);
    });
}

void ReadingDesk::showProgress(store::CopyId copy, qint64 octets, qint64 of)
{
    m_context.attachments.showProgress(copy, octets, of);
    if (m_copy == copy && !m_displayed)
        m_context.pane.showProgress(octets, of);
}

void ReadingDesk::showFailure(store::CopyId copy, const Error &error)
{
    m_context.attachments.showFailure(copy, error);
    if (error.kind == Error::Kind::Cancelled && m_givenUp == copy) {
        m_givenUp.reset();  // that was wanted; the reader may have come back meanwhile and asked anew
        return;
    }
    if (m_copy == copy)
        m_awaited.clear();
    if (m_copy == copy && m_displayed)
        m_protection->fail();
    if (m_copy != copy || m_displayed)
        return;
    const auto folder = m_context.reader.folder(m_row.folder);
    m_context.pane.showFailure(error, folder && m_context.isOffline(folder->account));
}

void ReadingDesk::retry()
{
    if (m_copy && !m_displayed)
        load();
}

void ReadingDesk::openAttachment()
{
    const auto item = m_context.pane.attachmentBar()->currentItem();
    if (m_displayed && item)
        m_context.attachments.open(m_shown, *item);
}

void ReadingDesk::saveAttachment()
{
    const auto part = m_context.pane.attachmentBar()->currentPart();
    if (m_displayed && part)
        m_context.attachments.save(m_shown, *part);
}

void ReadingDesk::saveAllAttachments()
{
    if (m_displayed)
        m_context.attachments.saveAll(m_shown, m_context.pane.attachmentBar()->parts());
}

void ReadingDesk::load()
{
    const auto row = m_context.reader.row(*m_copy);
    if (!row) {
        m_context.pane.showNothing();  // its ChangeSet is on the way
        return;
    }
    m_row = *row;
    m_wasSeen = row->flags.has(store::Flags::Seen);
    const auto content = m_context.reader.content(*m_copy);
    if (content && isReadable(*content)) {
        m_awaited.clear();
        m_content = *content;
        m_unpacker.unpack(*content, [this, row = *row](const store::MessageContent &shown) {
            m_shown = shown;
            display(row, m_content);
        });
        if (!m_displayed)  // there is much to unpack
            m_context.pane.showLoading(*row);
        return;
    }
    m_context.pane.showLoading(*row);
    ask(sectionsToAskFor(content));
}

// Empty: the header and the text alone.
QByteArrayList ReadingDesk::sectionsToAskFor(const std::optional<store::MessageContent> &content) const
{
    if (!content)
        return {};
    const auto forms = m_context.pane.formFor(m_row) == BodyForm::Plain ? mime::TextForms::PlainOnly
                                                                        : mime::TextForms::WithHtml;
    QByteArrayList sections = mime::sectionsToRead(content->structure, forms);
    if (sections.size() == 1)
        return {};
    sections.removeIf([&](const QByteArray &section) { return content->section(section).has_value(); });
    return sections;
}

void ReadingDesk::display(const store::MessageRow &row, const store::MessageContent &content)
{
    m_displayed = true;
    m_context.pane.showMessage(row, m_shown);
    m_context.pane.showAuthorBanner(authorBanner(row, content));
    m_protection->open(content, row.octets);
    runGate();
    if (const auto folder = m_context.reader.folder(row.folder))
        Q_EMIT displayed(row, *folder);
}

std::optional<BannerContent> ReadingDesk::authorBanner(const store::MessageRow &row,
                                                       const store::MessageContent &content) const
{
    using store::FolderRole;
    const auto folder = m_context.reader.folder(row.folder);
    const auto account = folder ? m_context.account(folder->account) : std::nullopt;
    const bool isOwn = folder && (folder->role == FolderRole::Sent || folder->role == FolderRole::Drafts);
    if (!account || isOwn || !content.header)
        return std::nullopt;
    return AuthorshipText::banner(
        mime::authorFindings(mime::Header::parse(*content.header),
                             {account->authenticationServer.toUtf8(), accounts::ownAddresses(*account)}));
}

void ReadingDesk::runGate()
{
    // The question by itself comes with the opening, not with what changes later.
    m_context.receipts.show(receiptCase(), std::exchange(m_how, Shown::Passing));
}

std::optional<ReceiptDesk::Displayed> ReadingDesk::receiptCase() const
{
    const auto folder = m_context.reader.folder(m_row.folder);
    const auto account = folder ? m_context.account(folder->account) : std::nullopt;
    const auto request =
        m_displayed && !m_isGone && account ? receiptinput::request(*account, m_content) : std::nullopt;
    if (!request)
        return std::nullopt;
    ReceiptDesk::Displayed message = receiptinput::displayed(*request, m_row, *folder, *account);
    receiptinput::addHeader(message, m_content);
    message.input.flags = store::withFlag(m_row.flags, "\\Seen", m_wasSeen);
    return message;
}
