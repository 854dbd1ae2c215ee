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
// LIST and LSUB (RFC 3501, 7.2.2; RFC 5258; RFC 6154), and MAILBOX, the flat answer to FIND (RFC 1730, 9)
struct ListData {
    enum class Command { List, Lsub, Find };
    Command command = Command::List;
    std::vector<QByteArray> attributes;  // as sent, with the backslash
    std::optional<char> delimiter;       // nullopt: NIL, a flat name
    QByteArray mailbox;                  // the server's octets: the key; see mailboxname.h for people's form
    // CHILDINFO (RFC 5258, 3.5): why a name is listed that did not match itself. Upper case ("SUBSCRIBED").
    std::vector<QByteArray> childInfo;
    std::optional<QByteArray> oldName;  // RFC 9051, 6.3.9.7: the name it was asked or known by
    friend bool operator==(const ListData &, const ListData &) = default;
};
struct StatusData {  // RFC 3501, 7.2.4
    QByteArray mailbox;
    std::optional<quint32> messages, recent, unseen;
    std::optional<Uid> uidNext;
    std::optional<UidValidity> uidValidity;
    std::optional<ModSeq> highestModSeq;
    std::optional<quint64> size;           // RFC 8438
    std::optional<quint32> deleted;        // RFC 9051; RFC 9208
    std::optional<quint64> deletedOctets;  // DELETED-STORAGE (RFC 9208)
    std::optional<QByteArray> mailboxId;   // RFC 8474
    std::optional<quint64> appendLimit;    // RFC 7889; NIL, no limit, is the largest number
    friend bool operator==(const StatusData &, const StatusData &) = default;
};
struct SearchData {
    std::vector<quint32> numbers;  // UIDs after UID SEARCH
    std::optional<ModSeq> modSeq;
    friend bool operator==(const SearchData &, const SearchData &) = default;
};
struct SortData {                  // RFC 5256; RFC 7162, 3.1.6
    std::vector<quint32> numbers;  // in the order asked for
    std::optional<ModSeq> modSeq;
    friend bool operator==(const SortData &, const SortData &) = default;
};
// THREAD (RFC 5256, 5.2), flat: a message's parent is the nearest one before it of a lesser depth.
struct ThreadData {
    struct Node {
        quint32 number = 0;  // 0: a message that is not there, parent of those that are
        quint32 depth = 0;   // 0: the first of a thread
        friend bool operator==(const Node &, const Node &) = default;
    };
    std::vector<Node> nodes;
    friend bool operator==(const ThreadData &, const ThreadData &) = default;
};
// RFC 4731; RFC 5267 (sorted results, a context's changes); RFC 9394 (PARTIAL); RFC 7377 (other mailboxes)
struct ESearchData {
    // The answer to PARTIAL first:last, which may be short or empty. Negative positions count from the end.
    struct Partial {
        qint64 first = 0, last = 0;
        std::vector<UidRange> results;  // in the order sent: SORT's order
        friend bool operator==(const Partial &, const Partial &) = default;
    };
    struct Change {  // ADDTO, REMOVEFROM
        bool isAddition = true;
        quint32 position = 0;  // from 1; 0: nobody cares where
        std::vector<UidRange> results;
        friend bool operator==(const Change &, const Change &) = default;
    };
    QByteArray tag;  // of the command, when said
    bool uid = false;
    std::optional<UidSet> all;
    std::vector<UidRange> allInOrder;  // `all` in the order sent: SORT's order
    std::optional<quint32> min, max, count;
    std::optional<ModSeq> modSeq;
    std::optional<Partial> partial;
    std::vector<Change> changes;
    std::optional<QByteArray> mailbox;  // said when it is not the selected one
    std::optional<UidValidity> uidValidity;
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
// FETCH; UIDFETCH (RFC 9586, 3.3) is one whose message number is 0 and whose UID is always said.
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
struct QuotaData {  // RFC 9208, 5.1
    struct Resource {
        QByteArray name;               // upper case: "STORAGE", "MESSAGE" …
        quint64 usage = 0, limit = 0;  // STORAGE in units of 1024 octets
        friend bool operator==(const Resource &, const Resource &) = default;
    };
    QByteArray root;
    std::vector<Resource> resources;
    friend bool operator==(const QuotaData &, const QuotaData &) = default;
};
struct QuotaRootData {  // RFC 9208, 5.2
    QByteArray mailbox;
    std::vector<QByteArray> roots;
    friend bool operator==(const QuotaRootData &, const QuotaRootData &) = default;
};
struct AclData {  // RFC 4314, 3.6
    struct Entry {
        QByteArray identifier, rights;
        friend bool operator==(const Entry &, const Entry &) = default;
    };
    QByteArray mailbox;
    std::vector<Entry> entries;
    friend bool operator==(const AclData &, const AclData &) = default;
};
struct MyRightsData {  // RFC 4314, 3.8
    QByteArray mailbox, rights;
    friend bool operator==(const MyRightsData &, const MyRightsData &) = default;
};
struct ListRightsData {  // RFC 4314, 3.7
    QByteArray mailbox, identifier;
    QByteArray required;               // always granted
    std::vector<QByteArray> optional;  // each granted or refused as a whole
    friend bool operator==(const ListRightsData &, const ListRightsData &) = default;
};
struct MetadataData {  // RFC 5464, 4.4
    struct Entry {
        QByteArray name;
        std::optional<QByteArray> value;  // nullopt: NIL, no such entry
        friend bool operator==(const Entry &, const Entry &) = default;
    };
    QByteArray mailbox;  // "": of the server
    std::vector<Entry> entries;
    std::vector<QByteArray> changed;  // names alone: told without being asked, the values must be fetched
    friend bool operator==(const MetadataData &, const MetadataData &) = default;
};
struct Unknown {  // a new extension must not break an old client
    QByteArray name;
    friend bool operator==(const Unknown &, const Unknown &) = default;
};

using Untagged =
    std::variant<Condition, CapabilityData, Enabled, ListData, StatusData, SearchData, ESearchData, SortData,
                 ThreadData, FlagsData, Exists, Recent, Expunge, Vanished, Fetch, IdData, NamespaceData,
                 QuotaData, QuotaRootData, AclData, MyRightsData, ListRightsData, MetadataData, Unknown>;

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
