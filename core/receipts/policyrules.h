// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QUuid>

#include <optional>
#include <vector>

namespace receipts {

struct Request;

enum class Preference { Never, Deny, Ask, Automatic };  // stored numbers

// What the user wishes done with the requests of somebody, or in general. A value.
struct PolicyRule {
    // In the order in which they count: the first that matches decides. Stored numbers.
    enum class Scope { Message, Sender, Domain, List, Account, Default };
    Scope scope = Scope::Default;
    // Message: the request's key. Sender: an addr-spec. Domain: in ASCII and lower case; the whole of it, so
    // that "example.org" is neither "sub.example.org" nor "notexample.org". List: the List-Id without angle
    // brackets, in lower case. Account: its UUID (RFC 4122, 16 octets). Default: empty.
    QByteArray value;
    Preference preference = Preference::Ask;

    friend bool operator==(const PolicyRule &, const PolicyRule &) = default;
};

// What applies to a request, and by which rule; none: the factory default, which asks.
struct Policy {
    Preference preference = Preference::Ask;
    std::optional<PolicyRule> rule;

    friend bool operator==(const Policy &, const Policy &) = default;
};

// One click must not answer everybody: without a question it goes to a sender or a domain that was named.
[[nodiscard]] bool mayBeAutomatic(PolicyRule::Scope scope);
// A rule out of what a person has typed (Sender, Domain, List), in the form it is compared in; nullopt: it
// names nobody, several, or a pattern, or asks for more than the scope may have.
[[nodiscard]] std::optional<PolicyRule> ruleFrom(PolicyRule::Scope scope, const QString &typed,
                                                 Preference preference);
// A stored rule that asks for more than its scope may have counts as Ask.
[[nodiscard]] Policy policyFor(const std::vector<PolicyRule> &rules, const Request &request,
                               const QUuid &account);
// Does the rule match the request?
[[nodiscard]] bool appliesTo(const PolicyRule &rule, const Request &request, const QUuid &account);

// In user.db: at most one rule for each scope and value. In the order in which they count, then by value.
[[nodiscard]] Result<std::vector<PolicyRule>> policyRules(const store::Database &user);
[[nodiscard]] Result<void> keepRule(const store::Database &user, const PolicyRule &rule);
[[nodiscard]] Result<void> dropRule(const store::Database &user, PolicyRule::Scope scope,
                                    const QByteArray &value);

}

Q_DECLARE_METATYPE(receipts::PolicyRule)
