// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/attachmentbar.h"
#include "widgets/reader/linkdialog.h"

#include <QDesktopServices>
#include <QListView>

#include "tests/widgets/nettrap.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

// What a mail names elsewhere: it is shown, and nobody is asked for it.
class ElsewhereTest : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void openUrl(const QUrl &url) { m_opened += url; }

private:
    std::unique_ptr<WindowFixture> m_fixture;
    QList<QUrl> m_opened;

    static mime::PartInfo part(const QByteArray &type, const QByteArray &subtype, const QString &name,
                               const mime::ParameterList &parameters = {})
    {
        mime::PartInfo part = attachmentPart("2", name);
        part.type = type;
        part.subtype = subtype;
        part.encoding = "7bit";
        part.parameters = parameters;
        return part;
    }
    QListView *files() { return m_fixture->window().findChild<AttachmentBar *>()->findChild<QListView *>(); }
    QString caption() { return files()->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(); }
    void openFirst()
    {
        files()->setCurrentIndex(files()->model()->index(0, 0));
        files()->setFocus();
        QTest::keyClick(files(), Qt::Key_Return);
        QCoreApplication::sendPostedEvents();
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        nettrap::forget();
        m_opened.clear();
    }
    void cleanup() { m_fixture.reset(); }

    void aReferenceIsNamedAndNotFollowed_data()
    {
        QTest::addColumn<QByteArray>("subtype");
        QTest::addColumn<mime::ParameterList>("parameters");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *subtype, const mime::ParameterList &parameters,
                            const QString &words) {
            QTest::newRow(name) << QByteArray(subtype) << parameters << words;
        };
        row("by FTP", "external-body",
            {{"access-type", u"anon-ftp"_s},
             {"site", u"evil.example"_s},
             {"directory", u"pub"_s},
             {"name", u"a.exe"_s}},
            u"evil.example/pub/a.exe"_s);
        row("by an address", "external-body",
            {{"access-type", u"URL"_s}, {"url", u"http://evil.example/ track"_s}},
            u"http://evil.example/track"_s);
        row("a file of ours", "external-body",
            {{"access-type", u"local-file"_s}, {"name", u"/etc/passwd"_s}, {"site", u"localhost"_s}},
            u"/etc/passwd"_s);
        row("by mail", "external-body",
            {{"access-type", u"mail-server"_s}, {"server", u"eve@evil.example"_s}}, u"eve@evil.example"_s);
        row("nowhere", "external-body", {}, u"Not in this message"_s);
        row("a piece", "partial", {{"id", u"x@evil.example"_s}, {"number", u"2"_s}, {"total", u"3"_s}},
            u"Piece 2 of 3"_s);
        row("a piece of many", "partial", {{"id", u"x@evil.example"_s}, {"number", u"7"_s}},
            u"Piece 7 of a message"_s);
    }

    void aReferenceIsNamedAndNotFollowed()
    {
        COVERS("SEC-76");
        QFETCH(const QByteArray, subtype);
        QFETCH(const mime::ParameterList, parameters);
        QFETCH(const QString, words);
        m_fixture->openMail({.attachments = {part("message", subtype, {}, parameters)}});
        QVERIFY2(caption().contains(words), qPrintable(caption()));
        openFirst();
        QCOMPARE(nettrap::caught(), QByteArrayList());
        QCOMPARE(m_fixture->desktop.opened, QStringList());
    }

    void filesThatNameOthersAskNobody_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("subtype");
        QTest::addColumn<QByteArray>("octets");
        const auto row = [](const char *name, const char *type, const char *subtype, const char *octets) {
            QTest::newRow(name) << QByteArray(type) << QByteArray(subtype) << QByteArray(octets);
        };
        row("calendar", "text", "calendar",
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nATTACH:http://evil.example/"
            "a\r\nATTACH:\\\\evil.example\\x\r\n"
            "BEGIN:VALARM\r\nACTION:AUDIO\r\nATTACH:file://evil.example/x.wav\r\nEND:VALARM\r\nEND:VEVENT\r\n"
            "END:VCALENDAR\r\n");
        row("RTF", "application", "rtf",
            "{\\rtf1{\\field{\\*\\fldinst INCLUDEPICTURE \"http://evil.example/a.png\"}}{\\*\\template "
            "\\\\evil.example\\t.dot}}");
        row("vCard", "text", "vcard", "BEGIN:VCARD\r\nPHOTO:http://evil.example/a.png\r\nEND:VCARD\r\n");
        row("shortcut", "application", "internet-shortcut",
            "[InternetShortcut]\r\nURL=http://evil.example/\r\n");
        row("SVG", "image", "svg+xml",
            "<svg xmlns='http://www.w3.org/2000/svg'><image href='http://evil.example/a.png'/></svg>");
    }

    void filesThatNameOthersAskNobody()
    {
        COVERS("SEC-75");
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, subtype);
        QFETCH(const QByteArray, octets);
        m_fixture->openMail({.attachments = {part(type, subtype, u"x"_s)},
                             .html = "<img src='\\\\evil.example\\a.png'><img src='//evil.example/a.png'>"
                                     "<img src='file://evil.example/a.png'>"});
        m_fixture->apply(store::ContentFetched{
            m_fixture->account.id, "INBOX", {77}, {1}, {}, {{"3", octets}, {"2", octets}}});
        openFirst();
        QCOMPARE(nettrap::caught(), QByteArrayList());
    }

    // Pictures of people and their firms, keys and icons: for none of them anybody is asked.
    void nothingIsLookedUpAboutTheSender()
    {
        COVERS("SEC-108");
        m_fixture->openMail({.extraHeader = "BIMI-Location: v=BIMI1; l=https://evil.example/logo.svg\r\n"
                                            "BIMI-Selector: v=BIMI1; s=default\r\n"
                                            "X-Image-URL: http://evil.example/face.png\r\n"
                                            "Autocrypt: addr=ann@example.org; keydata=AAAA\r\n"
                                            "OpenPGP: url=http://evil.example/key.asc\r\n"
                                            "List-Archive: <http://evil.example/>\r\n"
                                            "Face: iVBORw0KGgo=\r\n",
                             .html = "<link rel=icon href='http://evil.example/favicon.ico'>words"});
        QTRY_VERIFY(m_fixture->visibleText().contains(u"Ann Example"_s));
        m_fixture->clock.advance(std::chrono::minutes(1));
        QCOMPARE(nettrap::caught(), QByteArrayList());
    }

    // The program that opens it gets one argument, which is an address and can be nothing else.
    void anAddressIsHandedOnAsOne_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<bool>("mayOpen");
        QTest::newRow("blanks and quotes") << u"http://evil.example/a b\"c'd`e$(f);g|h"_s << true;
        QTest::newRow("options for a mailer") << u"mailto:-oProxyCommand=x@evil.example"_s << true;
        QTest::newRow("a line") << u"https://evil.example/\r\n--help"_s << true;
        QTest::newRow("a dash") << u"--help"_s << false;
        QTest::newRow("a file") << u"file:///etc/passwd"_s << false;
        QTest::newRow("a share") << u"smb://evil.example/x"_s << false;
        QTest::newRow("a program") << u"search-ms:query=x"_s << false;
        QTest::newRow("a script") << u"javascript:alert(1)"_s << false;
    }

    void anAddressIsHandedOnAsOne()
    {
        COVERS("SEC-116");
        QFETCH(const QString, link);
        QFETCH(const bool, mayOpen);
        const QUrl url(link, QUrl::TolerantMode);
        QCOMPARE(LinkDialog::mayOpen(url), mayOpen);
        for (const QString &scheme : {u"http"_s, u"https"_s, u"mailto"_s})
            QDesktopServices::setUrlHandler(scheme, this, "openUrl");
        auto *dialog = new LinkDialog(url, {}, &m_fixture->window());
        dialog->open();
        for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
            if (button->text().contains(u"Open page"_s) || button->text() == u"Write"_s)
                button->click();
        }
        for (const QString &scheme : {u"http"_s, u"https"_s, u"mailto"_s})
            QDesktopServices::unsetUrlHandler(scheme);
        QCOMPARE(m_opened.size(), mayOpen ? 1 : 0);
        for (const QUrl &opened : std::as_const(m_opened)) {
            const QByteArray argument = opened.toEncoded();
            QVERIFY(!argument.startsWith('-') && opened.isValid());
            for (const char c : "\r\n \"<>`|")
                QVERIFY2(c == '\0' || !argument.contains(c), argument);
        }
    }

    // Words of others may look like places of ours.
    void placeholdersInAMailAreText()
    {
        COVERS("SEC-134");
        const QByteArray odd = "%1 %2 %n %L1 %s %%";
        const QString shown = QString::fromLatin1(odd);
        m_fixture->openMail({.subject = "S" + odd,
                             .from = '"' + odd + "\" <ann@example.org>",
                             .to = '"' + odd + "\" <me@example.com>",
                             .notifyTo = "ann@example.org",
                             .attachments = {attachmentPart("2", u"F"_s + shown)}});
        const QString words = m_fixture->visibleText();
        QVERIFY2(words.contains(u"S"_s + shown), qPrintable(words));
        QVERIFY(words.contains(u"to "_s + shown));
        QVERIFY(words.contains(u"asks for a read receipt."_s));
        QVERIFY2(caption().startsWith(u"F"_s + shown), qPrintable(caption()));
        auto *list = m_fixture->window().findChild<QAbstractItemView *>(u"messages"_s);
        const QString sentence = list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(sentence.contains(u"from "_s + shown) && sentence.contains(u"S"_s + shown),
                 qPrintable(sentence));
    }
};

POSTHORN_TEST(ElsewhereTest)
#include "tst_elsewhere.moc"
