// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/headerfields.h"
#include "core/mime/limits.h"
#include "core/mime/octets.h"
#include "core/mime/parameter.h"
#include "core/mime/part.h"
#include "core/mime/partdescription.h"
#include "core/mime/partsections.h"
#include "core/mime/slice.h"

#include <cstring>

namespace mime {

namespace {

// Where a part ended: at the end of the octets, or at a delimiter of an enclosing multipart.
struct Stop {
    qsizetype level = -1;  // place in the stack of open boundaries; -1: the end of the octets
    bool isClosing = false;
};

// One pass over the octets with a stack of the boundaries that are open: a line that is an outer boundary
// ends all inner parts, closed or not (RFC 2046, 5.1.2). Recursion is bounded by limits::nesting.
class MessageParser
{
public:
    MessageParser(QByteArray octets, int depth, int &partsLeft)
        : m_octets(std::move(octets)), m_view(m_octets), m_lineEnd(m_view.contains('\n') ? '\n' : '\r'),
          m_depth(depth), m_partsLeft(partsLeft)
    {}

    ParsedPart message()
    {
        ParsedPart part;
        entity(part, PartContext::Message);
        return part;
    }
    // The parts of a multipart whose octets were encoded as a whole.
    void partsOf(ParsedPart &part)
    {
        qsizetype to = 0;
        multipart(part, to);
    }
    [[nodiscard]] const Defects &defects() const { return m_defects; }

private:
    struct Line {
        qsizetype from = 0, to = 0;  // without its end
        qsizetype next = 0;
    };

    [[nodiscard]] bool atEnd() const { return m_at >= m_view.size(); }

    [[nodiscard]] Line lineAt(qsizetype from) const
    {
        const auto *end = static_cast<const char *>(
            std::memchr(m_view.data() + from, m_lineEnd, static_cast<size_t>(m_view.size() - from)));
        if (end == nullptr)
            return {from, m_view.size(), m_view.size()};
        qsizetype to = end - m_view.data();
        const qsizetype next = to + 1;
        while (to > from && m_view[to - 1] == '\r')
            --to;
        return {from, to, next};
    }

    // boundary := 0*69<bchars> bcharsnospace; behind it only blanks may stand        (RFC 2046, 5.1.1)
    [[nodiscard]] std::optional<Stop> delimiterIn(const Line &line) const
    {
        if (m_boundaries.empty() || line.to - line.from < 2 || m_view[line.from] != '-'
            || m_view[line.from + 1] != '-')
            return std::nullopt;
        QByteArrayView text = m_view.sliced(line.from + 2, line.to - line.from - 2);
        while (!text.isEmpty() && isBlank(text.back()))
            text.chop(1);
        for (auto level = static_cast<qsizetype>(m_boundaries.size()) - 1; level >= 0; --level) {
            const QByteArray &boundary = m_boundaries[static_cast<size_t>(level)];
            if (!text.startsWith(boundary))
                continue;
            if (text.size() == boundary.size())
                return Stop{level, false};
            if (text.size() == boundary.size() + 2 && text.endsWith("--"))
                return Stop{level, true};
        }
        return std::nullopt;
    }

    // Where the next line that begins with "--" begins; the end if there is none. Looks for the hyphens
    // rather than for lines: base64 has thousands of lines and no hyphen.
    [[nodiscard]] qsizetype dashedLine(qsizetype from) const
    {
        const qsizetype start = from;
        while (from < m_view.size()) {
            const auto *dash = static_cast<const char *>(
                std::memchr(m_view.data() + from, '-', static_cast<size_t>(m_view.size() - from)));
            if (dash == nullptr)
                break;
            const qsizetype at = dash - m_view.data();
            if ((at == start || m_view[at - 1] == m_lineEnd) && at + 1 < m_view.size() && dash[1] == '-')
                return at;
            from = at + 1;
        }
        return m_view.size();
    }

    // To the next delimiter and over it. `to`: the end of the octets before it, without the line end that
    // belongs to it.
    Stop skipToDelimiter(qsizetype &to)
    {
        const qsizetype start = m_at;
        if (m_boundaries.empty())
            m_at = m_view.size();
        while (!atEnd()) {
            m_at = dashedLine(m_at);
            if (atEnd())
                break;
            const Line line = lineAt(m_at);
            m_at = line.next;
            if (const auto stop = delimiterIn(line)) {
                to = withoutLineEnd(start, line.from);
                return *stop;
            }
        }
        to = m_view.size();
        return {};
    }

    [[nodiscard]] qsizetype withoutLineEnd(qsizetype lowest, qsizetype to) const
    {
        if (to > lowest && m_view[to - 1] == m_lineEnd)
            --to;
        if (to > lowest && m_lineEnd == '\n' && m_view[to - 1] == '\r')
            --to;
        return to;
    }

    // Over the header block and the empty line. A delimiter inside it ends the part; in a part, a line that
    // is no field begins the body, since there the empty line is what was forgotten.
    std::optional<Stop> header(ParsedPart &part, PartContext context)
    {
        const qsizetype from = m_at;
        qsizetype to = m_view.size();
        std::optional<Stop> stop;
        for (bool first = true; !atEnd(); first = false) {
            const Line line = lineAt(m_at);
            stop = delimiterIn(line);
            if (stop || line.to == line.from) {
                to = line.from;
                m_at = line.next;
                break;
            }
            if (context != PartContext::Message && !isHeaderLine(line, first)) {
                note(part, Defect::HeaderEndMissing);
                to = line.from;
                break;
            }
            m_at = line.next;
        }
        part.header = Header::parseIn(slice(m_octets, from, to - from));
        part.defects.note(part.header.defectList());
        m_defects.note(part.header.defectList());
        if (stop)
            note(part, Defect::DelimiterInHeader);
        return stop;
    }

    void note(ParsedPart &part, Defect defect)
    {
        part.defects.note(defect);
        m_defects.note(defect);
    }

    [[nodiscard]] bool isHeaderLine(const Line &line, bool isFirst) const
    {
        return (isBlank(m_view[line.from]) && !isFirst)
            || fieldNameLength(m_view.sliced(line.from, line.to - line.from)) > 0;
    }

    Stop entity(ParsedPart &part, PartContext context)
    {
        const auto early = header(part, context);
        Defects found;
        part.info = describedPart(part.header, context, found);
        part.defects.note(found);
        m_defects.note(found);
        if (early)
            return *early;
        const qsizetype from = m_at;
        Stop stop;
        qsizetype to = m_view.size();
        const bool wasMultipart = part.info.isMultipart();
        if (wasMultipart)
            stop = multipart(part, to);
        else if (isOpenMessage(part))
            stop = embedded(part, to);
        else
            stop = skipToDelimiter(to);
        part.body = slice(m_octets, from, to - from);
        part.info.octets = part.body.size();
        if (isEncodedMessage(part))
            encodedMessage(part);
        else if (wasMultipart && part.parts.empty() && !isIdentity(part.info))
            encodedMultipart(part);
        for (const ParsedPart &inside : part.parts)
            part.info.parts.push_back(inside.info);
        return stop;
    }

    static bool isMessage(const PartInfo &info)
    {
        return info.type == "message"
            && (info.subtype == "rfc822" || info.subtype == "global" || info.subtype == "news");
    }
    static bool isIdentity(const PartInfo &info)
    {
        return info.encoding == "7bit" || info.encoding == "8bit" || info.encoding == "binary";
    }
    bool isOpenMessage(ParsedPart &part)
    {
        return isMessage(part.info) && isIdentity(part.info) && mayNest(part);
    }
    // Base64 around message/rfc822 is forbidden (RFC 2046, 5.2.1) and happens.
    bool isEncodedMessage(ParsedPart &part)
    {
        return isMessage(part.info) && !isIdentity(part.info) && mayNest(part);
    }

    bool mayNest(ParsedPart &part)
    {
        if (m_depth >= limits::nesting)
            note(part, Defect::NestingLimit);
        else if (m_partsLeft <= 0)
            note(part, Defect::PartLimit);
        return m_depth < limits::nesting && m_partsLeft > 0;
    }

    Stop embedded(ParsedPart &part, qsizetype &to)
    {
        const qsizetype from = m_at;
        ++m_depth;
        --m_partsLeft;
        ParsedPart inside;
        const Stop stop = entity(inside, PartContext::Message);
        --m_depth;
        part.parts.push_back(std::move(inside));
        to = stop.level < 0 ? m_view.size() : endBefore(from);
        return stop;
    }

    // The delimiter just passed was the line before m_at.
    [[nodiscard]] qsizetype endBefore(qsizetype from) const
    {
        qsizetype lineStart = m_at;
        if (lineStart > from && m_view[lineStart - 1] == m_lineEnd)
            --lineStart;
        while (lineStart > from && m_view[lineStart - 1] != m_lineEnd)
            --lineStart;
        return withoutLineEnd(from, lineStart);
    }

    void encodedMessage(ParsedPart &part)
    {
        --m_partsLeft;
        MessageParser parser(decodeTransfer(part.body, part.info.encoding), m_depth + 1, m_partsLeft);
        part.parts.push_back(parser.message());
        m_defects.note(parser.defects());
        note(part, Defect::EncodedContainer);
    }

    // The same around a multipart. It stays a text when no part shows up in the decoded octets either.
    void encodedMultipart(ParsedPart &part)
    {
        const QByteArray type =
            parseStructuredValue(part.header.first("Content-Type").value_or(QByteArray())).value;
        ParsedPart inside;
        inside.info = part.info;
        inside.info.type = "multipart";
        inside.info.subtype = type.sliced(type.indexOf('/') + 1);
        MessageParser parser(decodeTransfer(part.body, part.info.encoding), m_depth, m_partsLeft);
        parser.partsOf(inside);
        if (inside.parts.empty())
            return;
        m_defects.note(parser.defects());
        note(part, Defect::EncodedContainer);
        part.info.type = inside.info.type;
        part.info.subtype = inside.info.subtype;
        part.parts = std::move(inside.parts);
    }

    // Multipart without a boundary parameter: the first line that looks like a delimiter tells it.
    [[nodiscard]] QByteArray guessedBoundary() const
    {
        for (qsizetype at = m_at; at < m_view.size();) {
            const Line line = lineAt(at);
            QByteArrayView text = m_view.sliced(line.from, line.to - line.from);
            if (text.startsWith("--") && text.size() > 3 && text.size() < 200 && !text.endsWith("--"))
                return strippedView(text.sliced(2)).toByteArray();
            at = line.next;
        }
        return {};
    }

    [[nodiscard]] QByteArray boundaryOf(ParsedPart &part)
    {
        QByteArray boundary = part.info.parameter("boundary").toUtf8();
        while (boundary.endsWith(' '))
            boundary.chop(1);
        if (!boundary.isEmpty())
            return boundary;
        note(part, Defect::BoundaryMissing);
        return m_boundaries.empty() ? guessedBoundary() : QByteArray();  // once a message, so it stays linear
    }

    Stop multipart(ParsedPart &part, qsizetype &to)
    {
        const QByteArray boundary = mayNest(part) ? boundaryOf(part) : QByteArray();
        if (boundary.isEmpty())
            return asText(part, to);
        const qsizetype from = m_at;
        const auto level = static_cast<qsizetype>(m_boundaries.size());
        m_boundaries.push_back(boundary);
        ++m_depth;
        const auto context = part.info.subtype == "digest" ? PartContext::Digest : PartContext::Ordinary;
        qsizetype end = m_view.size();
        Stop stop = skipToDelimiter(end);  // the preamble
        while (stop.level == level && !stop.isClosing && m_partsLeft > 0) {
            --m_partsLeft;
            part.parts.emplace_back();
            stop = entity(part.parts.back(), context);
        }
        --m_depth;
        m_boundaries.pop_back();
        if (stop.level == level && !stop.isClosing)
            note(part, Defect::PartLimit);
        else if (stop.level != level && !part.parts.empty())
            note(part, Defect::ClosingMissing);
        if (part.parts.empty())
            makeText(part);
        if (stop.level < level) {
            to = stop.level < 0 ? m_view.size() : endBefore(from);
            return stop;
        }
        return skipToDelimiter(to);  // the epilogue, or what the limit left over
    }

    Stop asText(ParsedPart &part, qsizetype &to)
    {
        makeText(part);
        return skipToDelimiter(to);
    }

    // A multipart in which no part can be found is shown as it stands rather than as nothing.
    void makeText(ParsedPart &part)
    {
        note(part, Defect::NoPartFound);
        part.info.type = "text";
        part.info.subtype = "plain";
    }

    QByteArray m_octets;
    QByteArrayView m_view;
    char m_lineEnd;
    int m_depth;
    int &m_partsLeft;
    qsizetype m_at = 0;
    std::vector<QByteArray> m_boundaries;
    Defects m_defects;
};

}

ParsedMessage parseMessage(const QByteArray &octets)
{
    int partsLeft = limits::parts;
    MessageParser parser(octets, 0, partsLeft);
    ParsedMessage message;
    message.root = parser.message();
    message.defects = parser.defects();
    assignSections(message);
    return message;
}

}
