// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/addressbook.h"

#include "core/base/privatefile.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace contacts {

namespace {

// What is not there has nothing in it; a link that leads nowhere, now, is there.
Result<QByteArray> read(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return QByteArray();
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Storage, "opening a file of the address book"};
    QByteArray octets = file.read(largestFile + 1);
    if (file.error() != QFileDevice::NoError)
        return Error{Error::Kind::Storage, "reading a file of the address book"};
    if (octets.size() > largestFile)
        return Error{Error::Kind::LimitExceeded, "a file of the address book is too long"};
    return octets;
}

// What would not be read again is not written.
Result<void> write(const QString &path, const QByteArray &octets)
{
    if (octets.size() > largestFile)
        return Error{Error::Kind::LimitExceeded, "the address book is too long"};
    return replacePrivateFile(path, octets);
}

}

QByteArray AddressBook::keyOf(const mime::Mailbox &mailbox)
{
    return mailbox.addrSpec().toLower();
}

AddressBook::AddressBook(const QString &folder) : m_folder(folder)
{
    const auto cards = read(folder + QStringLiteral("/contacts.vcf"));
    if (cards) {
        CardFile file = readCards(*cards);
        m_cards = std::move(file.cards);
        if (file.isCut)
            m_unread = Error{Error::Kind::LimitExceeded, "the address book has too many cards"};
    } else {
        m_unread = cards.error();
    }
    const auto forgotten = read(folder + QStringLiteral("/forgotten.txt"));
    if (!forgotten) {
        m_unread = forgotten.error();
        return;
    }
    for (const QByteArray &line : forgotten->split('\n')) {
        if (!line.trimmed().isEmpty())
            m_forgotten.insert(line.trimmed().toLower());
    }
}

int AddressBook::add(const std::vector<Card> &cards)
{
    QSet<QByteArray> known;
    for (const Card &card : m_cards) {
        for (const mime::Mailbox &each : card.addresses)
            known.insert(keyOf(each));
    }
    int added = 0;
    for (Card card : cards) {
        if (isFull())
            break;
        for (const mime::Mailbox &each : card.addresses)
            m_forgotten.remove(keyOf(each));
        std::erase_if(card.addresses, [&](const mime::Mailbox &each) { return known.contains(keyOf(each)); });
        for (const mime::Mailbox &each : card.addresses)
            known.insert(keyOf(each));
        added += static_cast<int>(card.addresses.size());
        if (!card.addresses.empty())
            m_cards.push_back(std::move(card));
    }
    return added;
}

void AddressBook::forget(const std::vector<mime::Mailbox> &people)
{
    QSet<QByteArray> keys;
    for (const mime::Mailbox &each : people)
        keys.insert(keyOf(each));
    m_forgotten.unite(keys);
    for (Card &card : m_cards)
        std::erase_if(card.addresses, [&](const mime::Mailbox &each) { return keys.contains(keyOf(each)); });
    std::erase_if(m_cards, [](const Card &card) { return card.addresses.empty(); });
}

void AddressBook::remember(const mime::Mailbox &mailbox)
{
    m_forgotten.remove(keyOf(mailbox));
}

Result<void> AddressBook::keep() const
{
    if (m_unread)
        return *m_unread;
    QByteArrayList lines(m_forgotten.cbegin(), m_forgotten.cend());
    std::sort(lines.begin(), lines.end());
    if (auto kept = write(m_folder + QStringLiteral("/contacts.vcf"), writeCards(m_cards)); !kept)
        return kept;
    return write(m_folder + QStringLiteral("/forgotten.txt"), lines.join('\n') + '\n');
}

}
