// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader shows of messages that are signed or encrypted. GnuPG is played here: tests/core/crypto has
// the real one.
#include "widgets/reader/protectiondesk.h"
#include "widgets/reader/readerpane.h"

#include <QLabel>
#include <QTextBrowser>

#include "tests/core/crypto/playedsending.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"
#include "tests/widgets/nettrap.h"

using namespace Qt::StringLiterals;
using crypto::Consent;
using crypto::Findings;

namespace {

const QByteArray header = "From: Ann <ann@example.org>\r\nSubject: Test\r\n";
// One signature of a document, and one message for keys with nothing in it, as packets.
const QByteArray signaturePacket = "\xc2\x02\x04\x00"_ba;
const QByteArray encryptedPackets = "\xc1\x01\x03\xd2\x01\x01"_ba;

class PlayedGnuPg final : public crypto_test::PlayedSending
{
public:
    Findings verified{}, opened{};
    bool asksForPassphrase = false;

    Findings verifyDetached(crypto::Scheme /*scheme*/, const QByteArray & /*covered*/,
                            const QByteArray & /*signature*/, const std::stop_token & /*stop*/) override
    {
        return verified;
    }
    Findings verifyOpaque(const QByteArray & /*signedData*/, const std::stop_token & /*stop*/) override
    {
        return verified;
    }
    Findings decrypt(crypto::Scheme /*scheme*/, const QByteArray & /*encrypted*/, Consent consent,
                     const std::stop_token & /*stop*/) override
    {
        return asksForPassphrase && consent == Consent::ByItself ? Findings{crypto::Failure::Locked} : opened;
    }
};

Findings goodSignature()
{
    crypto::SignatureFinding signature;
    signature.state = crypto::SignatureFinding::State::Good;
    signature.isKeyValid = true;
    signature.fingerprint = "0123456789ABCDEF0123456789ABCDEF01234567";
    signature.userIds = {{u"Ann"_s, "ann@example.org", true}};
    return {{}, {signature}, {}};
}

QByteArray multipart(const QByteArray &subtype, const QList<QByteArray> &parts,
                     const QByteArray &boundary = "b")
{
    QByteArray text = "Content-Type: multipart/" + subtype + "; boundary=" + boundary + "\r\n\r\n";
    for (const QByteArray &part : parts)
        text += "--" + boundary + "\r\n" + part + "\r\n";
    return text + "--" + boundary + "--\r\n";
}

QByteArray base64(const QByteArray &type, const QByteArray &octets)
{
    return "Content-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + octets.toBase64()
        + "\r\n";
}

QByteArray html(const QByteArray &source)
{
    return "Content-Type: text/html\r\n\r\n" + source + "\r\n";
}

QByteArray signedMail(const QByteArray &part)
{
    return multipart("signed; protocol=\"application/pgp-signature\"",
                     {part, base64("application/pgp-signature", signaturePacket)}, "s");
}

QByteArray encryptedMail()
{
    return multipart("encrypted; protocol=\"application/pgp-encrypted\"",
                     {"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n",
                      base64("application/octet-stream", encryptedPackets)},
                     "e");
}

// As a server tells it: the structure, and the text that a person would read.
store::MessageContent arrived(const QByteArray &entity)
{
    const QByteArray message = header + entity;
    const mime::ParsedMessage parsed = mime::parseMessage(message);
    store::MessageContent content{
        store::CopyId{1}, message.first(message.indexOf("\r\n\r\n") + 4), parsed.root.info, {}};
    content.structure.octets = message.size();
    return content;
}

}

class ProtectionTest : public QObject
{
    Q_OBJECT

private:
    FakeClock m_clock;
    PlayedGnuPg *m_gnupg = nullptr;
    std::unique_ptr<ReaderPane> m_pane;
    std::unique_ptr<ProtectionDesk> m_desk;
    OpenedContent m_shown;
    QByteArrayList m_asked;
    QByteArray m_arrived;  // the message that is open, behind its header

    [[nodiscard]] Banner &banner() { return *m_pane->findChild<Banner *>(u"protectionBanner"_s); }
    [[nodiscard]] QString said() { return banner().isVisible() ? banner().content().sentence : QString(); }
    [[nodiscard]] QString why() { return banner().content().why; }
    [[nodiscard]] QList<int> actions()
    {
        QList<int> ids;
        for (const auto &action : banner().content().actions)
            ids.append(action.id);
        return ids;
    }

    void open(const QByteArray &entity)
    {
        const store::MessageContent content = arrived(entity);
        m_pane->showMessage({}, content);
        m_desk->open(content, content.structure.octets);
        m_arrived = entity;
        if (!m_asked.isEmpty())
            complete();
    }
    void complete()
    {
        store::MessageContent content = arrived(m_arrived);
        const QByteArray message = header + m_arrived;
        content.sections.emplace_back("TEXT", message.sliced(message.indexOf("\r\n\r\n") + 4));
        m_desk->complete(content);
    }

    [[nodiscard]] QByteArray shownText() const
    {
        const mime::PartInfo *part = mime::readablePart(m_shown.content.structure);
        return part != nullptr ? m_shown.content.section(part->section).value_or("?").trimmed()
                               : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        m_shown = {};
        m_asked.clear();
        auto gnupg = std::make_unique<PlayedGnuPg>();
        m_gnupg = gnupg.get();
        m_pane = std::make_unique<ReaderPane>(m_clock);
        m_desk = std::make_unique<ProtectionDesk>(std::move(gnupg), m_clock, nullptr);
        connect(m_desk.get(), &ProtectionDesk::bannerChanged, m_pane.get(),
                &ReaderPane::showProtectionBanner);
        connect(m_desk.get(), &ProtectionDesk::sectionsWanted, this,
                [this](const QByteArrayList &sections) { m_asked += sections; });
        connect(m_desk.get(), &ProtectionDesk::contentOpened, this, [this](const OpenedContent &content) {
            m_shown = content;
            m_pane->replaceContent(content.content, content.isDecrypted);
        });
        m_pane->resize(600, 400);
        m_pane->show();
    }
    void cleanup()
    {
        m_desk.reset();
        m_pane.reset();
    }

    void ordinaryMailSaysNothingAndAsksForNothing()
    {
        open("Content-Type: text/plain\r\n\r\nHello\r\n");
        QVERIFY(said().isEmpty());
        QVERIFY(m_asked.isEmpty());
    }

    void whatIsShownIsWhatWasSigned()
    {
        COVERS("SEC-87");
        m_gnupg->verified = goodSignature();
        open(signedMail("Content-Type: text/plain\r\n\r\nHello\r\n"));
        QCOMPARE(m_asked, QByteArrayList{"TEXT"});
        QTRY_VERIFY(said().startsWith(u"Signed by"_s));
        QVERIFY(said().contains(u"Ann <ann@example.org>"_s));
        QVERIFY(why().contains(u"0123 4567"_s));
        QCOMPARE(shownText(), "Hello"_ba);
        QVERIFY(m_desk->hasReplaced() && !m_shown.isDecrypted);
        m_desk->close();
        QVERIFY(said().isEmpty());
    }

    void aPartIsNeverSpokenOfAsTheMessage()
    {
        COVERS("SEC-87");
        m_gnupg->verified = goodSignature();
        open(multipart("mixed",
                       {"Content-Type: text/plain\r\n\r\nHis\r\n",
                        signedMail("Content-Type: text/plain\r\n\r\nHers\r\n")}));
        QVERIFY(m_asked.isEmpty());
        QVERIFY(!said().contains(u"Signed by"_s));
        QCOMPARE(actions(), QList<int>{ProtectionText::ShowPart});
        m_desk->act(ProtectionText::ShowPart);
        QCOMPARE(m_asked, QByteArrayList{"TEXT"});
        complete();
        QTRY_VERIFY(said().contains(u"This part was signed by"_s));
        QVERIFY(said().contains(u"one part of the message alone"_s));
        QCOMPARE(shownText(), "Hers"_ba);
        m_desk->act(ProtectionText::ShowWhole);
        QVERIFY(!said().contains(u"signed by"_s, Qt::CaseInsensitive));
    }

    void aPartThatCannotBeOpenedIsNotSaidToBeShown()
    {
        COVERS("SEC-87");
        m_gnupg->opened.failure = crypto::Failure::NoSecretKey;
        open(multipart("mixed", {"Content-Type: text/plain\r\n\r\nHis\r\n", encryptedMail()}));
        m_desk->act(ProtectionText::ShowPart);
        complete();
        QTRY_COMPARE(said(), u"That part could not be opened."_s);
        QVERIFY(!m_desk->hasReplaced());
    }

    void whatComesLateIsOpened()
    {
        m_gnupg->opened.content = "Content-Type: text/plain\r\n\r\nSecret\r\n";
        m_arrived = encryptedMail();
        const store::MessageContent content = arrived(m_arrived);
        m_pane->showMessage({}, content);
        m_desk->open(content, content.structure.octets);
        m_desk->fail();  // offline: it is fetched when the line is there again
        QCOMPARE(actions(), QList<int>{ProtectionText::TryAgain});
        complete();
        QTRY_COMPARE(said(), u"This message was encrypted."_s);
        QCOMPARE(shownText(), "Secret"_ba);
    }

    // A page that looks like our line is still a page: the line is a widget of its own, above it.
    void htmlCannotDrawTheLine()
    {
        COVERS("SEC-86");
        open(html("<div style='position:fixed;top:-60px'>Signed by Ann &lt;ann@example.org&gt;</div>"));
        QVERIFY(said().isEmpty());
        m_gnupg->verified = goodSignature();
        m_gnupg->verified.signatures[0].state = crypto::SignatureFinding::State::Bad;
        open(signedMail(html("<b>Signed by Ann &lt;ann@example.org&gt;</b>")));
        m_desk->complete(arrived(signedMail(html("x"))));  // without its text nothing goes on
        QTRY_VERIFY(said().contains(u"The signature is wrong"_s));
        QCOMPARE(banner().content().signal, theme::Signal::Amber);
        QVERIFY(!banner().isAncestorOf(m_pane->body()) && !m_pane->body()->isAncestorOf(&banner()));
        QVERIFY(banner().geometry().bottom() < m_pane->body()->parentWidget()->geometry().top());
    }

    void whatIsNotOpenedIsNotSaidToBeEmpty()
    {
        m_pane->showMessage({}, arrived(encryptedMail()));
        bool isSaid = false;
        for (const QLabel *label : m_pane->findChildren<QLabel *>())
            isSaid = isSaid || (label->isVisible() && label->text() == u"No text can be shown"_s);
        QVERIFY(isSaid);
    }

    // The secret could be handed out by pictures, or by a link that somebody has put around it.
    void whatWasDecryptedHasNothingFromElsewhere()
    {
        COVERS("SEC-88");
        nettrap::forget();
        m_gnupg->opened.content = html(
            "<style>@import 'http://evil.example/s';</style><img src='http://evil.example/secret'>Secret");
        open(encryptedMail());
        QTRY_COMPARE(said(), u"This message was encrypted."_s);
        QVERIFY(m_shown.isDecrypted);
        QTRY_VERIFY(m_pane->body()->isVisible());
        for (const Banner *each : m_pane->findChildren<Banner *>())
            QVERIFY(each->isHidden() || !each->content().sentence.contains(u"Remote pictures"_s));
        QCOMPARE(nettrap::caught(), QByteArrayList());
    }

    // Nor by styles, or by what is left open, of the parts around it: each part is a document of its own.
    void whatStandsAroundAPartDoesNotReachIntoIt()
    {
        COVERS("SEC-90");
        nettrap::forget();
        m_gnupg->opened.content = html("<p class=s>Secret</p>");
        open(
            multipart("mixed",
                      {html("<style>.s{color:#fe0000;background:url(http://evil.example/s)}"
                            "[class^=s]{display:none}</style><div style='background:#fe0000'><p class=s>His"),
                       encryptedMail(), html("</div><style>p{font-size:90px}</style>Hers")}));
        m_desk->act(ProtectionText::ShowPart);
        complete();
        QTRY_VERIFY(m_desk->hasReplaced());
        const auto *view = m_pane->findChild<QTextBrowser *>();
        QTRY_COMPARE(view->toPlainText().trimmed(), u"Secret"_s);
        for (const QString &theirs : {u"fe0000"_s, u"90px"_s, u"evil"_s})
            QVERIFY2(!view->toHtml().contains(theirs), qPrintable(view->toHtml()));
        QCOMPARE(nettrap::caught(), QByteArrayList());
    }

    void whatCouldHaveBeenChangedIsShownAsText()
    {
        COVERS("SEC-88");
        crypto::Opened opened;
        opened.decryption = {crypto::Decryption::State::Open, crypto::Scheme::Smime, {}, false};
        opened.content =
            mime::parseMessage(html("<p>Secret</p><a href='http://evil.example/'>more</a>")).root;
        const store::MessageContent original = arrived(encryptedMail());
        const OpenedContent shown = openedContent(opened, original);
        QCOMPARE(shown.content.structure.subtype, "plain"_ba);
        QVERIFY(shown.content.section("1")->startsWith("Secret"));
        QVERIFY(!shown.content.section("1")->contains("<a"));
        opened.signature.status = crypto::Judgement::Status::Valid;  // somebody has vouched for it
        QCOMPARE(openedContent(opened, original).content.structure.subtype, "html"_ba);
        opened.signature.status = crypto::Judgement::Status::GoodButUnknownKey;
        QCOMPARE(openedContent(opened, original).content.structure.subtype, "plain"_ba);
    }

    // However the layers within it end.
    void whatWasDecryptedStaysSo()
    {
        COVERS("SEC-88");
        m_gnupg->opened.content = multipart("encrypted; protocol=\"application/x-unknown\"",
                                            {"Content-Type: application/x-unknown\r\n\r\nx\r\n",
                                             html("<img src='http://evil.example/secret'>Secret")},
                                            "n");
        open(encryptedMail());
        QTRY_VERIFY(m_desk->hasReplaced());
        QVERIFY(m_shown.isDecrypted);
    }

    // Nobody takes apart what could have been changed unseen, to show its HTML after all.
    void whatCouldHaveBeenChangedStaysAFile_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("winmail.dat") << "application/ms-tnef"_ba;
        QTest::newRow("vnd") << "application/vnd.ms-tnef"_ba;
        QTest::newRow("a message") << "message/rfc822"_ba;
    }
    void whatCouldHaveBeenChangedStaysAFile()
    {
        COVERS("SEC-88");
        QFETCH(QByteArray, type);
        crypto::Opened opened;
        opened.decryption = {crypto::Decryption::State::Open, crypto::Scheme::Smime, {}, false};
        opened.content = mime::parseMessage("Content-Type: " + type
                                            + "\r\n\r\nContent-Type: text/html\r\n\r\n<b>x</b>\r\n")
                             .root;
        const OpenedContent shown = openedContent(opened, arrived(encryptedMail()));
        QCOMPARE(shown.content.structure.type, "application"_ba);
        QCOMPARE(shown.content.structure.subtype, "octet-stream"_ba);
        QVERIFY(shown.content.structure.parts.empty());
    }

    void asksBeforeAPassphraseIsNeeded()
    {
        m_gnupg->asksForPassphrase = true;
        m_gnupg->opened.content = "Content-Type: text/plain\r\n\r\nSecret\r\n";
        open(encryptedMail());
        QTRY_COMPARE(actions(), QList<int>{ProtectionText::Decrypt});
        QVERIFY(!m_desk->hasReplaced());
        m_desk->act(ProtectionText::Decrypt);
        QTRY_COMPARE(said(), u"This message was encrypted."_s);
        QCOMPARE(shownText(), "Secret"_ba);
    }

    // Who edits a draft has clicked: GnuPG may ask, and what it cannot open is told.
    void opensForWhoeverGoesOnWithIt()
    {
        QSignalSpy failed(m_desk.get(), &ProtectionDesk::notOpened);
        m_gnupg->asksForPassphrase = true;
        m_gnupg->opened.content = "Content-Type: text/plain\r\n\r\nSecret\r\n";
        open(encryptedMail());
        QTRY_COMPARE(actions(), QList<int>{ProtectionText::Decrypt});
        QCOMPARE(failed.size(), 0);  // nobody has asked
        m_desk->openForUse();
        QTRY_COMPARE(shownText(), "Secret"_ba);
        QVERIFY(m_shown.isOpened && m_shown.isDecrypted);
        QCOMPARE(failed.size(), 0);
    }

    void tellsWhoeverGoesOnWithItThatItCannotBeOpened()
    {
        QSignalSpy failed(m_desk.get(), &ProtectionDesk::notOpened);
        m_gnupg->opened.failure = crypto::Failure::NoSecretKey;
        open(encryptedMail());
        m_desk->openForUse();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), said());
        QVERIFY(!said().isEmpty() && !m_shown.isOpened);
    }

    void saysWhenItCannotBeLoaded()
    {
        const store::MessageContent content = arrived(encryptedMail());
        m_pane->showMessage({}, content);
        m_desk->open(content, content.structure.octets);
        m_desk->fail();
        QVERIFY(said().contains(u"could be loaded"_s));
        m_desk->open(content, qint64{1} << 40);
        QVERIFY(why().contains(u"too large"_s));
    }

    void namesWhatItCannotDo()
    {
        const auto failed = [](crypto::Failure failure) {
            crypto::Opened opened;
            opened.signature = crypto::judge(crypto::Scheme::OpenPgp, {failure}, {}, crypto::Coverage::Whole);
            return *ProtectionText::banner(opened, ProtectionText::Shown::Message);
        };
        QCOMPARE(failed(crypto::Failure::NotBuilt).sentence,
                 u"This copy of Posthorn cannot verify signatures."_s);
        QVERIFY(failed(crypto::Failure::ProgramMissing).why.contains(u"GnuPG is not installed"_s));
        QVERIFY(ProtectionText::banner(crypto::InlineForm::Signed)->sentence.contains(u"not been checked"_s));
        QVERIFY(!ProtectionText::banner(crypto::InlineForm::None));
    }

    void everyReasonHasItsWords()
    {
        using Judgement = crypto::Judgement;
        QSet<QString> sentences;
        for (int i = 0; i <= static_cast<int>(Judgement::Reason::GnuPgFailed); ++i) {
            crypto::Opened opened;
            opened.signature.status = Judgement::Status::Unverifiable;
            opened.signature.reason = static_cast<Judgement::Reason>(i);
            sentences.insert(ProtectionText::banner(opened, ProtectionText::Shown::Message)->why);
        }
        QVERIFY(!sentences.contains(QString()));
        QVERIFY(sentences.size() >= static_cast<int>(Judgement::Reason::GnuPgFailed));  // two say the same
    }
};

POSTHORN_TEST(ProtectionTest)

#include "tst_protection.moc"
