// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/document.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace html::css {

enum class Combinator { None, Descendant, Child, NextSibling, LaterSibling };

struct AttributeTest {
    enum class Kind { Present, Equals, Word, Prefix, Suffix, Contains, Dash };
    Kind kind = Kind::Present;
    QString name, value;
};

// "td.a[width]:first-child", and how it is tied to the one before it.
struct Compound {
    Combinator combinator = Combinator::None;
    QString tag;  // empty: any
    QString id;
    QStringList classes;
    std::vector<AttributeTest> attributes;
    bool isFirstChild = false, isLastChild = false, isLink = false;
};

struct Selector {
    std::vector<Compound> compounds;  // as written: the last is the element itself
    int specificity = 0;              // ids, classes, tags in steps of 1,000 (Selectors 4, 17)
};

// nullopt: something in it that never matches here (":hover", "::before", namespaces …) or that is not
// understood.
[[nodiscard]] std::optional<Selector> parseSelector(QStringView text);

// Matches selectors against the elements of one document, and counts what that costs.
class Matcher
{
public:
    explicit Matcher(const std::vector<Node> &nodes);

    [[nodiscard]] bool matches(const Selector &selector, int node);
    [[nodiscard]] const QStringList &classesOf(int node) const
    {
        return m_classes[static_cast<std::size_t>(node)];
    }
    // Too much has been asked: from here on nothing matches.
    [[nodiscard]] bool isExhausted() const noexcept { return m_steps <= 0; }

private:
    [[nodiscard]] bool matchesFrom(const Selector &selector, std::size_t compound, int node);
    [[nodiscard]] bool matchesCompound(const Compound &compound, int node);
    [[nodiscard]] int previousElement(int node) const { return m_previous[static_cast<std::size_t>(node)]; }
    [[nodiscard]] int parentOf(int node) const { return m_nodes[static_cast<std::size_t>(node)].parent; }
    [[nodiscard]] bool isLastElement(int node) const;

    const std::vector<Node> &m_nodes;
    std::vector<QStringList> m_classes;
    std::vector<int> m_previous;
    qint64 m_steps;
};

}
