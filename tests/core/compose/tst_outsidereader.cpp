// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/message.h"
#include "core/mime/flowed.h"
#include "core/mime/lookalike.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <testpaths.h>

#include "tests/core/compose/generated.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using compose::Composition;

namespace {

constexpr int compositions = 1000;

bool written(const QString &path, const QByteArray &octets)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(octets) == octets.size();
}

QJsonArray person(mime::Mailbox mailbox)
{
    if (std::all_of(mailbox.localPart.begin(), mailbox.localPart.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        mailbox.domain = mime::asciiDomain(mailbox.domain).toUtf8();
    return {mailbox.name, QString::fromUtf8(mailbox.addrSpec())};
}

QByteArray expectationOf(const Composition &mail)
{
    QJsonArray to, files;
    for (const compose::Recipient &each : mail.to)
        to.append(person(each.mailbox));
    for (const compose::Attachment &each : mail.attachments) {
        const bool isMessage = each.type == "message/rfc822";
        const QByteArray octets = isMessage ? QByteArray() : each.octets;
        files.append(QJsonArray{each.name, QString::fromLatin1(octets.toBase64())});
    }
    const mime::FlowedText sent = mime::flowed(mail.text);
    const QJsonObject all{
        {u"subject"_s, mail.subject}, {u"from"_s, QJsonArray{person(mail.from)}},         {u"to"_s, to},
        {u"files"_s, files},          {u"text"_s, mime::unflowed(sent.text, sent.delSp)}, {u"defects"_s, 0}};
    return QJsonDocument(all).toJson();
}

}

// What we write is read alike by somebody who knows nothing of us.
class OutsideReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agrees()
    {
        const QString python = QStandardPaths::findExecutable(u"python3"_s);
        if (python.isEmpty())
            QSKIP("there is no python3 here, so nobody else has read what we write");
        const QTemporaryDir folder;
        for (int number = 0; number < compositions; ++number) {
            // People who write UTF-8 in addresses are left to ourselves: the package reads no RFC 6532.
            Composition mail = generated::composition(number, generated::Kind::Ordinary);
            const auto isAscii = [](const compose::Recipient &each) {
                return QString::fromUtf8(each.mailbox.localPart).toLatin1() == each.mailbox.localPart;
            };
            std::erase_if(mail.to, [&](const auto &each) { return !isAscii(each); });
            if (!isAscii({.mailbox = mail.from}))
                mail.from.localPart = "rene";
            const QString path = folder.filePath(QString::number(number));
            QVERIFY(written(path + u".eml"_s, compose::messageOf(mail, generated::stamp(number))));
            QVERIFY(written(path + u".json"_s, expectationOf(mail)));
        }
        QProcess reader;
        reader.start(
            python,
            {QStringLiteral(POSTHORN_SOURCE_DIR "/tests/core/compose/outsidereader.py"), folder.path()});
        QVERIFY(reader.waitForFinished(120'000));
        const QByteArray said = reader.readAllStandardOutput() + reader.readAllStandardError();
        QVERIFY2(reader.exitCode() == 0, said.left(4000).constData());
        QVERIFY2(said.contains("1000 messages read, 0 differ"), said.constData());
    }
};

POSTHORN_TEST(OutsideReaderTest)
#include "tst_outsidereader.moc"
