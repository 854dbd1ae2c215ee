// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/allowed.h"
#include "core/html/cleaner.h"
#include "core/html/limits.h"
#include "core/html/textdocconverter.h"

#include <QRegularExpression>
#include <QSet>

// What must hold for any octets that say they are HTML. The fuzz target and the tests share it.
namespace fuzz {

inline bool isHarmlessSource(const QString &source)
{
    return source.startsWith(QLatin1String("cid:")) || source.startsWith(QLatin1String("data:"))
        || source.startsWith(QLatin1String("remote:"));
}

inline bool isHarmlessTarget(const QString &target)
{
    return target.startsWith(QLatin1String("http://")) || target.startsWith(QLatin1String("https://"))
        || target.startsWith(QLatin1String("mailto:")) || target.startsWith(QLatin1Char('#'));
}

inline bool isClean(const html::CleanDocument &document)
{
    if (document.nodes.empty() || document.nodes.size() > static_cast<std::size_t>(html::limits::nodes))
        return false;
    for (const html::Node &node : document.nodes) {
        if (node.isText())
            continue;
        if (html::keepOf(node.name) != html::Keep::Element)
            return false;
        for (const auto &[name, value] : node.attributes) {
            const bool isAddress = name == QLatin1String("href") || name == QLatin1String("src");
            if (!isAddress && !html::isAllowedAttribute(node.name, name))
                return false;
            if ((name == QLatin1String("src") && !isHarmlessSource(value))
                || (name == QLatin1String("href") && !isHarmlessTarget(value)))
                return false;
        }
    }
    return true;
}

// The tags of the dialect, and nothing that a second parser could read otherwise.
inline bool isDialect(const QString &text)
{
    static const QSet<QString> tags{
        QStringLiteral("html"), QStringLiteral("body"), QStringLiteral("p"),   QStringLiteral("span"),
        QStringLiteral("a"),    QStringLiteral("br"),   QStringLiteral("img"), QStringLiteral("table"),
        QStringLiteral("tr"),   QStringLiteral("td"),   QStringLiteral("h1"),  QStringLiteral("h2"),
        QStringLiteral("h3"),   QStringLiteral("h4"),   QStringLiteral("h5"),  QStringLiteral("h6")};
    static const QRegularExpression form(
        QStringLiteral("^/?([a-z][a-z0-9]*)(?: [a-z]+=\"[^\"<>]*\")*(?: /)?>([^<>]*)$"));
    const QStringList pieces = text.split(QLatin1Char('<'));
    for (qsizetype i = 1; i < pieces.size(); ++i) {
        const auto match = form.match(pieces.at(i));
        if (!match.hasMatch() || !tags.contains(match.captured(1)))
            return false;
        const bool hasForeignSource = pieces.at(i).startsWith(QLatin1String("img "))
            && !isHarmlessSource(pieces.at(i).section(QLatin1Char('"'), 1, 1));
        if (hasForeignSource)
            return false;
    }
    return pieces.first().isEmpty();
}

inline bool html(QByteArrayView octets)
{
    const html::CleanDocument document = html::clean(QString::fromUtf8(octets));
    if (!isClean(document))
        return false;
    // What is clean has nothing in it that would be taken away.
    if (!document.isTruncated) {
        const html::CleanDocument again = html::clean(html::toHtml(document));
        if (!isClean(again) || again.removed != 0 || again.hosts() != document.hosts())
            return false;
    }
    const html::StyledDocument styled = html::resolveStyles(document, {600, html::Scheme::Dark, 16});
    if (styled.styleOf.size() != document.nodes.size())
        return false;
    html::ConvertOptions options;
    options.width = 600;
    options.scheme = html::Scheme::Dark;
    for (const QString &cid : document.cids)
        options.pictures.insert(QStringLiteral("cid:") + cid, QSize(100, 50));
    return isDialect(html::toTextDocHtml(styled, options).html);
}

}
