// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/searchprogram.h"

#include <QStringConverter>

#include <algorithm>

namespace imap {

namespace {

bool sameName(QByteArrayView a, QByteArrayView b) noexcept
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

// The same text in another charset; nullopt when that has no letters for it. Only literals hold more than
// ASCII, and no charset we take differs from ASCII in ASCII.
std::optional<CommandText> recoded(const CommandText &utf8, const QByteArray &charset)
{
    QStringEncoder encoder(charset.constData());
    if (!encoder.isValid() || charset.startsWith("UTF-16") || charset.startsWith("UTF-32"))
        return std::nullopt;
    CommandText text;
    for (const CommandText::Segment &segment : utf8.segments()) {
        if (const auto *plain = std::get_if<CommandText::Plain>(&segment)) {
            text.raw(plain->octets);
        } else if (const auto *literal = std::get_if<CommandText::Literal>(&segment)) {
            text.literal(encoder.encode(QString::fromUtf8(literal->octets)));
            if (encoder.hasError())
                return std::nullopt;
        } else {
            return std::nullopt;
        }
    }
    return text;
}

}

SearchProgram::SearchProgram(const SearchKey &key)
    : m_keys(key.text()), m_needs(key.needs()), m_needsUtf8(key.needsUtf8()), m_usesNumbers(key.usesNumbers())
{}

// Before IMAP4 there was no CHARSET, and no agreement about "\" in quoted strings.
bool SearchProgram::isPlainest() const
{
    return !m_needsUtf8
        && std::all_of(m_keys.segments().begin(), m_keys.segments().end(), [](const auto &segment) {
               const auto *plain = std::get_if<CommandText::Plain>(&segment);
               return plain == nullptr
                   || (!plain->octets.startsWith("CHARSET ") && !plain->octets.contains('\\'));
           });
}

bool SearchProgram::isSayable(const Capabilities &server) const
{
    const bool isKnown = std::all_of(m_needs.begin(), m_needs.end(), [&server](const QByteArray &name) {
        return sameName(name, "CONDSTORE") ? server.modSeqs() : server.offers(name);
    });
    const bool isReadable = !namesCharset(server) || server.dialect().mayUse(Feature::SearchCharset);
    return isKnown && isReadable && (server.dialect().hasUids() || isPlainest())
        && !(m_usesNumbers && server.uidOnly()) && m_keys.isSendable() && !m_keys.segments().empty();
}

bool SearchProgram::namesCharset(const Capabilities &server) const
{
    return m_needsUtf8 && !server.utf8();
}

void SearchProgram::saySearch(CommandText &text, const Capabilities &server) const
{
    if (namesCharset(server))
        text.raw("CHARSET ").astring(m_charset).space();
    text.append(m_keys);
    if (m_below)
        text.raw(" UID 1:").number(m_below->value - 1);
}

void SearchProgram::saySort(CommandText &text) const
{
    text.astring(m_needsUtf8 ? m_charset : QByteArray("US-ASCII")).space().append(m_keys);
}

// Once: from anything but UTF-8 there is no way back.
bool SearchProgram::changeCharset(const Completion &refusal)
{
    const auto *told = refusal.text.as<code::BadCharset>();
    if (told == nullptr || !m_needsUtf8 || m_charset != "UTF-8")
        return false;
    for (const QByteArray &charset : told->charsets) {
        if (sameName(charset, "UTF-8"))
            continue;
        if (std::optional<CommandText> keys = recoded(m_keys, charset.toUpper())) {
            m_keys = std::move(*keys);
            m_charset = charset.toUpper();
            return true;
        }
    }
    return false;
}

bool SearchProgram::goBelow(const Completion &completion)
{
    const std::optional<Uid> stopped = completion.stoppedAt();
    if (!stopped || stopped->value <= 1 || (m_below && *stopped >= *m_below))
        return false;
    m_below = stopped;
    return true;
}

}
