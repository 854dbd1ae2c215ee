// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/reportfields.h"

#include "core/mime/date.h"
#include "core/mime/octets.h"
#include "core/receipts/fieldsyntax.h"

#include <algorithm>

namespace receipts {

namespace {

constexpr qsizetype longestAddress = 1000;

bool isTypeWord(const QByteArray &word)
{
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), [](char c) {
        return mime::isLetter(c) || mime::isDigit(c) || c == '-' || c == '_' || c == '.';
    });
}

// The Unicode characters that unitext writes as \x{HEX} (RFC 6533, 3).
QByteArray unitextDecoded(const QByteArray &text)
{
    QByteArray plain;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype from = text.indexOf("\\x{", at);
        const qsizetype to = from < 0 ? -1 : text.indexOf('}', from);
        bool isHex = false;
        const char32_t point =
            to < 0 || to - from > 9 ? 0 : text.mid(from + 3, to - from - 3).toUInt(&isHex, 16);
        const bool isCharacter = isHex && point > 0 && point <= 0x10ffff && !QChar::isSurrogate(point);
        if (from < 0)
            break;
        plain += text.mid(at, from - at);
        plain += isCharacter ? QString::fromUcs4(&point, 1).toUtf8() : text.mid(from, 3);
        at = isCharacter ? to + 1 : from + 3;
    }
    return plain + text.mid(at);
}

bool isInternetType(const QByteArray &type)
{
    return type.isEmpty() || type == "rfc822" || type == "utf-8" || type == "smtp" || type == "internet";
}

}

void note(ReportDefects &defects, ReportDefect defect)
{
    if (std::find(defects.begin(), defects.end(), defect) == defects.end())
        defects.push_back(defect);
}

TypedText typedText(const QByteArray &value)
{
    const qsizetype semicolon = value.indexOf(';');
    const QByteArray type = withoutComments(value.first(std::max<qsizetype>(semicolon, 0))).toLower();
    if (!isTypeWord(type))
        return {{}, value.trimmed()};
    return {type, value.sliced(semicolon + 1).trimmed()};
}

ReportAddress reportAddress(const QByteArray &value, ReportDefects &defects)
{
    const TypedText typed = typedText(value);
    ReportAddress address{typed.type, typed.text, {}};
    if (address.type.isEmpty())
        note(defects, ReportDefect::MissingAddressType);
    if (!isInternetType(address.type))
        return address;
    const bool isTooLong = address.text.size() > longestAddress;
    const mime::AddressList list = isTooLong
        ? mime::AddressList()
        : mime::parseAddressList(address.type == "utf-8" ? unitextDecoded(address.text) : address.text);
    if (list.mailboxes.size() != 1 || list.defects > 0)
        note(defects, ReportDefect::MalformedAddress);
    if (!list.mailboxes.empty())
        address.mailbox = list.mailboxes.front();
    address.mailbox.name.clear();
    return address;
}

std::optional<QByteArray> xtextDecoded(const QByteArray &text)
{
    if (text.size() > longestAddress)
        return std::nullopt;
    QByteArray plain;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] != '+') {
            plain += text[at];
            continue;
        }
        const auto octet = mime::hexOctet(text, at + 1);
        if (!octet)
            return std::nullopt;
        plain += *octet;
        at += 2;
    }
    return plain.size() < text.size() ? std::optional(plain) : std::nullopt;
}

QByteArray reportedMessageId(const QByteArray &value, ReportDefects &defects)
{
    QByteArray id = messageId(value);
    if (!id.contains('@'))
        note(defects, ReportDefect::MalformedMessageId);
    return id;
}

QDateTime reportedDate(const QByteArray &value, ReportDefects &defects)
{
    const auto date = mime::parseDate(value);
    if (!date)
        note(defects, ReportDefect::MalformedDate);
    return date.value_or(QDateTime());
}

std::vector<mime::HeaderField> flatFields(const mime::Header &block)
{
    std::vector<mime::HeaderField> fields;
    fields.reserve(block.fields().size());
    for (const mime::HeaderField &field : block.fields())
        fields.push_back(
            {QByteArray(field.name.constData(), field.name.size()), mime::unfolded(field.value).trimmed()});
    return fields;
}

void addExtension(std::vector<mime::HeaderField> &extensions, const mime::HeaderField &field,
                  ReportDefects &defects)
{
    if (extensions.size() < mostExtensionFields)
        extensions.push_back(field);
    else
        note(defects, ReportDefect::TooMany);
}

}
