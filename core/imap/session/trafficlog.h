// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/imap/wire/commandtext.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

// What the dialogue looks like to a person who reads the protocol view: no secrets, no mail bodies. Pure.
namespace imap::trafficlog {

// Literals up to this size are shown; they are mailbox names and header fields then, not bodies.
inline constexpr qsizetype shownLiteral = 200;
// A line is cut after so much: SEARCH answers can be megabytes.
inline constexpr qsizetype shownLine = 2000;

// What must not be shown, in every form in which the server may repeat it: in clear, in base64, and as it
// stood in a command. Servers also quote in capitals, so case does not count.
class Secrets
{
public:
    void add(const Secret &clear);
    // The confidential segments of what is written: SASL responses, a password in quotes with its escapes.
    void addWritten(const CommandText &text);
    void clear() { m_forms.clear(); }
    [[nodiscard]] bool isEmpty() const noexcept { return m_forms.empty(); }

    // Each becomes "***" wherever it stands, also one that the server has cut off.
    [[nodiscard]] QByteArray maskedIn(const QByteArray &text) const;
    // The same octet for octet, so that literals keep their size; shown() makes "***" of it.
    [[nodiscard]] QByteArray blottedIn(const QByteArray &text) const;
    [[nodiscard]] static QByteArray shown(QByteArrayView blotted);

private:
    void addForm(QByteArrayView form);

    std::vector<Secret> m_forms;  // lower case
};

[[nodiscard]] QByteArray literal(QByteArrayView octets);  // itself, or "<310 octets>"
// One frame of the server without its last CRLF; literals as above. What is secret is masked first: nothing
// of it may be left before a cut.
[[nodiscard]] QByteArray received(const QByteArray &frame, const Secrets &secrets = {});
// Servers quote what they were sent: `secret`, in clear or in base64, becomes "***" wherever it stands.
[[nodiscard]] QByteArray without(const Secret &secret, const QByteArray &text);

}
