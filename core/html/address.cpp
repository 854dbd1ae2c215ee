// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/address.h"

#include "core/html/limits.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace html {

namespace {

QString withoutControls(QStringView address)
{
    QString clean;
    clean.reserve(address.size());
    for (const QChar c : address) {
        if (c > u' ' ? c != QChar(0x7f) : c == u' ')
            clean += c;
    }
    return clean.trimmed();
}

}

std::optional<QString> linkTarget(QStringView href)
{
    if (href.size() > limits::attributeLength)
        return std::nullopt;
    QString address = withoutControls(href);
    if (address.startsWith("//"_L1))
        address.prepend("https:"_L1);
    const QUrl url(address, QUrl::TolerantMode);
    const QString scheme = url.scheme().toLower();
    const bool isPage = (scheme == "http"_L1 || scheme == "https"_L1) && !url.host().isEmpty();
    const bool isMail = scheme == "mailto"_L1 && !url.path().isEmpty();
    if (!url.isValid() || (!isPage && !isMail))
        return std::nullopt;
    return url.toString(QUrl::FullyEncoded);
}

QString hostOf(QStringView address)
{
    const QUrl url(address.toString(), QUrl::TolerantMode);
    return QString::fromLatin1(QUrl::toAce(url.host())).toLower();
}

QString claimedHost(QStringView text)
{
    const QString said = withoutControls(text).remove(QChar(0x200b)).remove(QChar(0xad));
    if (said.isEmpty() || said.size() > 300 || said.contains(u' '))
        return {};
    static const QRegularExpression address(
        u"^(?:https?:/*)?(?:[^/@?#]*@)?((?:[\\p{L}\\p{N}_-]+\\.)+[\\p{L}]{2,})(?::\\d+)?(?:[/?#]\\S*)?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = address.match(said);
    if (!match.hasMatch() || (said.contains(u'@') && !said.startsWith("http"_L1, Qt::CaseInsensitive)))
        return {};  // a mail address tells of a mailbox
    // "Invoice.pdf" names a file.
    static const QStringList files =
        u"pdf html htm txt doc docx xls xlsx ppt pptx csv png jpg jpeg gif js json xml exe ics vcf"_s.split(
            u' ');
    const bool isBare = match.capturedStart(1) == 0 && match.capturedEnd(1) == said.size();
    if (isBare && !said.startsWith("www."_L1, Qt::CaseInsensitive)
        && files.contains(said.section(u'.', -1), Qt::CaseInsensitive))
        return {};
    return QString::fromLatin1(QUrl::toAce(match.captured(1))).toLower();
}

bool isSameSite(QStringView claimed, QStringView actual)
{
    const auto bare = [](QStringView host) { return host.startsWith(u"www.") ? host.sliced(4) : host; };
    const QStringView a = bare(claimed);
    const QStringView b = bare(actual);
    return a == b || b.endsWith(u'.' + a.toString());
}

std::optional<QByteArray> embeddedPicture(QStringView address)
{
    static const QRegularExpression form(u"^\\s*data:image/(?:png|jpe?g|gif|webp);base64,"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    if (address.size() > limits::pictureOctets / 3 * 4 + 100)
        return std::nullopt;
    const auto match = form.match(address.first(std::min<qsizetype>(address.size(), 60)).toString());
    if (!match.hasMatch())
        return std::nullopt;
    const auto decoded =
        QByteArray::fromBase64Encoding(address.sliced(match.capturedLength()).toLatin1().simplified());
    return decoded && !decoded.decoded.isEmpty() ? std::optional(decoded.decoded) : std::nullopt;
}

}
