// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "widgets/reader/searchable.h"

#include <QPlainTextEdit>

#include <functional>
#include <memory>

// Plain text of any length, to be read. It is put in piece by piece, each in a turn of the event loop of its
// own, and what is not on screen is not laid out: neither a long text nor a new width holds up the window.
// Nothing in it is markup. What is copied is text. Window thread.
class TextView : public QPlainTextEdit, public Searchable
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextView)

public:
    explicit TextView(Clock &clock, QWidget *parent = nullptr);
    ~TextView() override;

    // QTextBlock::userState() of a line that goes on with the one before: copied without a line's end.
    static constexpr int continued = 1001;

    [[nodiscard]] bool isFilling() const { return m_next != nullptr; }
    void setMonospaced(bool isMonospaced);
    void setZoom(double zoom);  // 1: the size of the application's text

    [[nodiscard]] QTextDocument *searched() override { return document(); }
    [[nodiscard]] QTextCursor chosen() const override { return textCursor(); }
    void mark(const QList<QTextEdit::ExtraSelection> &found) override { setExtraSelections(found); }
    void reveal(const QTextCursor &found) override;
    void takeFocus() override { setFocus(Qt::OtherFocusReason); }

Q_SIGNALS:
    void findWanted();

protected:
    // Writes some more at the cursor, about `pieceCharacters`; false: that was the last.
    using Next = std::function<bool(QTextCursor &)>;
    static constexpr qsizetype pieceCharacters = 32'000;
    void fill(Next next);       // instead of what is there; the first piece at once
    void goThrough(Next next);  // what is there already, in the same way

    [[nodiscard]] virtual QString linkAt(const QPoint &at) const;  // an address; empty: none there
    void contextMenuEvent(QContextMenuEvent *event) override;
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;

private:
    void goOn();
    void updateFont();

    Clock &m_clock;
    Next m_next;
    std::unique_ptr<Alarm> m_turn;
    bool m_isMonospaced = false;
    double m_zoom = 1;
};
