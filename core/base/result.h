// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <utility>
#include <variant>

// What went wrong, as a value. `kind` is what callers decide by and what the user interface words its message
// from; `detail` is for the log (and may quote the server): it is never shown as our own words and never
// holds a secret.
struct Error {
    enum class Kind {
        Syntax,         // octets that do not follow the grammar
        LimitExceeded,  // a size, depth or count over our limits
        Refused,        // the other side understood and said no
        Unsupported,    // the other side lacks what is needed
        ConnectionLost,
        Timeout,
        Untrusted,  // certificate or security policy
        Authentication,
        Storage,  // database or file system
        Cancelled,
        NotFound,
    };

    Kind kind = Kind::Syntax;
    QByteArray detail;

    friend bool operator==(const Error &, const Error &) = default;
};

// A value or the Error that prevented it. Exceptions never cross a room's border.
template <typename T>
class [[nodiscard]] Result
{
public:
    // Implicit on purpose: `return value;` and `return error;` both read naturally.
    // NOLINTBEGIN(google-explicit-constructor)
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}
    // NOLINTEND(google-explicit-constructor)

    [[nodiscard]] explicit operator bool() const noexcept { return m_state.index() == 0; }
    [[nodiscard]] const T &operator*() const & { return std::get<0>(m_state); }
    [[nodiscard]] T &operator*() & { return std::get<0>(m_state); }
    [[nodiscard]] T operator*() && { return std::get<0>(std::move(m_state)); }
    [[nodiscard]] const T *operator->() const { return &std::get<0>(m_state); }
    [[nodiscard]] T *operator->() { return &std::get<0>(m_state); }
    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] explicit operator bool() const noexcept { return !m_error.has_value(); }
    [[nodiscard]] const Error &error() const
    {
        return *m_error;
    }  // NOLINT(bugprone-unchecked-optional-access)

private:
    std::optional<Error> m_error;
};
