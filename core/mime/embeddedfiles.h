// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/defects.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

namespace mime {

// A file between the lines of a text, as was usual before MIME: uuencode (POSIX) or yEnc. Views into the
// text that was searched.
struct EmbeddedFile {
    enum class Form { Uu, Yenc };
    Form form = Form::Uu;
    QString name;        // not safe as a path; may be empty
    qsizetype from = 0;  // the lines of the text that are the file, its first and last line included
    qsizetype to = 0;
    QByteArrayView data;  // the lines between
    // yEnc: which piece of the file this is, and of how many; its size in octets and its CRC-32 if told.
    int piece = 1, pieces = 1;
    qint64 size = -1;
    qint64 checksum = -1;
    bool isClosed = false;  // its last line was there
};

// In their order. `text` is transfer-decoded and not yet charset-decoded: yEnc uses all octets. What only
// begins like a file ("begin 5 minutes later") is none. Total and linear; at most limits::files.
[[nodiscard]] std::vector<EmbeddedFile> embeddedFiles(QByteArrayView text);

struct FileOctets {
    QByteArray octets;
    Defects defects;
};
[[nodiscard]] FileOctets decodedFile(const EmbeddedFile &file);

}
