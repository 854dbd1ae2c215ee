// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/cleaner.h"

#include "core/html/address.h"
#include "core/html/allowed.h"
#include "core/html/limits.h"
#include "core/html/sourcetree.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace html {

namespace {

// Without what deceives or breaks the view: controls, overrides of direction, and the code points that text
// documents use for themselves.
QString cleanText(const char *utf8)
{
    QString text = QString::fromUtf8(utf8);
    const auto isUnwanted = [](QChar c) {
        const char16_t u = c.unicode();
        return (u < 0x20 && u != '\n' && u != '\t' && u != '\r') || u == 0x7f || u == 0x202d || u == 0x202e
            || u == 0xfffc || (u >= 0xfdd0 && u <= 0xfdef) || u >= 0xfffe;
    };
    text.removeIf(isUnwanted);
    text.replace(QChar::LineSeparator, u' ').replace(QChar::ParagraphSeparator, u' ');
    return text;
}

QString nameOf(const GumboElement &element)
{
    if (element.tag != GUMBO_TAG_UNKNOWN)
        return QString::fromLatin1(gumbo_normalized_tagname(element.tag));
    GumboStringPiece piece = element.original_tag;
    if (piece.data == nullptr)
        return {};
    gumbo_tag_from_original_text(&piece);
    return QString::fromUtf8(piece.data, static_cast<qsizetype>(piece.length)).toLower();
}

class Cleaner
{
public:
    CleanDocument run(QStringView source)
    {
        add({u"body"_s, {}}, -1);
        QByteArray octets = source.first(std::min(source.size(), limits::octets)).toUtf8();
        m_result.isTruncated = source.size() > limits::octets || octets.size() > limits::octets;
        octets.truncate(limits::octets);
        const SourceTree tree(octets);
        m_result.isTruncated = m_result.isTruncated || tree.root() == nullptr || tree.isBounded();
        if (tree.root() != nullptr)
            walk(tree.root());
        findClaims();
        return std::move(m_result);
    }

private:
    struct Step {
        const GumboNode *node;
        unsigned child;
        int parent;  // where its children go
        int depth;
    };

    void walk(const GumboNode *root)
    {
        std::vector<Step> steps{{root, 0, 0, 0}};
        while (!steps.empty()) {
            Step &step = steps.back();
            const GumboVector &children = step.node->v.element.children;
            if (step.child >= children.length) {
                steps.pop_back();
                continue;
            }
            const auto *child = static_cast<const GumboNode *>(children.data[step.child++]);
            const int parent = step.parent;
            const int depth = step.depth;
            if (child->type == GUMBO_NODE_ELEMENT)
                enter(*child, parent, depth, steps);
            else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE
                     || child->type == GUMBO_NODE_CDATA)
                addText(child->v.text.text, parent);
        }
    }

    void enter(const GumboNode &node, int parent, int depth, std::vector<Step> &steps)
    {
        const GumboElement &element = node.v.element;
        const QString name = nameOf(element);
        const Keep keep = element.tag_namespace == GUMBO_NAMESPACE_HTML ? keepOf(name) : Keep::Nothing;
        if (name == "style"_L1)
            addStyleSheet(element);
        else if (keep == Keep::Nothing && name != "title"_L1 && name != "meta"_L1)
            ++m_result.removed;
        if (keep == Keep::Nothing)
            return;
        if (name == "body"_L1) {
            if (m_result.nodes.front().attributes.empty())
                m_result.nodes.front().attributes = attributesOf(element, name);
            steps.push_back({&node, 0, parent, depth});
            return;
        }
        const bool tooDeep = depth >= limits::depth;
        const bool isKept = keep == Keep::Element && !tooDeep;
        m_result.isTruncated = m_result.isTruncated || (tooDeep && keep == Keep::Element);
        const int at = isKept ? add({name, {}, attributesOf(element, name)}, parent) : parent;
        if (at < 0)
            return;
        steps.push_back({&node, 0, at, depth + (isKept ? 1 : 0)});
    }

    int add(Node node, int parent)
    {
        if (m_result.nodes.size() >= static_cast<std::size_t>(limits::nodes)) {
            m_result.isTruncated = true;
            return -1;
        }
        const int at = static_cast<int>(m_result.nodes.size());
        node.parent = parent;
        m_result.nodes.push_back(std::move(node));
        if (parent < 0)
            return at;
        Node &above = m_result.nodes[static_cast<std::size_t>(parent)];
        if (above.lastChild < 0)
            above.firstChild = at;
        else
            m_result.nodes[static_cast<std::size_t>(above.lastChild)].next = at;
        above.lastChild = at;
        return at;
    }

    // What was apart only because of something that is gone becomes one run.
    void addText(const char *utf8, int parent)
    {
        const QString text = cleanText(utf8);
        if (text.isEmpty())
            return;
        const int last = m_result.nodes[static_cast<std::size_t>(parent)].lastChild;
        if (last >= 0 && m_result.nodes[static_cast<std::size_t>(last)].isText())
            m_result.nodes[static_cast<std::size_t>(last)].text += text;
        else
            add({{}, text}, parent);
    }

    void addStyleSheet(const GumboElement &element)
    {
        for (unsigned i = 0; i < element.children.length; ++i) {
            const auto *child = static_cast<const GumboNode *>(element.children.data[i]);
            if (child->type != GUMBO_NODE_TEXT && child->type != GUMBO_NODE_WHITESPACE)
                continue;
            const QString sheet = cleanText(child->v.text.text);
            if (m_result.styleSheet.size() + sheet.size() > limits::styleSheetLength
                || sheet.contains(u"</"))  // an end tag that no honest sheet has
                m_result.isTruncated = true;
            else
                m_result.styleSheet += sheet + u'\n';
        }
    }

    Attributes attributesOf(const GumboElement &element, const QString &name)
    {
        Attributes attributes;
        for (unsigned i = 0; i < element.attributes.length; ++i) {
            const auto *found = static_cast<const GumboAttribute *>(element.attributes.data[i]);
            QString key = QString::fromUtf8(found->name).toLower();
            if (name == "a"_L1 && key == "name"_L1)
                key = u"id"_s;  // what older mail calls a place that links lead to
            if (name == "img"_L1 && key == "src"_L1) {
                addPicture(QString::fromUtf8(found->value), attributes);
            } else if (name == "a"_L1 && key == "href"_L1) {
                addLink(QString::fromUtf8(found->value), attributes);
            } else if (isAllowedAttribute(name, key)) {
                const QString value = cleanText(found->value);
                if (value.size() <= limits::attributeLength)
                    attributes.emplace_back(key, value);
                else
                    m_result.isTruncated = true;
            }
        }
        return attributes;
    }

    void addLink(const QString &href, Attributes &attributes)
    {
        if (href.startsWith(u'#') && href.size() < 200) {
            attributes.emplace_back(u"href"_s, cleanText(href.toUtf8().constData()));
            return;
        }
        const auto target = linkTarget(href);
        if (!target || m_result.links.size() >= static_cast<std::size_t>(limits::addresses))
            return;
        attributes.emplace_back(u"href"_s, *target);
        m_result.links.push_back({*target, {}});
        m_linkNodes.push_back(static_cast<int>(m_result.nodes.size()));  // the element that is added next
    }

    void addPicture(const QString &address, Attributes &attributes)
    {
        const QString trimmed = address.trimmed();
        if (trimmed.startsWith("cid:"_L1, Qt::CaseInsensitive)) {
            const QString cid = QUrl::fromPercentEncoding(trimmed.mid(4).toUtf8());
            if (cid.isEmpty() || cid.size() > 500)
                return;
            attributes.emplace_back(u"src"_s, u"cid:"_s + cid);
            if (!m_result.cids.contains(cid) && m_result.cids.size() < limits::addresses)
                m_result.cids.append(cid);
            return;
        }
        if (const auto octets = embeddedPicture(trimmed)) {
            m_embeddedOctets += octets->size();
            if (m_embeddedOctets > limits::picturesOctets)
                return;
            attributes.emplace_back(u"src"_s, u"data:"_s + QString::number(m_result.embedded.size()));
            m_result.embedded.push_back(*octets);
            return;
        }
        const auto target = linkTarget(trimmed);
        if (!target || target->startsWith("mailto:"_L1)
            || m_result.remotes.size() >= static_cast<std::size_t>(limits::addresses))
            return;
        attributes.emplace_back(u"src"_s, u"remote:"_s + QString::number(m_result.remotes.size()));
        m_result.remotes.push_back({*target, hostOf(*target)});
    }

    [[nodiscard]] QString textOf(int node) const
    {
        QString text;
        const int end = m_result.nodes[static_cast<std::size_t>(node)].parent;
        for (int at = node; at != end && text.size() < 400;) {
            const Node &current = m_result.nodes[static_cast<std::size_t>(at)];
            text += current.text;
            at = nodeAfter(at, node);
        }
        return text;
    }
    // In the order of the document, within `top`; its parent at the end.
    [[nodiscard]] int nodeAfter(int at, int top) const
    {
        const auto node = [this](int i) -> const Node & {
            return m_result.nodes[static_cast<std::size_t>(i)];
        };
        if (node(at).firstChild >= 0)
            return node(at).firstChild;
        while (at != top && node(at).next < 0)
            at = node(at).parent;
        return at == top ? node(top).parent : node(at).next;
    }

    void findClaims()
    {
        for (std::size_t i = 0; i < m_linkNodes.size(); ++i) {
            if (m_linkNodes[i] >= static_cast<int>(m_result.nodes.size()))
                continue;
            Link &link = m_result.links[i];
            const QString claimed = claimedHost(textOf(m_linkNodes[i]));
            if (!claimed.isEmpty() && !isSameSite(claimed, hostOf(link.address)))
                link.claimedHost = claimed;
        }
    }

    CleanDocument m_result;
    std::vector<int> m_linkNodes;  // for each link its element
    qsizetype m_embeddedOctets = 0;
};

}

CleanDocument clean(QStringView source)
{
    return Cleaner().run(source);
}

}
