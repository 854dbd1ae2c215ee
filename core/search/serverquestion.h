// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/matches.h"

#include <variant>

// A query as a server is asked, without a word of the protocol: search-key (RFC 3501, 6.4.4) as a tree of
// values, which imap/sync makes into octets.
namespace search {

// FROM, TO, CC, BCC, SUBJECT, BODY, TEXT: the text somewhere in it, as it was typed. Whether case and accents
// count is the server's affair.
struct AskText {
    enum class Place { From, To, Cc, Bcc, Subject, Body, Text };
    Place place = Place::Text;
    QString text;
    friend bool operator==(const AskText &, const AskText &) = default;
};
struct AskHeader {  // an empty text: the field is there
    QByteArray name;
    QString text;
    friend bool operator==(const AskHeader &, const AskHeader &) = default;
};
struct AskFlag {
    QByteArray flag;
    bool isSet = true;
    friend bool operator==(const AskFlag &, const AskFlag &) = default;
};
// SINCE or BEFORE of INTERNALDATE or of the Date field: a day of whatever zone the server thinks of.
struct AskDay {
    bool isSent = false;
    bool isSince = true;
    QDate day;
    friend bool operator==(const AskDay &, const AskDay &) = default;
};
struct AskAge {  // YOUNGER or OLDER, of INTERNALDATE (RFC 5032)
    bool isYounger = true;
    qint64 seconds = 1;
    friend bool operator==(const AskAge &, const AskAge &) = default;
};
struct AskSize {
    bool isLarger = true;
    quint64 octets = 0;
    friend bool operator==(const AskSize &, const AskSize &) = default;
};

struct Criterion {
    enum class Form { Key, All, Any, Not };  // All of no parts: every message; Any of none: no message

    Form form = Form::All;
    std::variant<AskText, AskHeader, AskFlag, AskDay, AskAge, AskSize> key;
    std::vector<Criterion> parts;
    friend bool operator==(const Criterion &, const Criterion &) = default;
};

// Why a part of the query was not asked.
enum class NotAskedBecause {
    ServersDoNotKnow,  // receipts' fates, conversations, kinds of attachments
    NotAKeyword,       // a tag that no flag can be (RFC 3501, 9: atom)
    NoCharset,         // text beyond ASCII, and the server takes none
};
struct NotAsked {
    Term term;
    NotAskedBecause why = NotAskedBecause::ServersDoNotKnow;
    friend bool operator==(const NotAsked &, const NotAsked &) = default;
};

struct ServerAbilities {
    bool within = false;  // RFC 5032
    bool unicode = true;  // CHARSET UTF-8, or UTF8=ACCEPT (RFC 6855)
};

// The server finds all that matches() holds for, and more: what was not asked, a day at either end of dates,
// and words within words. (Not what the server compares in another way: accents, names of files in a
// charset.) Only where text is excluded may it find less, since it excludes such words as well
// (`excludesWithinWords`); a server that was asked for everything else would be of no use there.
struct ServerQuestion {
    Criterion criterion;
    std::vector<NotAsked> notAsked;
    bool excludesWithinWords = false;

    [[nodiscard]] bool isNothing() const  // no message of that folder can match: no need to ask
    {
        return criterion.form == Criterion::Form::Any && criterion.parts.empty();
    }
};

// in: and account: are decided here, for the folder that is asked.
[[nodiscard]] ServerQuestion serverQuestion(const Query &query, const FolderFacts &folder,
                                            const ServerAbilities &server, const DateContext &context);

}
