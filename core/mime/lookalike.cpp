// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/lookalike.h"

#include <QChar>
#include <QList>
#include <QUrl>

#include <algorithm>
#include <array>
#include <set>

namespace mime {

namespace {

using Script = QChar::Script;

struct LookAlike {
    char32_t character;
    char latin;
};

// Cyrillic, Greek, Armenian, Cherokee and uncommon Latin; sorted.
constexpr std::array lookAlikes{
    LookAlike{0x0131, 'i'}, LookAlike{0x0138, 'k'}, LookAlike{0x017f, 'f'}, LookAlike{0x01c0, 'l'},
    LookAlike{0x0251, 'a'}, LookAlike{0x0261, 'g'}, LookAlike{0x0269, 'i'}, LookAlike{0x026a, 'i'},
    LookAlike{0x0280, 'r'}, LookAlike{0x028f, 'y'}, LookAlike{0x029f, 'l'}, LookAlike{0x03b1, 'a'},
    LookAlike{0x03b3, 'y'}, LookAlike{0x03b7, 'n'}, LookAlike{0x03b9, 'i'}, LookAlike{0x03ba, 'k'},
    LookAlike{0x03bd, 'v'}, LookAlike{0x03bf, 'o'}, LookAlike{0x03c1, 'p'}, LookAlike{0x03c3, 'o'},
    LookAlike{0x03c4, 't'}, LookAlike{0x03c5, 'u'}, LookAlike{0x03c7, 'x'}, LookAlike{0x03c9, 'w'},
    LookAlike{0x03f2, 'c'}, LookAlike{0x03f3, 'j'}, LookAlike{0x0430, 'a'}, LookAlike{0x0432, 'b'},
    LookAlike{0x0433, 'r'}, LookAlike{0x0435, 'e'}, LookAlike{0x043a, 'k'}, LookAlike{0x043c, 'm'},
    LookAlike{0x043d, 'h'}, LookAlike{0x043e, 'o'}, LookAlike{0x043f, 'n'}, LookAlike{0x0440, 'p'},
    LookAlike{0x0441, 'c'}, LookAlike{0x0442, 't'}, LookAlike{0x0443, 'y'}, LookAlike{0x0445, 'x'},
    LookAlike{0x044c, 'b'}, LookAlike{0x0455, 's'}, LookAlike{0x0456, 'i'}, LookAlike{0x0458, 'j'},
    LookAlike{0x0475, 'v'}, LookAlike{0x04ab, 'c'}, LookAlike{0x04af, 'y'}, LookAlike{0x04bb, 'h'},
    LookAlike{0x04bd, 'e'}, LookAlike{0x04cf, 'l'}, LookAlike{0x0501, 'd'}, LookAlike{0x051b, 'q'},
    LookAlike{0x051d, 'w'}, LookAlike{0x0561, 'w'}, LookAlike{0x0563, 'q'}, LookAlike{0x0566, 'q'},
    LookAlike{0x0570, 'h'}, LookAlike{0x0578, 'n'}, LookAlike{0x057d, 'u'}, LookAlike{0x0581, 'g'},
    LookAlike{0x0585, 'o'}, LookAlike{0xab75, 'i'}, LookAlike{0xab81, 'r'}, LookAlike{0xab83, 'w'},
    LookAlike{0xab93, 'z'}, LookAlike{0xaba9, 'v'}, LookAlike{0xabaa, 's'}, LookAlike{0xabaf, 'c'},
};

char32_t latinOf(char32_t c)
{
    const auto *found =
        std::lower_bound(lookAlikes.begin(), lookAlikes.end(), c,
                         [](const LookAlike &each, char32_t wanted) { return each.character < wanted; });
    return found != lookAlikes.end() && found->character == c ? static_cast<char32_t>(found->latin) : c;
}

std::set<Script> scriptsOf(QStringView text)
{
    std::set<Script> scripts;
    for (const uint c : text.toUcs4()) {
        const Script script = QChar::script(c);
        if (script > QChar::Script_Common)  // neither unknown, inherited nor common to all
            scripts.insert(script);
    }
    return scripts;
}

// Japanese, Korean and Chinese write with several scripts, and with Latin among them.
bool areWrittenTogether(std::set<Script> scripts)
{
    static const std::array<std::set<Script>, 3> together{
        std::set<Script>{QChar::Script_Latin, QChar::Script_Han, QChar::Script_Hiragana,
                         QChar::Script_Katakana},
        std::set<Script>{QChar::Script_Latin, QChar::Script_Han, QChar::Script_Hangul},
        std::set<Script>{QChar::Script_Latin, QChar::Script_Han, QChar::Script_Bopomofo}};
    return std::any_of(together.begin(), together.end(), [&](const std::set<Script> &language) {
        return std::includes(language.begin(), language.end(), scripts.begin(), scripts.end());
    });
}

bool isAsciiText(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

// A label of another script whose every letter looks Latin. Below a top level of the same script it is a word
// of that language.
bool spellsAscii(const QString &label, const QString &topLevel)
{
    const auto scripts = scriptsOf(label);
    const bool isHome = !isAsciiText(topLevel) && scriptsOf(topLevel) == scripts;
    return !isAsciiText(label) && !isHome && isAsciiText(skeleton(label))
        && scripts != std::set<Script>{QChar::Script_Latin};
}

bool isWithoutWidth(uint c)
{
    constexpr std::array<uint, 2> joiners{0x200c, 0x200d};  // some scripts and emoji need these
    return QChar::category(c) == QChar::Other_Format
        && std::find(joiners.begin(), joiners.end(), c) == joiners.end();
}

bool isBlankCharacter(uint c)
{
    constexpr std::array<uint, 7> letters{0x115f, 0x1160, 0x2800, 0x3164, 0xffa0, 0x034f, 0x1d159};
    return QChar::isSpace(c) || std::find(letters.begin(), letters.end(), c) != letters.end();
}

}

QString unicodeDomain(QByteArrayView domain)
{
    const QString text = QString::fromUtf8(domain).toLower();
    const QByteArray ascii = QUrl::toAce(text, QUrl::IgnoreIDNWhitelist);
    const QString decoded = ascii.isEmpty() ? QString() : QUrl::fromAce(ascii, QUrl::IgnoreIDNWhitelist);
    return decoded.isEmpty() ? text : decoded;
}

QString asciiDomain(QByteArrayView domain)
{
    const QString text = QString::fromUtf8(domain);
    const QByteArray ascii = QUrl::toAce(text, QUrl::IgnoreIDNWhitelist);
    return ascii.isEmpty() ? text : QString::fromLatin1(ascii);
}

bool mixesScripts(QStringView label)
{
    const auto scripts = scriptsOf(label);
    return scripts.size() > 1 && !areWrittenTogether(scripts);
}

QString skeleton(QStringView text)
{
    QString latin;
    const QString plain = text.toString().normalized(QString::NormalizationForm_KD).toLower();
    for (const uint c : plain.toUcs4()) {
        if (QChar::category(c) != QChar::Mark_NonSpacing && !isWithoutWidth(c))
            latin += QChar::fromUcs4(latinOf(c));
    }
    // ASCII has its own: in most typefaces these pairs look the same.
    latin.replace(u'0', u'o').replace(u'1', u'l');
    latin.replace(QLatin1String("rn"), QLatin1String("m")).replace(QLatin1String("vv"), QLatin1String("w"));
    return latin;
}

QString lookAlikeOf(QByteArrayView domain, const QByteArrayList &known)
{
    const QString own = unicodeDomain(domain), latin = skeleton(own);
    for (const QByteArray &other : known) {
        QString name = unicodeDomain(other);
        if (!name.isEmpty() && name != own && skeleton(name) == latin)
            return name;
    }
    const QStringList labels = own.split(u'.');
    const bool spells = std::any_of(labels.begin(), labels.end(), [&](const QString &label) {
        return spellsAscii(label, labels.constLast());
    });
    return spells ? latin : QString();
}

bool hasDirectionControls(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return (c.unicode() >= 0x202a && c.unicode() <= 0x202e)
            || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
    });
}

bool hidesText(QStringView text)
{
    constexpr int most = 4;
    int blanks = 0;
    for (const uint c : text.toUcs4()) {
        blanks = isBlankCharacter(c) ? blanks + 1 : 0;
        const bool isMark = c == 0x200e || c == 0x200f;  // of direction: honest names use them
        if (blanks > most || (isWithoutWidth(c) && !isMark))
            return true;
    }
    return false;
}

}
