// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

// Widgets behind each other in the direction of the text, on as many lines as the width needs; a left margin
// is at the leading edge. Its size hint is all of them on one line, or where the last one fills, the least.
class FlowLayout : public QLayout
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowLayout)

public:
    enum class Last {
        AsItIs,
        Fills,  // the last one gets what is left of its line
    };
    explicit FlowLayout(Last last, QWidget *parent = nullptr) : QLayout(parent), m_last(last) {}
    ~FlowLayout() override;

    void setWraps(bool wraps);  // false: one line, and no less than that
    void insertBeforeLast(QWidget *widget);

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override
    {
        return m_last == Last::Fills ? Qt::Horizontal : Qt::Orientations();
    }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    void setGeometry(const QRect &rect) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;

private:
    // The height it takes; `moves`: the items, too.
    int arrange(const QRect &rect, bool moves) const;
    [[nodiscard]] QSize wanted(const QLayoutItem *item, int room) const;

    QList<QLayoutItem *> m_items;
    Last m_last;
    bool m_wraps = true;
};
