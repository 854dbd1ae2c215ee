// SPDX-License-Identifier: GPL-3.0-or-later
// PartInfo as octets for a database: version, then per part its strings (length first) and its parts.
#include "core/mime/limits.h"
#include "core/mime/part.h"

namespace mime {

namespace {

constexpr char formatVersion = 1;

class Writer
{
public:
    explicit Writer(QByteArray &out) : m_out(out) {}

    void number(quint64 value)
    {
        while (value >= 0x80) {
            m_out += static_cast<char>(value | 0x80);
            value >>= 7;
        }
        m_out += static_cast<char>(value);
    }
    void octets(const QByteArray &value)
    {
        number(static_cast<quint64>(value.size()));
        m_out += value;
    }
    void text(const QString &value) { octets(value.toUtf8()); }

    void part(const PartInfo &info)
    {
        for (const QByteArray *value :
             {&info.type, &info.subtype, &info.encoding, &info.disposition, &info.contentId, &info.section})
            octets(*value);
        text(info.fileName);
        text(info.description);
        number(static_cast<quint64>(std::max<qint64>(info.octets, 0)));
        number(info.parameters.size());
        for (const auto &[name, value] : info.parameters) {
            octets(name);
            text(value);
        }
        number(info.parts.size());
        for (const PartInfo &inside : info.parts)
            part(inside);
    }

private:
    QByteArray &m_out;
};

// Every read checks what is left; the first miss fails all later ones.
class Reader
{
public:
    explicit Reader(QByteArrayView octets) : m_rest(octets) {}

    [[nodiscard]] bool isComplete() const { return !m_failed && m_rest.isEmpty(); }

    quint64 number()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (m_rest.isEmpty())
                return fail();
            const auto octet = static_cast<unsigned char>(m_rest.front());
            m_rest = m_rest.sliced(1);
            value |= quint64{octet & 0x7fU} << shift;
            if (octet < 0x80)
                return value;
        }
        return fail();
    }
    QByteArray octets()
    {
        const quint64 size = number();
        if (m_failed || size > static_cast<quint64>(m_rest.size())) {
            fail();
            return {};
        }
        QByteArray value = m_rest.first(static_cast<qsizetype>(size)).toByteArray();
        m_rest = m_rest.sliced(value.size());
        return value;
    }
    QString text() { return QString::fromUtf8(octets()); }

    PartInfo part(int depth)
    {
        PartInfo info;
        if (depth > limits::nesting + 2 || --m_partsLeft < 0) {
            fail();
            return info;
        }
        for (QByteArray *value :
             {&info.type, &info.subtype, &info.encoding, &info.disposition, &info.contentId, &info.section})
            *value = octets();
        info.fileName = text();
        info.description = text();
        info.octets = static_cast<qint64>(number());
        for (quint64 left = number(); left > 0 && !m_failed; --left) {
            QByteArray name = octets();
            info.parameters.emplace_back(std::move(name), text());
        }
        for (quint64 left = number(); left > 0 && !m_failed; --left)
            info.parts.push_back(part(depth + 1));
        return info;
    }

private:
    quint64 fail()
    {
        m_failed = true;
        m_rest = {};
        return 0;
    }

    QByteArrayView m_rest;
    int m_partsLeft = 10 * limits::parts;
    bool m_failed = false;
};

}

QByteArray serialize(const PartInfo &root)
{
    QByteArray out;
    constexpr qsizetype usual = 400;
    out.reserve(usual);
    out += formatVersion;
    Writer(out).part(root);
    return out;
}

PartInfo deserializePartInfo(const QByteArray &octets)
{
    if (!octets.startsWith(formatVersion))
        return {};
    Reader reader(QByteArrayView(octets).sliced(1));
    PartInfo info = reader.part(0);
    return reader.isComplete() ? info : PartInfo();
}

}
