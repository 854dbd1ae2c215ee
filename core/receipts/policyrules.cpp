// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/policyrules.h"

#include "core/receipts/request.h"

#include <QUrl>

#include <algorithm>

namespace receipts {

namespace {

using Scope = PolicyRule::Scope;

// As long as RFC 5321, 4.5.3.1 lets an address be, with some room for quoting.
constexpr qsizetype longestValue = 512;

// In ASCII and lower case; empty: no domain, or a pattern.
QByteArray domainIn(const QByteArray &written)
{
    const QByteArray ace = QUrl::toAce(QString::fromUtf8(written)).toLower();
    const bool isName =
        ace.contains('.') && !ace.startsWith('.') && !ace.endsWith('.')
        && std::all_of(ace.begin(), ace.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
           });
    return isName ? ace : QByteArray();
}

// In the form that domains of one host share, whether it is a name or not ("[192.0.2.1]", "localhost").
QByteArray comparable(const QByteArray &domain)
{
    const QByteArray ace = QUrl::toAce(QString::fromUtf8(domain)).toLower();
    return ace.isEmpty() ? domain.toLower() : ace;
}

std::optional<mime::Mailbox> onlyMailbox(const QByteArray &typed)
{
    const mime::AddressList list = mime::parseAddressList(typed);
    if (list.mailboxes.size() != 1 || list.defects > 0 || list.groups > 0)
        return std::nullopt;
    const mime::Mailbox &one = list.mailboxes.front();
    if (one.localPart.isEmpty() || one.domain.isEmpty() || one.localPart == "*")
        return std::nullopt;
    return one;
}

// "Walks <walks.example.org>" (RFC 2919, 2) or its identifier alone.
QByteArray listIn(const QByteArray &typed)
{
    const qsizetype open = typed.lastIndexOf('<');
    const qsizetype close = typed.indexOf('>', open + 1);
    const QByteArray id = open >= 0 && close > open ? typed.sliced(open + 1, close - open - 1) : typed;
    return id.trimmed().toLower();
}

bool isSender(const QByteArray &value, const mime::Mailbox &from)
{
    // There may be thousands of rules: most are told from it by their first octets.
    if (!value.startsWith('"') && !value.startsWith(from.localPart))
        return false;
    const auto wanted = onlyMailbox(value);
    return wanted && wanted->localPart == from.localPart && !from.domain.isEmpty()
        && comparable(wanted->domain) == comparable(from.domain);
}

std::optional<PolicyRule> storedRule(qint64 scope, const QByteArray &value, qint64 preference)
{
    const bool isKnown = scope >= 0 && scope <= static_cast<qint64>(Scope::Default) && preference >= 0
        && preference <= static_cast<qint64>(Preference::Automatic);
    if (!isKnown)
        return std::nullopt;  // of a newer program: what it means nobody here knows
    return PolicyRule{static_cast<Scope>(scope), value, static_cast<Preference>(preference)};
}

Result<void> run(Result<store::Statement> &&statement, auto &&bind)
{
    if (!statement)
        return statement.error();
    bind(*statement);
    if (const auto done = statement->step(); !done)
        return done.error();
    return {};
}

}

bool mayBeAutomatic(Scope scope)
{
    return scope == Scope::Sender || scope == Scope::Domain;
}

std::optional<PolicyRule> ruleFrom(Scope scope, const QString &typed, Preference preference)
{
    QByteArray text = typed.trimmed().toUtf8();
    if (text.isEmpty() || text.size() > longestValue
        || (preference == Preference::Automatic && !mayBeAutomatic(scope)))
        return std::nullopt;
    PolicyRule rule{scope, {}, preference};
    switch (scope) {
    case Scope::Sender:
        if (auto mailbox = onlyMailbox(text)) {
            mailbox->domain = comparable(mailbox->domain);
            rule.value = mailbox->addrSpec();
        }
        break;
    case Scope::Domain:
        if (text.startsWith('@'))
            text.remove(0, 1);
        rule.value = domainIn(text);
        break;
    case Scope::List: rule.value = listIn(text); break;
    case Scope::Message:
    case Scope::Account:
    case Scope::Default: return std::nullopt;  // nobody types these
    }
    return rule.value.isEmpty() ? std::nullopt : std::optional(rule);
}

bool appliesTo(const PolicyRule &rule, const Request &request, const QUuid &account)
{
    switch (rule.scope) {
    case Scope::Message: return !rule.value.isEmpty() && rule.value == request.key.value;
    case Scope::Sender: return isSender(rule.value, request.from);
    case Scope::Domain: return !rule.value.isEmpty() && rule.value == comparable(request.from.domain);
    case Scope::List: return !rule.value.isEmpty() && rule.value == listIn(request.listId);
    case Scope::Account: return rule.value == account.toRfc4122();
    case Scope::Default: return true;
    }
    return false;
}

Policy policyFor(const std::vector<PolicyRule> &rules, const Request &request, const QUuid &account)
{
    const PolicyRule *found = nullptr;
    for (const PolicyRule &rule : rules) {
        if ((found == nullptr || rule.scope < found->scope) && appliesTo(rule, request, account))
            found = &rule;
    }
    if (found == nullptr)
        return {};
    const bool isTooMuch = found->preference == Preference::Automatic && !mayBeAutomatic(found->scope);
    return {isTooMuch ? Preference::Ask : found->preference, *found};
}

Result<std::vector<PolicyRule>> policyRules(const store::Database &user)
{
    auto query = user.prepare("SELECT scope, value, preference FROM receipt_rules ORDER BY scope, value");
    if (!query)
        return query.error();
    std::vector<PolicyRule> rules;
    while (true) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return rules;
        if (auto rule = storedRule(query->integer(0), query->blob(1), query->integer(2)))
            rules.push_back(*std::move(rule));
    }
}

Result<void> keepRule(const store::Database &user, const PolicyRule &rule)
{
    return run(
        user.prepare("INSERT OR REPLACE INTO receipt_rules (scope, value, preference) VALUES (?, ?, ?)"),
        [&rule](store::Statement &statement) {
            statement.bind(1, static_cast<qint64>(rule.scope))
                .bind(2, rule.value)
                .bind(3, static_cast<qint64>(rule.preference));
        });
}

Result<void> dropRule(const store::Database &user, Scope scope, const QByteArray &value)
{
    return run(
        user.prepare("DELETE FROM receipt_rules WHERE scope = ? AND value = ?"),
        [&](store::Statement &statement) { statement.bind(1, static_cast<qint64>(scope)).bind(2, value); });
}

}
