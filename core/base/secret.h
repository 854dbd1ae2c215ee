// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMetaType>

#include <utility>

// A password or token on its way to the server. It has no operator<< and no toString(), so it cannot reach a
// log by accident; reveal() is the one place to look for when you audit.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes) : m_bytes(std::move(bytes)) {}

    [[nodiscard]] const QByteArray &reveal() const noexcept { return m_bytes; }
    [[nodiscard]] bool isEmpty() const noexcept { return m_bytes.isEmpty(); }

private:
    QByteArray m_bytes;
};

Q_DECLARE_METATYPE(Secret)
