// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/histogramaccess.h"

#include "widgets/search/histogram.h"

#include <QPointer>

namespace {

// One bar. It can be pressed, which looks closer.
class BarAccess final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    BarAccess(Histogram *histogram, int bar) : m_histogram(histogram), m_bar(bar) {}

    [[nodiscard]] int bar() const noexcept { return m_bar; }
    [[nodiscard]] bool isValid() const override { return m_histogram && m_bar < m_histogram->bars(); }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_histogram.data());
    }
    [[nodiscard]] QAccessibleInterface *child(int /*index*/) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface * /*child*/) const override { return -1; }
    [[nodiscard]] QAccessibleInterface *childAt(int /*x*/, int /*y*/) const override { return nullptr; }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? m_histogram->sentence(m_bar) : QString();
    }
    void setText(QAccessible::Text /*kind*/, const QString & /*text*/) override {}
    [[nodiscard]] QRect rect() const override
    {
        const QRect place = isValid() ? m_histogram->placeOf(m_bar) : QRect();
        return isValid() ? QRect(m_histogram->mapToGlobal(place.topLeft()), place.size()) : place;
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.focused = isValid() && m_histogram->hasFocus() && m_histogram->currentBar() == m_bar;
        state.invalid = !isValid();
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this)
                                                    : nullptr;
    }
    [[nodiscard]] QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &name) override
    {
        if (name == pressAction() && isValid())
            m_histogram->choose(m_bar);
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString & /*name*/) const override { return {}; }

private:
    QPointer<Histogram> m_histogram;
    int m_bar;
};

QAccessibleInterface *make(const QString & /*name*/, QObject *object)
{
    auto *histogram = qobject_cast<Histogram *>(object);
    return histogram == nullptr ? nullptr : new HistogramAccess(histogram);  // Qt takes it
}

}

HistogramAccess::HistogramAccess(Histogram *histogram) : QAccessibleWidget(histogram, QAccessible::Chart) {}

HistogramAccess::~HistogramAccess()
{
    forget();
}

void HistogramAccess::install()
{
    QAccessible::installFactory(make);
}

Histogram &HistogramAccess::histogram() const
{
    return *static_cast<Histogram *>(widget());
}

void HistogramAccess::forget() const
{
    for (const QAccessible::Id id : std::exchange(m_bars, {}))
        QAccessible::deleteAccessibleInterface(id);
}

void HistogramAccess::barsChanged(Histogram *histogram)
{
    if (!QAccessible::isActive())
        return;
    if (auto *access = dynamic_cast<HistogramAccess *>(QAccessible::queryAccessibleInterface(histogram)))
        access->forget();
    QAccessibleEvent event(histogram, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

void HistogramAccess::barFocused(Histogram *histogram, int bar)
{
    if (!QAccessible::isActive() || !histogram->hasFocus())
        return;
    QAccessibleEvent event(histogram, QAccessible::Focus);
    event.setChild(bar);
    QAccessible::updateAccessibility(&event);
}

int HistogramAccess::childCount() const
{
    return histogram().bars();
}

QAccessibleInterface *HistogramAccess::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    while (m_bars.size() <= index)
        m_bars.append(QAccessible::registerAccessibleInterface(
            new BarAccess(&histogram(), static_cast<int>(m_bars.size()))));  // Qt takes it
    return QAccessible::accessibleInterface(m_bars.at(index));
}

int HistogramAccess::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *bar = dynamic_cast<const BarAccess *>(child);
    return bar == nullptr ? -1 : bar->bar();
}

QAccessibleInterface *HistogramAccess::childAt(int x, int y) const
{
    const QPoint place = histogram().mapFromGlobal(QPoint(x, y));
    for (int bar = 0; bar < childCount(); ++bar) {
        if (histogram().placeOf(bar).contains(place))
            return child(bar);
    }
    return nullptr;
}

QAccessibleInterface *HistogramAccess::focusChild() const
{
    return histogram().hasFocus() ? child(histogram().currentBar()) : nullptr;
}
