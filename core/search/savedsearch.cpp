// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/savedsearch.h"

#include <algorithm>
#include <array>

namespace search {

using namespace Qt::StringLiterals;

namespace {

using Kind = SavedSearch::Kind;

struct Everybodys {
    Kind kind;
    QLatin1StringView question;
};
// What was thrown away, or is not wanted at all, is nobody's mail; what is being written is nobody's yet.
constexpr auto everybodys = std::to_array<Everybodys>({
    {Kind::UnifiedInbox, "in:inbox"_L1},
    {Kind::Unread, "is:unread -in:junk -in:trash -in:drafts"_L1},
    {Kind::Flagged, "is:flagged -in:trash"_L1},
    {Kind::ReceiptsWanted, "receipt:waiting -in:junk -in:trash -in:sent -in:drafts"_L1},
    {Kind::WithAttachments, "has:attachment -in:junk -in:trash -in:drafts"_L1},
    {Kind::AllMail, "-in:junk -in:trash -in:drafts"_L1},
});

const Everybodys *find(Kind kind)
{
    const auto at = std::find_if(everybodys.begin(), everybodys.end(),
                                 [kind](const Everybodys &each) { return each.kind == kind; });
    return at == everybodys.end() ? nullptr : &*at;
}

}

QString question(const SavedSearch &saved)
{
    const Everybodys *known = find(saved.kind);
    return known != nullptr ? QString(known->question) : saved.text;
}

QString countedQuestion(const SavedSearch &saved)
{
    QString all = question(saved);
    if (saved.kind == Kind::Unread || saved.kind == Kind::ReceiptsWanted)
        return all;
    return u"is:unread ("_s + all + u')';
}

std::vector<SavedSearch> withEverybodys(const std::vector<SavedSearch> &kept)
{
    std::vector<SavedSearch> all;
    for (const Everybodys &each : everybodys) {
        const bool isKept = std::any_of(kept.begin(), kept.end(),
                                        [&](const SavedSearch &one) { return one.kind == each.kind; });
        if (!isKept)
            all.push_back({each.kind, {}, {}, {}, false});
    }
    std::copy_if(kept.begin(), kept.end(), std::back_inserter(all), [](const SavedSearch &one) {
        return one.kind == Kind::Own ? !one.id.isNull() : find(one.kind) != nullptr;
    });
    return all;
}

Result<std::vector<SavedSearch>> savedSearches(const store::Database &user)
{
    auto query = user.prepare("SELECT kind, id, name, text, hidden FROM searches ORDER BY place");
    if (!query)
        return query.error();
    std::vector<SavedSearch> all;
    while (true) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return withEverybodys(all);
        all.push_back({static_cast<Kind>(query->integer(0)), QUuid::fromRfc4122(query->blob(1)),
                       query->text(2), query->text(3), query->integer(4) != 0});
    }
}

Result<void> keepSavedSearches(const store::Database &user, const std::vector<SavedSearch> &searches)
{
    auto transaction = store::Transaction::begin(user);
    if (!transaction)
        return transaction.error();
    if (auto emptied = user.execute("DELETE FROM searches"); !emptied)
        return emptied;
    qint64 place = 0;
    for (const SavedSearch &saved : searches) {
        auto statement = user.prepare(
            "INSERT INTO searches (place, kind, id, name, text, hidden) VALUES (?, ?, ?, ?, ?, ?)");
        if (!statement)
            return statement.error();
        statement->bind(1, place++)
            .bind(2, static_cast<qint64>(saved.kind))
            .bind(3, saved.id.isNull() ? QByteArray() : saved.id.toRfc4122())
            .bind(4, saved.name)
            .bind(5, saved.text)
            .bind(6, qint64{saved.isHidden ? 1 : 0});
        if (const auto done = statement->step(); !done)
            return done.error();
    }
    return transaction->commit();
}

}
