// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/queryparser.h"

// What can come next in the text of a query.
namespace search {

struct Person {
    QString name;  // may be empty
    QString address;
};
// What there is to choose from, the likeliest first.
struct Vocabulary {
    std::vector<Person> people;
    QStringList folders, accounts, tags, lists;
};

struct Candidate {
    enum class Kind { Key, Value, Person, Folder, Account, Tag, List };
    Kind kind = Kind::Key;
    QString text;       // as it is put into the query, quoted where it must be; a key with its colon
    QString value;      // what it stands for: the English key or value, an address, a name
    QString name = {};  // of a person
    friend bool operator==(const Candidate &, const Candidate &) = default;
};
struct Completion {
    TextRange replaced;
    std::vector<Candidate> candidates;
};

// For the word that ends at the cursor, or for nothing yet: `most` at the most, those first that begin with
// it. Keys and values are offered in the user's words where there are some. Nothing within quotes but behind
// a key.
[[nodiscard]] Completion complete(QStringView text, qsizetype cursor, const Vocabulary &vocabulary,
                                  const QueryLanguage &language = {}, int most = 20);

}
