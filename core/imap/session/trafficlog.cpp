// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/trafficlog.h"

#include "core/base/overloaded.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace imap::trafficlog {

namespace {

// Stands where a secret stood until the line is cut; no text of the protocol holds it (RFC 3501, 9: CHAR).
constexpr char blot = '\0';

// The size in "… {123}" or "… {123+}" at the end of a line that has passed the framer, or -1.
qsizetype announcedLiteral(QByteArrayView line)
{
    if (!line.endsWith('}'))
        return -1;
    const qsizetype open = line.lastIndexOf('{');
    if (open < 0)
        return -1;
    QByteArrayView digits = line.sliced(open + 1, line.size() - open - 2);
    if (digits.endsWith('+'))
        digits.chop(1);
    bool isNumber = false;
    const qlonglong size = digits.toByteArray().toLongLong(&isNumber);
    return isNumber && size >= 0 ? static_cast<qsizetype>(size) : -1;
}

QByteArray cut(QByteArrayView line)
{
    if (line.size() <= shownLine)
        return line.toByteArray();
    return line.first(shownLine).toByteArray() + "… <"_ba + QByteArray::number(line.size() - shownLine)
        + " octets more>"_ba;
}

}

QByteArray literal(QByteArrayView octets)
{
    if (octets.size() <= shownLiteral)
        return octets.toByteArray();
    return "<"_ba + QByteArray::number(octets.size()) + " octets>"_ba;
}

namespace {

QByteArray cutFrame(QByteArrayView frame)
{
    QByteArray shown;
    while (shown.size() <= shownLine) {
        const qsizetype eol = frame.indexOf("\r\n");
        const QByteArrayView line = eol < 0 ? frame : frame.first(eol);
        shown += cut(line);
        const qsizetype size = announcedLiteral(line);
        if (eol < 0 || size < 0 || size > frame.size() - eol - 2)
            return shown;
        shown += "\r\n"_ba + literal(frame.sliced(eol + 2, size));
        frame = frame.sliced(eol + 2 + size);
    }
    return shown + "… <"_ba + QByteArray::number(frame.size()) + " octets more>"_ba;
}

}

QByteArray received(const QByteArray &frame, const Secrets &secrets)
{
    return secrets.isEmpty() ? cutFrame(frame) : Secrets::shown(cutFrame(secrets.blottedIn(frame)));
}

QByteArray without(const Secret &secret, const QByteArray &text)
{
    Secrets secrets;
    secrets.add(secret);
    return secrets.maskedIn(text);
}

void Secrets::addForm(QByteArrayView form)
{
    constexpr qsizetype leastLength = 3;  // shorter ones would blot out half of every line
    constexpr std::size_t mostForms = 200;
    const QByteArray lower = form.toByteArray().toLower();
    const auto isSame = [&lower](const Secret &known) { return known.reveal() == lower; };
    if (lower.size() >= leastLength && m_forms.size() < mostForms
        && std::none_of(m_forms.begin(), m_forms.end(), isSame))
        m_forms.emplace_back(lower);
}

void Secrets::add(const Secret &clear)
{
    addForm(clear.reveal());
    if (clear.reveal().size() >= 3)
        addForm(clear.reveal().toBase64(QByteArray::OmitTrailingEquals));
}

void Secrets::addWritten(const CommandText &text)
{
    const auto addLine = [this](const CommandText::Confidential &secret) {
        QByteArrayView octets = secret.octets.reveal();
        if (octets.size() >= 2 && octets.startsWith('"')) {  // quotes need not be quoted
            octets = octets.sliced(1, octets.size() - 2);
        } else {  // base64; the padding may be left out
            while (octets.endsWith('='))
                octets.chop(1);
        }
        addForm(octets);
    };
    for (const CommandText::Segment &segment : text.segments())
        std::visit(overloaded{
                       addLine,
                       [this](const CommandText::ConfidentialLiteral &secret) { add(secret.octets); },
                       [](const auto &) {},
                   },
                   segment);
}

QByteArray Secrets::blottedIn(const QByteArray &text) const
{
    constexpr qsizetype tellingStart = 8;  // so much of one gives it away
    const QByteArray lower = text.toLower();
    QByteArray blotted = text;
    for (const Secret &form : m_forms) {
        const QByteArray &octets = form.reveal();
        const QByteArray start = octets.first(std::min(octets.size(), tellingStart));
        for (qsizetype at = lower.indexOf(start); at >= 0; at = lower.indexOf(start, at + 1)) {
            const auto from = lower.begin() + at;
            const auto alike = std::mismatch(from, lower.end(), octets.begin(), octets.end());
            std::fill_n(blotted.begin() + at, alike.first - from, blot);
        }
    }
    return blotted;
}

QByteArray Secrets::shown(QByteArrayView blotted)
{
    QByteArray text;
    text.reserve(blotted.size());
    for (qsizetype at = 0; at < blotted.size(); ++at) {
        if (blotted[at] != blot)
            text += blotted[at];
        else if (at == 0 || blotted[at - 1] != blot)
            text += "***";
    }
    return text;
}

QByteArray Secrets::maskedIn(const QByteArray &text) const
{
    return isEmpty() ? text : shown(blottedIn(text));
}

}
