// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/completion.h"

#include "core/search/querylexer.h"
#include "core/search/textwords.h"

#include <algorithm>

namespace search {

using namespace Qt::StringLiterals;

namespace {

using Token = QueryToken;

// What is typed so far: a key perhaps, and the beginning of a word.
struct Begun {
    std::optional<Key> key;
    QString start;
    TextRange where;  // of what is replaced
};

// What the last token begins, of which the cursor is the end; `key` is the one before it, or the token
// itself.
std::optional<Begun> begunBy(const Token &token, std::optional<Key> key, TextRange cursor)
{
    const bool isOpenPhrase = token.kind == Token::Kind::Phrase && !token.isClosed;
    if (token.kind == Token::Kind::Word || (isOpenPhrase && key))
        return Begun{key, token.text, token.where};
    if (token.kind == Token::Kind::Phrase || (token.kind == Token::Kind::Key && !key))
        return std::nullopt;
    return Begun{token.kind == Token::Kind::Key ? key : std::nullopt, {}, cursor};
}

// The last token that reaches the cursor; behind a blank, nothing.
std::optional<Begun> begunAt(QStringView text, const QueryLanguage &language)
{
    const TextRange cursor{text.size(), text.size()};
    QueryLexer lexer(text);
    std::optional<Key> key;
    while (true) {
        const Token token = lexer.next(key ? QueryLexer::Place::BehindKey : QueryLexer::Place::Anywhere);
        if (token.kind == Token::Kind::End)
            return Begun{{}, {}, cursor};
        const bool isKey = token.kind == Token::Kind::Key;
        const auto named = isKey ? keyNamed(token.text, language.words) : std::nullopt;
        if (token.where.to == text.size())
            return begunBy(token, isKey ? named : key, cursor);
        key = named;
    }
}

// The user's word for an English one.
QString userWord(const QString &english, const QHash<QString, QString> &words)
{
    QStringList own = words.keys(english);
    own.sort();  // a table has no order
    return own.isEmpty() ? english : own.first();
}

QString quotedIfNeeded(const QString &text)
{
    const bool isWord = !text.isEmpty() && std::none_of(text.begin(), text.end(), isSpecial);
    if (isWord)
        return text;
    return u'"' + QString(text).replace(u"\\"_s, u"\\\\"_s).replace(u"\""_s, u"\\\""_s) + u'"';
}

// Those that begin with it before those in which a word does.
class Offers
{
public:
    Offers(const QString &start, int most) : m_start(folded(start)), m_most(most) {}

    void offer(Candidate candidate, const QStringList &names)
    {
        const auto begins = [this](const QString &name) { return folded(name).startsWith(m_start); };
        const auto wordBegins = [this](const QString &name) {
            const QStringList words = wordsOf(name);
            return std::any_of(words.begin(), words.end(),
                               [this](const QString &word) { return word.startsWith(m_start); });
        };
        if (std::any_of(names.begin(), names.end(), begins))
            m_first.push_back(std::move(candidate));
        else if (std::any_of(names.begin(), names.end(), wordBegins))
            m_second.push_back(std::move(candidate));
    }
    void offerAll(Candidate::Kind kind, const QStringList &names)
    {
        for (const QString &name : names)
            offer({kind, quotedIfNeeded(name), name}, {name});
    }
    std::vector<Candidate> take()
    {
        m_first.insert(m_first.end(), m_second.begin(), m_second.end());
        if (m_first.size() > static_cast<std::size_t>(std::max(0, m_most)))
            m_first.resize(static_cast<std::size_t>(std::max(0, m_most)));
        return std::move(m_first);
    }

private:
    QString m_start;
    int m_most;
    std::vector<Candidate> m_first, m_second;
};

void offerKeys(Offers &offers, const QueryLanguage &language)
{
    for (const QString &key : keyNames()) {
        const QString own = userWord(key, language.words.keys);
        offers.offer({Candidate::Kind::Key, own + u':', key}, {own, key});
    }
}

void offerValues(Offers &offers, Key key, const QueryLanguage &language)
{
    const auto &words = takesDate(key) ? language.words.dates : language.words.values;
    for (const QString &value : valueNames(key)) {
        QStringList own;
        for (const QString &word : value.split(u' '))
            own.append(userWord(word, words));
        const QString text = own.join(u' ');
        offers.offer({Candidate::Kind::Value, quotedIfNeeded(text), value}, {text, value});
    }
}

void offerPeople(Offers &offers, const std::vector<Person> &people)
{
    for (const Person &person : people)
        offers.offer({Candidate::Kind::Person, quotedIfNeeded(person.address), person.address, person.name},
                     {person.name, person.address});
}

void offerFor(Offers &offers, Key key, const Vocabulary &vocabulary, const QueryLanguage &language)
{
    switch (key) {
    case Key::From:
    case Key::To:
    case Key::Cc: offerPeople(offers, vocabulary.people); break;
    case Key::Folder: offers.offerAll(Candidate::Kind::Folder, vocabulary.folders); break;
    case Key::Account: offers.offerAll(Candidate::Kind::Account, vocabulary.accounts); break;
    case Key::Tag: offers.offerAll(Candidate::Kind::Tag, vocabulary.tags); break;
    case Key::List: offers.offerAll(Candidate::Kind::List, vocabulary.lists); break;
    default: offerValues(offers, key, language); break;
    }
}

}

Completion complete(QStringView text, qsizetype cursor, const Vocabulary &vocabulary,
                    const QueryLanguage &language, int most)
{
    const qsizetype end = std::clamp<qsizetype>(cursor, 0, std::min(text.size(), querylimits::characters));
    const auto begun = begunAt(text.first(end), language);
    if (!begun)
        return {{end, end}, {}};
    Offers offers(begun->start, most);
    if (begun->key) {
        offerFor(offers, *begun->key, vocabulary, language);
    } else {
        offerKeys(offers, language);
        if (!begun->start.isEmpty())
            offerPeople(offers, vocabulary.people);
    }
    return {begun->where, offers.take()};
}

}
