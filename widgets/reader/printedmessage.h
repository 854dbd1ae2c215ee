// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "widgets/reader/htmlview.h"

#include <QCoreApplication>
#include <QFont>

class QPagedPaintDevice;
class QPainter;
class QPlainTextEdit;

// A message on paper: its subject, who wrote to whom and when, and of its text what is shown; black on white
// whatever the screen looks like, with the number of each page at its foot. A value: it stays what it was
// when another message is opened. Nothing is loaded for it.
class PrintedMessage
{
    Q_DECLARE_TR_FUNCTIONS(PrintedMessage)

public:
    struct Field {
        QString name, value;
    };
    // `text` is there for a body that cannot be made; of an endless one only the beginning is printed.
    PrintedMessage(const store::MessageRow &row, const store::MessageContent &content, PaperBody body,
                   const QString &text, const QFont &font);

    static void setMargins(QPagedPaintDevice &paper);
    // On as many pages as it takes.
    void paint(QPagedPaintDevice &paper) const;
    // The whole text for a page of this size in CSS pixels, laid out. Its page count is that of the paper.
    [[nodiscard]] std::unique_ptr<QTextDocument> laidOut(const QSizeF &page) const;
    void paintPage(QPainter &painter, QTextDocument &document, int page) const;  // from 0; in CSS pixels

    // The lines that are on show in a view of plain text, without those that are folded; at most as much as
    // can be laid out without holding up the window.
    [[nodiscard]] static QString shownText(const QPlainTextEdit &view);

    [[nodiscard]] QString subject() const { return m_subject; }

private:
    void insertHead(QTextDocument &document) const;

    QString m_subject;
    QList<Field> m_fields;
    PaperBody m_body;
    QString m_text;
    QFont m_font;
};
