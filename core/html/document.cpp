// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/document.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace html {

namespace {

QStringList sortedHosts(const std::vector<RemotePicture> &remotes, bool trackersOnly)
{
    QStringList hosts;
    for (const RemotePicture &picture : remotes) {
        if (picture.isTracker || !trackersOnly)
            hosts.append(picture.host);
    }
    hosts.sort();
    hosts.removeDuplicates();
    return hosts;
}

bool isVoid(const QString &name)
{
    return name == "img"_L1 || name == "br"_L1 || name == "hr"_L1 || name == "col"_L1 || name == "wbr"_L1;
}

class Printer
{
public:
    explicit Printer(const CleanDocument &document) : m_document(document) {}

    QString print()
    {
        m_out = u"<html><head>"_s;
        if (!m_document.styleSheet.isEmpty())
            m_out += u"<style>"_s + m_document.styleSheet + u"</style>"_s;
        m_out += u"</head>"_s;
        if (!m_document.nodes.empty())
            element(0);
        return m_out + u"</html>"_s;
    }

private:
    void element(int at)  // the depth is limited by the cleaner
    {
        const Node &node = m_document.nodes[static_cast<std::size_t>(at)];
        if (node.isText()) {
            m_out += escaped(node.text);
            return;
        }
        m_out += u'<' + node.name;
        for (const auto &[name, value] : node.attributes)
            m_out += u' ' + name + u"=\""_s + escaped(name == "src"_L1 ? source(value) : value) + u'"';
        m_out += u'>';
        if (isVoid(node.name))
            return;
        if (node.name == "pre"_L1)
            m_out += u'\n';  // the parser takes the first one away
        for (int child = node.firstChild; child >= 0;
             child = m_document.nodes[static_cast<std::size_t>(child)].next)
            element(child);
        m_out += u"</"_s + node.name + u'>';
    }

    [[nodiscard]] QString source(const QString &value) const
    {
        const auto place = [&](qsizetype from) { return value.mid(from).toULongLong(); };
        if (value.startsWith("remote:"_L1) && place(7) < m_document.remotes.size())
            return m_document.remotes[place(7)].address;
        if (value.startsWith("data:"_L1) && place(5) < m_document.embedded.size())
            return u"data:image/png;base64,"_s
                + QString::fromLatin1(m_document.embedded[place(5)].toBase64());
        return value;
    }

    const CleanDocument &m_document;
    QString m_out;
};

}

QStringList CleanDocument::hosts() const
{
    return sortedHosts(remotes, false);
}

QStringList CleanDocument::trackers() const
{
    return sortedHosts(remotes, true);
}

QString escaped(QStringView text)
{
    return text.toString().toHtmlEscaped();
}

QString toHtml(const CleanDocument &document)
{
    return Printer(document).print();
}

}
