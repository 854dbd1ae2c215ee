// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/selector.h"

#include "core/html/limits.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace html::css {

namespace {

bool isNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'_' || c.unicode() >= 0x80;
}

// A complex selector, read from left to right; what it does not know makes it fail as a whole, as the module
// wants it.
class SelectorReader
{
public:
    explicit SelectorReader(QStringView text) : m_text(text.trimmed()) {}

    std::optional<Selector> read()
    {
        while (!m_failed && m_at < m_text.size()) {
            const Combinator combinator = m_result.compounds.empty() ? Combinator::None : readCombinator();
            Compound compound = readCompound();
            compound.combinator = combinator;
            m_result.compounds.push_back(std::move(compound));
            m_failed = m_failed || m_result.compounds.size() > limits::selectorParts;
        }
        if (m_failed || m_result.compounds.empty())
            return std::nullopt;
        return std::move(m_result);
    }

private:
    Combinator readCombinator()
    {
        Combinator found = Combinator::Descendant;
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (c == u'>')
                found = Combinator::Child;
            else if (c == u'+')
                found = Combinator::NextSibling;
            else if (c == u'~')
                found = Combinator::LaterSibling;
            else if (!c.isSpace())
                break;
        }
        return found;
    }

    Compound readCompound()
    {
        Compound compound;
        const qsizetype from = m_at;
        if (m_at < m_text.size() && m_text[m_at] == u'*')
            ++m_at;
        else
            compound.tag = readName().toLower();
        m_result.specificity += compound.tag.isEmpty() ? 0 : 1;
        for (int simple = 0; !m_failed && m_at < m_text.size() && readSimple(compound);)
            m_failed = m_failed || ++simple > limits::simpleSelectors;
        m_failed = m_failed || m_at == from;
        return compound;
    }

    bool readSimple(Compound &compound)
    {
        const QChar c = m_text[m_at];
        if (c != u'.' && c != u'#' && c != u'[' && c != u':')
            return false;
        ++m_at;
        m_result.specificity += c == u'#' ? 1'000'000 : 1'000;
        if (c == u'[') {
            readAttribute(compound);
        } else if (c == u':') {
            readPseudoClass(compound);
        } else {
            const QString name = readName();
            m_failed = m_failed || name.isEmpty();
            if (c == u'#')
                compound.id = name;
            else
                compound.classes.append(name);
        }
        return true;
    }

    void readPseudoClass(Compound &compound)
    {
        const QString name = readName().toLower();
        if (name == "first-child"_L1)
            compound.isFirstChild = true;
        else if (name == "last-child"_L1)
            compound.isLastChild = true;
        else if (name == "link"_L1 || name == "any-link"_L1)
            compound.isLink = true;
        else if (name != "root"_L1 || !compound.tag.isEmpty())
            m_failed = true;
        else
            compound.tag = u"body"_s;  // where variables of a whole document are mostly declared
    }

    void readAttribute(Compound &compound)
    {
        using Kind = AttributeTest::Kind;
        const qsizetype end = m_text.indexOf(u']', m_at);
        if (end < 0) {
            m_failed = true;
            return;
        }
        QStringView inside = m_text.sliced(m_at, end - m_at);
        m_at = end + 1;
        AttributeTest test;
        const qsizetype equals = inside.indexOf(u'=');
        QStringView name = equals < 0 ? inside : inside.first(equals);
        if (equals > 0) {
            static const QString marks = u"~^$*|"_s;
            const Kind kinds[] = {Kind::Word, Kind::Prefix, Kind::Suffix, Kind::Contains, Kind::Dash};
            const qsizetype mark = marks.indexOf(name.back());
            test.kind = mark < 0 ? Kind::Equals : kinds[mark];
            if (mark >= 0)
                name.chop(1);
            QStringView value = inside.sliced(equals + 1).trimmed();
            if (value.size() >= 2 && (value.front() == u'"' || value.front() == u'\''))
                value = value.sliced(1, value.size() - 2);
            test.value = value.toString();
        }
        test.name = name.trimmed().toString().toLower();
        m_failed = m_failed || test.name.isEmpty();
        compound.attributes.push_back(std::move(test));
    }

    QString readName()
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && isNameCharacter(m_text[m_at]))
            ++m_at;
        return m_text.sliced(from, m_at - from).toString();
    }

    QStringView m_text;
    qsizetype m_at = 0;
    Selector m_result;
    bool m_failed = false;
};

bool passes(const AttributeTest &test, const Node &node)
{
    using Kind = AttributeTest::Kind;
    if (!node.has(test.name))
        return false;
    const QString value = node.attribute(test.name);
    switch (test.kind) {
    case Kind::Present: return true;
    case Kind::Equals: return value == test.value;
    case Kind::Word: return value.split(u' ', Qt::SkipEmptyParts).contains(test.value);
    case Kind::Prefix: return !test.value.isEmpty() && value.startsWith(test.value);
    case Kind::Suffix: return !test.value.isEmpty() && value.endsWith(test.value);
    case Kind::Contains: return !test.value.isEmpty() && value.contains(test.value);
    case Kind::Dash: return value == test.value || value.startsWith(test.value + u'-');
    }
    return false;
}

}

std::optional<Selector> parseSelector(QStringView text)
{
    return SelectorReader(text).read();
}

Matcher::Matcher(const std::vector<Node> &nodes)
    : m_nodes(nodes), m_classes(nodes.size()), m_previous(nodes.size(), -1), m_steps(limits::matchSteps)
{
    std::vector<int> lastChild(nodes.size(), -1);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].isText())
            continue;
        m_classes[i] =
            nodes[i].attribute(u"class").simplified().split(u' ', Qt::SkipEmptyParts).mid(0, limits::classes);
        if (nodes[i].parent < 0)
            continue;
        int &last = lastChild[static_cast<std::size_t>(nodes[i].parent)];
        m_previous[i] = last;
        last = static_cast<int>(i);
    }
}

bool Matcher::matches(const Selector &selector, int node)
{
    return matchesFrom(selector, selector.compounds.size() - 1, node);
}

// Tries ancestors and siblings as the combinators want it. Each step counts, so that no sheet can cost more
// than the whole budget.
bool Matcher::matchesFrom(const Selector &selector, std::size_t compound, int node)
{
    if (node < 0 || isExhausted() || !matchesCompound(selector.compounds[compound], node))
        return false;
    if (compound == 0)
        return true;
    const auto goes = [&](int next) { return matchesFrom(selector, compound - 1, next); };
    switch (selector.compounds[compound].combinator) {
    case Combinator::None: return true;
    case Combinator::Child: return goes(parentOf(node));
    case Combinator::NextSibling: return goes(previousElement(node));
    case Combinator::Descendant:
        for (int at = parentOf(node); at >= 0; at = parentOf(at)) {
            if (goes(at))
                return true;
        }
        return false;
    case Combinator::LaterSibling:
        for (int at = previousElement(node); at >= 0; at = previousElement(at)) {
            if (goes(at))
                return true;
        }
        return false;
    }
    return false;
}

bool Matcher::matchesCompound(const Compound &compound, int node)
{
    --m_steps;
    const Node &element = m_nodes[static_cast<std::size_t>(node)];
    if (!compound.tag.isEmpty() && compound.tag != element.name && !(compound.tag == "html"_L1 && node == 0))
        return false;
    if (!compound.id.isEmpty() && element.attribute(u"id") != compound.id)
        return false;
    const QStringList &classes = classesOf(node);
    const bool hasClasses = std::all_of(compound.classes.begin(), compound.classes.end(),
                                        [&](const QString &name) { return classes.contains(name); });
    if (!hasClasses || (compound.isFirstChild && previousElement(node) >= 0)
        || (compound.isLink && !element.has(u"href")) || (compound.isLastChild && !isLastElement(node)))
        return false;
    return std::all_of(compound.attributes.begin(), compound.attributes.end(),
                       [&](const AttributeTest &test) { return passes(test, element); });
}

bool Matcher::isLastElement(int node) const
{
    int next = m_nodes[static_cast<std::size_t>(node)].next;
    while (next >= 0 && m_nodes[static_cast<std::size_t>(next)].isText())
        next = m_nodes[static_cast<std::size_t>(next)].next;
    return next < 0;
}

}
