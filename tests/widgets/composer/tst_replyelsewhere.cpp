// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/peopleloader.h"
#include "widgets/composer/recipientchip.h"

#include <QApplication>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

// A message whose answers are to go to somebody else: whoever answers sees to whom, and nobody is remembered
// as a correspondent because a header names him.
class ReplyElsewhereTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    void open(const QByteArray &replyTo)
    {
        m_fixture->openMail({.extraHeader = "Reply-To: " + replyTo + "\r\n"});
    }
    QStringList chips()
    {
        m_fixture->action(u"Reply"_s)->trigger();
        QStringList shown;
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (qobject_cast<ComposerWindow *>(widget) == nullptr || !widget->isVisible())
                continue;
            for (const RecipientChip *chip : widget->findChildren<RecipientChip *>())
                shown.append(chip->text());
            widget->close();
        }
        return shown;
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->open();
    }
    void cleanup() { m_fixture.reset(); }

    void theAnswerShowsWhereItGoes()
    {
        COVERS("SEC-84");
        open("Ann Example <ann@elsewhere.example>");
        QCOMPARE(chips(), QStringList{u"ann@elsewhere.example"_s});
    }

    void withinTheHouseTheNameSuffices()
    {
        open("Ann Example <office@example.org>");
        QCOMPARE(chips(), QStringList{u"Ann Example"_s});
    }

    void nobodyIsCollectedFromIt()
    {
        COVERS("SEC-84");
        open("Ann Example <ann@elsewhere.example>");
        const auto people = peopleInMail(m_fixture->paths.cacheDatabase(), {m_fixture->account.id});
        QCOMPARE(people.size(), 1U);
        QCOMPARE(people.front().mailbox.addrSpec(), "ann@example.org"_ba);
    }
};

POSTHORN_TEST(ReplyElsewhereTest)
#include "tst_replyelsewhere.moc"
