// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/warmup.h"

#include "widgets/displaytext.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTextDocument>

#include <string_view>

using namespace Qt::StringLiterals;

namespace {

// A few letters of each script find the font that has it.
constexpr std::u16string_view samples[] = {u"Aa 0…“”", u"Жя Ωω", u"漢字 かな", u"한국어",
                                           u"שלום",    u"سلام",  u"✉ 📎 ✅",     u"नम ไทย"};

constexpr const char *iconNames[] = {"receipt-asked",   "receipt-waiting", "receipt-sent", "receipt-declined",
                                     "receipt-blocked", "attachment",      "flag",         "reply",
                                     "folder-inbox",    "folder"};

void paint(const QFont &font, const QString &text)
{
    QPixmap ground(8, 8);
    QPainter painter(&ground);
    painter.setFont(font);
    painter.drawText(QRect(0, 0, 200, 40), Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, 200));
}

}

WarmUp::WarmUp(QObject *parent) : QObject(parent)
{
    addTexts();
    addIcons();
    m_slices.emplace_back([] { QTextDocument(u"text"_s).size(); });
    m_slices.emplace_back([] { (void)DisplayText::fullDate(QDateTime::currentDateTime()); });
    connect(&m_timer, &QTimer::timeout, this, &WarmUp::runSlice);
}

WarmUp::~WarmUp() = default;

void WarmUp::start()
{
    m_timer.start(0);
}

void WarmUp::addTexts()
{
    const QFont font = QApplication::font();
    for (const QFont &one :
         {font, theme::strongFont(font), theme::captionFont(font), theme::titleFont(font)}) {
        for (const std::u16string_view text : samples)
            m_slices.emplace_back(
                [one, text] { paint(one, QString::fromStdU16String(std::u16string(text))); });
    }
}

void WarmUp::addIcons()
{
    const QPalette palette = QApplication::palette();
    const int side = 4 * theme::step(QFontMetrics(QApplication::font()));
    for (const char *name : iconNames) {
        m_slices.emplace_back([name, side, palette] {
            for (const QColor &color : {theme::dimmedText(palette), palette.color(QPalette::Text)})
                (void)icons::pixmap(QString::fromLatin1(name), side, color, qApp->devicePixelRatio());
        });
    }
}

void WarmUp::runSlice()
{
    m_slices[m_next++]();
    if (isDone())
        m_timer.stop();
}
