// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/mailboxname.h"

#include "core/imap/wire/octets.h"

#include <QStringDecoder>

#include <array>

namespace imap {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

constexpr std::array<qint16, 256> makeReverse()
{
    std::array<qint16, 256> reverse{};
    reverse.fill(-1);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        reverse[static_cast<unsigned char>(alphabet[i])] = static_cast<qint16>(i);
    return reverse;
}

constexpr auto reverse = makeReverse();

constexpr bool isDirect(char16_t c)
{
    return c >= 0x20 && c <= 0x7e;
}

// The UTF-16 of one shift; false if it is not canonical: whole units, no padding bits set, nothing that could
// have stood directly, no lone surrogate.
bool appendShifted(QString &out, QByteArrayView base64)
{
    quint32 bits = 0;
    int count = 0;
    char16_t pendingHigh = 0;
    for (const char c : base64) {
        const int value = reverse[static_cast<unsigned char>(c)];
        if (value < 0)
            return false;
        bits = (bits << 6) | static_cast<quint32>(value);
        count += 6;
        if (count < 16)
            continue;
        count -= 16;
        const auto unit = static_cast<char16_t>((bits >> count) & 0xffff);
        if (isDirect(unit) || QChar::isLowSurrogate(unit) != (pendingHigh != 0))
            return false;
        pendingHigh = QChar::isHighSurrogate(unit) ? unit : char16_t{0};
        out.append(QChar(unit));
    }
    return pendingHigh == 0 && count < 6 && (bits & ((1U << count) - 1)) == 0;
}

QByteArray shifted(QStringView units)
{
    QByteArray out("&");
    quint32 bits = 0;
    int count = 0;
    for (const QChar unit : units) {
        bits = (bits << 16) | unit.unicode();
        for (count += 16; count >= 6; count -= 6)
            out.append(alphabet[(bits >> (count - 6)) & 0x3f]);
        bits &= (1U << count) - 1;
    }
    if (count > 0)
        out.append(alphabet[(bits << (6 - count)) & 0x3f]);
    return out.append('-');
}

// The code unit at `i`, or U+FFFD for half a surrogate pair, which has no encoding.
bool isLoneSurrogate(QStringView name, qsizetype i)
{
    if (name[i].isHighSurrogate())
        return i + 1 >= name.size() || !name[i + 1].isLowSurrogate();
    return name[i].isLowSurrogate() && (i == 0 || !name[i - 1].isHighSurrogate());
}

QString withoutLoneSurrogates(QStringView name)
{
    QString sound = name.toString();
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (isLoneSurrogate(name, i))
            sound[i] = QChar(QChar::ReplacementCharacter);
    }
    return sound;
}

}

// mailbox name in modified UTF-7                                                             (RFC
// 3501, 5.1.3)
std::optional<QString> decodeModifiedUtf7(QByteArrayView name)
{
    QString out;
    out.reserve(name.size());
    bool justShifted = false;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        if (!isDirect(c))
            return std::nullopt;
        if (c != '&') {
            out.append(QLatin1Char(name[i]));
            justShifted = false;
            continue;
        }
        const qsizetype end = name.indexOf('-', i + 1);
        if (end < 0)
            return std::nullopt;
        const bool isAmpersand = end == i + 1;
        if (isAmpersand)
            out.append(QLatin1Char('&'));
        else if (justShifted || !appendShifted(out, name.sliced(i + 1, end - i - 1)))
            return std::nullopt;  // "&U,BTFw-&ZeVnLIqe-": a superfluous shift
        justShifted = !isAmpersand;
        i = end;
    }
    return out;
}

QByteArray encodeModifiedUtf7(QStringView name)
{
    const QString sound = withoutLoneSurrogates(name);
    QByteArray out;
    for (qsizetype i = 0; i < sound.size();) {
        const char16_t c = sound[i].unicode();
        if (isDirect(c)) {
            out.append(static_cast<char>(c));
            if (c == u'&')
                out.append('-');
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < sound.size() && !isDirect(sound[end].unicode()))
            ++end;
        out.append(shifted(QStringView(sound).sliced(i, end - i)));
        i = end;
    }
    return out;
}

QString displayName(QByteArrayView name)
{
    if (auto decoded = decodeModifiedUtf7(name))
        return *decoded;
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8.decode(name);
    return utf8.hasError() ? QString::fromLatin1(name) : text;
}

bool isInbox(QByteArrayView name) noexcept
{
    return equalsUpper(name, "INBOX");
}

bool sameMailbox(QByteArrayView a, QByteArrayView b) noexcept
{
    return a == b || (isInbox(a) && isInbox(b));
}

}
