// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/messageopener.h"
#include "core/store/rows.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/protectiontext.h"

#include <QObject>

// What stands for a message that is signed or encrypted: exactly what the signature covers, or what was
// inside. It is nowhere but in this value: no database, log or file gets it.
struct OpenedContent {
    store::MessageContent content;
    // Nothing from elsewhere is ever loaded for it, and what is quoted of it is only what was visible.
    bool isDecrypted = false;
    bool isOpened = false;  // false: it is the message as it came
};

// Opens what is signed or encrypted of the message that is displayed: asks for the octets that are missing,
// has them looked at in a thread of their own, tells what came of it. What lies around the whole message is
// opened by itself, as long as GnuPG needs to ask nobody; a part of it only when somebody wants to see it,
// alone.
class ProtectionDesk : public QObject
{
    Q_OBJECT

public:
    ProtectionDesk(std::unique_ptr<crypto::Backend> backend, Clock &clock, QObject *parent);

    void open(const store::MessageContent &content, qint64 messageOctets);
    void complete(const store::MessageContent &content);  // more of the same message has come
    void fail();                                          // it has not
    void close();
    // What is displayed is not what came, but what was opened.
    [[nodiscard]] bool hasReplaced() const noexcept { return m_hasReplaced; }
    void act(int action);  // ProtectionText::Action
    // Somebody wants to go on with what is inside the whole message, and GnuPG may ask for a passphrase:
    // contentOpened() or notOpened() tells what came of it.
    void openForUse();

Q_SIGNALS:
    void sectionsWanted(const QByteArrayList &sections);
    void contentOpened(const OpenedContent &content);
    void notOpened(const QString &why);  // although somebody was asked
    void bannerChanged(const std::optional<BannerContent> &banner);

private:
    void look();
    void look(const QByteArray &section, crypto::Consent consent);
    void start();
    void take(const crypto::Opened &opened);
    void show(const crypto::Opened &opened, ProtectionText::Shown shown);

    crypto::MessageOpener m_opener;
    store::MessageContent m_content;  // as it came
    qint64 m_messageOctets = 0;
    crypto::Request m_request;
    crypto::Opened m_whole;  // of the message; beside it a part may be shown
    bool m_isWaiting = false;
    bool m_isAtWork = false;  // GnuPG is
    bool m_hasReplaced = false;
};

// For the reader: numbered like any message. What anybody could have changed unseen has its HTML as text
// alone, since HTML could hand the rest to somebody else at a click (EFAIL).
[[nodiscard]] OpenedContent openedContent(const crypto::Opened &opened,
                                          const store::MessageContent &original);
