// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QWidget>

#include <memory>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
struct SearchState;
namespace search {
struct QueryPiece;
}

// Where one types what to look for, the parts of it as buttons that take them out or turn them into their
// opposite, and a line that says what is being asked of whom and what came of it. A search is wanted when the
// typing pauses or at Enter; an empty field, Escape or the button clear it.
class SearchBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchBar)

public:
    explicit SearchBar(Clock &clock, QWidget *parent = nullptr);
    ~SearchBar() override;

    void focus();
    void clear();
    [[nodiscard]] QString text() const;
    void addButton(QWidget *button);  // beside the field

    void showState(const SearchState &state);

Q_SIGNALS:
    void searchWanted(const QString &text);
    void cleared();
    void listWanted();  // Down: to what was found

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void textEdited();
    void ask();
    void showPieces(const SearchState &state);
    [[nodiscard]] QToolButton *chip(const QString &text, const search::QueryPiece &piece);
    void change(const QString &text);

    Clock &m_clock;
    QLineEdit *m_edit;
    QHBoxLayout *m_top;
    QWidget *m_chips;
    QLabel *m_mistakes;
    QWidget *m_line;
    QLabel *m_sentence;
    QPushButton *m_retry;
    QPushButton *m_clear;
    std::unique_ptr<Alarm> m_pause;
};
