// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/searchcriteria.h"

#include "core/base/overloaded.h"

namespace imap::sync {

namespace {

using search::AskText;

SearchKey::Field fieldOf(AskText::Place place)
{
    using Field = SearchKey::Field;
    switch (place) {
    case AskText::Place::From: return Field::From;
    case AskText::Place::To: return Field::To;
    case AskText::Place::Cc: return Field::Cc;
    case AskText::Place::Bcc: return Field::Bcc;
    case AskText::Place::Subject: return Field::Subject;
    case AskText::Place::Body: return Field::Body;
    case AskText::Place::Text: break;
    }
    return Field::Text;
}

SearchKey keyOf(const search::AskDay &asked)
{
    const auto which = asked.isSent ? SearchKey::Date::Sent : SearchKey::Date::Internal;
    return asked.isSince ? SearchKey::since(which, asked.day) : SearchKey::before(which, asked.day);
}

SearchKey keyOf(const search::AskAge &asked)
{
    const std::chrono::seconds interval(asked.seconds);
    return asked.isYounger ? SearchKey::younger(interval) : SearchKey::older(interval);
}

SearchKey keyOf(const decltype(search::Criterion::key) &key)
{
    return std::visit(
        overloaded{
            [](const AskText &asked) { return SearchKey::contains(fieldOf(asked.place), asked.text); },
            [](const search::AskHeader &asked) { return SearchKey::header(asked.name, asked.text); },
            [](const search::AskFlag &asked) { return SearchKey::flag(asked.flag, asked.isSet); },
            [](const search::AskSize &asked) {
                return asked.isLarger ? SearchKey::larger(asked.octets) : SearchKey::smaller(asked.octets);
            },
            [](const auto &asked) { return keyOf(asked); },
        },
        key);
}

}

SearchKey searchKeyOf(const search::Criterion &criterion)
{
    std::vector<SearchKey> parts;
    for (const search::Criterion &part : criterion.parts)
        parts.push_back(searchKeyOf(part));
    switch (criterion.form) {
    case search::Criterion::Form::Key: break;
    case search::Criterion::Form::All: return SearchKey::allOf(parts);
    case search::Criterion::Form::Any: return SearchKey::anyOf(parts);
    case search::Criterion::Form::Not: return parts.front().negated();
    }
    return keyOf(criterion.key);
}

search::ServerAbilities searchAbilities(const Capabilities &server)
{
    return {.within = server.offers("WITHIN"),
            .unicode = server.utf8() || server.dialect().mayUse(Feature::SearchCharset)};
}

}
