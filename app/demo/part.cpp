// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/part.h"

#include "app/demo/encoding.h"

#include <QStringList>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

bool isSevenBitWithShortLines(const QByteArray &octets)
{
    qsizetype column = 0;
    for (const char c : octets) {
        if (static_cast<unsigned char>(c) > 126 || c == '\0')
            return false;
        column = c == '\n' ? 0 : column + 1;
        if (column > 78)
            return false;
    }
    return true;
}

// Lines of at most 72 characters, a space before each soft break (RFC 3676).
QString flowed(const QString &text)
{
    QString out;
    for (const QString &line : text.split(u'\n')) {
        qsizetype start = 0;
        while (line.size() - start > 72 && !line.startsWith(u'>')) {
            const qsizetype space = line.lastIndexOf(u' ', start + 71);
            if (space <= start)
                break;
            out += line.mid(start, space + 1 - start) + u'\n';
            start = space + 1;
        }
        out += line.mid(start) + u'\n';
    }
    out.chop(1);
    return out;
}

}

Part textPart(const QString &text, const QByteArray &charset, TextForm form)
{
    const QByteArray name = charsetFor(text, charset);
    Part part;
    QByteArray type =
        form == TextForm::Html ? "text/html; charset="_ba + name : "text/plain; charset="_ba + name;
    QByteArray octets = inCharset(text, name);
    QByteArray encoding;
    if (isSevenBitWithShortLines(octets)) {
        encoding = "7bit"_ba;
    } else if (name == "us-ascii" && form == TextForm::Plain) {
        octets = inCharset(flowed(text), name);
        type += "; format=flowed";
        encoding = "7bit"_ba;
    } else {
        // Quoted-printable where most octets stay readable, base64 for scripts in which few would.
        qsizetype high = 0;
        for (const char c : octets)
            high += static_cast<unsigned char>(c) > 126 || c == '\x1b' ? 1 : 0;
        const bool readable = high * 5 < octets.size();
        encoding = readable ? "quoted-printable"_ba : "base64"_ba;
        octets = readable ? quotedPrintable(octets) : base64Lines(octets);
    }
    if (!octets.endsWith('\n'))
        octets += '\n';
    part.headers = {{"Content-Type"_ba, type}, {"Content-Transfer-Encoding"_ba, encoding}};
    part.body = octets;
    return part;
}

Part multipart(const QByteArray &subtype, std::vector<Part> children, const QByteArray &boundary)
{
    Part part;
    part.headers = {{"Content-Type"_ba, "multipart/" + subtype + ";\n boundary=\"" + boundary + '"'}};
    part.children = std::move(children);
    part.boundary = boundary;
    return part;
}

Part filePart(const QByteArray &type, const QString &name, const QByteArray &content,
              const QByteArray &contentId)
{
    Part part;
    part.headers = {
        {"Content-Type"_ba, type + parameter("name"_ba, name)},
        {"Content-Transfer-Encoding"_ba, "base64"_ba},
        {"Content-Disposition"_ba,
         (contentId.isEmpty() ? "attachment"_ba : "inline"_ba) + parameter("filename"_ba, name)},
    };
    if (!contentId.isEmpty())
        part.headers.push_back({"Content-ID"_ba, '<' + contentId + '>'});
    part.body = base64Lines(content);
    return part;
}

Part rawPart(const QByteArray &type, const QByteArray &content)
{
    Part part;
    part.headers = {{"Content-Type"_ba, type}};
    part.body = content;
    return part;
}

QByteArray printHeaders(const std::vector<Header> &headers)
{
    QByteArray out;
    for (const Header &header : headers)
        out += header.name + ": " + header.value + '\n';
    return out;
}

QByteArray printBody(const Part &part)
{
    if (part.children.empty())
        return part.body;
    QByteArray out = "This is a message in several parts (MIME).\n"_ba;
    for (const Part &child : part.children)
        out += "\n--" + part.boundary + '\n' + printHeaders(child.headers) + '\n' + printBody(child);
    return out + "\n--" + part.boundary + "--\n";
}

}
