// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/part.h"
#include "core/mime/textlines.h"
#include "widgets/reader/textview.h"

#include <QUrl>

// A text part made ready to be shown.
struct ReadableText {
    QString text;  // safe to be shown (safetext.h)
    std::vector<mime::TextLine> lines;
    std::vector<mime::LongQuote> folds;
    bool isBlank = true;

    // Pure; for long texts on another thread. `charset`: chosen by somebody, else empty.
    [[nodiscard]] static ReadableText of(const mime::PartInfo &part, const QByteArray &octets,
                                         const QByteArray &charset);
};

// The text of a message: plain text that we lay out ourselves. Nothing in it is interpreted as markup and
// nothing is ever loaded; only http, https and mailto addresses that stand in the text can be followed, after
// a question that shows where they lead. Quotations have a colour for each depth, long ones fold, signatures
// are dimmed. Tab goes from link to link, Enter follows it.
class BodyView : public TextView
{
    Q_OBJECT

public:
    explicit BodyView(Clock &clock, QWidget *parent = nullptr);

    void showText(ReadableText text);
    [[nodiscard]] bool isEmpty() const { return m_text.isBlank; }
    void reveal(const QTextCursor &found) override;

Q_SIGNALS:
    void linkWanted(const QUrl &url);

protected:
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    [[nodiscard]] QString linkAt(const QPoint &at) const override;

private:
    struct Fold {
        int marker = 0;  // the number of the line that opens and closes it
        int lines = 0;
        bool isOpen = false;
    };
    void lay();
    bool layMore(QTextCursor &cursor);
    void layFold(QTextCursor &cursor);
    void insertLine(QTextCursor &cursor, const mime::TextLine &line) const;
    void toggle(std::size_t fold);
    void recolour();
    bool recolourMore(QTextCursor &cursor);
    [[nodiscard]] QTextCharFormat formatOf(const mime::TextLine &line) const;
    [[nodiscard]] QTextCharFormat linkFormat(const QTextCharFormat &around, const QString &target) const;
    void follow(const QString &target);
    [[nodiscard]] QTextCursor nextLink(bool forwards) const;

    ReadableText m_text;
    std::size_t m_nextLine = 0, m_nextFold = 0;  // to be laid
    std::vector<Fold> m_folds;                   // laid so far
    struct Recoloured {
        int block = 0;         // of the document
        std::size_t line = 0;  // of m_text
    };
    Recoloured m_recoloured;  // so far
    QString m_pressed;        // the link the mouse went down on
    QPoint m_pressedAt;
};
