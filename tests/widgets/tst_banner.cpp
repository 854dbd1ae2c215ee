// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/banner.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// The line above a message, at the widths that windows, zoom and long translations leave it.
class BannerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsCutOffOrCovered_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        for (const int width : {1200, 900, 640, 480, 360, 300}) {
            QTest::addRow("%d", width) << width << Qt::LeftToRight;
            QTest::addRow("%d from the right", width) << width << Qt::RightToLeft;
        }
    }

    void nothingIsCutOffOrCovered()
    {
        QFETCH(const int, width);
        QFETCH(const Qt::LayoutDirection, direction);
        QWidget page;
        page.setLayoutDirection(direction);
        auto *layout = new QVBoxLayout(&page);
        layout->setContentsMargins({});
        auto *banner = new Banner(&page);
        layout->addWidget(banner);
        layout->addStretch(1);
        page.resize(width, 500);
        page.show();
        banner->show(question());
        QCoreApplication::sendPostedEvents();
        layout->activate();

        const auto buttons = banner->findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 5);
        QList<QWidget *> pieces(buttons.begin(), buttons.end());
        auto *sentence = sentenceOf(*banner);
        QVERIFY(sentence != nullptr);
        pieces.append(sentence);
        for (QWidget *piece : std::as_const(pieces)) {
            QVERIFY2(banner->rect().contains(placeOf(piece, banner)), qPrintable(piece->objectName()));
            for (QWidget *other : std::as_const(pieces))
                QVERIFY(piece == other || !placeOf(piece, banner).intersects(placeOf(other, banner)));
        }
        for (const QPushButton *button : buttons)
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
        QVERIFY(sentence->height() >= sentence->heightForWidth(sentence->width()));
    }

    void buttonsBelowBeginWhereTheWordsDo()
    {
        Banner banner;
        banner.show(question());
        banner.resize(480, banner.heightForWidth(480));
        QCoreApplication::sendPostedEvents();
        const auto buttons = banner.findChildren<QPushButton *>();
        QCOMPARE(buttons.first()->x(), placeOf(sentenceOf(banner), &banner).x());
        QVERIFY(buttons.last()->y() > buttons.first()->y());
    }

private:
    static BannerContent question()
    {
        return {theme::Signal::Amber,
                u"warning"_s,
                u"“somebody.with.a.long.name@mail.example.org” asks for a read receipt. It would go to "
                u"another address than the message came from."_s,
                {{1, u"Preview and send…"_s}, {2, u"Decline"_s}, {3, u"Not now"_s}},
                u"Because you are asked each time."_s,
                {{4, u"Always"_s}}};
    }

    static QRect placeOf(const QWidget *widget, const QWidget *in)
    {
        return {widget->mapTo(in, QPoint()), widget->size()};
    }

    static QLabel *sentenceOf(const Banner &banner)
    {
        for (QLabel *label : banner.findChildren<QLabel *>()) {
            if (label->text() == banner.content().sentence)
                return label;
        }
        return nullptr;
    }
};

POSTHORN_TEST(BannerTest)
#include "tst_banner.moc"
