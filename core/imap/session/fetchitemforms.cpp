// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/fetchitemforms.h"

#include "core/imap/wire/section.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace imap {

namespace {

// The text between the brackets of "BODY.PEEK[…]", canonical; nullopt for other items.
std::optional<QByteArray> sectionOf(QByteArrayView item)
{
    const qsizetype open = item.indexOf('[');
    const qsizetype close = item.lastIndexOf(']');
    if (open < 0 || close < open || item.first(4).compare("BODY", Qt::CaseInsensitive) != 0)
        return std::nullopt;
    return canonicalSection(item.sliced(open + 1, close - open - 1));
}

bool isHeaderFields(QByteArrayView section)
{
    return section.startsWith("HEADER.FIELDS");
}

// "2.HEADER" of RFC 3501 is "2.0" in RFC 1730, 6.4.5; other words behind a part number it does not have.
std::optional<QByteArray> oldPart(QByteArrayView section)
{
    const auto isNumber = [](QByteArrayView text) {
        return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
            return (c >= '0' && c <= '9') || c == '.';
        });
    };
    if (isNumber(section))
        return section.toByteArray();
    constexpr QByteArrayView header(".HEADER");
    if (section.endsWith(header) && isNumber(section.chopped(header.size())))
        return section.chopped(header.size()).toByteArray() + ".0";
    return std::nullopt;
}

// One section in RFC 1730's words.
std::optional<QByteArray> imap4Form(const QByteArray &section)
{
    if (section.isEmpty())
        return "RFC822.PEEK"_ba;
    if (section == "HEADER")
        return "RFC822.HEADER"_ba;
    if (section == "TEXT")
        return "RFC822.TEXT.PEEK"_ba;
    if (isHeaderFields(section)) {
        const bool without = section.startsWith("HEADER.FIELDS.NOT");
        return (without ? "RFC822.HEADER.LINES.NOT "_ba : "RFC822.HEADER.LINES "_ba)
            + section.sliced(section.indexOf('('));
    }
    const auto part = oldPart(section);
    return part ? std::optional("BODY.PEEK[" + *part + ']') : std::nullopt;
}

// And in those before it. The header comes by RFC822.HEADER, which is the one that leaves \Seen alone.
std::optional<QByteArray> imap2Form(const Dialect &dialect, const QByteArray &section)
{
    if (section == "HEADER" || isHeaderFields(section))
        return "RFC822.HEADER"_ba;
    if (section == "TEXT")
        return "RFC822.TEXT"_ba;
    const auto part = oldPart(section);
    if (part && !part->endsWith(".0") && dialect.mayUse(Feature::Body))
        return "BODY[" + *part + ']';
    return "RFC822"_ba;
}

std::optional<QByteArray> formOf(const Dialect &dialect, const QByteArray &item)
{
    if (const auto section = sectionOf(item))
        return dialect.level() == Level::Imap4 ? imap4Form(*section) : imap2Form(dialect, *section);
    const QByteArray upper = item.toUpper();
    if (upper == "FLAGS" || upper == "INTERNALDATE" || upper == "RFC822.SIZE" || upper == "ENVELOPE"
        || upper == "RFC822.HEADER")
        return upper;
    if (upper == "UID" || upper == "BODYSTRUCTURE" || upper == "BODY") {
        if (dialect.hasUids())
            return upper;
        const bool hasBody = upper != "UID" && dialect.mayUse(Feature::Body);
        return hasBody ? std::optional("BODY"_ba) : std::nullopt;
    }
    return std::nullopt;  // of an extension no old server has
}

// How the answer to a section comes back.
QByteArray heardSection(const Dialect &dialect, const QByteArray &asked)
{
    if (asked == "HEADER" || isHeaderFields(asked))
        return "HEADER"_ba;
    if (asked.isEmpty() || asked == "TEXT")
        return asked;
    const auto form = formOf(dialect, "BODY.PEEK[" + asked + ']');
    return form ? sectionOf(*form).value_or(QByteArray()) : QByteArray();
}

}

std::vector<QByteArray> itemForms(const Dialect &dialect, const std::vector<QByteArray> &wanted)
{
    std::vector<QByteArray> forms;
    for (const QByteArray &item : wanted) {
        const auto form = formOf(dialect, item);
        if (form && std::find(forms.begin(), forms.end(), *form) == forms.end())
            forms.push_back(*form);
    }
    if (forms.empty())
        forms.emplace_back("FLAGS");
    return forms;
}

void nameAsAsked(const Dialect &dialect, const std::vector<QByteArray> &wanted, FetchItems &answer)
{
    List<BodySection> named;
    for (BodySection &heard : answer.sections) {
        if (heard.section == "0")
            heard.section = "HEADER";
        const auto before = named.size();
        for (const QByteArray &item : wanted) {
            const auto asked = sectionOf(item);
            // The whole message for one of its parts keeps its own name: somebody must cut the part out.
            if (!asked || heardSection(dialect, *asked) != heard.section
                || (heard.section.isEmpty() && !asked->isEmpty()))
                continue;
            named.push_back(heard);
            named.back().section = *asked;
        }
        if (named.size() == before)
            named.push_back(std::move(heard));
    }
    answer.sections = std::move(named);
}

std::optional<PartialItem> PartialItem::of(QByteArrayView item)
{
    const qsizetype open = item.lastIndexOf("]<");
    const qsizetype dot = item.lastIndexOf('.');
    if (open < 0 || dot < open || !item.endsWith('>'))
        return std::nullopt;
    bool hasOrigin = false, hasCount = false;
    PartialItem partial;
    partial.item = item.first(open + 1).toByteArray();
    partial.origin = item.sliced(open + 2, dot - open - 2).toByteArray().toULongLong(&hasOrigin);
    partial.count = item.sliced(dot + 1, item.size() - dot - 2).toByteArray().toULongLong(&hasCount);
    return hasOrigin && hasCount && partial.count > 0 ? std::optional(partial) : std::nullopt;
}

}
