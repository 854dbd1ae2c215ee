// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/result.h"

#include <QString>

#include <vector>

namespace accounts {

// posthorn.ini, documented in the man page and in the comment at its head; hand-editable: unknown keys,
// comments and order survive. A mistake names the line and the key and leaves the other accounts usable.
//
//     # Lines that begin with # or ; are comments. UTF-8. Key=Value, blanks around both are dropped; keys in
//     any case. # A value that needs blanks at its ends is put in double quotes; inside them \" \\ \n and \r
//     are escapes. [Account 7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11] Name=Work Address=ann@example.org
//     ImapHost=imap.example.org
//     SmtpHost=smtp.example.org
//     Password=keychain
//
// A comment has a line of its own: what follows a value is part of it. The keys of a section:
//
//     Name             what you call the account; the address when left out
//     PersonName       your name as others see it; may be left out
//     Address          your mail address: MUST be there
//     Aliases          other addresses that are you, separated by commas
//     ReplyTo          where answers to your mail go; to the address it comes from when left out
//     Signature        what stands below your mail, in one line: "Ann\nHarbour office"
//     ImapHost         name of the IMAP server, as its certificate says: MUST be there
//     ImapPort         993 with tls, else 143, when left out
//     ImapSecurity     tls (when left out) | starttls | none (everything in clear)
//     ImapPlaintextPassword  refused (when left out) | allowed: with none, everybody on the way may read the
//                      password. Refused, only mechanisms that do not show it are used
//     ImapUser         the address when left out
//     ImapMechanism    SASL mechanism, such as SCRAM-SHA-256; the strongest offered when left out. With
//     XOAUTH2 and OAUTHBEARER the password is an access token; EXTERNAL and GSSAPI need none
//     ImapCaFile       PEM file with certificate authorities trusted besides the system's, absolute path
//     ImapClientCertificate  PEM file with your own certificate and its key (for EXTERNAL), absolute path
//     SmtpHost         name of the submission server; without it nothing can be sent
//     SmtpPort         465 with tls, else 587, when left out
//     SmtpSecurity     tls (when left out) | starttls | none
//     SmtpUser         ImapUser when left out
//     SmtpMechanism    as ImapMechanism
//     SmtpCaFile       as ImapCaFile
//     SmtpClientCertificate  as ImapClientCertificate
//     Password         ask (when left out) | keychain | command. Never the password itself: there is no key
//     for it. PasswordCommand  with Password=command: a line for /bin/sh -c; the first line it prints is the
//     password
//
// A key that is there twice: the last one counts. A section with a mistake in it gives no account.
struct Problem {
    int line = 0;  // from 1; of a missing key: the section's
    QString key;
    enum class Kind { Unreadable, MissingKey, BadValue, DuplicateId, UnknownSection } kind = Kind::BadValue;
    QString value;
    friend bool operator==(const Problem &, const Problem &) = default;
};
struct Loaded {
    std::vector<Account> accounts;
    std::vector<Problem> problems;
};
// A missing file is no problem: no accounts.
[[nodiscard]] Loaded loadAccounts(const QString &path);
// Adds or replaces the account's section; written to a temporary file, synced, renamed; mode 0600.
[[nodiscard]] Result<void> saveAccount(const QString &path, const Account &account);
[[nodiscard]] Result<void> removeAccount(const QString &path, const QUuid &id);

}
