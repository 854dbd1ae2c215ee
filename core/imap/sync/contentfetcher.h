// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/sync/connection.h"
#include "core/store/changes.h"

#include <QObject>
#include <QPointer>

namespace imap {
class PartDownload;
}

namespace imap::sync {

// Fetches text of one message by part: its header block and the sections wanted, in one command (one round
// trip), and behind it what is large, in pieces, so that a flag that is set meanwhile need not wait for all
// of it; always with BODY.PEEK (RFC 3501, 6.4.5), so that nothing is marked read and no server answers a
// receipt request by itself. Deletes itself after finished() or failed(), of which exactly one comes.
class ContentFetcher : public QObject
{
    Q_OBJECT

public:
    struct Wanted {
        QUuid account;
        QByteArray mailbox;
        UidValidity validity;
        Uid uid;
        bool header = true;
        QByteArrayList sections;  // "1", "2.1"
        // RFC822.SIZE and BODYSTRUCTURE as known: an empty answer for what is not empty is not believed.
        qint64 octets = 0;
        mime::PartInfo structure{};
        // A connection was lost over this message before: its text comes in pieces, one small literal each.
        bool inPieces = false;
        bool isUnseen = false;
        qint64 textOctets = 0;  // of TEXT: RFC822.SIZE without the header; 0: nobody knows
    };
    ContentFetcher(Wanted wanted, std::shared_ptr<Lease> lease, QObject *parent = nullptr);

    void start();
    // Nobody waits for it any more: what comes in pieces ends behind the one that is under way. What has come
    // whole until then is told by finished(); failed() tells Cancelled when that is nothing.
    void giveUp();

Q_SIGNALS:
    // Of what comes in pieces: octets of all sections so far, and in all as BODYSTRUCTURE told; 0: it did
    // not.
    void progressed(qint64 octets, qint64 of);
    void finished(const store::Update &update);
    void failed(const Error &why);

private:
    void ask(const QByteArray &items);
    void download(const QByteArray &section);
    void giveUp(const Error &why);
    void endEarly();
    void tellProgress(qint64 octets);
    [[nodiscard]] bool isTextShort(const PartDownload &download, const QByteArray &section) const;
    void takeShortText(const QByteArray &octets);
    [[nodiscard]] bool comesInPieces(const QByteArray &section) const;
    [[nodiscard]] qint64 toldOctets(const QByteArray &section) const;
    void take(const Fetch &fetch);
    void takeSection(const BodySection &section);
    void takeWhole(const QByteArray &octets);
    void end(const Completion &completion);
    [[nodiscard]] bool askAfterAll();
    [[nodiscard]] bool goOn();
    void leaveUnseen(const Lease &lease);
    [[nodiscard]] QByteArrayList missing() const;
    void fail(Error::Kind kind, const QByteArray &why);

    Wanted m_wanted;
    std::shared_ptr<Lease> m_lease;
    store::ContentFetched m_content;
    QPointer<PartDownload> m_download;
    bool m_isGivenUp = false;
    bool m_hasStalled = false;   // a download that did not become whole
    qsizetype m_shortText = -1;  // octets of TEXT that came, and are too few; -1: none
    bool m_invented = false, m_confirming = false;
    bool m_askedAgain = false;
    bool m_hollow = false;
    bool m_hasDoubted = false;  // and the server has been asked what is gone
};

// Items for UID FETCH; an empty list asks for nothing.
[[nodiscard]] QByteArray contentItems(bool header, const QByteArrayList &sections);

}
