// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

// What a pane shows when it has nothing to show: what that means, and the next step.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    struct Content {
        QString icon;
        QString heading;
        QString sentence;
        QString action = {};  // empty: no button
        QString otherAction = {};
    };
    void show(const Content &content);
    using QWidget::show;

Q_SIGNALS:
    void actionWanted();
    void otherActionWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintIcon();

    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_heading;
    QLabel *m_sentence;
    QPushButton *m_action;
    QPushButton *m_other;
};
