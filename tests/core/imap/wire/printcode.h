// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/responsecode.h"

#include <span>

// The parts of print.h.
namespace print {

[[nodiscard]] QByteArray string(QByteArrayView octets);
[[nodiscard]] QByteArray nstring(const std::optional<QByteArray> &octets);
[[nodiscard]] QByteArray number(quint64 value);
[[nodiscard]] QByteArray words(std::span<const QByteArray> list);
[[nodiscard]] bool arePlain(std::span<const QByteArray> list);
[[nodiscard]] std::optional<QByteArray> responseText(const imap::ResponseText &value);

}
