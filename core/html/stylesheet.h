// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/csssyntax.h"
#include "core/html/selector.h"

#include <QHash>

namespace html {

enum class Scheme { Light, Dark };

// What the document is shown on: the screen, this wide (CSS pixels), in this scheme.
struct Medium {
    double width = 800;
    Scheme scheme = Scheme::Light;
    double fontSize = 16;  // of text whose size nobody says
};

namespace css {

// Media Queries 4, for a screen. What is not known of it is false, so that what a sheet keeps for other
// programs stays out.
[[nodiscard]] bool mediaMatches(QStringView query, const Medium &medium);

struct Rule {
    Selector selector;
    std::size_t block = 0;  // in StyleSheet::blocks
};

// The rules that apply to this medium, found by what their last compound names. @import, @font-face and every
// other at-rule but @media is left out.
class StyleSheet
{
public:
    StyleSheet(QStringView text, const Medium &medium);

    [[nodiscard]] const std::vector<Rule> &rules() const noexcept { return m_rules; }
    [[nodiscard]] const std::vector<Declaration> &block(const Rule &rule) const
    {
        return m_blocks[rule.block];
    }
    // Places of the rules that may match this element, in their order.
    [[nodiscard]] std::vector<std::size_t> candidates(const Node &element, const QStringList &classes) const;
    [[nodiscard]] bool isTruncated() const noexcept { return m_isTruncated; }
    // The sheet has rules for a dark scheme of its own.
    [[nodiscard]] bool isMadeForDark() const noexcept { return m_isMadeForDark; }

private:
    void add(QStringView text, const Medium &medium, int depth);
    void addRule(const Statement &statement);

    std::vector<Rule> m_rules;
    std::vector<std::vector<Declaration>> m_blocks;
    QHash<QString, std::vector<std::size_t>> m_byKey;  // "#id", ".class", "tag", "*"
    bool m_isTruncated = false;
    bool m_isMadeForDark = false;
};

}

}
