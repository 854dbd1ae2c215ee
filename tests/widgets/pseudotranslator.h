// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

// The pseudo-locale: every translatable string comes out accented, a third longer and in brackets, so that a
// test sees what is not translatable, what is put together from pieces, and what has no room to grow.
class PseudoTranslator : public QTranslator
{
public:
    using QTranslator::QTranslator;

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *disambiguation,
                                    int n) const override;
};
