// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QMetaType>
#include <QString>

#include <vector>

namespace mime {

// mailbox (RFC 5322, 3.4). The addr-spec is kept as octets in its plain form: quotes, escapes, comments and
// white space removed; UTF-8 when internationalised (RFC 6532).
struct Mailbox {
    QString name;  // decoded display name, may be empty
    QByteArray localPart;
    QByteArray domain;  // as written; compare without regard to case

    [[nodiscard]] bool isEmpty() const noexcept { return localPart.isEmpty() && domain.isEmpty(); }
    // local-part@domain for the wire, the local part quoted again where it must be.
    [[nodiscard]] QByteArray addrSpec() const;
    // What people see: "Name <a@b>" or "a@b". Not for parsing.
    [[nodiscard]] QString display() const;
    friend bool operator==(const Mailbox &, const Mailbox &) = default;
};

// For a list's row: their names, or addresses where they have none. Not for parsing.
[[nodiscard]] QString namesOf(const std::vector<Mailbox> &mailboxes);

// RFC 8098, 2.1: local parts octet by octet after removing quotes, domains without regard to case; nothing
// else is the same (no sub-addressing, no aliases).
[[nodiscard]] bool sameAddress(const Mailbox &a, const Mailbox &b) noexcept;

struct AddressList {
    std::vector<Mailbox> mailboxes;  // groups flattened, in order
    int groups = 0;
    int defects = 0;  // pieces left out because they are no address, or read in one of several possible ways

    friend bool operator==(const AddressList &, const AddressList &) = default;
};

// address-list with the obsolete forms; total. Group syntax, route addresses, comments, encoded words in
// names.
[[nodiscard]] AddressList parseAddressList(QByteArrayView raw);
// One "<path>" as in Return-Path, or a bare addr-spec; "<>" is valid and null. It has no display name.
struct Path {
    bool isNull = false;  // "<>"
    bool isValid = false;
    Mailbox mailbox;
};
[[nodiscard]] Path parsePath(QByteArrayView raw);
// For our own header fields: "=?utf-8?…?= <a@b>" with quoting where needed, folded lines, no injected line
// ends.
[[nodiscard]] QByteArray printMailbox(const Mailbox &mailbox);

}

Q_DECLARE_METATYPE(mime::Mailbox)
