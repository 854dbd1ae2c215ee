// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

// Buttons side by side, and where they may wrap, on as many lines as the width needs. Its size hint is all of
// them on one line; a left margin is at the leading edge.
class ButtonFlow final : public QLayout
{
    Q_DISABLE_COPY_MOVE(ButtonFlow)

public:
    explicit ButtonFlow(QWidget *parent = nullptr) : QLayout(parent) {}
    ~ButtonFlow() override;

    void setWraps(bool wraps);

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    [[nodiscard]] QLayoutItem *takeAt(int index) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    void setGeometry(const QRect &rect) override;

private:
    enum class Do { Place, Measure };
    int flow(const QRect &rect, Do what) const;

    QList<QLayoutItem *> m_items;
    bool m_wraps = false;
};
