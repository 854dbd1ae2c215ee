// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/refine.h"

#include <QList>
#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

// The values of one group in one line: as many as there is room for, the rest in a menu. A click narrows the
// search to a value, with Shift or from its menu to all others; the same once more takes that back.
class FacetRow : public QWidget
{
    Q_OBJECT

public:
    struct Value {
        search::Query query;
        QString name;
        qint64 messages = 0;
        std::optional<search::Refinement> isOn;  // the search says so already
    };

    explicit FacetRow(const QString &title, QWidget *parent = nullptr);

    void show(const QList<Value> &values);
    void setTitleWidth(int width);
    [[nodiscard]] int titleWidth() const;  // that it needs
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void wanted(const search::Query &query, search::Refinement how);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void label(QToolButton *button, const Value &value) const;
    void addActions(QMenu *menu, const Value &value);
    void showMenu(qsizetype at, const QPoint &where);
    void fillMore();
    [[nodiscard]] QToolButton *makeButton();

    QLabel *m_title;
    QToolButton *m_more;
    QList<QToolButton *> m_buttons;  // one for each of the first values
    QList<Value> m_values;
    int m_titleWidth = 0;
    int m_fitting = 0;
};
