// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/part.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QUrl>

#include <functional>
#include <memory>

class QTextDocument;
class QWidget;
class Searchable;

// An HTML body as it came, and the pictures of the message that it may name.
struct HtmlMessage {
    mime::PartInfo part;
    QByteArray octets;  // encoded
    struct Picture {
        QByteArray octets;  // encoded
        QByteArray encoding;
    };
    QHash<QString, Picture> pictures = {};    // by Content-ID
    QHash<QString, QByteArray> remotes = {};  // by address: what the reader wanted to see, decoded
    QByteArray charset = {};                  // somebody's choice; empty: what the part says
};

// What was found in it.
struct HtmlFindings {
    bool isTooCostly = false;   // it is not shown: laying it out would hold up the window
    bool isTruncated = false;   // more than is shown
    QStringList hosts = {};     // that have pictures for it
    QStringList trackers = {};  // those of them that have pictures nobody would see
    QStringList cids = {};      // pictures of the message that it names
    QStringList remotes = {};   // addresses of the pictures elsewhere, without those nobody would see
};

// The text of a message in black on white, for a page of so many CSS pixels; null: it cannot be made.
using PaperBody = std::function<std::unique_ptr<QTextDocument>(double width)>;

enum class HtmlForm { Full, Simplified };

// Shows HTML bodies, whatever engine does it. It loads nothing: no file, no address, no font. Window thread.
class HtmlView : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual QWidget *widget() = 0;
    virtual void show(const HtmlMessage &message, HtmlForm form) = 0;  // prepared() follows
    virtual void clear() = 0;
    virtual void setZoom(double zoom) = 0;  // 1: as large as the mail says
    [[nodiscard]] virtual Searchable *searchable() = 0;
    // What is shown now, to be made for a page as often as it is needed; none: nothing is shown.
    [[nodiscard]] virtual PaperBody forPaper() const = 0;

Q_SIGNALS:
    void prepared(const HtmlFindings &findings);  // it is on screen now, unless it is too costly
    // `claimedHost`: the text of the link looks like an address of that host, and it leads elsewhere.
    void linkWanted(const QUrl &url, const QString &claimedHost);
    void findWanted();
};
