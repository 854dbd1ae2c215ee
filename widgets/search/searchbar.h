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
// them into their opposite, and a line that says what is being asked of whom and what came of it. What is
// here is looked through with every letter, and a whole search is wanted when the typing pauses or at Enter;
// an empty field, Escape or the button clear it. What a click has made of it is taken back by a button, or by
// Alt and Left. What was looked for with Enter, or has led to a message, is offered again behind the field's
// icon, or by Alt and Down.
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
    void lookFor(const QString &text);  // as if it had been typed; goBack() comes back from there
    void open(const QString &text);     // one that is kept: neither a step of that kind nor to be remembered
    void goBack();                      // to what was asked before the last click; else nothing happens
    void remember();                    // what is asked was worth asking
    [[nodiscard]] SearchScope scope() const;
    void setScope(SearchScope scope);
    void addButton(QWidget *button);  // beside the field

    void showState(const SearchState &state);
    [[nodiscard]] SearchHistory &history() { return m_history; }
    // What was found is to be looked at, not only listed.
    [[nodiscard]] bool wantsOverview() const;
    void setWantsOverview(bool wanted);

Q_SIGNALS:
    void typed(const QString &text);  // and searchWanted() follows when it was all
    void searchWanted(const QString &text);
    void cleared();
    void stopWanted();
    void saveWanted();  // to be kept like a folder
    void overviewToggled();
    void historyForgotten();  // it was cleared, or is not kept any more
    void listWanted();        // Down: to what was found

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeLine();
    void layOut();
    void connectParts();
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
    bool m_isKept = false;  // what is asked was opened, and not changed since
    QStringList m_before;   // what was asked before each click, the last one last
    QComboBox *m_scope;
    QHBoxLayout *m_top;
    QWidget *m_chips;
    QLabel *m_mistakes;
    QWidget *m_line;
    QLabel *m_sentence;
    QToolButton *m_overview;
    QPushButton *m_stop;
    QPushButton *m_retry;
    QPushButton *m_back;
    QPushButton *m_save;
    QPushButton *m_clear;
    std::unique_ptr<Alarm> m_pause;
};
