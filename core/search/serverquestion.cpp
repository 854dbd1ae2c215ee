// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/serverquestion.h"

#include "core/search/textwords.h"

#include <algorithm>
#include <array>

namespace search {

using namespace Qt::StringLiterals;

namespace {

using Form = Criterion::Form;

// A server goes through its mail for each of them.
constexpr qsizetype mostWords = 8;
// Clocks differ, and a question is under way for a while.
constexpr qint64 ageMargin = 3600;

Criterion everything()
{
    return {};
}

Criterion nothing()
{
    return {Form::Any, {}, {}};
}

bool isEverything(const Criterion &criterion)
{
    return criterion == everything();
}

bool isNothing(const Criterion &criterion)
{
    return criterion == nothing();
}

template <typename Key>
Criterion ask(Key key)
{
    return {Form::Key, std::move(key), {}};
}

Criterion negated(const Criterion &criterion)
{
    if (isEverything(criterion))
        return nothing();
    if (isNothing(criterion))
        return everything();
    return {Form::Not, {}, {criterion}};
}

Criterion allOf(std::vector<Criterion> parts)
{
    if (std::any_of(parts.begin(), parts.end(), isNothing))
        return nothing();
    std::erase_if(parts, isEverything);
    return parts.size() == 1 ? Criterion(parts.front()) : Criterion{Form::All, {}, std::move(parts)};
}

Criterion anyOf(std::vector<Criterion> parts)
{
    if (std::any_of(parts.begin(), parts.end(), isEverything))
        return everything();
    std::erase_if(parts, isNothing);
    return parts.size() == 1 ? Criterion(parts.front()) : Criterion{Form::Any, {}, std::move(parts)};
}

// atom, as a keyword must be (RFC 3501, 9: flag-keyword)
bool isAtom(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() > 0x20 && c.unicode() < 0x7F && !QStringView(u"(){%*\"\\]").contains(c);
    });
}

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

// Where the text of a field stands.
Criterion askField(TextField field, const QString &text)
{
    using Place = AskText::Place;
    switch (field) {
    case TextField::From: return ask(AskText{Place::From, text});
    case TextField::To:
        return anyOf(
            {ask(AskText{Place::To, text}), ask(AskText{Place::Cc, text}), ask(AskText{Place::Bcc, text})});
    case TextField::Cc: return ask(AskText{Place::Cc, text});
    case TextField::Subject: return ask(AskText{Place::Subject, text});
    case TextField::Body: return ask(AskText{Place::Body, text});
    case TextField::List: return ask(AskHeader{"List-Id", text});
    case TextField::Anywhere:
    case TextField::File: break;
    }
    return ask(AskText{Place::Text, text});
}

// Days are told by zones that are half a day to either side of ours, so the range is a day wider at each end,
// or, where no message may be in it that does not belong there, a day narrower. What the list shows is the
// Date field or, where that is not sane, INTERNALDATE; so it is one of them, or both. What begins in the
// future has no age.
class Dates
{
public:
    Dates(const DateTerm &term, const ServerAbilities &server, const DateContext &context)
        : m_days(daysOf(term, context)), m_times(timesOf(m_days, context.zone)),
          m_now(context.now.toMSecsSinceEpoch()),
          m_byAge(server.within && isRelative(term.value) && (!m_times.from || *m_times.from < m_now))
    {}

    [[nodiscard]] Criterion wide() const
    {
        return anyOf({between(true, 1), m_byAge ? aged(ageMargin) : between(false, 1)});
    }
    [[nodiscard]] Criterion narrow() const
    {
        if (m_days.first.isValid() && m_days.last.isValid()
            && m_days.first.addDays(1) > m_days.last.addDays(-1))
            return nothing();
        return allOf({between(true, -1), m_byAge ? aged(-ageMargin) : between(false, -1)});
    }

private:
    [[nodiscard]] Criterion between(bool isSent, int days) const
    {
        std::vector<Criterion> parts;
        if (m_days.first.isValid())
            parts.push_back(ask(AskDay{isSent, true, m_days.first.addDays(-days)}));
        if (m_days.last.isValid())
            parts.push_back(ask(AskDay{isSent, false, m_days.last.addDays(1 + days)}));
        return allOf(std::move(parts));
    }
    [[nodiscard]] Criterion aged(qint64 margin) const
    {
        const auto age = [this](qint64 moment) { return (m_now - moment + 999) / 1000; };
        std::vector<Criterion> parts;
        if (m_times.from) {
            const qint64 seconds = age(*m_times.from) + margin;
            parts.push_back(seconds > 0 ? ask(AskAge{true, seconds}) : nothing());
        }
        if (m_times.to) {  // what has not come yet is older than the future
            const qint64 seconds = age(*m_times.to) - margin;
            parts.push_back(seconds > 0 ? ask(AskAge{false, seconds}) : everything());
        }
        return allOf(std::move(parts));
    }

    DayRange m_days;
    TimeRange m_times;
    qint64 m_now;
    bool m_byAge;
};

class Asking
{
public:
    Asking(ServerQuestion &out, const FolderFacts &folder, const ServerAbilities &server,
           const DateContext &context)
        : m_out(out), m_folder(folder), m_server(server), m_context(context)
    {}

    // Wide: all that match and perhaps others; else only such that match.
    Criterion of(const Query &query, bool isWide)
    {
        switch (query.form) {
        case Query::Form::Single: return std::visit([&](const auto &t) { return of(t, isWide); }, query.term);
        case Query::Form::Not: return negated(of(query.parts.front(), !isWide));
        case Query::Form::All:
        case Query::Form::Any: break;
        }
        std::vector<Criterion> parts;
        for (const Query &part : query.parts)
            parts.push_back(of(part, isWide));
        return query.form == Query::Form::All ? allOf(std::move(parts)) : anyOf(std::move(parts));
    }

private:
    Criterion unasked(const Term &term, bool isWide, NotAskedBecause why = NotAskedBecause::ServersDoNotKnow)
    {
        m_out.notAsked.push_back({term, why});
        return isWide ? everything() : nothing();
    }

    Criterion of(const TextTerm &term, bool isWide)
    {
        const QString asTyped = term.text.simplified();
        if (!m_server.unicode && !isAscii(asTyped))
            return unasked(term, isWide, NotAskedBecause::NoCharset);
        if (asTyped.isEmpty() || asTyped.contains(QChar(u'\0')))
            return unasked(term, isWide);
        const QStringList words = writtenWords(asTyped);
        if (!isWide || words.isEmpty()) {
            m_out.excludesWithinWords = m_out.excludesWithinWords || !isWide;
            return askField(term.field, asTyped);
        }
        // Word by word: what is between them is not the same everywhere.
        std::vector<Criterion> parts;
        for (const QString &word : words.first(std::min(words.size(), mostWords)))
            parts.push_back(askField(term.field, word));
        return allOf(std::move(parts));
    }
    Criterion of(const FolderTerm &term, bool) { return isIn(term, m_folder) ? everything() : nothing(); }
    Criterion of(const AccountTerm &term, bool) { return isOf(term, m_folder) ? everything() : nothing(); }
    Criterion of(const StateTerm &term, bool)
    {
        static constexpr std::array<QByteArrayView, 8> flags{
            "\\Seen", "\\Seen", "\\Flagged", "\\Answered", "\\Draft", "\\Deleted", "$Forwarded", "$Junk"};
        const QByteArrayView flag = flags.at(static_cast<std::size_t>(term.state));
        return ask(AskFlag{flag.toByteArray(), bitOf(term.state).isSet});
    }
    Criterion of(const AttachmentTerm &term, bool isWide) { return unasked(term, isWide); }
    Criterion of(const TagTerm &term, bool isWide)
    {
        const store::Flags flags = store::flagsFromNames({term.keyword.toUtf8()});
        const bool isSystemFlag = flags.bits != 0 && term.keyword.startsWith(u'\\');
        if (!isSystemFlag && !isAtom(term.keyword))
            return unasked(term, isWide, NotAskedBecause::NotAKeyword);
        const QByteArray name = store::flagNames(flags).value(0);
        return name.isEmpty() ? unasked(term, isWide) : ask(AskFlag{name});  // \Recent is the session's
    }
    Criterion of(const SizeTerm &term, bool)
    {
        // The number may have 32 bits (RFC 3501, 9), or the server no more.
        constexpr quint64 largest = 0xFFFFFFFF;
        if (term.octets > largest)
            return term.isLarger ? nothing() : everything();
        return ask(AskSize{term.isLarger, term.octets});
    }
    Criterion of(const DateTerm &term, bool isWide)
    {
        const Dates dates(term, m_server, m_context);
        return isWide ? dates.wide() : dates.narrow();
    }
    Criterion of(const ReceiptTerm &term, bool isWide)
    {
        Criterion asks = ask(AskHeader{"Disposition-Notification-To", {}});
        if (term.question == ReceiptQuestion::Requested)
            return asks;
        if (term.question == ReceiptQuestion::None)
            return negated(asks);
        const Criterion rest = unasked(term, isWide);
        return allOf({asks, rest});
    }
    Criterion of(const MessageIdTerm &term, bool isWide)
    {
        if (!isAscii(term.id) || term.id.contains(QChar(u'\0')))
            return unasked(term, isWide);
        // With its brackets it is the whole; some write none.
        return ask(AskHeader{"Message-ID", isWide ? term.id : u'<' + term.id + u'>'});
    }
    Criterion of(const ThreadTerm &term, bool isWide) { return unasked(term, isWide); }

    ServerQuestion &m_out;
    const FolderFacts &m_folder;
    const ServerAbilities &m_server;
    const DateContext &m_context;
};

}

ServerQuestion serverQuestion(const Query &query, const FolderFacts &folder, const ServerAbilities &server,
                              const DateContext &context)
{
    ServerQuestion question;
    question.criterion = Asking(question, folder, server, context).of(query, true);
    return question;
}

}
