// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader says about who wrote a message: the real window.
#include "widgets/folders/folderview.h"
#include "widgets/reader/authorshiptext.h"
#include "widgets/reader/banner.h"

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

class AuthorshipTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox();
    }
    void cleanup() { m_fixture.reset(); }

    void honestMailSaysNothing()
    {
        m_fixture->addMail({.extraHeader = "Authentication-Results: mx.example.com; dmarc=pass\r\n"});
        m_fixture->clickRow(0);
        QVERIFY(m_fixture->visibleText().contains(u"ann@example.org"_s));
        QVERIFY(!banner().isVisible());
    }

    void anAddressInTheNameIsToldWithItsReason()
    {
        COVERS("SEC-81");
        m_fixture->addMail({.from = "\"chair@bank.example\" <mallory@evil.example>"});
        m_fixture->clickRow(0);
        QVERIFY(banner().isVisible());
        QCOMPARE(banner().content().signal, theme::Signal::Amber);
        QVERIFY(said().contains(u"chair@bank.example"_s) && said().contains(u"mallory@evil.example"_s));
        const QString reason = u"A sender can choose the name freely"_s;
        QVERIFY(!m_fixture->visibleText(&banner()).contains(reason));
        QTest::mouseClick(m_fixture->button(u"Why?"_s, &banner()), Qt::LeftButton);
        QVERIFY(m_fixture->visibleText(&banner()).contains(reason));
    }

    void onlyTheTrustedServersWordCounts()
    {
        COVERS("SEC-85");
        m_fixture->addMail(
            {.uid = 1, .extraHeader = "Authentication-Results: mx.evil.example; dmarc=fail\r\n"});
        m_fixture->addMail(
            {.uid = 2, .extraHeader = "Authentication-Results: mx.example.com; dmarc=fail\r\n"});
        m_fixture->clickRow(0);
        const bool isFirstDoubted = banner().isVisible();
        m_fixture->clickRow(1);
        QVERIFY(banner().isVisible() != isFirstDoubted);  // one of the two, whatever their order
    }

    void repliesElsewhereAreANoteAndNoWarning()
    {
        m_fixture->addMail({.extraHeader = "Reply-To: <box@other.example>\r\n"});
        m_fixture->clickRow(0);
        QCOMPARE(banner().content().signal, theme::Signal::Calm);
        QVERIFY(said().contains(u"Answers to this message go to"_s)
                && said().contains(u"box@other.example"_s));
    }

    void lookAlikesAreShownInAscii()
    {
        COVERS("SEC-82");
        m_fixture->addMail({.from = "Pay <a@p\xd0\xb0ypal.example>"});
        m_fixture->clickRow(0);
        QVERIFY(said().contains(u"xn--"_s));
    }

    void ownMailSaysNothing()
    {
        m_fixture->window().findChild<FolderView *>()->select(m_fixture->folderId("Sent"));
        m_fixture->openMailbox("Sent");
        m_fixture->addMail({.extraHeader = "Reply-To: <box@other.example>\r\n"}, "Sent");
        m_fixture->clickRow(0);
        QVERIFY(m_fixture->visibleText().contains(u"Hello"_s));
        QVERIFY(!banner().isVisible());
    }

    void theBannerGoesWithTheMessage()
    {
        m_fixture->addMail({.uid = 1, .from = "no address at all"});
        m_fixture->clickRow(0);
        QVERIFY(banner().isVisible());
        m_fixture->addMail({.uid = 2, .date = QDateTime(QDate(2026, 1, 1), QTime(10, 0), Qt::UTC)});
        m_fixture->clickRow(0);
        QVERIFY(!banner().isVisible());
    }

    void everyKindHasASentenceAndAReason()
    {
        COVERS("SEC-78", "SEC-83");
        using Kind = mime::AuthorFinding::Kind;
        QSet<QString> sentences;
        for (int kind = 0; kind <= static_cast<int>(Kind::RepliesElsewhere); ++kind) {
            const auto content =
                AuthorshipText::banner({{static_cast<Kind>(kind), u"a\u202eb"_s, u"<b>c</b>\n"_s}});
            QVERIFY(content && !content->sentence.isEmpty() && !content->why.isEmpty());
            QVERIFY(!content->sentence.contains(QChar(0x202e)) && !content->sentence.contains(u'\n'));
            sentences.insert(content->sentence);
        }
        QCOMPARE(sentences.size(), static_cast<int>(Kind::RepliesElsewhere) + 1);
    }

    void severalWarningsAreOneSentence()
    {
        using Kind = mime::AuthorFinding::Kind;
        const auto content = AuthorshipText::banner({{Kind::SeveralFromFields, {}, {}},
                                                     {Kind::MixedScripts, u"a"_s, u"b"_s},
                                                     {Kind::RepliesElsewhere, {}, u"c@d"_s}});
        QVERIFY(content && content->sentence.startsWith(u"Several things"_s));
        QCOMPARE(content->why.count(u'\n'), 2);
        QVERIFY(!AuthorshipText::banner({}));
    }

private:
    [[nodiscard]] Banner &banner() const
    {
        return *m_fixture->window().findChild<Banner *>(u"authorBanner"_s);
    }
    [[nodiscard]] QString said() const
    {
        return banner().isVisible() ? banner().content().sentence : QString();
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

POSTHORN_TEST(AuthorshipTest)
#include "tst_authorship.moc"
