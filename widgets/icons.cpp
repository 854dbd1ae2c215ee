// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

static void initializeIconResources()  // outside of any namespace, as the macro wants it
{
    Q_INIT_RESOURCE(posthorn);
}

namespace icons {

namespace {

QString pathOf(const QString &name)
{
    static const bool initialized = (initializeIconResources(), true);
    Q_UNUSED(initialized)
    return ":/icons/%1.svg"_L1.arg(name);
}

QColor colorOf(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled: return palette.color(QPalette::Disabled, QPalette::WindowText);
    case QIcon::Selected: return palette.color(QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active: break;
    }
    return palette.color(QPalette::Active, QPalette::WindowText);
}

class SymbolicEngine final : public QIconEngine
{
public:
    explicit SymbolicEngine(QString name) : m_name(std::move(name)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State /*state*/) override
    {
        const int side = qMin(rect.width(), rect.height());
        QRect place(0, 0, side, side);
        place.moveCenter(rect.center());
        painter->drawPixmap(
            place, icons::pixmap(m_name, side, colorOf(mode), painter->device()->devicePixelRatioF()));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State /*state*/, qreal scale) override
    {
        // `size` is in device pixels here.
        return icons::pixmap(m_name, qRound(qMin(size.width(), size.height()) / scale), colorOf(mode), scale);
    }
    [[nodiscard]] QIconEngine *clone() const override
    {
        return new SymbolicEngine(m_name);
    }  // QIcon takes it

private:
    QString m_name;
};

}

QIcon icon(const QString &name)
{
    return QIcon(new SymbolicEngine(name));  // QIcon takes the engine
}

QPixmap pixmap(const QString &name, int size, const QColor &color, qreal devicePixelRatio)
{
    const int side = qMax(1, qRound(size * devicePixelRatio));
    const QString key = u"posthorn/%1/%2/%3/%4"_s.arg(name).arg(side).arg(color.rgba()).arg(devicePixelRatio);
    QPixmap image;
    if (QPixmapCache::find(key, &image))
        return image;
    image = QPixmap(side, side);
    image.fill(Qt::transparent);
    QSvgRenderer renderer(pathOf(name));
    QPainter painter(&image);
    if (renderer.isValid())
        renderer.render(&painter, QRectF(0, 0, side, side));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), color);
    painter.end();
    image.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, image);
    return image;
}

QIcon applicationIcon()
{
    return QIcon(pathOf(u"org.posthorn.posthorn"_s));
}

}
