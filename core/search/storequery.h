// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/matches.h"

#include <variant>

namespace search {

// A query as the store takes it: what people typed is only ever a bound value, never SQL, and in the value
// for MATCH every word is quoted (SQLite FTS5, 3), so that none of it can be an operator or a column.
struct StoreQuery {
    using Value = std::variant<qint64, QString, QByteArray>;

    // For "fulltext MATCH ?": what all results have in their text. Empty: nothing, and no MATCH.
    QString match;
    // An expression over cache.db's tables copies AS c, messages AS m and docs AS d, which has no row where a
    // message is not indexed yet, with a "?" for each value. It looks into fulltext again for what `match`
    // cannot say.
    QByteArray where;
    std::vector<Value> values;
    // False: there may be others among the results, which matches() tells apart; never fewer.
    bool isExact = true;
};

// The columns of the full-text table, whose rowid is that of docs and whose tokenizer is "ascii" over
// indexText(). recipients: To, Cc and Bcc. What has no word, in:, account: and the receipts' fates are not in
// it.
inline constexpr auto fullTextColumns = "body, subject, sender, recipients, copied, files, list";

struct NamedFolder {
    store::FolderId id;
    FolderFacts facts;
};
// `folders`: all there are, for in: and account:.
[[nodiscard]] StoreQuery storeQuery(const Query &query, const std::vector<NamedFolder> &folders,
                                    const DateContext &context);

}
