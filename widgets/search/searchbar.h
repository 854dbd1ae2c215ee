// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "widgets/search/searchcompleter.h"
#include "widgets/search/searchhistory.h"
#include "widgets/search/searchscope.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
struct SearchState;
namespace search {
struct QueryPiece;
}

// Where one types what to look for and chooses where, the parts of it as buttons that take them out or turn
// them into their opposite, and a line that says what is being asked of whom and what came of it. A search is
// wanted when the typing pauses or at Enter; an empty field, Escape or the button clear it. What was looked
// for with Enter is offered again behind the field's icon, or by Alt and Down.
class SearchBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchBar)

public:
    SearchBar(Clock &clock, SearchCompleter::Vocabulary vocabulary, QWidget *parent = nullptr);
    ~SearchBar() override;

    void focus();
    void clear();
    [[nodiscard]] QString text() const;
    void lookFor(const QString &text);  // as if it had been typed
    [[nodiscard]] SearchScope scope() const;
    void setScope(SearchScope scope);
    void addButton(QWidget *button);  // beside the field

    void showState(const SearchState &state);
    [[nodiscard]] SearchHistory &history() { return m_history; }
    // What was found is to be looked at, not only listed.
    [[nodiscard]] bool wantsOverview() const;
    void setWantsOverview(bool wanted);

Q_SIGNALS:
    void searchWanted(const QString &text);
    void cleared();
    void stopWanted();
    void overviewToggled();
    void historyForgotten();  // it was cleared, or is not kept any more
    void listWanted();        // Down: to what was found

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void textEdited();
    void ask();
    void showPieces(const SearchState &state);
    [[nodiscard]] QToolButton *chip(const QString &text, const search::QueryPiece &piece);
    void showScope();
    void takeEnter();
    void showHistory();

    Clock &m_clock;
    QLineEdit *m_edit;
    SearchCompleter *m_completer;
    SearchHistory m_history;
    QComboBox *m_scope;
    QHBoxLayout *m_top;
    QWidget *m_chips;
    QLabel *m_mistakes;
    QWidget *m_line;
    QLabel *m_sentence;
    QToolButton *m_overview;
    QPushButton *m_stop;
    QPushButton *m_retry;
    QPushButton *m_clear;
    std::unique_ptr<Alarm> m_pause;
};
