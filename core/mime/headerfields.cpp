// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/headerfields.h"

#include "core/mime/header.h"
#include "core/mime/limits.h"
#include "core/mime/octets.h"
#include "core/mime/slice.h"

#include <cstring>
#include <utility>

namespace mime {

LineReader::LineReader(QByteArrayView octets) noexcept
    : m_rest(octets), m_end(octets.contains('\n') ? '\n' : '\r')
{}

QByteArrayView LineReader::next() noexcept
{
    const auto *end = m_rest.isEmpty()
        ? nullptr
        : static_cast<const char *>(std::memchr(m_rest.data(), m_end, static_cast<size_t>(m_rest.size())));
    const qsizetype taken = end == nullptr ? m_rest.size() : end - m_rest.data() + 1;
    QByteArrayView line = m_rest.first(end == nullptr ? taken : taken - 1);
    m_rest = m_rest.sliced(taken);
    while (!line.isEmpty() && line.back() == '\r')
        line.chop(1);  // CRLF, and the CR CR LF of broken gateways
    return line;
}

// field-name = 1*ftext, then ":"; blanks before the colon are obsolete syntax      (RFC 5322, 2.2 and 4.5)
qsizetype fieldNameLength(QByteArrayView line) noexcept
{
    qsizetype at = 0;
    while (at < line.size() && line[at] > ' ' && line[at] < 0x7f && line[at] != ':')
        ++at;
    const qsizetype length = at;
    while (at < line.size() && isBlank(line[at]))
        ++at;
    return length > 0 && at < line.size() && line[at] == ':' ? length : 0;
}

namespace {

// What a mailbox file (RFC 4155) puts before a message, and some servers leave there; no defect of the
// message.
bool isMboxLine(QByteArrayView line)
{
    return line.startsWith("From ") || line.startsWith(">From ");
}

// Octets at which some programs see the end of the line, and so another message than we do.
void noteControls(QByteArrayView line, Defects &defects)
{
    if (line.contains('\r'))
        defects.note(Defect::BareCr);
    if (line.contains('\0'))
        defects.note(Defect::Nul);
}

// Gathers fields from lines; a value goes from behind the colon to the end of the last line folded to it.
class FieldCollector
{
public:
    FieldCollector(const QByteArray &block, std::vector<HeaderField> &fields, Defects &defects)
        : m_block(block), m_fields(fields), m_defects(defects)
    {}

    void add(QByteArrayView line)
    {
        const bool isFirst = std::exchange(m_isFirst, false);
        noteControls(line, m_defects);
        const qsizetype from = line.data() - m_block.constData();
        if (isBlank(line.front()) && !isFirst) {
            m_valueTo = from + line.size();
            return;
        }
        finish();
        const qsizetype name = fieldNameLength(line);
        if (name == 0 || m_fields.size() >= limits::headerFields) {
            if (!isFirst || !isMboxLine(line))
                m_defects.note(name == 0 ? Defect::NotAField : Defect::TooManyFields);
            return;
        }
        m_fields.push_back({slice(m_block, from, name), {}});
        m_valueFrom = from + line.indexOf(':', name) + 1;
        m_valueTo = from + line.size();
    }
    void finish()
    {
        if (m_valueFrom >= 0)
            m_fields.back().value = slice(m_block, m_valueFrom, m_valueTo - m_valueFrom);
        m_valueFrom = -1;
    }

private:
    const QByteArray &m_block;
    std::vector<HeaderField> &m_fields;
    Defects &m_defects;
    bool m_isFirst = true;
    qsizetype m_valueFrom = -1;  // of the field being read; -1: none
    qsizetype m_valueTo = 0;
};

}

Header Header::parse(QByteArrayView octets)
{
    // One copy for all fields, and no more of it than is looked at.
    return parseIn(octets.first(std::min<qsizetype>(octets.size(), limits::headerOctets + 1)).toByteArray());
}

Header Header::parseIn(const QByteArray &octets)
{
    const bool tooLong = octets.size() > limits::headerOctets;
    const QByteArray block = slice(octets, 0, std::min<qsizetype>(octets.size(), limits::headerOctets));
    Header header;
    if (tooLong)
        header.m_defects.note(Defect::HeaderTooLong);
    FieldCollector fields(block, header.m_fields, header.m_defects);
    for (LineReader lines(block); !lines.atEnd();) {
        const QByteArrayView line = lines.next();
        if (line.isEmpty())
            break;
        fields.add(line);
    }
    fields.finish();
    return header;
}

namespace {

QByteArray flatValue(const HeaderField &field)
{
    return unfolded(strippedView(field.value));
}

}

std::optional<QByteArray> Header::first(QByteArrayView name) const
{
    for (const HeaderField &field : m_fields) {
        if (sameIgnoringCase(field.name, name))
            return flatValue(field);
    }
    return std::nullopt;
}

std::vector<QByteArray> Header::all(QByteArrayView name) const
{
    std::vector<QByteArray> values;
    for (const HeaderField &field : m_fields) {
        if (sameIgnoringCase(field.name, name))
            values.push_back(flatValue(field));
    }
    return values;
}

qsizetype Header::count(QByteArrayView name) const
{
    return std::count_if(m_fields.begin(), m_fields.end(),
                         [&](const HeaderField &field) { return sameIgnoringCase(field.name, name); });
}

QString Header::text(QByteArrayView name) const
{
    const auto raw = first(name);
    return raw ? decodedText(*raw) : QString();
}

QByteArray unfolded(QByteArrayView raw)
{
    if (std::none_of(raw.begin(), raw.end(), isLineEnd))
        return raw.toByteArray();
    QByteArray flat(raw.size(), Qt::Uninitialized);
    const auto end = std::copy_if(raw.begin(), raw.end(), flat.begin(), [](char c) { return !isLineEnd(c); });
    flat.truncate(end - flat.begin());
    return flat;
}

}
