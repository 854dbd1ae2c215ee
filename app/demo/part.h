// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace demo {

struct Header {
    QByteArray name;
    QByteArray value;  // as it is printed: encoded, folded with "\n "
};

// A MIME part: headers and either a body that is already transfer-encoded, or children.
struct Part {
    std::vector<Header> headers;
    QByteArray body;
    std::vector<Part> children;
    QByteArray boundary;
};

enum class TextForm { Plain, Html };

// Text in the charset, or in UTF-8 where that one lacks something; the transfer encoding follows from the
// octets.
[[nodiscard]] Part textPart(const QString &text, const QByteArray &charset, TextForm form = TextForm::Plain);
[[nodiscard]] Part multipart(const QByteArray &subtype, std::vector<Part> children,
                             const QByteArray &boundary);
// An attachment; with a Content-ID it is shown inside the HTML beside it.
[[nodiscard]] Part filePart(const QByteArray &type, const QString &name, const QByteArray &content,
                            const QByteArray &contentId = {});
// A part whose content is printed as it is.
[[nodiscard]] Part rawPart(const QByteArray &type, const QByteArray &content);

// Body of the part: what follows the empty line. Lines end in LF.
[[nodiscard]] QByteArray printBody(const Part &part);
[[nodiscard]] QByteArray printHeaders(const std::vector<Header> &headers);

}
