// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/peoplemodel.h"
#include "widgets/composer/composereditor.h"
#include "widgets/composer/composerhead.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/filebar.h"
#include "widgets/composer/filereader.h"
#include "widgets/reader/banner.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPointer>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using compose::Composition;

namespace {

std::vector<compose::Identity> identities()
{
    return {{.account = QUuid::createUuidV5(QUuid(), u"home"_s), .from = {u"René"_s, "rene", "home.example"}},
            {.account = QUuid::createUuidV5(QUuid(), u"work"_s),
             .from = {u"R. Example"_s, "rene", "work.example"},
             .replyTo = {{}, "office", "work.example"}}};
}

struct Desk {
    Desk()
    {
        Composition mail = compose::newMail(identities().front());
        mail.to = {{.mailbox = {u"Ann"_s, "ann", "example.net"}}};
        mail.subject = u"Lunch"_s;
        window = new ComposerWindow({clock, identities(), people}, mail);
        QObject::connect(window, &ComposerWindow::saveWanted, &people,
                         [this](const Composition &kept) { saved.push_back(kept); });
        QObject::connect(window, &ComposerWindow::sendWanted, &people, [this] { ++sent; });
        window->show();
    }
    ~Desk() { delete window; }
    Q_DISABLE_COPY_MOVE(Desk)

    [[nodiscard]] QLineEdit *replyTo() const
    {
        for (QLineEdit *line : window->head()->findChildren<QLineEdit *>()) {
            if (line->accessibleName() == u"Answers go to"_s)
                return line;
        }
        return nullptr;
    }
    void chooseIdentity(int index) const
    {
        auto *from = window->head()->findChild<QComboBox *>();
        from->setCurrentIndex(index);
        Q_EMIT from->activated(index);
    }
    void typeReplyTo(const QString &text) const
    {
        window->head()->showReplyTo(true);
        replyTo()->clear();
        QTest::keyClicks(replyTo(), text);
    }

    FakeClock clock;
    models::PeopleModel people;
    QPointer<ComposerWindow> window;
    std::vector<Composition> saved;
    int sent = 0;
};

QList<QUrl> makeFiles(const QTemporaryDir &folder, int count)
{
    QList<QUrl> files;
    for (int i = 0; i < count; ++i) {
        QFile file(folder.filePath(QString::number(i) + u".txt"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write("x") != 1)
            qFatal("no file");
        files.append(QUrl::fromLocalFile(file.fileName()));
    }
    return files;
}

}

// What a composer's window does not let go of: files that come, addresses that were typed, words that stand
// there.
class ComposerClosingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closesWhenTheFileIsHere()
    {
        const QTemporaryDir folder;
        const Desk desk;
        desk.window->editor()->insertPlainText(u"See below."_s);
        Q_EMIT desk.window->editor()->filesPasted(makeFiles(folder, 1));
        desk.window->close();
        QVERIFY(desk.window->isVisible());
        QCOMPARE(desk.saved.size(), 1U);  // what is there already
        QVERIFY(desk.saved.back().attachments.empty());
        QTRY_VERIFY(desk.window.isNull());
        QCOMPARE(desk.saved.back().attachments.size(), 1U);
    }

    void doesNotWaitForeverForAFile()
    {
        const QTemporaryDir folder;
        const Desk desk;
        desk.window->editor()->insertPlainText(u"See below."_s);
        Q_EMIT desk.window->editor()->filesPasted(makeFiles(folder, 1));
        desk.window->close();
        desk.window->close();
        QVERIFY(!desk.window->isVisible());
        QVERIFY(desk.saved.back().text.startsWith("See below."_L1));
    }

    void staysOpenWhenTheFileCannotBeRead()
    {
        const Desk desk;
        desk.window->editor()->insertPlainText(u"See below."_s);
        Q_EMIT desk.window->editor()->filesPasted({QUrl::fromLocalFile(u"/nowhere/a.txt"_s)});
        desk.window->close();
        QTRY_VERIFY(desk.window->notice()->content().sentence.contains("cannot be attached"_L1));
        QVERIFY(desk.window->isVisible());
    }

    void readsManyFilesInTheirOrder()
    {
        const QTemporaryDir folder;
        FileReader reader;
        QStringList names;
        QObject::connect(&reader, &FileReader::wasRead, &reader,
                         [&](const compose::Attachment &file) { names.append(file.name); });
        reader.read(makeFiles(folder, 30));
        QVERIFY(reader.isReading());
        QTRY_VERIFY(!reader.isReading());
        QCOMPARE(names.size(), 30);
        for (int i = 0; i < names.size(); ++i)
            QCOMPARE(names[i], QString::number(i) + u".txt"_s);
    }

    void leavesAReplyToThatWasTyped()
    {
        const Desk desk;
        desk.chooseIdentity(1);
        QCOMPARE(desk.replyTo()->text(), u"office@work.example"_s);
        desk.chooseIdentity(0);
        QCOMPARE(desk.replyTo()->text(), QString());
        desk.typeReplyTo(u"me@elsewhere.example"_s);
        desk.chooseIdentity(1);
        QCOMPARE(desk.replyTo()->text(), u"me@elsewhere.example"_s);
    }

    void remindsOfAReplyToThatIsNoAddress()
    {
        const Desk desk;
        desk.window->editor()->insertPlainText(u"Today?"_s);
        desk.typeReplyTo(u"the office"_s);
        desk.window->send();
        QCOMPARE(desk.sent, 0);
        QVERIFY(desk.window->notice()->content().sentence.contains("is no e-mail address"_L1));
    }

    void leavesANoticeThatIsNotAWarning()
    {
        const Desk desk;
        desk.window->say(u"The disk is full."_s);
        desk.typeReplyTo(u"me@elsewhere.example"_s);
        QVERIFY(desk.window->notice()->isVisible());
        QCOMPARE(desk.window->notice()->content().sentence, u"The disk is full."_s);
    }
};

POSTHORN_TEST(ComposerClosingTest)
#include "tst_composerclosing.moc"
