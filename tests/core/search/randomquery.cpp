// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/search/randomquery.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

const QStringList &nasty()
{
    static const QStringList words{
        u"or"_s,     u"NOT"_s,     u"and"_s,   u"|"_s,           u"-x"_s,       u"--"_s,         u"a:b"_s,
        u"from:"_s,  u"\"q\""_s,   u"(a"_s,    u"b)"_s,          u"C:\\x"_s,    u"\\"_s,         u"\\\\"_s,
        u"„z“"_s,    u"x y"_s,     u"a\\ b"_s, u"2024"_s,        u"march"_s,    u"days ago"_s,   u"c++"_s,
        u"*"_s,      u"NEAR(a)"_s, u"{s}:x"_s, u"col : \"x\""_s, u"Grüße"_s,    u"\U0001F389"_s, u"';--"_s,
        u"..2024"_s, u"12:30"_s,   u"last"_s,  u"\tt"_s,         u"http://x"_s, u"15.3.2024"_s,  u":"_s};
    return words;
}

const QStringList &common()
{
    static const QStringList words{u"alpha"_s,  u"al"_s,         u"beta"_s,       u"Bête"_s, u"gamma"_s,
                                   u"straße"_s, u"東京都"_s,     u"京"_s,         u"bob"_s,  u"ex.org"_s,
                                   u"c++"_s,    u"\U0001F389"_s, u"alpha-beta"_s, u"Łódź"_s, u"!"_s};
    return words;
}

constexpr auto kinds = std::to_array<const char *>({"application/pdf", "image/png", "text/calendar", "x/y"});

}

QString RandomQueries::word()
{
    const QStringList &words = m_words == Words::Nasty ? nasty() : common();
    return words.at(below(static_cast<int>(words.size())));
}

QString RandomQueries::text()
{
    static const QStringList gaps{u" "_s, u" "_s, u"-"_s, u", "_s, u"\n"_s, u" («"_s, u"! "_s};
    QString text = word();
    for (int i = below(6); i > 0; --i)
        text += gaps.at(below(static_cast<int>(gaps.size()))) + (below(3) == 0 ? word().toUpper() : word());
    return text;
}

search::DateValue RandomQueries::date()
{
    using search::DateUnit;
    switch (below(5)) {
    case 0: {
        const QDate day = QDate(2023, 1, 1).addDays(below(1000));
        switch (below(4)) {
        case 0: return search::Days{QDate(day.year(), 1, 1), QDate(day.year(), 12, 31)};
        case 1: {
            const QDate first(day.year(), day.month(), 1);
            return search::Days{first, first.addMonths(1).addDays(-1)};
        }
        case 2: return search::Days{day, day};
        default: return search::Days{day, day.addDays(below(400))};
        }
    }
    case 1: return search::Period{oneOf(DateUnit::Year), below(2) == 0};
    case 2: return search::Ago{1 + below(40), oneOf(DateUnit::Year)};
    case 3: return search::LatestWeekday{static_cast<Qt::DayOfWeek>(1 + below(7))};
    default: return search::LatestMonth{1 + below(12)};
    }
}

search::Term RandomQueries::term()
{
    switch (below(16)) {
    case 0:
        return search::FolderTerm{m_words == Words::Nasty ? word() : below(2) == 0 ? u"inbox"_s : u"Work"_s};
    case 1: return search::AccountTerm{m_words == Words::Nasty ? word() : u"home"_s};
    case 2: return search::StateTerm{oneOf(search::State::Junk)};
    case 3: return search::AttachmentTerm{oneOf(search::AttachmentKind::Message)};
    case 4:
        return search::TagTerm{m_words == Words::Nasty ? word().toLower()
                                   : below(2) == 0     ? u"red"_s
                                                       : u"$junk"_s};
    case 5: return search::SizeTerm{below(2) == 0, static_cast<quint64>(below(5)) << (10 * below(3))};
    case 6:
    case 7: return search::DateTerm{oneOf(search::DateRelation::After), date()};
    case 8: return search::ReceiptTerm{oneOf(search::ReceiptQuestion::None)};
    case 9: return search::MessageIdTerm{m_words == Words::Nasty ? word() : u"m%1@ex"_s.arg(below(9))};
    case 10: return search::ThreadTerm{m_words == Words::Nasty ? word() : u"m%1@ex"_s.arg(below(9))};
    default: break;
    }
    const QString said = m_words == Words::Common && below(3) == 0 ? word() + u' ' + word() : word();
    return search::TextTerm{oneOf(search::TextField::List), said, below(3) == 0};
}

search::MessageFacts RandomQueries::message(const std::vector<search::FolderFacts> &folders)
{
    search::MessageFacts facts;
    facts.folder = folders.at(static_cast<std::size_t>(below(static_cast<int>(folders.size()))));
    for (QString *field :
         {&facts.from, &facts.to, &facts.cc, &facts.bcc, &facts.subject, &facts.body, &facts.list}) {
        if (below(4) != 0)
            *field = text();
    }
    for (int i = below(3); i > 0; --i)
        facts.attachments.push_back({text(), QByteArray(kinds.at(static_cast<std::size_t>(below(4))))});
    facts.flags.bits = m_random.generate() & 0xFFFU & ~static_cast<quint32>(store::Flags::Recent);
    if (below(2) == 0)
        facts.flags.keywords = {"blue", "red"};
    facts.octets = static_cast<quint64>(below(5)) << (10 * below(3));
    if (below(10) != 0)
        facts.date =
            QDateTime(QDate(2023, 1, 1), QTime(0, 0), Qt::UTC).addSecs(qint64{below(900 * 24)} * 3600);
    facts.receipt = oneOf(search::ReceiptState::Blocked);
    facts.messageId = u"m%1@ex"_s.arg(below(9));
    facts.conversation = {facts.messageId};
    return facts;
}

QString RandomQueries::octets()
{
    QString result;
    for (int i = below(40); i > 0; --i) {
        switch (below(6)) {
        case 0: result += word(); break;
        case 1: result += QChar(static_cast<char16_t>(m_random.bounded(0x10000))); break;
        case 2: result += QChar(static_cast<char16_t>(below(0x80))); break;
        case 3: result += QStringView(u"\"()*:-+^{}';\\ ").at(below(14)); break;
        case 4: result += u' '; break;
        default:
            result += QStringView(u"AND OR NOT NEAR from: is: before: larger:").mid(below(30), 1 + below(9));
            break;
        }
    }
    return result;
}
