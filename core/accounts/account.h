// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/endpoint.h"

#include <QByteArrayList>
#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QUuid>

namespace accounts {

enum class PasswordSource {
    Keychain,  // Secret Service or KWallet
    Command,   // the first line a command prints
    Ask,       // kept in memory for this run
};

struct Server {
    net::Endpoint endpoint;
    QString user;
    QString mechanism;  // empty: the strongest offered
    // Where there is no encryption (Security::None): the user has agreed that the password goes in clear
    // text.
    bool plaintextConsent = false;

    friend bool operator==(const Server &, const Server &) = default;
};

// One mailbox of one person. Secrets are not in it.
struct Account {
    QUuid id;
    QString name;            // as the user calls it
    QString personName;      // display name in From
    QString address;         // addr-spec in From and of receipts
    QStringList aliases;     // other addresses that are this person
    QString replyTo = {};    // addr-spec where answers go; empty: to the address it is written from
    QString signature = {};  // plain text with LF, below what is written; without its mark "-- "
    Server imap;
    Server smtp;
    PasswordSource passwordSource = PasswordSource::Ask;
    QString passwordCommand;
    // The authserv-id (RFC 8601, 2.5) that the mail server writes into Authentication-Results. Empty: not
    // known, and then no such field is believed, since a sender can write any.
    QString authenticationServer;
    // Receipts have no sender, so that errors about them go nowhere (RFC 8098, 3). Some submission servers
    // take no such mail; true: the user has agreed that the receipt's own address stands there.
    bool receiptsFromAddress = false;
    bool signsMail = false;     // what is begun to be written, with OpenPGP
    bool encryptsMail = false;  // the same, as soon as everybody it goes to has a key

    friend bool operator==(const Account &, const Account &) = default;
};

// The addr-specs of the person: the address of the account, then its aliases.
[[nodiscard]] inline QByteArrayList ownAddresses(const Account &account)
{
    QByteArrayList own{account.address.toUtf8()};
    for (const QString &alias : account.aliases)
        own.append(alias.toUtf8());
    return own;
}

}

Q_DECLARE_METATYPE(accounts::Account)
