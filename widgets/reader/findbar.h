// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reader/textfinder.h"

#include <QWidget>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;

// At the foot of a text: what to find in it, how often it is there, and the way from one place to the next.
// Enter and Shift+Enter go on and back; Escape closes it and gives the keyboard to the text.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(Clock &clock, QWidget *parent = nullptr);

    void setView(Searchable *view);
    void open();        // what is chosen in the text is what to find
    void go(int step);  // opens it when it is closed
    void closeBar();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *button(const QString &text, const QString &name);
    void placeParts();
    void look();
    void showCount();

    TextFinder m_finder;
    Searchable *m_view = nullptr;
    QLineEdit *m_words;
    QLabel *m_count;
    QToolButton *m_back;
    QToolButton *m_on;
    QCheckBox *m_case;
    QToolButton *m_close;
    QGridLayout *m_grid;
    QWidget *m_controls;  // all but the words and the way out
};
