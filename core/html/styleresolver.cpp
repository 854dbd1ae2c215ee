// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/styleresolver.h"

#include "core/html/defaultstyle.h"
#include "core/html/limits.h"
#include "core/html/styleproperties.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace html {

namespace {

constexpr int fromInlineStyle = 1'000'000'000;  // above any specificity

// A declaration with its place in the cascade.
struct Weighed {
    const css::Declaration *declaration;
    bool isImportant;
    int specificity;
    std::size_t order;

    [[nodiscard]] auto rank() const { return std::tuple(isImportant, specificity, order); }
};

bool isNothing(const std::optional<Length> &length)
{
    return length && length->pixels < 1 && !length->isRelative();
}

class Resolver  // NOLINT(cppcoreguidelines-special-member-functions): used once, where it is made
{
public:
    Resolver(CleanDocument document, const Medium &medium)
        : m_medium(medium), m_result{std::move(document), {}, {}},
          m_sheet(m_result.document.styleSheet, medium), m_matcher(m_result.document.nodes)
    {
        m_result.isTruncated = m_sheet.isTruncated();
        m_result.isMadeForDark = m_sheet.isMadeForDark();
    }
    Resolver(const Resolver &) = delete;
    Resolver &operator=(const Resolver &) = delete;

    StyledDocument run()
    {
        const std::vector<Node> &nodes = m_result.document.nodes;
        m_result.styleOf.resize(nodes.size());
        for (std::size_t i = 0; i < nodes.size(); ++i) {  // parents come before their children
            const int parent = nodes[i].parent;
            if (nodes[i].isText()) {
                m_result.styleOf[i] = m_result.styleOf[static_cast<std::size_t>(parent)];
                continue;
            }
            m_result.styleOf[i] = static_cast<int>(m_result.styles.size());
            Style above;
            above.fontSize = m_medium.fontSize;
            if (parent >= 0)
                above = m_result.style(parent);
            m_result.styles.push_back(resolve(static_cast<int>(i), above));
        }
        m_result.isTruncated = m_result.isTruncated || m_matcher.isExhausted() || m_applied <= 0;
        markTrackers();
        return std::move(m_result);
    }

private:
    Style resolve(int at, const Style &parent)
    {
        const Node &element = node(at);
        Style style = parent.inherited();
        applyDefaults(style, element);
        applyAttributes(style, element, tableAround(at));
        m_inline = css::parseDeclarations(element.attribute(u"style"));
        std::vector<Weighed> cascade;
        collect(at, element, cascade);
        std::sort(cascade.begin(), cascade.end(),
                  [](const Weighed &a, const Weighed &b) { return a.rank() < b.rank(); });
        apply(style, cascade, {parent, m_medium.width});
        settle(style, parent);
        return style;
    }

    void collect(int at, const Node &element, std::vector<Weighed> &cascade)
    {
        std::size_t order = 0;
        const auto add = [&](const std::vector<css::Declaration> &declarations, int specificity) {
            for (const css::Declaration &declaration : declarations) {
                m_applied -= 1 + declaration.value.size() / 8;  // a long value is long work, each time
                if (m_applied > 0)
                    cascade.push_back({&declaration, declaration.isImportant, specificity, ++order});
            }
        };
        if (!m_matcher.isExhausted()) {
            for (const std::size_t place : m_sheet.candidates(element, m_matcher.classesOf(at))) {
                const css::Rule &rule = m_sheet.rules()[place];
                if (m_matcher.matches(rule.selector, at))
                    add(m_sheet.block(rule), rule.selector.specificity);
            }
        }
        add(m_inline, fromInlineStyle);
    }

    // Variables first, then the size of the font: the rest is measured in it.
    static void apply(Style &style, const std::vector<Weighed> &cascade, const PropertyContext &context)
    {
        for (const Weighed &one : cascade) {
            if (one.declaration->property.startsWith("--"_L1) && style.variables.size() < 500)
                style.variables.insert(one.declaration->property, one.declaration->value);
        }
        const auto pass = [&](bool fonts) {
            for (const Weighed &one : cascade) {
                const QString &property = one.declaration->property;
                if (property.startsWith("font"_L1) != fonts)
                    continue;
                if (const auto value = withVariables(one.declaration->value, style.variables))
                    applyProperty(style, property, *value, context);
            }
        };
        pass(true);
        pass(false);
    }

    static void settle(Style &style, const Style &parent)
    {
        for (Border &border : style.border) {
            if (border.style == "none"_L1 || border.style == "hidden"_L1)
                border.width = 0;
        }
        const bool isClipped = style.clipsOverflow && (isNothing(style.maxHeight) || isNothing(style.height));
        style.isHidden = style.isHidden || isClipped || style.display == Display::None || parent.isHidden;
        if (style.background && style.background->alpha < 0.02)
            style.background.reset();
    }

    [[nodiscard]] const Node &node(int at) const
    {
        return m_result.document.nodes[static_cast<std::size_t>(at)];
    }

    [[nodiscard]] const Node *tableAround(int at) const
    {
        if (node(at).name != "td"_L1 && node(at).name != "th"_L1)
            return nullptr;
        for (int i = node(at).parent; i >= 0; i = node(i).parent) {
            if (node(i).name == "table"_L1)
                return &node(i);
        }
        return nullptr;
    }

    void markTrackers()
    {
        for (std::size_t i = 0; i < m_result.document.nodes.size(); ++i) {
            const QString source = m_result.document.nodes[i].attribute(u"src");
            const std::size_t place = source.mid(7).toULongLong();
            if (!source.startsWith("remote:"_L1) || place >= m_result.document.remotes.size())
                continue;
            const Style &style = m_result.style(static_cast<int>(i));
            const auto isTiny = [](const std::optional<Length> &length) {
                return length && length->pixels <= 2 && !length->isRelative();
            };
            m_result.document.remotes[place].isTracker =
                style.isHidden || style.isInvisible || (isTiny(style.width) && isTiny(style.height));
        }
    }

    Medium m_medium;
    StyledDocument m_result;
    css::StyleSheet m_sheet;
    css::Matcher m_matcher;  // of the result's nodes
    std::vector<css::Declaration> m_inline;
    qint64 m_applied = limits::matchSteps;
};

}

StyledDocument resolveStyles(CleanDocument document, const Medium &medium)
{
    return Resolver(std::move(document), medium).run();
}

}
