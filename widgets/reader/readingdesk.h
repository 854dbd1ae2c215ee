// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/crypto/backend.h"
#include "core/store/changes.h"
#include "core/store/reader.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/contentunpacker.h"
#include "widgets/receipts/receiptdesk.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class AttachmentDesk;
class ProtectionDesk;
class ReaderPane;
struct OpenedContent;

// The message that is open: reads it, asks for what is missing of it, shows it; then, in this order, lets the
// receipt gate run and tells that the message was displayed. Nothing of this happens for a message that is
// only in the list.
class ReadingDesk : public QObject
{
    Q_OBJECT

public:
    struct Context {
        const store::Reader &reader;
        ReaderPane &pane;
        ReceiptDesk &receipts;
        AttachmentDesk &attachments;
        std::function<std::optional<accounts::Account>(const QUuid &)> account;
        std::function<bool(const QUuid &)> isOffline;
        Clock &clock;
        std::unique_ptr<crypto::Backend> gnupg;  // verifies and decrypts
    };
    ReadingDesk(Context context, QObject *parent);

    void open(store::CopyId copy, ReceiptDesk::Shown how);
    void close();
    // The message that is open is removed elsewhere: what is displayed stays, and says so.
    void keepGone();
    [[nodiscard]] bool isGone() const noexcept { return m_isGone; }
    void closeForSelection(qsizetype count);
    [[nodiscard]] std::optional<store::CopyId> current() const { return m_copy; }
    [[nodiscard]] bool isDisplayed() const noexcept { return m_displayed; }
    // Of the message that is displayed, or was last.
    [[nodiscard]] const store::MessageContent &content() const noexcept { return m_content; }
    // What is displayed was decrypted. Whoever answers it quotes only what is visible, and nothing of it is
    // kept or sent anywhere unencrypted without a question.
    [[nodiscard]] bool isDecrypted() const noexcept { return m_isDecrypted; }
    // What is displayed was inside what came, encrypted or signed.
    [[nodiscard]] bool isOpened() const noexcept { return m_isOpened; }
    // Somebody wants to go on with what is inside: opened() or notOpened() tells. GnuPG may ask.
    void openForUse();

    // Something of it has been asked for and has not come yet.
    [[nodiscard]] bool isWaitingFor(store::CopyId copy) const
    {
        return m_copy == copy && !m_awaited.isEmpty();
    }

    void apply(const store::ChangeSet &changes);
    void showProgress(store::CopyId copy, qint64 octets, qint64 of);  // 0: nobody knows of how many
    void showFailure(store::CopyId copy, const Error &error);
    void retry();
    // As it is displayed: with what its parts hold as parts (mime::unpacked()).
    [[nodiscard]] const store::MessageContent &shownContent() const { return m_shown; }
    void openAttachment();
    void saveAttachment();
    void saveAllAttachments();

Q_SIGNALS:
    void contentWanted(store::CopyId copy, const QByteArrayList &sections);
    void contentGivenUp(
        store::CopyId copy);  // another message is open: its text is not awaited here any more
    void displayed(const store::MessageRow &row, const store::Folder &folder);  // after the gate has run
    void notOpened(const QString &why);
    void opened();  // what was inside the message that is signed or encrypted is displayed in its place

private:
    void saveGone();
    void load();
    void ask(const QByteArrayList &sections);
    void leave();
    void takeContent(store::CopyId arrived);
    [[nodiscard]] QByteArrayList sectionsToAskFor(const std::optional<store::MessageContent> &content) const;
    void display(const store::MessageRow &row, const store::MessageContent &content);
    // Only what is someone else's: of our own mail we know who wrote it.
    [[nodiscard]] std::optional<BannerContent> authorBanner(const store::MessageRow &row,
                                                            const store::MessageContent &content) const;
    void runGate();
    [[nodiscard]] std::optional<ReceiptDesk::Displayed> receiptCase() const;

    void connectProtection();
    void showOpened(const OpenedContent &opened);

    Context m_context;
    ContentUnpacker m_unpacker;
    ProtectionDesk *m_protection;
    std::optional<store::CopyId> m_copy;
    ReceiptDesk::Shown m_how = ReceiptDesk::Shown::Passing;
    store::MessageRow m_row;
    store::MessageContent m_content;  // as the server has it
    store::MessageContent m_shown;    // unpacked; or what was inside, of one that was signed or encrypted
    std::optional<store::CopyId> m_givenUp;  // the last one
    QByteArrayList m_awaited;                // sections that were asked for; "": what there is to read
    bool m_displayed = false;
    bool m_isGone = false;
    bool m_isDecrypted = false;
    bool m_isOpened = false;
    bool m_wasSeen = false;  // when it was opened: our own mark does not count against the sender's request
};
