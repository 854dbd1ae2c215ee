// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/contentfetcher.h"

#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"
#include "core/imap/session/partdownload.h"
#include "core/imap/session/serverquirks.h"
#include "core/mime/partsections.h"

#include <algorithm>

namespace imap::sync {

QByteArray contentItems(bool header, const QByteArrayList &sections)
{
    QByteArray items = "UID FLAGS";
    if (header)
        items += " BODY.PEEK[HEADER]";
    for (const QByteArray &section : sections)
        items += " BODY.PEEK[" + section + ']';
    return items;
}

namespace {

constexpr quint64 smallPiece = quint64{64} * 1024;
// More than a second on a slow line; in pieces of which each takes less than that.
constexpr qint64 large = qint64{1024} * 1024;
constexpr quint64 largePiece = quint64{256} * 1024;

// Size of a part as BODYSTRUCTURE told; 0 when it names no such part.
qint64 partOctets(const mime::PartInfo &part, const QByteArray &section)
{
    // An embedded message is asked for as a whole, and its multipart shares its number.
    if (part.section == section && (part.parts.empty() || part.type == "message"))
        return part.octets;
    qint64 octets = 0;
    for (const mime::PartInfo &child : part.parts)
        octets = std::max(octets, partOctets(child, section));
    return octets;
}

}

ContentFetcher::ContentFetcher(Wanted wanted, std::shared_ptr<Lease> lease, QObject *parent)
    : QObject(parent), m_wanted(std::move(wanted)), m_lease(std::move(lease))
{
    m_content.account = m_wanted.account;
    m_content.mailbox = m_wanted.mailbox;
    m_content.validity = m_wanted.validity;
    m_content.uid = m_wanted.uid;
}

void ContentFetcher::start()
{
    Session *session = m_lease->session();
    if (!session->selected() || session->selected()->uidValidity != m_wanted.validity) {
        Q_EMIT failed(Error{Error::Kind::NotFound, "the mailbox was renumbered"});
        deleteLater();
        return;
    }
    QByteArrayList atOnce = m_wanted.sections;
    atOnce.removeIf([this](const QByteArray &section) { return comesInPieces(section); });
    ask(contentItems(m_wanted.header, atOnce));
}

void ContentFetcher::ask(const QByteArray &items)
{
    if (m_lease->isLost()) {
        fail(Error::Kind::ConnectionLost, {});
        return;
    }
    auto *command =
        m_lease->session()->run(std::make_unique<FetchCommand>(UidSet::single(m_wanted.uid), items));
    connect(command, &FetchCommand::fetched, this, &ContentFetcher::take);
    connect(command, &Command::finished, this, &ContentFetcher::end);
}

bool ContentFetcher::comesInPieces(const QByteArray &section) const
{
    const qint64 octets = section == "TEXT" ? m_wanted.octets : toldOctets(section);
    return m_wanted.inPieces || octets > large;
}

// 0: nobody has said.
qint64 ContentFetcher::toldOctets(const QByteArray &section) const
{
    return section == "TEXT" ? m_wanted.textOctets : partOctets(m_wanted.structure, section);
}

void ContentFetcher::download(const QByteArray &section)
{
    if (m_lease->isLost()) {
        fail(Error::Kind::ConnectionLost, {});
        return;
    }
    PartDownload::Wanted wanted{m_wanted.uid, section};
    wanted.pieceOctets = m_wanted.inPieces ? smallPiece : largePiece;
    wanted.octets = toldOctets(section);
    auto *download = new PartDownload(*m_lease->session(), wanted, {}, this);
    m_download = download;
    connect(download, &PartDownload::progressed, this, &ContentFetcher::tellProgress);
    connect(download, &PartDownload::finished, this, [this, download, section](const Completion &completion) {
        if (isTextShort(*download, section) && !isLineLost(completion)) {
            takeShortText(download->text().octets);
            return;
        }
        if (download->problem() && !isLineLost(completion)) {
            giveUp(*download->problem());
            return;
        }
        if (m_isGivenUp && !download->text().isWhole && !isLineLost(completion)) {
            endEarly();
            return;
        }
        m_hasStalled = !download->text().isWhole;
        if (!m_hasStalled)
            m_content.sections.emplace_back(section, download->text().octets);
        end(completion);
    });
    download->start();
}

// The size of TEXT is that of the message without its header, and some servers estimate the first. So what
// ends far too early is fetched once more, since a signature over it would be called wrong; what ends at the
// same place again is all there is.
bool ContentFetcher::isTextShort(const PartDownload &download, const QByteArray &section) const
{
    return section == "TEXT" && download.problem() && download.problem()->kind == Error::Kind::NotFound
        && !download.text().octets.isEmpty();
}

void ContentFetcher::takeShortText(const QByteArray &octets)
{
    noteHabit(ServerQuirk::WrongMessageSize);
    if (std::exchange(m_shortText, octets.size()) != octets.size()) {
        if (m_isGivenUp)
            endEarly();
        else
            download("TEXT");
        return;
    }
    m_content.sections.emplace_back("TEXT", octets);
    end({Completion::Status::Ok, {}, false});
}

void ContentFetcher::giveUp()
{
    m_isGivenUp = true;
    if (m_download)
        m_download->stop();
}

void ContentFetcher::endEarly()
{
    const std::shared_ptr<Lease> lease = std::exchange(m_lease, nullptr);
    deleteLater();
    leaveUnseen(*lease);
    if (m_content.header || !m_content.sections.empty())
        Q_EMIT finished(m_content);
    else
        Q_EMIT failed(Error{Error::Kind::Cancelled, {}});
}

void ContentFetcher::tellProgress(qint64 octets)
{
    qint64 total = 0;
    for (const QByteArray &section : std::as_const(m_wanted.sections))
        total += toldOctets(section);
    for (const auto &[section, data] : m_content.sections)
        octets += data.size();
    Q_EMIT progressed(octets, total);
}

void ContentFetcher::giveUp(const Error &why)
{
    // Some tell what is gone to those only who ask.
    if (why.kind == Error::Kind::NotFound && !m_lease->isLost())
        m_lease->session()->run(std::make_unique<NoopCommand>());
    fail(why.kind, why.detail);
}

// One message may be answered by several FETCH responses, in any order (I4-152).
void ContentFetcher::take(const Fetch &fetch)
{
    for (const BodySection &section : fetch.items.sections) {
        if (section.section.isEmpty() && section.data && !section.data->isEmpty())
            takeWhole(*section.data);
        else
            takeSection(section);
    }
}

// Servers without parts (RFC 1176) send the message as it is: what was asked for is cut out of it here. Where
// they had no structure to tell either, "" stands for the text a person would read.
void ContentFetcher::takeWhole(const QByteArray &octets)
{
    const mime::ParsedMessage message = mime::parseMessage(octets);
    for (const QByteArray &section : std::as_const(m_wanted.sections)) {
        QByteArray text;
        if (section.isEmpty()) {
            const mime::PartInfo *readable = mime::readablePart(message.root.info);
            const mime::ParsedPart *part =
                readable != nullptr ? mime::partAt(message.root, readable->section) : nullptr;
            text = part != nullptr ? mime::readableText(part->info, part->body).toUtf8() : QByteArray();
        } else if (section == "TEXT") {
            text = message.root.body;
        } else if (const mime::ParsedPart *part = mime::partAt(message.root, section)) {
            text = part->body;
        } else {
            continue;
        }
        m_content.sections.emplace_back(section, text);
    }
}

void ContentFetcher::takeSection(const BodySection &section)
{
    const bool header = section.section == "HEADER";
    if (section.isDecoded || (!header && !m_wanted.sections.contains(section.section)))
        return;
    if (!section.data) {
        // NIL: the message is going away, this is not its text (RFC 2180, 4.1.3). What is said to be empty,
        // and is still there after that was asked, is empty.
        if (m_hasDoubted && !header && toldOctets(section.section) == 0)
            m_content.sections.emplace_back(section.section, QByteArray(""));
        else
            m_hollow = true;
        return;
    }
    if (header) {
        m_hollow = m_hollow || (section.data->trimmed().isEmpty() && m_wanted.octets > 0);
        m_content.header = *section.data;
        return;
    }
    if (const auto invention = inventionIn(*section.data); invention && !m_confirming) {
        noteHabit(*invention);
        m_invented = true;
        return;
    }
    const qint64 told = toldOctets(section.section);
    if (told > 0 && told != section.data->size() && !section.data->isEmpty())
        noteHabit(ServerQuirk::WrongMessageSize);  // and nothing else: the text is what it is
    const bool isShortText =
        section.section == "TEXT" && !m_hasDoubted && PartDownload::isFarBelow(section.data->size(), told);
    m_hollow = m_hollow || isShortText || (section.data->isEmpty() && told > 0);
    // Told twice, one section does not stand for another one that is missing.
    const auto known = std::find_if(m_content.sections.begin(), m_content.sections.end(),
                                    [&](const auto &each) { return each.first == section.section; });
    if (known == m_content.sections.end())
        m_content.sections.emplace_back(section.section, *section.data);
    else
        known->second = *section.data;
}

QByteArrayList ContentFetcher::missing() const
{
    QByteArrayList missing = m_wanted.sections;
    for (const auto &[section, data] : m_content.sections)
        missing.removeAll(section);
    return missing;
}

// What is hollow may be of a message that was expunged, and the server could not say so (RFC 2180, 4.1.3): it
// gets the occasion, and what is still there then is asked for once more. False: that has been done.
bool ContentFetcher::askAfterAll()
{
    if (std::exchange(m_hasDoubted, true) || m_lease->isLost())
        return false;
    m_lease->session()->run(std::make_unique<NoopCommand>());
    m_hollow = m_invented = false;
    m_askedAgain = m_confirming = true;
    m_content.header.reset();
    m_content.sections.clear();
    QByteArrayList atOnce = m_wanted.sections;
    atOnce.removeIf([this](const QByteArray &section) { return comesInPieces(section); });
    ask(contentItems(m_wanted.header, atOnce));
    return true;
}

// True: something more has been asked for.
bool ContentFetcher::goOn()
{
    const bool headerMissing = m_wanted.header && !m_content.header;
    QByteArrayList sections = missing();
    QByteArrayList inPieces;
    for (const QByteArray &section : std::as_const(sections)) {
        if (comesInPieces(section))
            inPieces.append(section);
    }
    sections.removeIf([&inPieces](const QByteArray &section) { return inPieces.contains(section); });
    if (sections.isEmpty() && !headerMissing) {
        if (inPieces.isEmpty() || m_hasStalled)
            return false;
        download(inPieces.front());
        return true;
    }
    if (std::exchange(m_askedAgain, true))
        return false;
    if (m_invented) {  // Courier tells what is gone to those only who ask; what is still there then was meant
        m_confirming = true;
        m_lease->session()->run(std::make_unique<NoopCommand>());
    } else {
        noteHabit(ServerQuirk::EmptySection);
    }
    ask(contentItems(headerMissing, sections));
    return true;
}

void ContentFetcher::end(const Completion &completion)
{
    if (isLineLost(completion)) {
        fail(Error::Kind::ConnectionLost, completion.text.text);
    } else if (!completion.ok()) {
        fail(Error::Kind::Refused, completion.text.text);
    } else if (m_hollow || completion.text.has(code::Atom::Kind::ExpungeIssued)) {
        if (!askAfterAll())
            fail(Error::Kind::NotFound, "the server no longer has the message's text");
    } else if (m_isGivenUp && !missing().isEmpty()) {
        endEarly();
    } else if (!goOn()) {
        const std::shared_ptr<Lease> lease = std::exchange(m_lease, nullptr);
        deleteLater();
        if (missing().isEmpty() && (!m_wanted.header || m_content.header)) {
            leaveUnseen(*lease);
            Q_EMIT finished(m_content);
            return;
        }
        if (m_hasDoubted) {
            Q_EMIT failed(Error{Error::Kind::NotFound, "the server no longer has the message"});
            return;
        }
        noteHabit(ServerQuirk::AnswersWithoutData);
        Q_EMIT failed(Error{Error::Kind::Unsupported, "the server could not convert the message"});
    }
}

// Servers without PEEK take the reading for the reader's (RFC 1732): what was unseen is made so again,
// because that is for the user to say.
void ContentFetcher::leaveUnseen(const Lease &lease)
{
    Session *session = lease.session();
    if (session != nullptr && m_wanted.isUnseen && !session->capabilities().dialect().hasPeek())
        session->run(std::make_unique<StoreCommand>(UidSet::single(m_wanted.uid), FlagChange::Remove,
                                                    std::vector<QByteArray>{"\\Seen"}));
}

void ContentFetcher::fail(Error::Kind kind, const QByteArray &why)
{
    m_lease.reset();
    deleteLater();
    Q_EMIT failed(Error{kind, why});
}

}
