// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace accounts {

// A file of sections and keys that people edit by hand. Every line is kept as it is, octet by octet, until it
// is set or removed; so comments, order, blank lines and keys of other programs survive. Pure.
class IniFile
{
public:
    struct Value {
        int line = 0;  // from 1
        QString text;
    };
    struct Section {
        int line = 0;
        QString name;
    };

    explicit IniFile(const QByteArray &octets);

    [[nodiscard]] std::vector<Section> sections() const;
    // Keys in any case; of several the last one. `section` is the line of its heading, since names may be
    // there twice.
    [[nodiscard]] std::optional<Value> value(int section, QByteArrayView key) const;
    // Lines that are no comment, heading or Key=Value.
    [[nodiscard]] std::vector<Value> unreadableLines() const;

    // Changes the last such line in place, or adds one at the section's end; a nullopt removes every such
    // line.
    void set(int section, const QByteArray &key, const std::optional<QString> &value);
    // The new heading's line.
    int addSection(const QString &name);
    void removeSection(int section);

    [[nodiscard]] QByteArray octets() const;

private:
    [[nodiscard]] int endOf(int section) const;  // the line index after its last one
    // The same without the comments right above the next heading: they belong to that one.
    [[nodiscard]] int ownEnd(int section) const;
    [[nodiscard]] std::vector<int> linesOf(int section, QByteArrayView key) const;  // indices

    std::vector<QByteArray> m_lines;
    QByteArray m_lineEnd = "\n";
};

}
