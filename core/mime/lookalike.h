// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>
#include <QStringView>

namespace mime {

// A domain as Unicode: its "xn--" labels decoded (RFC 3492, RFC 5891) whatever a registry allows, lower case.
// Labels that cannot be decoded stay.
[[nodiscard]] QString unicodeDomain(QByteArrayView domain);
// The same in ASCII, "xn--" where it must be: what nobody can mistake. A domain that has no such form stays.
[[nodiscard]] QString asciiDomain(QByteArrayView domain);

// Do its letters mix scripts in a way that no language does (UTS 39, 5.2: Highly Restrictive)?
[[nodiscard]] bool mixesScripts(QStringView label);

// The text with every character replaced by the Latin one that it looks like: two that come out the same can
// be mistaken for each other. A selection of UTS 39's confusables, those of domains.
[[nodiscard]] QString skeleton(QStringView text);

// What a domain could be mistaken for: one of `known`, or an ASCII domain that a label of another script
// spells. Empty: nothing.
[[nodiscard]] QString lookAlikeOf(QByteArrayView domain, const QByteArrayList &known);

// Overrides and isolates of text direction (UAX 9, 3.1): honest names do without.
[[nodiscard]] bool hasDirectionControls(QStringView text);
// Characters without any width, or blanks in such a row that they push the rest out of sight.
[[nodiscard]] bool hidesText(QStringView text);

}
