// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/elidinglabel.h"
#include "widgets/reader/findbar.h"
#include "widgets/reader/headerpanel.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QToolButton>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int narrow = 700;  // pixels, as half of a laptop's screen has

bool isWhollySeen(const QWidget *widget, const QWidget *in)
{
    return widget->isVisible() && in->rect().contains(QRect(widget->mapTo(in, QPoint()), widget->size()));
}

}

// In a window that takes half of a small screen.
class NarrowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->open();
        m_fixture->openMail({.from = "Annette von Example-Longname <annette.example@mail.example.org>",
                             .extraHeader = "List-Unsubscribe: <mailto:leave@example.org>\r\n"});
        m_fixture->window().resize(narrow, 600);
        QTRY_VERIFY(m_fixture->window().findChild<HeaderPanel *>()->width() < narrow / 2);
    }
    void cleanup() { m_fixture.reset(); }

    void theHeaderNamesSenderAndRecipients()
    {
        const auto *header = m_fixture->window().findChild<HeaderPanel *>();
        const auto labels = header->findChildren<ElidingLabel *>();
        QCOMPARE(labels.size(), 3);
        for (const ElidingLabel *label : labels) {
            QVERIFY2(isWhollySeen(label, header), qPrintable(label->text()));
            QVERIFY2(label->width() >= header->width() / 2, qPrintable(label->text()));
        }
        for (const QToolButton *button : header->findChildren<QToolButton *>())
            QVERIFY2(!button->isVisible() || isWhollySeen(button, header), qPrintable(button->text()));
    }

    void theFindBarIsWhole()
    {
        m_fixture->action(u"Find in message"_s)->trigger();
        auto *bar = m_fixture->window().findChild<FindBar *>();
        bar->findChild<QLineEdit *>()->setText(u"of"_s);
        for (const QWidget *part : bar->findChildren<QToolButton *>())
            QTRY_VERIFY2(isWhollySeen(part, bar), qPrintable(part->accessibleName()));
        QVERIFY(isWhollySeen(bar->findChild<QCheckBox *>(), bar));
        QVERIFY(isWhollySeen(bar->findChild<QLineEdit *>(), bar));
        m_fixture->window().resize(1400, 600);
        QTRY_VERIFY(bar->height() < 2 * bar->findChild<QLineEdit *>()->height());  // on one line again
    }

private:
    std::unique_ptr<WindowFixture> m_fixture;
};

POSTHORN_TEST(NarrowTest)
#include "tst_narrow.moc"
