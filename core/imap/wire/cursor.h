// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/imap/wire/limits.h"
#include "core/imap/wire/list.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace imap {

// A string of the grammar as it stands in the input: a view, and what must be done to it. Nothing is copied
// before somebody keeps it.
struct StringToken {
    QByteArrayView octets;  // of a quoted string: between the quotes
    bool isNil = false;
    bool isEscaped = false;  // holds \" or \\.

    [[nodiscard]] static StringToken nil() noexcept { return StringToken{{}, true, false}; }
    [[nodiscard]] QByteArray kept() const;
    [[nodiscard]] std::optional<QByteArray> keptUnlessNil() const;
    // kept() in upper case; what the grammar compares without regard to case.
    [[nodiscard]] QByteArray keptUpper() const;
};

// Reads the tokens of RFC 3501, 9 from one response. Two families: accept…() takes something if it is there;
// the others demand it. The first miss is remembered and moves the cursor to the end, so that productions are
// straight lines without error plumbing, loops end, and the caller asks once. Views point into the input.
class Cursor
{
public:
    explicit Cursor(QByteArrayView input) noexcept
        : m_begin(input.begin()), m_at(input.begin()), m_end(input.end())
    {}
    // What keep() returns then shares the memory of `owner`, in which `input` stands.
    Cursor(const QByteArray &owner, QByteArrayView input) noexcept : Cursor(input) { m_owner = &owner; }

    // What a value holds of a token: a slice of the response where it has an owner, else a copy.
    [[nodiscard]] QByteArray keep(const StringToken &token) const;
    [[nodiscard]] std::optional<QByteArray> keepUnlessNil(const StringToken &token) const;
    // An empty list that lives in the response's memory.
    template <typename T>
    [[nodiscard]] List<T> list()
    {
        constexpr qsizetype shortResponse = 200;  // a list or two: they cost less than memory for many
        if (!m_lists && m_owner != nullptr && m_end - m_begin > shortResponse)
            m_lists.reset(new ListMemory);
        return List<T>(ListAllocator<T>(m_lists));
    }

    [[nodiscard]] bool atEnd() const noexcept { return m_at == m_end; }
    // The next octet; NUL at the end.
    [[nodiscard]] char peek() const noexcept { return m_at == m_end ? '\0' : *m_at; }
    [[nodiscard]] char peekAhead(qsizetype n) const noexcept { return m_end - m_at > n ? m_at[n] : '\0'; }
    [[nodiscard]] bool isNext(char c) const noexcept { return m_at != m_end && *m_at == c; }
    [[nodiscard]] bool isDigitNext() const noexcept { return m_at != m_end && *m_at >= '0' && *m_at <= '9'; }
    // A quoted string or a literal; NIL is not one.
    [[nodiscard]] bool isStringNext() const noexcept;
    [[nodiscard]] bool isNilNext() const noexcept;
    [[nodiscard]] QByteArrayView rest() const noexcept { return {m_at, m_end - m_at}; }

    bool accept(char c) noexcept
    {
        const bool there = isNext(c);
        m_at += there ? 1 : 0;
        return there;
    }
    // A word in any case, followed by anything that ends an atom. `upper` is upper case.
    bool acceptWord(QByteArrayView upper) noexcept;
    bool acceptNil() noexcept { return acceptWord("NIL"); }
    // The exact octets.
    bool acceptOctets(QByteArrayView octets) noexcept;
    // SP. More than one is tolerated, and noted.
    bool acceptSpaces();
    QByteArrayView acceptUntil(char stop) noexcept;
    QByteArrayView takeRest() noexcept;
    // Octets up to SP, a parenthesis, a bracket or the end; may be empty.
    QByteArrayView acceptName() noexcept;

    void expect(char c);
    void space();
    // Ends a list; spaces before it are tolerated.
    void closeList();
    QByteArrayView atom();  // 8-bit octets are tolerated
    QByteArrayView flag();  // "\" atom, atom, "\*"; whatever stands between separators is tolerated
    quint32 number();
    quint32 nonZeroNumber();  // 0 is tolerated, and read as "missing" by those who ask
    quint64 number64();
    quint64 size();                   // number64, in the forms seen in the wild
    std::optional<quint64> modSeq();  // nullopt: not a value RFC 7162 knows
    StringToken string();             // quoted / literal / literal8
    StringToken nstring();            // string / nil
    StringToken astring();            // 1*ASTRING-CHAR / string
    // Passes one value of any shape: atom, string, number, section or parenthesised list of such. Iterative.
    void skipValue();
    // Passes everything up to and with the ')' that closes the list we are in.
    void skipRestOfList();

    void fail(QByteArrayView expected);
    void failLimit(QByteArrayView what);
    // Fails when a list that is being kept has grown beyond limits::listElements.
    void boundList(std::size_t size)
    {
        if (size > limits::listElements)
            failLimit("elements of a list");
    }
    [[nodiscard]] bool failed() const noexcept { return m_error.has_value(); }
    [[nodiscard]] Error error() const { return m_error.value_or(Error{}); }

private:
    void fail(Error::Kind kind, QByteArrayView what);
    StringToken quoted();
    StringToken literal();
    void skipToken();

    const char *m_begin;
    const char *m_at;
    const char *m_end;
    const QByteArray *m_owner = nullptr;
    QExplicitlySharedDataPointer<ListMemory> m_lists;
    std::optional<Error> m_error;
};

}
