// SPDX-License-Identifier: GPL-3.0-or-later
// What tests/html/score asks of this tree:
//   htmlstage page MAIL TO            writes the mail as a browser can show it, pictures and all
//   htmlstage show MAIL FORM SHOT     shows it 800 pixels wide, as the window does (FORM: html, or plain for
//   its
//                                     words alone), writes a picture of that to SHOT and prints its items
//   htmlstage grounds SHOT < ITEMS    prints the items with the colour that is behind each
//   htmlstage pair LEFT RIGHT TO      writes two shots beside each other, small enough to be kept
#include "core/mime/htmlpart.h"
#include "widgets/reader/textbrowserview.h"

#include <QApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>

#include <cstdio>

#include "tests/html/stageditems.h"
#include "tests/html/stagedmail.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int pageWidth = 800, tallestShot = 4000;
constexpr int smallWidth = 400, smallHeight = 620;  // of each half of a pair

void print(const QJsonDocument &json)
{
    std::fputs(json.toJson(QJsonDocument::Compact).constData(), stdout);
}

int page(const QStringList &arguments)
{
    QFile file(arguments.value(1));
    return file.open(QIODevice::WriteOnly) && file.write(staged::Mail(arguments.value(0)).page()) > 0 ? 0 : 1;
}

int show(const QStringList &arguments)
{
    const HtmlMessage message = staged::Mail(arguments.value(0)).message();
    QuietBrowser browser;
    browser.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    browser.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    browser.resize(pageWidth, 600);
    const double textWidth = pageWidth - 2 * browser.document()->documentMargin();
    const RenderedHtml rendered = renderHtml(staged::requestFor(message, textWidth));
    if (arguments.value(1) == "plain"_L1)
        browser.setPlainText(mime::plainTextOfHtml(mime::htmlSource(message.part, message.octets)));
    else
        browser.showRendered(rendered);
    browser.grab();  // lays it out
    const int height = static_cast<int>(browser.document()->size().height());
    browser.resize(pageWidth, std::clamp(height, 200, tallestShot));
    const QImage shot = browser.grab().toImage();
    const QJsonArray items = staged::withGrounds(staged::items(*browser.document()), shot);
    print(QJsonDocument(QJsonObject{{u"items"_s, items}, {u"isTooCostly"_s, rendered.findings.isTooCostly}}));
    return shot.save(arguments.value(2)) ? 0 : 1;
}

int grounds(const QStringList &arguments)
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 1;
    const QJsonArray items = QJsonDocument::fromJson(input.readAll()).array();
    print(QJsonDocument(staged::withGrounds(items, QImage(arguments.value(0)))));
    return 0;
}

QImage half(const QString &path)
{
    const QImage small = QImage(path).scaledToWidth(smallWidth, Qt::SmoothTransformation);
    return small.copy(0, 0, smallWidth, std::min(small.height(), smallHeight));
}

int pair(const QStringList &arguments)
{
    const QImage left = half(arguments.value(0)), right = half(arguments.value(1));
    QImage both(2 * smallWidth + 10, std::max(left.height(), right.height()), QImage::Format_RGB32);
    both.fill(QColor(160, 160, 160));
    QPainter painter(&both);
    painter.drawImage(0, 0, left);
    painter.drawImage(smallWidth + 10, 0, right);
    painter.end();
    return both.save(arguments.value(2), "PNG", 0) ? 0 : 1;
}

struct Order {
    const char *name;
    int arguments;
    int (*run)(const QStringList &);
};
constexpr auto orders =
    std::to_array<Order>({{"page", 2, page}, {"show", 3, show}, {"grounds", 1, grounds}, {"pair", 3, pair}});

}

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QFont font(u"DejaVu Sans"_s);
    font.setPixelSize(16);
    QApplication::setFont(font);
    const QStringList arguments = QCoreApplication::arguments();
    for (const Order &order : orders) {
        if (arguments.value(1) == QLatin1StringView(order.name) && arguments.size() == order.arguments + 2)
            return order.run(arguments.mid(2));
    }
    std::fputs("usage: htmlstage page MAIL TO | show MAIL FORM SHOT | grounds SHOT | pair LEFT RIGHT TO\n",
               stderr);
    return 2;
}
