// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/cssvalue.h"

#include "core/html/colornames.h"
#include "core/html/csssyntax.h"
#include "core/html/limits.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace html {

namespace {

double linear(int channel)
{
    const double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

int channel(double value)
{
    return static_cast<int>(std::lround(std::clamp(value, 0.0, 255.0)));
}

}

QString Color::name() const
{
    return u"#%1"_s.arg((red << 16) | (green << 8) | blue, 6, 16, QChar(u'0'));
}

Color over(const Color &top, const Color &ground)
{
    const auto mix = [&](int a, int b) { return channel(a * top.alpha + b * (1 - top.alpha)); };
    return {mix(top.red, ground.red), mix(top.green, ground.green), mix(top.blue, ground.blue), 1};
}

double luminance(const Color &color)
{
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

double contrast(const Color &a, const Color &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

namespace css {

namespace {

struct Number {
    double value = 0;
    QStringView unit;
};

// Moves over a number in front of its unit: "1.5em", "1e9px", "50%". The exponent belongs to the number.
class NumberScanner
{
public:
    explicit NumberScanner(QStringView text) : m_text(text) {}

    // How long the number is; 0: there is none.
    [[nodiscard]] qsizetype length()
    {
        accept(u"+-");
        const bool hasWhole = digits();
        const bool hasFraction = accept(u".") && digits();
        if (!hasWhole && !hasFraction)
            return 0;
        exponent();
        return m_at;
    }

private:
    bool accept(QStringView any)
    {
        const bool isThere = m_at < m_text.size() && any.contains(m_text[m_at]);
        m_at += isThere ? 1 : 0;
        return isThere;
    }
    bool digits()
    {
        const qsizetype from = m_at;
        while (accept(u"0123456789")) {}
        return m_at > from;
    }
    void exponent()
    {
        const qsizetype mantissa = m_at;
        if (!accept(u"eE"))
            return;
        accept(u"+-");
        if (!digits())
            m_at = mantissa;  // it was the unit: "em"
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

std::optional<Number> takeNumber(QStringView text)
{
    const qsizetype length = NumberScanner(text).length();
    if (length == 0)
        return std::nullopt;
    bool isValid = false;
    double value = text.first(length).toDouble(&isValid);
    if (!isValid || !std::isfinite(value))
        value = text.startsWith(u'-') ? -limits::number : limits::number;
    return Number{std::clamp(value, -limits::number, limits::number), text.sliced(length)};
}

std::optional<Length> lengthOf(const Number &number, const LengthContext &context)
{
    const QString unit = number.unit.toString().toLower();
    if (unit == "%"_L1)
        return Length{0, number.value};
    const auto pixels = [&](double each) {
        return Length{std::clamp(number.value * each, -limits::number, limits::number), 0};
    };
    if (unit.isEmpty() || unit == "px"_L1)
        return pixels(1);
    if (unit == "em"_L1)
        return pixels(context.em);
    if (unit == "rem"_L1)
        return pixels(context.rem);
    if (unit == "pt"_L1)
        return pixels(4.0 / 3);
    if (unit == "ex"_L1 || unit == "ch"_L1)
        return pixels(context.em / 2);
    if (unit == "in"_L1)
        return pixels(96);
    if (unit == "cm"_L1)
        return pixels(96 / 2.54);
    if (unit == "mm"_L1)
        return pixels(9.6 / 2.54);
    if (unit == "pc"_L1)
        return pixels(16);
    if (unit == "vw"_L1)
        return pixels(context.viewport / 100);
    return std::nullopt;
}

// calc-sum = calc-product [ [ '+' | '-' ] calc-product ]*                              (CSS Values 4, 10.8)
class Calculation
{
public:
    Calculation(QStringView text, const LengthContext &context) : m_text(text), m_context(context) {}

    std::optional<Length> value()
    {
        const Term result = sum(0);
        skipBlanks();
        return m_failed || m_at < m_text.size() ? std::nullopt : std::optional(result.length);
    }

private:
    struct Term {
        Length length;
        bool isNumber = false;  // its pixels are a plain number
    };

    Term sum(int depth)
    {
        Term left = product(depth);
        while (!m_failed) {
            skipBlanks();
            if (m_at >= m_text.size() || (m_text[m_at] != u'+' && m_text[m_at] != u'-'))
                break;
            const double sign = m_text[m_at++] == u'-' ? -1 : 1;
            const Term right = product(depth);
            left.length.pixels += sign * right.length.pixels;
            left.length.percent += sign * right.length.percent;
        }
        return clamped(left);
    }

    Term product(int depth)
    {
        Term left = value(depth);
        while (!m_failed) {
            skipBlanks();
            if (m_at >= m_text.size() || (m_text[m_at] != u'*' && m_text[m_at] != u'/'))
                break;
            const bool divides = m_text[m_at++] == u'/';
            const Term right = value(depth);
            if (divides ? !right.isNumber || std::abs(right.length.pixels) < 1e-6
                        : !right.isNumber && !left.isNumber) {
                m_failed = true;
                break;
            }
            const double factor = divides ? 1 / right.length.pixels
                                          : (right.isNumber ? right.length.pixels : left.length.pixels);
            const Term &scaled = right.isNumber ? left : right;
            left =
                clamped({{scaled.length.pixels * factor, scaled.length.percent * factor}, scaled.isNumber});
        }
        return left;
    }

    Term value(int depth)
    {
        skipBlanks();
        const QStringView rest = m_text.sliced(m_at);
        if (rest.startsWith(u"calc(", Qt::CaseInsensitive))
            m_at += 4;
        if (m_at < m_text.size() && m_text[m_at] == u'(' && depth < limits::cssNesting) {
            ++m_at;
            const Term inner = sum(depth + 1);
            skipBlanks();
            if (m_at >= m_text.size() || m_text[m_at] != u')')
                m_failed = true;
            ++m_at;
            return inner;
        }
        qsizetype end = m_at;
        while (end < m_text.size() && !m_text[end].isSpace() && !u"*/()"_s.contains(m_text[end])
               && (end == m_at || (m_text[end] != u'+' && m_text[end] != u'-')
                   || m_text[end - 1].toLower() == u'e'))
            ++end;
        const auto number = takeNumber(m_text.sliced(m_at, end - m_at));
        const auto length = number ? lengthOf(*number, m_context) : std::nullopt;
        m_failed = m_failed || !length;
        m_at = end;
        return length ? Term{*length, number->unit.isEmpty()} : Term();
    }

    static Term clamped(Term term)
    {
        term.length.pixels = std::clamp(term.length.pixels, -limits::number, limits::number);
        term.length.percent = std::clamp(term.length.percent, -limits::number, limits::number);
        return term;
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }

    QStringView m_text;
    const LengthContext &m_context;
    qsizetype m_at = 0;
    bool m_failed = false;
};

std::optional<Color> hexColor(QStringView digits)
{
    bool isValid = false;
    const qulonglong value = digits.toULongLong(&isValid, 16);
    if (!isValid || digits.startsWith(u'+') || digits.startsWith(u'-'))
        return std::nullopt;
    const auto nibble = [&](int shift) { return static_cast<int>(value >> shift & 0xf) * 17; };
    const auto octet = [&](int shift) { return static_cast<int>(value >> shift & 0xff); };
    switch (digits.size()) {
    case 3: return Color{nibble(8), nibble(4), nibble(0), 1};
    case 4: return Color{nibble(12), nibble(8), nibble(4), nibble(0) / 255.0};
    case 6: return Color{octet(16), octet(8), octet(0), 1};
    case 8: return Color{octet(24), octet(16), octet(8), octet(0) / 255.0};
    default: return std::nullopt;
    }
}

Color fromHsl(double hue, double saturation, double lightness, double alpha)
{
    const double spread = saturation * std::min(lightness, 1 - lightness);
    const auto part = [&](double n) {
        const double k = std::fmod(n + hue / 30, 12);
        return channel(255 * (lightness - spread * std::max(-1.0, std::min({k - 3, 9 - k, 1.0}))));
    };
    return {part(0), part(8), part(4), alpha};
}

std::optional<Color> functionalColor(const QString &name, QString arguments)
{
    arguments.replace(u'/', u' ').replace(u',', u' ');
    const QStringList words = split(arguments, u' ');
    if (words.size() < 3 || words.size() > 4)
        return std::nullopt;
    std::array<double, 4> values{0, 0, 0, 1};
    for (qsizetype i = 0; i < words.size(); ++i) {
        const auto number = takeNumber(words.at(i));
        if (!number)
            return std::nullopt;
        const bool isShare = number->unit == u"%";
        const double whole = i == 3 || !name.startsWith("rgb"_L1) ? 1 : 255;
        values[static_cast<std::size_t>(i)] = isShare ? number->value / 100 * whole : number->value;
    }
    const double alpha = std::clamp(values[3], 0.0, 1.0);
    if (name.startsWith("rgb"_L1))
        return Color{channel(values[0]), channel(values[1]), channel(values[2]), alpha};
    const double hue = std::fmod(std::fmod(values[0], 360) + 360, 360);
    return fromHsl(hue, std::clamp(values[1], 0.0, 1.0), std::clamp(values[2], 0.0, 1.0), alpha);
}

}

std::optional<Color> parseColor(QStringView text)
{
    const QString word = text.trimmed().toString().toLower();
    if (word.startsWith(u'#'))
        return hexColor(QStringView(word).sliced(1));
    if (word == "transparent"_L1)
        return Color{0, 0, 0, 0};
    const qsizetype open = word.indexOf(u'(');
    if (open > 0 && word.endsWith(u')')) {
        const QString name = word.first(open);
        const bool isKnown = name == "rgb"_L1 || name == "rgba"_L1 || name == "hsl"_L1 || name == "hsla"_L1;
        return isKnown ? functionalColor(name, word.mid(open + 1, word.size() - open - 2)) : std::nullopt;
    }
    const auto named = namedColor(word);
    if (!named)
        return std::nullopt;
    return Color{static_cast<int>(*named >> 16), static_cast<int>(*named >> 8 & 0xff),
                 static_cast<int>(*named & 0xff), 1};
}

std::optional<Color> parseLegacyColor(QStringView text)
{
    const QStringView word = text.trimmed();
    if (word.isEmpty() || word.compare(u"transparent", Qt::CaseInsensitive) == 0)
        return std::nullopt;
    const auto color = parseColor(word);
    return color ? color : hexColor(word);
}

std::optional<Length> parseLength(QStringView text, const LengthContext &context)
{
    const QStringView word = text.trimmed();
    if (word.startsWith(u"calc(", Qt::CaseInsensitive))
        return Calculation(word, context).value();
    const auto number = takeNumber(word);
    return number ? lengthOf(*number, context) : std::nullopt;
}

std::optional<double> parseNumber(QStringView text)
{
    const auto number = takeNumber(text.trimmed());
    return number && number->unit.isEmpty() ? std::optional(number->value) : std::nullopt;
}

}

}
