// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/numbers.h"

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QUuid>

#include <vector>

namespace accounts {

// Something about an account that a person should know, and that no server said.
struct Notice {
    enum class Kind {
        FoldersCut,         // the server lists more than are kept
        RenumberedForEver,  // a mailbox gets new numbers again and again: it is left as it was
        FolderDeleted,      // the folder on screen, by another program
        FolderRenamed,      // the same; `newName` is what it is called now
        FolderGhost,        // deleted elsewhere, and still open here until it is left
        FolderBack,         // and there is one of that name again
        MessagesWithheld,   // the server counts `messages` in the folder that it does not give; 0: none any
                            // more
    };
    QUuid account;
    Kind kind = Kind::FoldersCut;
    QByteArray mailbox = {};
    QString name = {}, newName = {};  // of the folder, for people
    int messages = 0;
};

// Mail that has just arrived: for notifications, sounds, filters.
struct NewMail {
    QUuid account;
    QByteArray mailbox;
    std::vector<imap::Uid> uids;  // ascending
};

// One line of the dialogue with a server, as the protocol view shows it: secrets are "***" already, literals
// are cut. Octets of a server, to be made safe before they are shown.
struct ProtocolLine {
    enum class Direction { Sent, Received, Note };
    QUuid account;
    int connection = 0;  // an account has more than one: counted from 1
    Direction direction = Direction::Note;
    QDateTime time;
    QByteArray text;
};

}

Q_DECLARE_METATYPE(accounts::Notice)
Q_DECLARE_METATYPE(accounts::NewMail)
Q_DECLARE_METATYPE(accounts::ProtocolLine)
