// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/anchors.h"

#include <QSet>
#include <QUrl>

namespace html {

std::vector<Anchor> anchorsOf(const CleanDocument &document)
{
    QSet<QString> wanted;
    for (const Node &node : document.nodes) {
        const QString href = node.attribute(u"href");
        if (href.size() > 1 && href.startsWith(u'#'))
            wanted.insert(QUrl::fromPercentEncoding(href.mid(1).toUtf8()));
    }
    std::vector<Anchor> anchors;
    for (std::size_t i = 0; i < document.nodes.size() && !wanted.isEmpty(); ++i) {
        const QString name = document.nodes[i].attribute(u"id");
        if (!name.isEmpty() && wanted.remove(name))
            anchors.push_back({static_cast<int>(i), name});
    }
    return anchors;
}

}
