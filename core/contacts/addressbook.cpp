// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/addressbook.h"

#include "core/base/privatefile.h"

#include <QFile>

#include <algorithm>

namespace contacts {

namespace {

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(largestFile) : QByteArray();
}

}

QByteArray AddressBook::keyOf(const mime::Mailbox &mailbox)
{
    return mailbox.addrSpec().toLower();
}

AddressBook::AddressBook(const QString &folder)
    : m_folder(folder), m_cards(readCards(read(folder + QStringLiteral("/contacts.vcf"))).cards)
{
    for (const QByteArray &line : read(folder + QStringLiteral("/forgotten.txt")).split('\n')) {
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

void AddressBook::forget(const mime::Mailbox &mailbox)
{
    m_forgotten.insert(keyOf(mailbox));
    for (Card &card : m_cards)
        std::erase_if(card.addresses,
                      [&](const mime::Mailbox &each) { return keyOf(each) == keyOf(mailbox); });
    std::erase_if(m_cards, [](const Card &card) { return card.addresses.empty(); });
}

void AddressBook::remember(const mime::Mailbox &mailbox)
{
    m_forgotten.remove(keyOf(mailbox));
}

Result<void> AddressBook::keep() const
{
    QByteArrayList lines(m_forgotten.cbegin(), m_forgotten.cend());
    std::sort(lines.begin(), lines.end());
    if (auto kept = replacePrivateFile(m_folder + QStringLiteral("/contacts.vcf"), writeCards(m_cards));
        !kept)
        return kept;
    return replacePrivateFile(m_folder + QStringLiteral("/forgotten.txt"), lines.join('\n') + '\n');
}

}
