// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/fetchitems.h"
#include "core/imap/wire/responsecode.h"

#include <QMetaType>

namespace imap {

enum class Status { Ok, No, Bad };

// "* OK", "* NO", "* BAD", "* BYE", "* PREAUTH"
struct Condition {
    enum class Kind { Ok, No, Bad, Bye, Preauth };
    Kind kind = Kind::Ok;
    ResponseText text;
    friend bool operator==(const Condition &, const Condition &) = default;
};
struct CapabilityData {
    std::vector<QByteArray> names;  // as sent
    friend bool operator==(const CapabilityData &, const CapabilityData &) = default;
};
struct Enabled {
    std::vector<QByteArray> names;
    friend bool operator==(const Enabled &, const Enabled &) = default;
};
// LIST and LSUB (RFC 3501, 7.2.2; RFC 5258; RFC 6154)
struct ListData {
    enum class Command { List, Lsub };
    Command command = Command::List;
    std::vector<QByteArray> attributes;  // as sent, with the backslash
    std::optional<char> delimiter;       // nullopt: NIL, a flat name
    QByteArray mailbox;                  // the server's octets: the key; see mailboxname.h for people's form
    friend bool operator==(const ListData &, const ListData &) = default;
};
struct StatusData {  // RFC 3501, 7.2.4
    QByteArray mailbox;
    std::optional<quint32> messages, recent, unseen;
    std::optional<Uid> uidNext;
    std::optional<UidValidity> uidValidity;
    std::optional<ModSeq> highestModSeq;
    std::optional<quint64> size;
    friend bool operator==(const StatusData &, const StatusData &) = default;
};
struct SearchData {
    std::vector<quint32> numbers;  // UIDs after UID SEARCH
    std::optional<ModSeq> modSeq;
    friend bool operator==(const SearchData &, const SearchData &) = default;
};
struct ESearchData {  // RFC 4731
    QByteArray tag;   // of the command, when said
    bool uid = false;
    std::optional<UidSet> all;
    std::optional<quint32> min, max, count;
    std::optional<ModSeq> modSeq;
    friend bool operator==(const ESearchData &, const ESearchData &) = default;
};
struct FlagsData {
    std::vector<QByteArray> flags;
    friend bool operator==(const FlagsData &, const FlagsData &) = default;
};
struct Exists {
    quint32 count = 0;
    friend bool operator==(const Exists &, const Exists &) = default;
};
struct Recent {
    quint32 count = 0;
    friend bool operator==(const Recent &, const Recent &) = default;
};
struct Expunge {
    SeqNum message;
    friend bool operator==(const Expunge &, const Expunge &) = default;
};
struct Vanished {  // RFC 7162, 3.2.10
    bool earlier = false;
    UidSet uids;
    friend bool operator==(const Vanished &, const Vanished &) = default;
};
struct Fetch {
    SeqNum message;
    FetchItems items;
    friend bool operator==(const Fetch &, const Fetch &) = default;
};
struct IdData {  // RFC 2971
    Parameters fields;
    friend bool operator==(const IdData &, const IdData &) = default;
};
struct NamespaceData {  // RFC 2342
    struct Entry {
        QByteArray prefix;
        std::optional<char> delimiter;
        friend bool operator==(const Entry &, const Entry &) = default;
    };
    std::vector<Entry> personal, otherUsers, shared;
    friend bool operator==(const NamespaceData &, const NamespaceData &) = default;
};
struct Unknown {  // a new extension must not break an old client
    QByteArray name;
    friend bool operator==(const Unknown &, const Unknown &) = default;
};

using Untagged =
    std::variant<Condition, CapabilityData, Enabled, ListData, StatusData, SearchData, ESearchData, FlagsData,
                 Exists, Recent, Expunge, Vanished, Fetch, IdData, NamespaceData, Unknown>;

// response-tagged = tag SP resp-cond-state CRLF
struct Tagged {
    QByteArray tag;
    Status status = Status::Ok;
    ResponseText text;
    friend bool operator==(const Tagged &, const Tagged &) = default;
};
// continue-req = "+" SP (resp-text / base64) CRLF; text is everything after "+ ", uninterpreted
struct Continuation {
    QByteArray text;
    friend bool operator==(const Continuation &, const Continuation &) = default;
};

using Response = std::variant<Untagged, Tagged, Continuation>;

}

Q_DECLARE_METATYPE(imap::Untagged)
