// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QStringView>

#include <vector>

// The syntax of style sheets (CSS Syntax Module 3), as far as it matters to mail. Total: what is no CSS is
// skipped as the module says, up to the next semicolon or block.
namespace html::css {

struct Declaration {
    QString property;  // in lower case; "--name" of a variable as it is
    QString value;     // without comments, trimmed, without "!important"
    bool isImportant = false;
    friend bool operator==(const Declaration &, const Declaration &) = default;
};
// "color: red; margin: 0". Declarations with an escape or a script of old in them are left out: no honest
// mail has them.
[[nodiscard]] std::vector<Declaration> parseDeclarations(QStringView text);

// One statement of a sheet: a rule with its prelude and its block, or an at-rule (name not empty).
struct Statement {
    QString atName;  // "media"
    QString prelude, block;
};
[[nodiscard]] std::vector<Statement> parseStatements(QStringView text, int most);

[[nodiscard]] QString withoutComments(QStringView text);
// At `separator`, where it is in no string and no parentheses. Parts are trimmed; a blank separator splits at
// any blanks.
[[nodiscard]] QStringList split(QStringView text, QChar separator);

}
