// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/receipts/invariants.h"

#include "core/mime/header.h"

#include <QRegularExpression>

#include <algorithm>

namespace receipt_test {

using namespace Qt::StringLiterals;
using namespace receipts;

namespace {

quint32 uidIn(const QByteArray &fetch)
{
    static const QRegularExpression uid(u"\\bUID (\\d+)"_s);
    return uid.match(QString::fromLatin1(fetch)).captured(1).toUInt();
}

bool hasKeyword(const QByteArray &line)
{
    return line.toLower().contains("$mdnsent");
}

QByteArray idOf(const QByteArray &message)
{
    const QByteArray id = mime::Header::parse(message).first("Message-ID").value_or(QByteArray()).trimmed();
    return id.size() > 2 ? id.sliced(1, id.size() - 2) : id;
}

bool isEnd(LedgerState state)
{
    return state == LedgerState::Denied || state == LedgerState::DeniedLocal
        || state == LedgerState::HandledElsewhere;
}

}

Invariants::Invariants(QString userDatabase, Tell tell)
    : m_path(std::move(userDatabase)), m_tell(std::move(tell))
{}

int Invariants::Snapshot::count(const RequestKey &key, int event) const
{
    const auto found = events.find(key.value);
    return found == events.end()
        ? 0
        : static_cast<int>(std::count(found->second.begin(), found->second.end(), event));
}

Invariants::Snapshot Invariants::look() const
{
    Snapshot now;
    const auto user = store::Database::open(m_path, store::Database::Mode::ReadOnly);
    if (!user) {
        m_tell("user.db cannot be read: " + user.error().detail);
        return now;
    }
    if (auto records = Ledger(*user).all())
        now.records = std::move(*records);
    auto rows = user->prepare("SELECT key, event FROM receipt_events ORDER BY id");
    if (!rows)
        return now;
    for (auto row = rows->step(); row && *row; row = rows->step())
        now.events[rows->blob(0)].push_back(static_cast<int>(rows->integer(1)));
    auto mails = user->prepare("SELECT mail FROM outbox_recipients WHERE state = 1");
    const auto mail = mails ? mails->step() : Result<bool>(false);
    now.isMailSending = mail && *mail;
    return now;
}

void Invariants::breach(const char *invariant, const QByteArray &what) const
{
    m_tell(QByteArray(invariant) + ": " + what);
}

void Invariants::sent(const QByteArray &line)
{
    static const QRegularExpression command(u"^(\\S+) (?:UID )?(STORE|COPY|MOVE|APPEND)\\b(.*)$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const auto match = command.match(QString::fromLatin1(line));
    if (!match.hasMatch())
        return;
    if (match.captured(2).compare(u"STORE"_s, Qt::CaseInsensitive) != 0) {
        m_hasCopied = true;
        return;
    }
    static const QRegularExpression item(u" ([+-]?)FLAGS(\\.SILENT)? "_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const QString sign = item.match(match.captured(3)).captured(1);
    if (sign.isEmpty())
        breach("I3", "flags are replaced: " + line);
    if (sign == u"-" && hasKeyword(line))
        breach("I3", "the keyword is taken away: " + line);
    if (hasKeyword(line))
        storeSent(match.captured(1).toLatin1(), line);
}

void Invariants::storeSent(const QByteArray &tag, const QByteArray &line)
{
    static const QRegularExpression uid(u"STORE (\\d+) "_s, QRegularExpression::CaseInsensitiveOption);
    const quint32 target = uid.match(QString::fromLatin1(line)).captured(1).toUInt();
    const Snapshot now = look();
    const auto isMeant = [&](const LedgerRecord &record) { return record.target.uid.value == target; };
    const bool isIntended =
        std::any_of(now.records.begin(), now.records.end(), [&](const LedgerRecord &record) {
            const bool isDenial = record.state == LedgerState::Denying
                && now.count(record.key, static_cast<int>(LedgerEvent::IntentToDeny)) > 0;
            return isMeant(record) && (record.state == LedgerState::ClaimIntent || isDenial);
        });
    // A copy that has lost the keyword gets it again; that is no claim.
    const bool isRepair = m_hasCopied && std::none_of(now.records.begin(), now.records.end(), isMeant);
    if (!isIntended && !isRepair)
        breach("I4", "no intent is on record: " + line);
    m_stores[tag] = target;
    m_granted.erase(target);
    m_seen.erase(target);
}

void Invariants::received(const QByteArray &line)
{
    if (line.startsWith("* ") && line.contains(" FETCH ")) {
        if (hasKeyword(line))
            m_seen.insert(uidIn(line));
        return;
    }
    const qsizetype space = line.indexOf(' ');
    if (space > 0)
        tagged(line.first(space), line.sliced(space + 1));
}

void Invariants::tagged(const QByteArray &tag, const QByteArray &answer)
{
    const auto store = m_stores.find(tag);
    if (store == m_stores.end())
        return;
    if (answer.startsWith("OK") && !answer.contains("[MODIFIED "))
        m_granted.insert(store->second);
    m_stores.erase(store);
}

void Invariants::appended(const QByteArray &message)
{
    const QByteArray id = idOf(message);
    for (const LedgerRecord &record : look().records) {
        const bool isSent = record.state == LedgerState::Sent || record.state == LedgerState::Filed;
        if (!id.isEmpty() && record.report.messageId == id && !isSent)
            breach("I4", "a receipt is filed that is not on record as sent: " + id);
    }
}

void Invariants::stateTold(const LedgerEntry &entry)
{
    const auto ended = m_ended.find(entry.key.value);
    if (ended != m_ended.end() && ended->second != entry.state)
        breach("I5",
               "after the end came " + QByteArray::number(static_cast<int>(entry.state)) + " for "
                   + entry.key.value.toHex());
    if (isEnd(entry.state))
        m_ended[entry.key.value] = entry.state;
    const Snapshot now = look();
    const bool isKept = entry.state == LedgerState::None
        || std::any_of(now.records.begin(), now.records.end(), [&](const LedgerRecord &record) {
                            return record.key == entry.key && record.state == entry.state;
                        });
    if (!isKept)
        breach("I4", "told and not on record: " + QByteArray::number(static_cast<int>(entry.state)));
}

void Invariants::submissionBegun()
{
    const Snapshot now = look();
    bool isOrdered = now.isMailSending;
    for (const LedgerRecord &record : now.records) {
        if (record.state != LedgerState::Sending)
            continue;
        isOrdered = true;
        if (now.count(record.key, static_cast<int>(LedgerEvent::SecondConsent)) > 0)
            continue;
        const quint32 uid = record.target.uid.value;
        if (now.count(record.key, static_cast<int>(LedgerState::Claimed)) == 0)
            breach("I1", "no claim is on record");
        if (m_granted.count(uid) == 0 || m_seen.count(uid) == 0)
            breach("I1", "the server has not confirmed the claim of UID " + QByteArray::number(uid));
    }
    if (!isOrdered)
        breach("I4", "a submission that is not on record");
}

void Invariants::mailEnded(const QByteArray &message)
{
    const Snapshot now = look();
    const QByteArray id = idOf(message);
    const auto record = std::find_if(now.records.begin(), now.records.end(), [&](const auto &each) {
        return each.report.messageId == id && each.state == LedgerState::Sending;
    });
    m_lastMail.clear();
    if (record == now.records.end()) {
        if (!now.isMailSending)
            breach("I4", "a message goes out and is not on record as being sent: " + id);
        return;
    }
    m_lastMail = record->key.value;
    const int consents = now.count(record->key, static_cast<int>(LedgerEvent::SecondConsent));
    if (++m_dots[m_lastMail] > 1 + consents)
        breach("I2", "once more: " + id);
}

void Invariants::mailRefused()
{
    if (const auto dots = m_dots.find(m_lastMail); dots != m_dots.end() && dots->second > 0)
        --dots->second;
}

}
