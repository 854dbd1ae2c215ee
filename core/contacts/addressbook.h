// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/contacts/vcard.h"

#include <QSet>

#include <optional>

namespace contacts {

// What is known of people beside the mail: who was brought along from another program, and who is to be
// forgotten, so that no mistyped address is offered for good. Two private files in a folder, which may be
// edited by hand: contacts.vcf and forgotten.txt (an address in each line). A value: keep() can be done with
// a copy in another thread.
class AddressBook
{
public:
    // Reads both; blocking. Files that are not there have nobody.
    explicit AddressBook(const QString &folder);

    // False: a file that is there could not be read, or is longer than anybody's. Nothing is written then, so
    // that it is not replaced by what little we know.
    [[nodiscard]] bool isWhole() const noexcept { return !m_unread; }
    [[nodiscard]] bool isFull() const noexcept { return m_cards.size() >= mostCards; }

    [[nodiscard]] const std::vector<Card> &cards() const { return m_cards; }
    // How many addresses are new. An address stays in the card that had it first; whoever is brought along is
    // forgotten no more. What is more than `mostCards` is left out.
    int add(const std::vector<Card> &cards);

    void forget(const std::vector<mime::Mailbox> &people);
    void remember(const mime::Mailbox &mailbox);
    [[nodiscard]] const QSet<QByteArray> &forgotten() const { return m_forgotten; }  // as keyOf() has them

    // Blocking. Fails also when not isWhole(), and when there is more than would be read again.
    [[nodiscard]] Result<void> keep() const;

    // By which an address is known again: it is written in lower case.
    [[nodiscard]] static QByteArray keyOf(const mime::Mailbox &mailbox);

private:
    QString m_folder;
    std::vector<Card> m_cards;
    QSet<QByteArray> m_forgotten;
    std::optional<Error> m_unread;
};

}
