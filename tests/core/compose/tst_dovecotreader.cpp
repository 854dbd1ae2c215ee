// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/message.h"
#include "core/mime/lookalike.h"
#include "core/mime/part.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "tests/core/compose/generated.h"
#include "tests/live/servers.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using compose::Composition;

namespace {

constexpr int compositions = 1000;

// What Dovecot has read of one message.
struct Read {
    QString subject, from;
    QByteArray to, structure;
};

// A folder that the servers' own user may read: they do not run as ours.
bool makeShared(const QString &path)
{
    const auto everybody = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup
        | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    return QDir().mkpath(path) && QFile::setPermissions(path, everybody);
}

bool write(const QString &path, const QByteArray &octets)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(octets) == octets.size()
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
}

// The tree in Dovecot's words, without what tells a part's size: ("text" "plain")("image" "png") "mixed".
QByteArray outline(const mime::ParsedPart &part)
{
    const mime::PartInfo &info = part.info;
    if (info.type.compare("multipart", Qt::CaseInsensitive) != 0)
        return '"' + info.type.toLower() + "\" \"" + info.subtype.toLower() + '"';
    QByteArray all;
    for (const mime::ParsedPart &each : part.parts)
        all += '(' + outline(each) + ')';
    return all + " \"" + info.subtype.toLower() + '"';
}

// The same of BODYSTRUCTURE (RFC 3501, 7.4.2): of a single part its first two strings, of a multipart its
// parts and the string behind them.
QByteArray outlineOf(QByteArrayView structure);

qsizetype endOf(QByteArrayView text, qsizetype at)
{
    int depth = 0;
    for (bool isQuoted = false; at < text.size(); ++at) {
        if (isQuoted && text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && text[at] == '(')
            ++depth;
        else if (!isQuoted && text[at] == ')' && --depth == 0)
            return at;
    }
    return text.size() - 1;
}

QByteArray outlineOf(QByteArrayView structure)
{
    QByteArray all;
    qsizetype at = 0;
    while (at < structure.size() && structure[at] == '(') {
        const qsizetype end = endOf(structure, at);
        all += '(' + outlineOf(structure.sliced(at + 1, end - at - 1)) + ')';
        at = end + 1;
    }
    const QList<QByteArray> words = structure.sliced(at).toByteArray().toLower().trimmed().split(' ');
    return all.isEmpty() ? words.value(0) + ' ' + words.value(1) : all + ' ' + words.value(0);
}

}

// What we write is read alike by a server's own parser.
class DovecotReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agrees()
    {
        live::Servers servers;
        NEEDS_SERVERS(servers);
        const QTemporaryDir folder;
        const QString box = folder.path() + u"/mail"_s;
        QVERIFY(makeShared(folder.path()) && makeShared(box));
        for (const QString &each : {u"/cur"_s, u"/new"_s, u"/tmp"_s})
            QVERIFY(makeShared(box + each));
        QHash<QByteArray, Composition> written;
        QHash<QByteArray, QByteArray> outlines;
        for (int number = 0; number < compositions; ++number) {
            const Composition mail = generated::composition(number, generated::Kind::Ordinary);
            const QByteArray octets = compose::messageOf(mail, generated::stamp(number));
            const mime::ParsedMessage message = mime::parseMessage(octets);
            const QByteArray id = message.root.header.first("Message-ID").value_or(QByteArray()).trimmed();
            written.insert(id, mail);
            outlines.insert(id, outline(message.root));
            QVERIFY(write(box + u"/cur/"_s + QString::number(number) + u":2,"_s, octets));
        }
        QCOMPARE(written.size(), compositions);
        servers.doveadm({u"import"_s, u"-u"_s, u"alice"_s, u"maildir:"_s + box, QString(), u"all"_s});
        const QHash<QByteArray, Read> read = fetch(servers);
        QVERIFY2(read.size() == compositions,
                 qPrintable(QString::number(read.size()) + u' ' + servers.reason()));
        for (auto each = read.cbegin(); each != read.cend(); ++each) {
            const Composition &mail = written[each.key()];
            QCOMPARE(each->subject.simplified(), mail.subject.simplified());
            QVERIFY2(each->from.contains(mail.from.name.simplified()), qPrintable(each->from));
            for (const compose::Recipient &to : mail.to)
                QVERIFY2(each->to.contains(domainOf(to.mailbox)), each->to.constData());
            QCOMPARE(outlineOf(each->structure), outlines[each.key()]);
        }
    }

private:
    static QByteArray domainOf(const mime::Mailbox &mailbox)
    {
        const bool isAscii = std::all_of(mailbox.localPart.begin(), mailbox.localPart.end(),
                                         [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        return '@' + (isAscii ? mime::asciiDomain(mailbox.domain).toUtf8() : mailbox.domain);
    }
    static QHash<QByteArray, Read> fetch(live::Servers &servers)
    {
        const QByteArray told =
            servers.doveadm({u"-f"_s, u"json"_s, u"fetch"_s, u"-u"_s, u"alice"_s,
                             u"hdr.message-id hdr.subject.utf8 hdr.from.utf8 hdr.to imap.bodystructure"_s,
                             u"mailbox"_s, u"INBOX"_s});
        QHash<QByteArray, Read> all;
        const QJsonArray messages = QJsonDocument::fromJson(told).array();
        for (const QJsonValue &message : messages) {
            const auto text = [&message](const char *name) {
                return message[QLatin1StringView(name)].toString();
            };
            all.insert(text("hdr.message-id").trimmed().toUtf8(),
                       {text("hdr.subject.utf8"), text("hdr.from.utf8"), text("hdr.to").toUtf8(),
                        text("imap.bodystructure").toUtf8()});
        }
        return all;
    }
};

POSTHORN_TEST(DovecotReaderTest)
#include "tst_dovecotreader.moc"
