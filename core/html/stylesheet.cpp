// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/stylesheet.h"

#include "core/html/cssvalue.h"
#include "core/html/limits.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace html::css {

namespace {

// "(min-width: 600px)", without its parentheses.
bool featureMatches(const QString &feature, const Medium &medium)
{
    const QString name = feature.section(u':', 0, 0).trimmed();
    const QString value = feature.section(u':', 1).trimmed();
    if (name == "prefers-color-scheme"_L1)
        return value == (medium.scheme == Scheme::Dark ? "dark"_L1 : "light"_L1);
    const auto length = parseLength(value, {});
    if (!length || length->isRelative())
        return false;
    if (name == "min-width"_L1 || name == "min-device-width"_L1)
        return medium.width >= length->pixels;
    if (name == "max-width"_L1 || name == "max-device-width"_L1)
        return medium.width <= length->pixels;
    return false;
}

bool oneQueryMatches(const QString &query, const Medium &medium)
{
    bool isNegated = false;
    bool matches = true;
    bool isFirst = true;
    for (const QString &word : split(query, u' ')) {
        if (word == "not"_L1)
            isNegated = true;
        else if (word.startsWith(u'('))
            matches = matches && featureMatches(word.sliced(1).chopped(word.endsWith(u')') ? 1 : 0), medium);
        else if (word == "only"_L1 || word == "and"_L1)
            continue;
        else
            matches = matches && isFirst && (word == "screen"_L1 || word == "all"_L1);
        isFirst = isFirst && (word == "not"_L1 || word == "only"_L1);
    }
    return matches != isNegated;
}

QString keyOf(const Compound &compound)
{
    if (!compound.id.isEmpty())
        return u'#' + compound.id;
    if (!compound.classes.isEmpty())
        return u'.' + compound.classes.first();
    return compound.tag.isEmpty() || compound.tag == "html"_L1 ? u"*"_s : compound.tag;
}

}

bool mediaMatches(QStringView query, const Medium &medium)
{
    const QStringList queries = split(query.toString().toLower().replace(u"and("_s, u"and ("_s), u',');
    return std::any_of(queries.begin(), queries.end(),
                       [&](const QString &one) { return oneQueryMatches(one, medium); });
}

StyleSheet::StyleSheet(QStringView text, const Medium &medium)
{
    add(withoutComments(text), medium, 0);
}

void StyleSheet::add(QStringView text, const Medium &medium, int depth)
{
    for (const Statement &statement : parseStatements(text, limits::rules)) {
        if (statement.atName.isEmpty()) {
            addRule(statement);
        } else if (statement.atName == "media"_L1 && depth < 4) {
            if (!mediaMatches(statement.prelude, medium))
                continue;
            m_isMadeForDark = m_isMadeForDark
                || (medium.scheme == Scheme::Dark && statement.prelude.contains("prefers-color-scheme"_L1));
            add(statement.block, medium, depth + 1);
        }
    }
}

void StyleSheet::addRule(const Statement &statement)
{
    std::vector<Declaration> declarations = parseDeclarations(statement.block);
    if (declarations.empty())
        return;
    m_blocks.push_back(std::move(declarations));
    for (const QString &text : split(statement.prelude, u',')) {
        auto selector = parseSelector(text);
        if (!selector)
            continue;
        if (m_rules.size() >= static_cast<std::size_t>(limits::rules)) {
            m_isTruncated = true;
            return;
        }
        m_byKey[keyOf(selector->compounds.back())].push_back(m_rules.size());
        m_rules.push_back({*std::move(selector), m_blocks.size() - 1});
    }
}

std::vector<std::size_t> StyleSheet::candidates(const Node &element, const QStringList &classes) const
{
    std::vector<std::size_t> found;
    const auto take = [&](const QString &key) {
        const auto rules = m_byKey.constFind(key);
        if (rules != m_byKey.constEnd())
            found.insert(found.end(), rules->begin(), rules->end());
    };
    take(u"*"_s);
    take(element.name);
    const QString id = element.attribute(u"id");
    if (!id.isEmpty())
        take(u'#' + id);
    for (const QString &name : classes)
        take(u'.' + name);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}
