// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/address.h"

#include "core/mime/addresslexer.h"
#include "core/mime/header.h"
#include "core/mime/limits.h"
#include "core/mime/octets.h"

#include <span>

namespace mime {

namespace {

using Kind = AddressToken::Kind;
using Tokens = std::span<const AddressToken>;

// Words to a phrase as people read it. A blank separates what a blank or a change of kind separated.
QString phraseText(Tokens tokens)
{
    QByteArray raw;
    const AddressToken *before = nullptr;
    for (const AddressToken &token : tokens) {
        if (token.kind == Kind::Comment)
            continue;
        if (before != nullptr
            && (token.spaceBefore || (before->kind != token.kind && before->isWord() && token.isWord())))
            raw += ' ';
        raw += token.text;
        before = &token;
    }
    return decodedText(raw).trimmed();
}

// In the obsolete form the name stands in a comment: "a@b (Ann Example)".
QString commentText(Tokens tokens)
{
    for (const AddressToken &token : tokens) {
        if (token.kind == Kind::Comment)
            return decodedText(token.text).trimmed();
    }
    return {};
}

bool isPlainDomain(QByteArrayView domain) noexcept
{
    return !domain.isEmpty() && std::none_of(domain.begin(), domain.end(), [](char c) {
        return isControl(c) || std::string_view(" \"\\()[]<>,;:@").find(c) != std::string_view::npos;
    });
}

// Words joined without the white space and comments that obsolete syntax allows around dots. nullopt: two
// words stand beside each other without a dot.
std::optional<QByteArray> joined(Tokens tokens)
{
    QByteArray text;
    const AddressToken *before = nullptr;
    for (const AddressToken &token : tokens) {
        if (token.kind == Kind::Comment)
            continue;
        if (!token.isWord() && token.kind != Kind::Literal)
            return std::nullopt;
        const bool dotted = before == nullptr || (before->kind == Kind::Word && before->text.endsWith('.'))
            || (token.kind == Kind::Word && token.text.startsWith('.'));
        if (!dotted)
            return std::nullopt;
        text += token.text;
        before = &token;
    }
    return text;
}

// addr-spec = local-part "@" domain      (RFC 5322, 3.4.1 and 4.4). Nothing in here is RFC 2047 decoded: that
// is how Mailsploit put another address before people's eyes.
std::optional<Mailbox> addrSpecOf(Tokens tokens)
{
    const auto isAt = [](const AddressToken &token) { return token.is('@'); };
    const auto at = std::find_if(tokens.begin(), tokens.end(), isAt);
    if (at == tokens.end() || std::find_if(at + 1, tokens.end(), isAt) != tokens.end())
        return std::nullopt;
    const auto place = static_cast<size_t>(at - tokens.begin());
    const auto local = joined(tokens.first(place)), domain = joined(tokens.subspan(place + 1));
    if (!local || !domain || place == 0)
        return std::nullopt;
    const auto isQuoted = [](const AddressToken &token) { return token.kind == Kind::Quoted; };
    const bool isLiteral = domain->startsWith('[') && domain->endsWith(']');
    if ((!isLiteral && !isPlainDomain(*domain)) || std::any_of(at, tokens.end(), isQuoted))
        return std::nullopt;
    return Mailbox{{}, *local, *domain};
}

// "@relay,@relay:" before the address is obsolete and meaningless (RFC 5322, 4.4).
Tokens withoutRoute(Tokens tokens)
{
    const auto colon =
        std::find_if(tokens.begin(), tokens.end(), [](const AddressToken &t) { return t.is(':'); });
    if (tokens.empty() || !tokens.front().is('@') || colon == tokens.end())
        return tokens;
    return tokens.subspan(static_cast<size_t>(colon - tokens.begin()) + 1);
}

// One piece between commas.
class AddressPiece
{
public:
    AddressPiece(Tokens tokens, AddressList &list) : m_tokens(tokens), m_list(list) {}

    void read()
    {
        if (m_tokens.empty() || std::all_of(m_tokens.begin(), m_tokens.end(), isComment))
            return;  // "a@b,,c@d" is obsolete, not wrong
        const auto open =
            std::find_if(m_tokens.begin(), m_tokens.end(), [](const AddressToken &t) { return t.is('<'); });
        if (open == m_tokens.end())
            readBare();
        else
            readAngle(static_cast<size_t>(open - m_tokens.begin()));
    }

private:
    static bool isComment(const AddressToken &token) { return token.kind == Kind::Comment; }

    void add(Mailbox mailbox, Tokens name)
    {
        mailbox.name = phraseText(name);
        if (mailbox.name.isEmpty())
            mailbox.name = commentText(m_tokens);
        m_list.mailboxes.push_back(std::move(mailbox));
    }

    // [phrase] "<" addr-spec ">"; the closing bracket may be missing, and "<<a@b>>" happens. What follows the
    // first address is a defect, since two programs would choose two different ones.
    void readAngle(size_t open)
    {
        const Tokens name = m_tokens.first(open);
        Tokens rest = m_tokens.subspan(open);
        while (!rest.empty() && rest.front().is('<'))
            rest = rest.subspan(1);
        const auto close =
            std::find_if(rest.begin(), rest.end(), [](const AddressToken &t) { return t.is('>'); });
        const auto inside = static_cast<size_t>(close - rest.begin());
        const auto mailbox = addrSpecOf(withoutRoute(rest.first(inside)));
        const bool hasTail =
            std::any_of(close, rest.end(), [](const AddressToken &t) { return !t.is('>') && !isComment(t); });
        m_list.defects += !mailbox || hasTail ? 1 : 0;
        if (mailbox)
            add(*mailbox, name);
    }

    // No brackets: one address, perhaps with words before it ("Ann a@b"), or several with their commas
    // missing.
    void readBare()
    {
        Tokens rest = m_tokens;
        while (!rest.empty() && rest.back().is('>'))
            rest = rest.first(rest.size() - 1);
        if (const auto mailbox = addrSpecOf(rest)) {
            add(*mailbox, {});
            return;
        }
        m_list.defects += 1;
        readSeveral(rest);
    }

    // All of them or none: where an "@" is left over, any choice would be somebody's trick.
    void readSeveral(Tokens rest)
    {
        std::vector<std::pair<Mailbox, Tokens>> found;
        size_t nameFrom = 0;
        for (size_t at = 0; at < rest.size(); ++at) {
            if (!rest[at].is('@'))
                continue;
            const size_t from = wordStart(rest, nameFrom, at), to = wordEnd(rest, at);
            auto mailbox = addrSpecOf(rest.subspan(from, to - from));
            if (!mailbox)
                return;
            found.emplace_back(std::move(*mailbox), rest.subspan(nameFrom, from - nameFrom));
            nameFrom = to;
            at = to - 1;
        }
        for (const auto &[mailbox, name] : found)
            add(mailbox, name);
    }

    // The local part that ends before rest[at]: back over tokens that nothing separates.
    static size_t wordStart(Tokens rest, size_t lowest, size_t at)
    {
        size_t from = at;
        while (from > lowest && rest[from - 1].isWord() && (from == at || !rest[from].spaceBefore))
            --from;
        return from;
    }
    static size_t wordEnd(Tokens rest, size_t at)
    {
        size_t to = at + 1;
        while (to < rest.size() && (rest[to].isWord() || rest[to].kind == Kind::Literal || rest[to].is('@'))
               && (to == at + 1 || !rest[to].spaceBefore))
            ++to;
        return to;
    }

    Tokens m_tokens;
    AddressList &m_list;
};

// Cuts the field into pieces at commas and groups; angle brackets protect the commas and colons of a route.
class AddressListReader
{
public:
    explicit AddressListReader(QByteArrayView raw) : m_lexer(raw) {}

    AddressList read()
    {
        while (auto token = m_lexer.next()) {
            if (m_list.mailboxes.size() >= static_cast<size_t>(limits::addresses)) {
                ++m_list.defects;
                return std::move(m_list);
            }
            const bool inRoute = m_angle == Angle::Route, outside = m_angle == Angle::Outside;
            m_angle = after(*token);
            if (token->is(';') || (token->is(',') && !inRoute))
                endPiece();
            else if (token->is(':') && outside)
                beginGroup();
            else if (m_piece.size() < tokensOfAPiece)
                m_piece.push_back(std::move(*token));
        }
        endPiece();
        return std::move(m_list);
    }

private:
    // Inside the route of "<@a,@b:c@d>" a comma ends nothing; anywhere else it shows that a bracket is
    // missing.
    enum class Angle { Outside, Opened, Route, Address };
    static constexpr size_t tokensOfAPiece = 5000;  // more is no address

    [[nodiscard]] Angle after(const AddressToken &token) const
    {
        if (token.is('<'))
            return Angle::Opened;
        if (token.is('>'))
            return Angle::Outside;
        if (m_angle == Angle::Opened && token.kind != Kind::Comment)
            return token.is('@') ? Angle::Route : Angle::Address;
        return m_angle;
    }
    void endPiece()
    {
        AddressPiece(m_piece, m_list).read();
        m_piece.clear();
        m_angle = Angle::Outside;
    }
    void beginGroup()
    {
        ++m_list.groups;
        m_piece.clear();  // the group's name
    }

    AddressLexer m_lexer;
    std::vector<AddressToken> m_piece;
    AddressList m_list;
    Angle m_angle = Angle::Outside;
};

}

AddressList parseAddressList(QByteArrayView raw)
{
    return AddressListReader(raw).read();
}

Path parsePath(QByteArrayView raw)
{
    std::vector<AddressToken> tokens;
    AddressLexer lexer(raw);
    while (auto token = lexer.next()) {
        if (token->kind != Kind::Comment)
            tokens.push_back(std::move(*token));
        if (tokens.size() > 200)
            return {};
    }
    Tokens inside = tokens;
    if (inside.size() >= 2 && inside.front().is('<') && inside.back().is('>')) {
        inside = inside.subspan(1, inside.size() - 2);
        if (inside.empty())
            return {true, true, {}};
        inside = withoutRoute(inside);
    }
    const auto mailbox = addrSpecOf(inside);
    return mailbox ? Path{false, true, *mailbox} : Path{};
}

bool sameAddress(const Mailbox &a, const Mailbox &b) noexcept
{
    if (a.isEmpty() || b.isEmpty() || a.localPart != b.localPart)
        return false;
    return sameIgnoringCase(a.domain, b.domain)
        || QString::fromUtf8(a.domain).compare(QString::fromUtf8(b.domain), Qt::CaseInsensitive) == 0;
}

}
