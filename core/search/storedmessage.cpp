// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/storedmessage.h"

#include "core/mime/partsections.h"
#include "core/search/textwords.h"
#include "core/store/contentwriter.h"

namespace search {

using namespace Qt::StringLiterals;

namespace {

// Adds text until there is enough.
class Body
{
public:
    void add(const mime::PartInfo &part, const QByteArray &octets)
    {
        if (m_text.size() >= bodyCharacters)
            return;
        // Base64 of what is wanted at the most, so that a huge part is not decoded whole.
        const QByteArrayView wanted =
            QByteArrayView(octets).first(std::min(octets.size(), bodyCharacters * 6));
        if (!m_text.isEmpty())
            m_text += u'\n';
        m_text += mime::readableText(part, wanted);
        m_text.truncate(bodyCharacters);
    }
    [[nodiscard]] QString taken() { return std::exchange(m_text, {}); }

private:
    QString m_text;
};

void addSections(const mime::PartInfo &part, const StoredMessage &message, Body &body)
{
    for (const mime::PartInfo &inner : part.parts)
        addSections(inner, message, body);
    if (!part.isText() || !part.parts.empty())
        return;
    for (const auto &[name, octets] : message.sections) {
        if (name == part.section)
            body.add(part, octets);
    }
}

void addParts(const mime::ParsedPart &part, Body &body)
{
    for (const mime::ParsedPart &inner : part.parts)
        addParts(inner, body);
    if (part.info.isText() && part.parts.empty())
        body.add(part.info, part.body);
}

// A message that is read as a whole (a signed one) has its octets in TEXT alone.
QString bodyOf(const StoredMessage &message)
{
    Body body;
    addSections(message.structure, message, body);
    QString text = body.taken();
    if (!text.isEmpty() || !message.header)
        return text;
    for (const auto &[name, octets] : message.sections) {
        if (name == "TEXT")
            addParts(mime::parseMessage(*message.header + octets).root, body);
    }
    return body.taken();
}

QString fieldText(const mime::Header &header, QByteArrayView name)
{
    QStringList lines;
    for (const QByteArray &field : header.all(name))
        lines.append(mime::decodedText(field));
    return lines.join(u'\n');
}

void takePeople(MessageFacts &facts, const StoredMessage &message)
{
    facts.from = message.sender + u' ' + QString::fromUtf8(message.senderAddress);
    facts.to = message.recipients;
    if (!message.header)
        return;
    const auto header = mime::Header::parseIn(*message.header);
    facts.from = fieldText(header, "From");
    facts.to = fieldText(header, "To");
    facts.cc = fieldText(header, "Cc");
    facts.bcc = fieldText(header, "Bcc");
    facts.list = fieldText(header, "List-Id");
}

}

std::optional<StoredMessage> storedMessage(store::Statements &statements, qint64 message)
{
    std::optional<StoredMessage> found;
    bool isSound = true;
    statements.first(
        "SELECT " MESSAGE_COLUMNS
        ", h.octets, h.seal, m.thread FROM messages m LEFT JOIN headers h ON h.message = m.id"
        " WHERE m.id = ?1",
        [&](const store::Statement &row) {
            constexpr int header = store::messageColumns;
            found.emplace();
            found->octets = row.integer(1);
            found->asksForReceipt = row.integer(4) != 0;
            found->subject = row.text(5);
            found->sender = row.text(6);
            found->senderAddress = row.blob(7);
            found->recipients = row.text(8);
            found->messageId = row.blob(9);
            found->receiptKey = row.blob(10);
            found->structure = mime::deserializePartInfo(row.blob(11));
            found->thread = row.integer(header + 2);
            if (!row.isNull(header))
                found->header = row.blob(header);
            isSound = isSealedMessage(row, 0)
                && (row.isNull(header + 1) || !found->header
                    || row.integer(header + 1) == store::headerSeal(message, *found->header));
        },
        message);
    if (!found)
        return std::nullopt;
    statements.each(
        "SELECT name, octets, seal FROM sections WHERE message = ?1 ORDER BY name",
        [&](const store::Statement &row) {
            found->sections.emplace_back(row.blob(0), row.blob(1));
            const auto &[name, octets] = found->sections.back();
            isSound =
                isSound && (row.isNull(2) || row.integer(2) == store::sectionSeal(message, name, octets));
        },
        message);
    if (isSound)
        return found;
    statements.noteDamage();
    return std::nullopt;
}

MessageFacts textsOf(const StoredMessage &message)
{
    MessageFacts facts;
    takePeople(facts, message);
    facts.subject = message.subject;
    facts.body = bodyOf(message);
    for (const mime::PartInfo *part : mime::attachments(message.structure))
        facts.attachments.push_back({part->fileName, part->type + '/' + part->subtype});
    facts.octets = static_cast<quint64>(message.octets);
    facts.messageId = QString::fromUtf8(message.messageId);
    return facts;
}

IndexedColumns indexedColumns(const MessageFacts &texts)
{
    QStringList files;
    for (const AttachmentFacts &attachment : texts.attachments)
        files.append(attachment.name);
    const QString recipients = texts.to + u'\n' + texts.cc + u'\n' + texts.bcc;
    const auto words = [](const QString &text) { return indexText(text).toUtf8(); };
    return {words(texts.body), words(texts.subject),     words(texts.from), words(recipients),
            words(texts.cc),   words(files.join(u'\n')), words(texts.list)};
}

}
