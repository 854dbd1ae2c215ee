// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QList>
#include <QWidget>

class FlowLayout;
class QHBoxLayout;
class QLabel;

// What a banner says: one sentence, at most three things to do about it, why, and what to do from now on.
struct BannerContent {
    theme::Signal signal = theme::Signal::Calm;
    QString icon;
    QString sentence;
    struct Action {
        int id = 0;
        QString text;
        friend bool operator==(const Action &, const Action &) = default;
    };
    QList<Action> actions = {};
    QString why = {};             // empty: no "Why?"
    QList<Action> standing = {};  // behind "From now on"; empty: none

    friend bool operator==(const BannerContent &, const BannerContent &) = default;
};

// A quiet line between the header and the text of a message, or above all panes.
class Banner : public QWidget
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);

    void show(const BannerContent &content);
    using QWidget::show;
    [[nodiscard]] const BannerContent &content() const noexcept { return m_content; }

Q_SIGNALS:
    void actionWanted(int id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void orderTabs();
    void fit();
    void paintIcon();
    void addButton(const QString &text, int id);
    void addStanding();
    void explain();

    BannerContent m_content;
    QLabel *m_icon;
    QLabel *m_sentence;
    QLabel *m_why;
    QHBoxLayout *m_line;  // the sentence and, beside or below it, the buttons
    FlowLayout *m_buttons;
};
