// SPDX-License-Identifier: GPL-3.0-or-later
// A composition as octets for a database: a version, then everything in the order of its declaration.
#include "core/compose/composition.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>
#include <concepts>

namespace compose {

namespace {

// The second has the wish for protection at its end; without one the first is written, which older programs
// read as well.
constexpr quint8 firstVersion = 1, protectedVersion = 2;
// Far more than anybody writes: what claims more is no draft, and must not cost memory.
constexpr quint32 mostItems = 100'000;
constexpr int deepest = 100;  // lists and quotations

// One function says what belongs to a value, and both directions go through it, so they cannot differ.
class Writer
{
public:
    explicit Writer(QByteArray &out) : m_stream(&out, QIODevice::WriteOnly)
    {
        m_stream.setVersion(QDataStream::Qt_6_4);
    }
    template <typename T>
    void value(const T &each)
    {
        m_stream << each;
    }
    template <typename T>
    void number(const T &each)
    {
        m_stream << static_cast<qint32>(each);
    }
    template <typename T>
    std::size_t count(const T &list)
    {
        m_stream << static_cast<quint32>(list.size());
        return static_cast<std::size_t>(list.size());
    }

private:
    QDataStream m_stream;
};

class Reader
{
public:
    explicit Reader(const QByteArray &octets) : m_stream(octets) { m_stream.setVersion(QDataStream::Qt_6_4); }
    template <typename T>
    void value(T &each)
    {
        m_stream >> each;
    }
    template <typename T>
    void number(T &each)
    {
        qint32 read = 0;
        m_stream >> read;
        each = static_cast<T>(read);
    }
    template <typename T>
    std::size_t count(T &list)
    {
        quint32 size = 0;
        m_stream >> size;
        // Each item takes an octet at least.
        const bool isPossible = size <= mostItems && size <= m_stream.device()->bytesAvailable();
        if (!isPossible)
            m_stream.setStatus(QDataStream::ReadCorruptData);
        list.resize(isPossible ? size : 0);
        return isPossible ? size : 0;
    }
    [[nodiscard]] bool isComplete() const { return m_stream.status() == QDataStream::Ok && m_stream.atEnd(); }

private:
    QDataStream m_stream;
};

template <typename Stream, typename T>
void item(Stream &stream, T &value)
{
    stream.value(value);
}

template <typename Stream, typename List>
void items(Stream &stream, List &list)
{
    const std::size_t size = stream.count(list);
    for (std::size_t i = 0; i < size; ++i)
        item(stream, list[static_cast<typename List::size_type>(i)]);
}

// One overload for a value that is written and one for a value that is read: `M` is const or not.
template <typename Stream, typename M>
requires std::same_as<std::remove_const_t<M>, mime::Mailbox>
void item(Stream &stream, M &mailbox)
{
    stream.value(mailbox.name);
    stream.value(mailbox.localPart);
    stream.value(mailbox.domain);
}

template <typename Stream, typename R>
requires std::same_as<std::remove_const_t<R>, Recipient>
void item(Stream &stream, R &recipient)
{
    item(stream, recipient.mailbox);
    stream.value(recipient.isExempt);
}

template <typename Stream, typename A>
requires std::same_as<std::remove_const_t<A>, Attachment>
void item(Stream &stream, A &attachment)
{
    stream.value(attachment.key);
    stream.value(attachment.name);
    stream.value(attachment.type);
    stream.value(attachment.contentId);
    stream.value(attachment.size);
}

template <typename Stream, typename F>
requires std::same_as<std::remove_const_t<F>, ExtraField>
void item(Stream &stream, F &field)
{
    stream.value(field.name);
    stream.value(field.value);
}

template <typename Stream, typename R>
requires std::same_as<std::remove_const_t<R>, Run>
void item(Stream &stream, R &run)
{
    stream.value(run.text);
    stream.value(run.isBold);
    stream.value(run.isItalic);
    stream.value(run.link);
    stream.value(run.picture);
}

template <typename Stream, typename P>
requires std::same_as<std::remove_const_t<P>, Paragraph>
void item(Stream &stream, P &paragraph)
{
    stream.number(paragraph.kind);
    stream.number(paragraph.level);
    stream.number(paragraph.quote);
    items(stream, paragraph.runs);
}

template <typename Stream, typename K>
requires std::same_as<std::remove_const_t<K>, Protection::Choice>
void item(Stream &stream, K &choice)
{
    stream.value(choice.address);
    stream.value(choice.fingerprint);
}

template <typename Stream, typename P>
requires std::same_as<std::remove_const_t<P>, Protection>
void item(Stream &stream, P &protection)
{
    stream.value(protection.isSigned);
    stream.value(protection.isEncrypted);
    stream.number(protection.form);
    items(stream, protection.choices);
}

template <typename Stream, typename C>
void composition(Stream &stream, C &each)
{
    stream.value(each.account);
    item(stream, each.from);
    items(stream, each.replyTo);
    for (auto *list : {&each.to, &each.cc, &each.bcc})
        items(stream, *list);
    stream.value(each.subject);
    stream.value(each.text);
    items(stream, each.attachments);
    stream.value(each.messageId);
    stream.value(each.inReplyTo);
    items(stream, each.references);
    stream.value(each.asksReceipt);
    stream.value(each.asksDelivery);
    stream.number(each.priority);
    items(stream, each.fields);
}

bool isSound(const Composition &read)
{
    const auto isKnownKind = [](const Paragraph &each) {
        return each.kind >= Paragraph::Kind::Text && each.kind <= Paragraph::Kind::Number && each.level >= 0
            && each.level <= deepest && each.quote >= 0 && each.quote <= deepest;
    };
    return read.priority >= Priority::Normal && read.priority <= Priority::Low
        && read.protection.form >= Form::OpenPgp && read.protection.form <= Form::Smime
        && (!read.rich
            || std::all_of(read.rich->paragraphs.begin(), read.rich->paragraphs.end(), isKnownKind));
}

}

QByteArray serialize(const Composition &each)
{
    QByteArray out;
    Writer writer(out);
    const bool isProtected = each.protection != Protection();
    writer.value(isProtected ? protectedVersion : firstVersion);
    composition(writer, each);
    writer.value(each.rich.has_value());
    if (each.rich)
        items(writer, each.rich->paragraphs);
    writer.value(each.redirected.has_value());
    if (each.redirected)
        item(writer, *each.redirected);
    if (isProtected)
        item(writer, each.protection);
    return out;
}

std::optional<Composition> deserialize(const QByteArray &octets)
{
    Reader reader(octets);
    quint8 version = 0;
    reader.value(version);
    if (version != firstVersion && version != protectedVersion)
        return std::nullopt;
    Composition read;
    composition(reader, read);
    bool isThere = false;
    reader.value(isThere);
    if (isThere)
        items(reader, read.rich.emplace().paragraphs);
    reader.value(isThere);
    if (isThere)
        item(reader, read.redirected.emplace());
    if (version == protectedVersion)
        item(reader, read.protection);
    if (!reader.isComplete() || !isSound(read))
        return std::nullopt;
    return read;
}

}
