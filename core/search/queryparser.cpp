// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/queryparser.h"

#include "core/search/datewords.h"
#include "core/search/querylexer.h"

#include <optional>

namespace search {

using namespace Qt::StringLiterals;

namespace {

using Token = QueryToken;
using Note = QueryNote::Kind;

// How many words a date without quotes may have: "older than 2 months".
constexpr int dateWords = 4;

// A term, or what is wrong with it.
using Made = std::variant<Query, Note>;

QString withoutBrackets(const QString &id)
{
    QString bare = id;
    while (bare.size() > 2 && bare.startsWith(u'<') && bare.endsWith(u'>'))
        bare = bare.sliced(1, bare.size() - 2);
    return bare;
}

Made sized(Key key, const QString &value)
{
    if (const auto octets = octetsOf(value))
        return Query::of(SizeTerm{key == Key::Larger, *octets});
    return Note::UnreadableSize;
}

Made dated(Key key, const QString &value, const QueryLanguage &language)
{
    if (const auto relation = relationOf(key)) {
        const auto query = dateQuery(*relation, value, language);
        return query ? Made(*query) : Made(Note::UnreadableDate);
    }
    const auto ago = intervalOf(value, language);
    if (!ago)
        return Note::UnreadableDate;
    return Query::of(DateTerm{key == Key::Older ? DateRelation::Before : DateRelation::Since, *ago});
}

// has:attachment, has:pdf, has:receipt
Made having(const QString &value)
{
    if (value == "receipt"_L1)
        return Query::of(ReceiptTerm{ReceiptQuestion::Requested});
    const auto kind = attachmentNamed(value);
    return kind ? Made(Query::of(AttachmentTerm{*kind})) : Made(Note::UnknownValue);
}

Made termOf(Key key, const QString &value, bool isPhrase, const QueryLanguage &language)
{
    if (const auto field = fieldOf(key))
        return Query::of(TextTerm{*field, value, isPhrase});
    if (takesDate(key))
        return dated(key, value, language);
    const QString english = englishValue(value, language.words);
    switch (key) {
    case Key::Folder: return Query::of(FolderTerm{english == value.toLower() ? value : english});
    case Key::Account: return Query::of(AccountTerm{value});
    case Key::Tag: return Query::of(TagTerm{value.toLower()});
    case Key::MessageId: return Query::of(MessageIdTerm{withoutBrackets(value)});
    case Key::Thread: return Query::of(ThreadTerm{withoutBrackets(value)});
    case Key::Larger:
    case Key::Smaller: return sized(key, value);
    case Key::Has: return having(english);
    case Key::Is: {
        const auto query = stateNamed(english);
        return query ? Made(*query) : Made(Note::UnknownValue);
    }
    case Key::Receipt: {
        const auto question = receiptNamed(english);
        return question ? Made(Query::of(ReceiptTerm{*question})) : Made(Note::UnknownValue);
    }
    default: return Note::UnknownValue;
    }
}

class Parser
{
public:
    Parser(QStringView text, const QueryLanguage &language)
        : m_lexer(text.first(std::min(text.size(), querylimits::characters))), m_language(language)
    {
        if (text.size() > querylimits::characters)
            note(Note::TooLong, {querylimits::characters, text.size()});
    }
    ParsedQuery parse();

private:
    // What all words of a group are said of.
    using Context = std::optional<Key>;
    using Pieces = std::vector<QueryPiece>;

    Query choice(Context context, Pieces *pieces);
    Query conjunction(Context context, Pieces *pieces);
    Query single(Context context);
    Query operand(Context context);
    Query group(const Token &open, Context context);
    Query keyed(const Token &key);
    Query term(const Token &token, Context context);
    Query made(Made result, TextRange where);
    Query word(TextRange where);
    Query datedWords(Key key, const Token &first, TextRange where);

    [[nodiscard]] std::optional<Operator> operatorAhead() const;
    [[nodiscard]] const Token &ahead() const;
    [[nodiscard]] bool isAhead(Token::Kind kind) const { return ahead().kind == kind; }
    [[nodiscard]] bool isOver() const { return isAhead(Token::Kind::End); }
    void note(Note kind, TextRange where) { m_parsed.notes.push_back({kind, where}); }

    QueryLexer m_lexer;
    const QueryLanguage &m_language;
    ParsedQuery m_parsed;
    mutable Token m_ahead;  // that of ahead(), which is asked again and again
    mutable qsizetype m_aheadAt = -1;
    int m_depth = 0;
    int m_terms = 0;
};

ParsedQuery Parser::parse()
{
    std::vector<Query> all;
    while (!isOver()) {
        if (isAhead(Token::Kind::Close))
            note(Note::StrayParenthesis, m_lexer.next().where);
        else
            all.push_back(choice({}, &m_parsed.pieces));
    }
    m_parsed.query = Query::allOf(std::move(all));
    return std::move(m_parsed);
}

const Token &Parser::ahead() const
{
    if (m_aheadAt != m_lexer.position()) {
        m_ahead = m_lexer.peek();
        m_aheadAt = m_lexer.position();
    }
    return m_ahead;
}

std::optional<Operator> Parser::operatorAhead() const
{
    const Token &token = ahead();
    return token.kind == Token::Kind::Word && token.isPlain ? operatorOf(token.text, m_language.words)
                                                            : std::nullopt;
}

Query Parser::choice(Context context, Pieces *pieces)
{
    m_lexer.skipBlanks();
    const qsizetype from = m_lexer.position();
    std::vector<Query> choices;
    Pieces own;
    choices.push_back(conjunction(context, &own));
    qsizetype to = m_lexer.position();
    while (operatorAhead() == Operator::Or) {
        const Token either = m_lexer.next();
        if (isOver() || isAhead(Token::Kind::Close)) {
            note(Note::MissingOperand, either.where);
            break;
        }
        choices.push_back(conjunction(context, nullptr));
        to = m_lexer.position();
    }
    const bool isChoice = choices.size() > 1;
    Query query = Query::anyOf(std::move(choices));
    if (pieces != nullptr && isChoice)
        pieces->push_back({query, {from, to}, true});
    else if (pieces != nullptr)
        pieces->insert(pieces->end(), own.begin(), own.end());
    return query;
}

Query Parser::conjunction(Context context, Pieces *pieces)
{
    std::vector<Query> all;
    bool isFirst = true;
    while (!isOver() && !isAhead(Token::Kind::Close)) {
        const auto ahead = operatorAhead();
        if (ahead == Operator::Or && !isFirst)
            break;
        isFirst = false;
        if (ahead == Operator::And) {
            m_lexer.skip();  // it says what is so anyway
            continue;
        }
        m_lexer.skipBlanks();
        const qsizetype from = m_lexer.position();
        Query query = single(context);
        if (pieces != nullptr && !query.isEverything())
            pieces->push_back({query, {from, m_lexer.position()}});
        all.push_back(std::move(query));
    }
    return Query::allOf(std::move(all));
}

// "not", "-" and what they are about.
Query Parser::single(Context context)
{
    bool isNegated = false;
    while (true) {
        if (isAhead(Token::Kind::Minus)) {
            m_lexer.skip();
        } else if (operatorAhead() == Operator::Not) {
            const Token no = m_lexer.next();
            if (isOver() || isAhead(Token::Kind::Close)) {
                note(Note::MissingOperand, no.where);
                return word(no.where);
            }
        } else {
            break;
        }
        isNegated = !isNegated;
    }
    const Query query = operand(context);
    return isNegated ? query.negated() : query;
}

Query Parser::operand(Context context)
{
    const Token token = m_lexer.next();
    switch (token.kind) {
    case Token::Kind::Open: return group(token, context);
    case Token::Kind::Key: return keyed(token);
    case Token::Kind::Word:
    case Token::Kind::Phrase: return term(token, context);
    case Token::Kind::Close: m_lexer.goTo(token.where.from); break;  // for whoever has opened it
    case Token::Kind::Minus:
    case Token::Kind::End: break;
    }
    return {};
}

Query Parser::group(const Token &open, Context context)
{
    if (m_depth >= querylimits::depth) {
        note(Note::TooDeep, open.where);
        return {};
    }
    ++m_depth;
    Query query = choice(context, nullptr);
    --m_depth;
    if (isAhead(Token::Kind::Close))
        m_lexer.skip();
    else
        note(Note::UnclosedParenthesis, open.where);
    return query;
}

Query Parser::keyed(const Token &key)
{
    const auto known = keyNamed(key.text, m_language.words);
    if (!known) {
        const Token rest = m_lexer.isAtBlank() ? Token{} : m_lexer.next(QueryLexer::Place::BehindKey);
        if (rest.kind != Token::Kind::Word) {
            m_lexer.goTo(key.where.to);  // what follows stands for itself
            note(Note::UnknownKey, key.where);
            return word(key.where);
        }
        if (!rest.text.startsWith("//"_L1))  // the beginning of an address is no key that was meant
            note(Note::UnknownKey, key.where);
        return word({key.where.from, rest.where.to});
    }
    const Token next = ahead();
    const bool isApart = m_lexer.isAtBlank();
    if (next.kind == Token::Kind::Open) {
        m_lexer.skip();
        return group(next, known);
    }
    const bool isOther = isApart && (next.kind == Token::Kind::Key || next.kind == Token::Kind::Minus);
    if (next.kind == Token::Kind::End || next.kind == Token::Kind::Close || isOther) {
        note(Note::MissingValue, key.where);
        return {};
    }
    const Token value = m_lexer.next(QueryLexer::Place::BehindKey);
    const TextRange where{key.where.from, value.where.to};
    if (takesDate(*known) && value.kind == Token::Kind::Word)
        return datedWords(*known, value, where);
    if (value.kind == Token::Kind::Phrase && !value.isClosed)
        note(Note::UnclosedQuote, value.where);
    if (value.text.trimmed().isEmpty()) {
        note(Note::MissingValue, where);
        return {};
    }
    return made(termOf(*known, value.text, value.kind == Token::Kind::Phrase, m_language), where);
}

// As many words as make a date.
Query Parser::datedWords(Key key, const Token &first, TextRange where)
{
    QString text = first.text;
    Made best = termOf(key, text, false, m_language);
    qsizetype end = first.where.to;
    for (int words = 1; words < dateWords; ++words) {
        const Token next = m_lexer.peek();
        // Both ends of a range stand together.
        if (next.kind != Token::Kind::Word || !next.isPlain || next.text.contains(u".."_s))
            break;
        m_lexer.skip();
        text += u' ' + next.text;
        if (Made longer = termOf(key, text, false, m_language); std::holds_alternative<Query>(longer)) {
            best = std::move(longer);
            end = next.where.to;
        }
    }
    m_lexer.goTo(end);
    return made(std::move(best), {where.from, end});
}

Query Parser::term(const Token &token, Context context)
{
    if (token.kind == Token::Kind::Phrase && !token.isClosed)
        note(Note::UnclosedQuote, token.where);
    if (token.text.trimmed().isEmpty())
        return {};
    if (context && takesDate(*context) && token.kind == Token::Kind::Word)
        return datedWords(*context, token, token.where);
    return made(
        termOf(context.value_or(Key::Text), token.text, token.kind == Token::Kind::Phrase, m_language),
        token.where);
}

// A mistake stands for itself, so that it is looked for and seen.
Query Parser::made(Made result, TextRange where)
{
    if (const auto *problem = std::get_if<Note>(&result)) {
        note(*problem, where);
        return word(where);
    }
    if (++m_terms > querylimits::terms) {
        note(Note::TooManyTerms, where);
        m_lexer.goToEnd();
        return {};
    }
    return std::get<Query>(std::move(result));
}

Query Parser::word(TextRange where)
{
    return made(Query::of(TextTerm{TextField::Anywhere, m_lexer.slice(where).toString(), false}), where);
}

QString cut(const QString &text, TextRange range, const QString &replacement)
{
    return QString(text).replace(range.from, range.length(), replacement);
}

}

ParsedQuery parseQuery(QStringView text, const QueryLanguage &language)
{
    return Parser(text, language).parse();
}

QString withoutPiece(const QString &text, const QueryPiece &piece)
{
    const QStringView left = QStringView(text).first(piece.where.from);
    QStringView right = QStringView(text).sliced(piece.where.to);
    while (!right.isEmpty() && right.front().isSpace())  // at the end of the left one it may belong to a "\"
        right = right.sliced(1);
    const bool touches = !left.isEmpty() && !right.isEmpty() && !left.back().isSpace();
    return left.toString() + (touches ? u" "_s : QString()) + right.toString();
}

QString withPieceNegated(const QString &text, const QueryPiece &piece, const QueryLanguage &language)
{
    if (piece.isChoice)
        return cut(text, piece.where, u"-("_s + text.sliced(piece.where.from, piece.where.length()) + u')');
    QueryLexer lexer(text);
    lexer.goTo(piece.where.from);
    const Token first = lexer.next();
    const bool isNot = first.kind == Token::Kind::Word && first.isPlain
        && operatorOf(first.text, language.words) == Operator::Not && first.where.to < piece.where.to;
    if (first.kind != Token::Kind::Minus && !isNot)
        return cut(text, {piece.where.from, piece.where.from}, u"-"_s);
    lexer.skipBlanks();
    return cut(text, {piece.where.from, lexer.position()}, {});
}

}
