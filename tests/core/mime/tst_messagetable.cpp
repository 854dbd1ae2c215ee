// SPDX-License-Identifier: GPL-3.0-or-later
// Hundreds of small messages with what is to be read in each: tests/core/mime/messages/*.txt. The samples say
// how they are written (README.md beside them).
#include "core/mime/address.h"
#include "core/mime/defects.h"
#include "core/mime/extractedparts.h"
#include "core/mime/part.h"
#include "core/mime/textpart.h"

#include <QDir>
#include <QFile>

#include <map>
#include <testpaths.h>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

struct Sample {
    QByteArray name;
    QByteArrayList lines;  // with their ends
    std::map<QByteArray, QByteArray> expected;

    // The empty line before the next sample is none of the message.
    [[nodiscard]] QByteArray message() const
    {
        const bool isSeparated = !lines.isEmpty() && lines.constLast() == "\r\n";
        return (isSeparated ? lines.first(lines.size() - 1) : lines).join();
    }
};

// \r \n \t \0 \\ and \xNN
QByteArray unescaped(QByteArrayView text)
{
    QByteArray octets;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] != '\\' || at + 1 == text.size()) {
            octets += text[at];
            continue;
        }
        const char kind = text[++at];
        if (kind == 'x' && at + 2 < text.size()) {
            octets += QByteArray::fromHex(text.sliced(at + 1, 2).toByteArray());
            at += 2;
        } else {
            octets += kind == 'r' ? '\r'
                : kind == 'n'     ? '\n'
                : kind == 't'     ? '\t'
                : kind == '0'     ? '\0'
                                  : kind;
        }
    }
    return octets;
}

// "= name", then expectations "key: value" each after "> ", then the message. A line ends with CRLF; one that
// ends with "\" has no end.
QList<Sample> samplesOf(const QByteArray &file)
{
    QList<Sample> samples;
    for (const QByteArray &line : file.split('\n')) {
        if (line.startsWith("= ")) {
            samples.append({line.sliced(2), {}, {}});
        } else if (samples.isEmpty()) {
            continue;  // what the file is about
        } else if (line.startsWith("> ")) {
            const qsizetype colon = line.indexOf(": ");
            samples.last().expected[line.sliced(2, (colon < 0 ? line.size() : colon) - 2)] =
                colon < 0 ? QByteArray() : line.sliced(colon + 2);
        } else {
            const bool isOpen = line.endsWith('\\') && !line.endsWith("\\\\");
            samples.last().lines.append(unescaped(isOpen ? line.chopped(1) : line) + (isOpen ? "" : "\r\n"));
        }
    }
    return samples;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray shown(const QString &text)
{
    return text.toUtf8()
        .replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
        .replace('\t', "\\t")
        .replace('\0', "\\0");
}

QByteArray tree(const mime::ParsedPart &part)
{
    QByteArray text = part.info.type + '/' + part.info.subtype;
    if (part.parts.empty())
        return text;
    QByteArrayList inside;
    for (const mime::ParsedPart &each : part.parts)
        inside.append(tree(each));
    return text + '(' + inside.join(' ') + ')';
}

QByteArray nameOf(mime::Defect defect)
{
    static const std::map<mime::Defect, const char *> names{
        {mime::Defect::NotAField, "NotAField"},
        {mime::Defect::HeaderTooLong, "HeaderTooLong"},
        {mime::Defect::TooManyFields, "TooManyFields"},
        {mime::Defect::BareCr, "BareCr"},
        {mime::Defect::Nul, "Nul"},
        {mime::Defect::RepeatedField, "RepeatedField"},
        {mime::Defect::UnreadableType, "UnreadableType"},
        {mime::Defect::UnknownEncoding, "UnknownEncoding"},
        {mime::Defect::HeaderEndMissing, "HeaderEndMissing"},
        {mime::Defect::DelimiterInHeader, "DelimiterInHeader"},
        {mime::Defect::BoundaryMissing, "BoundaryMissing"},
        {mime::Defect::NoPartFound, "NoPartFound"},
        {mime::Defect::ClosingMissing, "ClosingMissing"},
        {mime::Defect::NestingLimit, "NestingLimit"},
        {mime::Defect::PartLimit, "PartLimit"},
        {mime::Defect::EncodedContainer, "EncodedContainer"},
        {mime::Defect::BrokenBase64, "BrokenBase64"},
        {mime::Defect::BrokenQuotedPrintable, "BrokenQuotedPrintable"},
        {mime::Defect::UnknownCharset, "UnknownCharset"},
        {mime::Defect::WrongCharset, "WrongCharset"},
        {mime::Defect::DamagedFile, "DamagedFile"},
        {mime::Defect::FileLimit, "FileLimit"}};
    return names.at(defect);
}

const mime::ParsedPart *partOf(const mime::ParsedPart &root, const mime::PartInfo *info)
{
    if (info == nullptr || root.info == *info)
        return info == nullptr ? nullptr : &root;
    for (const mime::ParsedPart &part : root.parts) {
        if (const mime::ParsedPart *found = partOf(part, info))
            return found;
    }
    return nullptr;
}

// Everything that a sample can expect, from the message alone.
std::map<QByteArray, QByteArray> answers(const QByteArray &message, const QByteArray &chosenCharset)
{
    const mime::ParsedMessage parsed = mime::parseMessage(message);
    std::map<QByteArray, QByteArray> found;
    mime::Defects defects = parsed.defects;
    found["tree"] = tree(parsed.root);
    found["subject"] = shown(parsed.root.header.text("Subject"));
    QByteArrayList authors;
    for (const mime::Mailbox &author :
         mime::parseAddressList(parsed.root.header.first("From").value_or(QByteArray())).mailboxes)
        authors.append(author.name.isEmpty() ? author.addrSpec()
                                             : shown(author.name) + " <" + author.addrSpec() + '>');
    found["authors"] = authors.join(" | ");
    const mime::ParsedPart *readable = partOf(parsed.root, mime::readablePart(parsed.root.info));
    if (readable != nullptr) {
        const mime::TextContent content =
            mime::decodedTextPart(readable->info, readable->body, chosenCharset);
        defects.note(content.defects);
        found["charset"] = content.charset;
        found["text"] = shown(mime::readableText(readable->info, readable->body, chosenCharset));
        found["shown"] = readable->info.section;
    }
    QByteArrayList names, sizes, files;
    for (const mime::PartInfo *attachment : mime::attachments(parsed.root.info)) {
        names.append(attachment->fileName.isEmpty() ? attachment->type + '/' + attachment->subtype
                                                    : shown(attachment->fileName));
        const mime::ParsedPart *part = partOf(parsed.root, attachment);
        sizes.append(QByteArray::number(mime::decodeTransfer(part->body, part->info.encoding).size()));
    }
    const auto look = [&](const mime::ParsedPart &part, const auto &self) -> void {
        const mime::ExtractedParts extracted = mime::extractedParts(part.info, part.body);
        defects.note(extracted.defects);
        for (const mime::ParsedPart &file : extracted.parts)
            files.append(shown(file.info.fileName) + '=' + shown(QString::fromLatin1(file.body.left(60))));
        for (const mime::ParsedPart &inside : part.parts)
            self(inside, self);
    };
    look(parsed.root, look);
    QByteArrayList kinds;
    for (const mime::Defect defect : defects.kinds())
        kinds.append(nameOf(defect));
    found["names"] = names.join(" | ");
    found["sizes"] = sizes.join(' ');
    found["files"] = files.join(" | ");
    found["defects"] = kinds.join(' ');
    return found;
}

}

class MessageTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryMessage_data();
    void readsEveryMessage();
    void thereAreThreeHundred();

private:
    static QFileInfoList files()
    {
        return QDir(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/core/mime/messages"))
            .entryInfoList({u"*.txt"_s}, QDir::Files, QDir::Name);
    }
};

void MessageTableTest::readsEveryMessage_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::addColumn<QString>("rows");
    static const std::map<QString, QString> rows{
        {u"subjects"_s, u"SEC-69"_s}, {u"authors"_s, u"SEC-80 SEC-78"_s}, {u"bodies"_s, u"SEC-70 SEC-71"_s},
        {u"names"_s, u"SEC-68"_s},    {u"structure"_s, u"SEC-67"_s},      {u"files"_s, u"SEC-71 SEC-74"_s}};
    for (const QFileInfo &file : files()) {
        for (const Sample &sample : samplesOf(contents(file.filePath()))) {
            QByteArrayList expected;
            for (const auto &[key, value] : sample.expected)
                expected.append(key + ": " + value);
            QTest::addRow("%s: %s", qPrintable(file.baseName()), sample.name.constData())
                << sample.message() << expected << rows.at(file.baseName());
        }
    }
}

// Whatever a sample does not name is not looked at, but for its defects: none unless it says so.
void MessageTableTest::readsEveryMessage()
{
    QFETCH(QString, rows);
    const posthorn_test::Coverage covered(rows);
    QFETCH(QByteArray, message);
    QFETCH(QByteArrayList, expected);
    QByteArray chosen;
    std::map<QByteArray, QByteArray> wanted{{"defects", ""}};
    for (const QByteArray &each : expected) {
        const qsizetype colon = each.indexOf(": ");
        (each.startsWith("choose") ? chosen : wanted[each.first(colon)]) = each.sliced(colon + 2);
    }
    auto found = answers(message, chosen);
    for (const auto &[key, value] : wanted)
        QCOMPARE(key + ": " + found[key], key + ": " + value);
}

void MessageTableTest::thereAreThreeHundred()
{
    qsizetype count = 0;
    for (const QFileInfo &file : files()) {
        for (const Sample &sample : samplesOf(contents(file.filePath()))) {
            QVERIFY2(sample.expected.size() > 0, sample.name.constData());
            ++count;
        }
    }
    QVERIFY2(count >= 300, QByteArray::number(count).constData());
}

POSTHORN_TEST(MessageTableTest)
#include "tst_messagetable.moc"
