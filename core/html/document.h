// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace html {

using Attributes = std::vector<std::pair<QString, QString>>;  // names in lower case, each once

// One element or one run of text. A tree is a vector of nodes that name each other by their places in it, so
// that copying and destroying one needs no recursion.
struct Node {
    QString name;  // of the element, in lower case; empty: text
    QString text;
    Attributes attributes = {};
    int parent = -1, firstChild = -1, lastChild = -1, next = -1;

    [[nodiscard]] bool isText() const { return name.isEmpty(); }
    [[nodiscard]] QString attribute(QStringView wanted) const
    {
        for (const auto &[key, value] : attributes) {
            if (key == wanted)
                return value;
        }
        return {};
    }
    [[nodiscard]] bool has(QStringView wanted) const
    {
        for (const auto &[key, value] : attributes) {
            if (key == wanted)
                return true;
        }
        return false;
    }
};

// A picture that is somewhere else: nothing of it is known but where.
struct RemotePicture {
    QString address;
    QString host;            // in its ASCII form, lower case
    bool isTracker = false;  // too small to be seen, or hidden: it is there to be asked for
    friend bool operator==(const RemotePicture &, const RemotePicture &) = default;
};

struct Link {
    QString address;
    QString claimedHost;  // the text looks like an address of this host, and the link leads to another; else
                          // empty
    friend bool operator==(const Link &, const Link &) = default;
};

// What is left of an HTML document when everything that could do something is gone: elements and attributes
// of a list, and addresses that name resources of ours. A value.
//
// The src of a picture is "cid:…" (a part of the same message, RFC 2392), "data:N" (a place in `embedded`) or
// "remote:N" (a place in `remotes`); nothing else.
struct CleanDocument {
    std::vector<Node> nodes;  // the first is the body
    QString styleSheet;       // of all style elements, in their order; not parsed yet
    std::vector<RemotePicture> remotes;
    std::vector<QByteArray> embedded;  // decoded
    QStringList cids;                  // named by pictures, each once
    std::vector<Link> links;
    bool isTruncated = false;  // a limit was reached: something is missing
    int removed = 0;           // elements that are never shown: scripts, forms, frames …

    [[nodiscard]] QStringList hosts() const;     // of the remote pictures, sorted, each once
    [[nodiscard]] QStringList trackers() const;  // hosts that have one, sorted, each once
};

// The document as HTML again: what is clean stays the same when it is cleaned once more.
[[nodiscard]] QString toHtml(const CleanDocument &document);
[[nodiscard]] QString escaped(QStringView text);  // for text, and for attributes in double quotes

}
