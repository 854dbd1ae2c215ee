// SPDX-License-Identifier: GPL-3.0-or-later
// What concerns mailboxes as a whole.
#include <QRegularExpression>

#include <algorithm>

#include "tests/support/modelsession.h"

namespace model {

namespace {

// "%" is a level, "*" any number of them (RFC 3501, 6.3.8).
bool matchesPattern(const QByteArray &name, const QByteArray &pattern)
{
    QString expression = QRegularExpression::escape(QString::fromLatin1(pattern));
    expression.replace(QLatin1String("\\*"), QLatin1String(".*"));
    expression.replace(QLatin1String("\\%"), QLatin1String("[^/]*"));
    const bool isInbox = name == "INBOX";
    const auto options =
        isInbox ? QRegularExpression::CaseInsensitiveOption : QRegularExpression::NoPatternOption;
    const QRegularExpression whole(QRegularExpression::anchoredPattern(expression), options);
    return whole.match(QString::fromLatin1(name)).hasMatch();
}

}

std::vector<QByteArray> Session::matching(const QByteArray &reference,
                                          const std::vector<QByteArray> &patterns) const
{
    std::vector<QByteArray> names;
    for (const auto &[name, mailbox] : m_model.mailboxes()) {
        const bool any = std::any_of(patterns.begin(), patterns.end(), [&](const QByteArray &pattern) {
            return matchesPattern(name, reference + pattern);
        });
        if (any)
            names.push_back(name);
    }
    return names;
}

void Session::doList(const Command &command)
{
    std::vector<Argument> arguments = command.arguments;
    bool onlySubscribed = false;
    if (!arguments.empty() && arguments[0].kind == Argument::Kind::List) {
        if (!has("LIST-EXTENDED")) {
            bad(command, "LIST-EXTENDED is not offered");
            return;
        }
        for (const Argument &option : arguments[0].list)
            onlySubscribed = onlySubscribed || option.is("SUBSCRIBED");
        arguments.erase(arguments.begin());
    }
    if (arguments.size() < 2) {
        bad(command, "LIST with too little");
        return;
    }
    if (arguments[1].kind != Argument::Kind::List && arguments[1].text.isEmpty()) {
        line(R"(* LIST (\Noselect) "/" "")");
        ok(command);
        return;
    }
    std::vector<QByteArray> patterns{arguments[1].text};
    if (arguments[1].kind == Argument::Kind::List) {
        patterns.clear();
        for (const Argument &pattern : arguments[1].list)
            patterns.push_back(pattern.text);
    }
    const bool returns = arguments.size() == 4 && arguments[2].is("RETURN");
    if (arguments.size() != (returns ? 4U : 2U) || (returns && !has("LIST-EXTENDED"))) {
        bad(command, "a LIST nobody offered");
        return;
    }
    for (const QByteArray &name : matching(arguments[0].text, patterns)) {
        const Mailbox &mailbox = *m_model.find(name);
        if (onlySubscribed && !mailbox.subscribed)
            continue;
        QByteArrayList attributes;
        if (!mailbox.specialUse.isEmpty() && has("SPECIAL-USE"))
            attributes.append(mailbox.specialUse);
        if (mailbox.subscribed && returns)
            attributes.append("\\Subscribed");
        line("* LIST (" + attributes.join(' ') + ") \"/\" " + mailboxText(name));
        for (std::size_t i = 0; returns && i + 1 < arguments[3].list.size(); ++i) {
            if (arguments[3].list[i].is("STATUS"))
                line("* STATUS " + mailboxText(name) + ' '
                     + statusText(mailbox, arguments[3].list[i + 1].list));
        }
    }
    ok(command);
}

void Session::doLsub(const Command &command)
{
    if (command.arguments.size() != 2) {
        bad(command, "LSUB with too little");
        return;
    }
    for (const QByteArray &name : matching(command.arguments[0].text, {command.arguments[1].text})) {
        if (m_model.find(name)->subscribed)
            line("* LSUB () \"/\" " + mailboxText(name));
    }
    ok(command);
}

QByteArray Session::statusText(const Mailbox &mailbox, const std::vector<Argument> &items)
{
    QByteArrayList told;
    const auto count = [&mailbox](const QByteArray &flag, bool has) {
        return std::count_if(mailbox.messages.begin(), mailbox.messages.end(),
                             [&](const Message &each) { return each.flags.contains(flag) == has; });
    };
    for (const Argument &item : items) {
        const QByteArray name = item.text.toUpper();
        QByteArray value;
        if (name == "MESSAGES")
            value = QByteArray::number(mailbox.messages.size());
        else if (name == "UNSEEN")
            value = QByteArray::number(count("\\Seen", false));
        else if (name == "DELETED")
            value = QByteArray::number(count("\\Deleted", true));
        else if (name == "RECENT")
            value = "0";
        else if (name == "UIDNEXT")
            value = QByteArray::number(mailbox.uidNext);
        else if (name == "UIDVALIDITY")
            value = QByteArray::number(mailbox.uidValidity);
        else if (name == "HIGHESTMODSEQ" && (has("CONDSTORE") || has("QRESYNC")))
            value = QByteArray::number(m_model.lies.noModSeq ? 0 : mailbox.highestModSeq);
        else if (name == "MAILBOXID" && has("OBJECTID"))
            value = '(' + mailbox.id + ')';
        else
            m_model.complain("STATUS item not offered: " + name);
        m_condstore = m_condstore || name == "HIGHESTMODSEQ";
        if (!value.isEmpty())
            told.append(name + ' ' + value);
    }
    return '(' + told.join(' ') + ')';
}

void Session::doStatus(const Command &command)
{
    if (command.arguments.size() != 2 || command.arguments[1].list.empty()) {
        bad(command, "STATUS with too little");
        return;
    }
    const auto mailbox = m_model.find(command.arguments[0].text);
    if (mailbox == nullptr) {
        no(command, "[NONEXISTENT] no such mailbox");
        return;
    }
    line("* STATUS " + mailboxText(mailbox->name) + ' ' + statusText(*mailbox, command.arguments[1].list));
    ok(command);
}

void Session::doCreate(const Command &command)
{
    QByteArray name = command.arguments.empty() ? QByteArray() : command.arguments[0].text;
    if (name.endsWith('/'))
        name.chop(1);
    QByteArray use;
    if (command.arguments.size() == 2 && command.arguments[1].list.size() == 2)
        use = command.arguments[1].list[1].list.empty() ? QByteArray()
                                                        : command.arguments[1].list[1].list[0].text;
    if (m_model.create(name, m_client, use))
        ok(command);
    else
        no(command, "[ALREADYEXISTS] there is one");
}

void Session::doDelete(const Command &command)
{
    if (!command.arguments.empty() && m_model.remove(command.arguments[0].text, m_client))
        ok(command);
    else
        no(command, "[NONEXISTENT] cannot be deleted");
}

void Session::doRename(const Command &command)
{
    if (command.arguments.size() == 2
        && m_model.rename(command.arguments[0].text, command.arguments[1].text, m_client))
        ok(command);
    else
        no(command, "[CANNOT] not to be renamed so");
}

void Session::doSubscribe(const Command &command)
{
    const auto mailbox = command.arguments.empty() ? nullptr : m_model.find(command.arguments[0].text);
    if (mailbox != nullptr)
        mailbox->subscribed = command.verb == "SUBSCRIBE";
    ok(command);
}

void Session::doAppend(const Command &command)
{
    const auto &arguments = command.arguments;
    if (arguments.size() < 2 || arguments.size() > 4 || arguments.back().kind != Argument::Kind::String) {
        bad(command, "an APPEND of another form");
        return;
    }
    const auto mailbox = m_model.find(arguments[0].text);
    if (mailbox == nullptr) {
        no(command, "[TRYCREATE] no such mailbox");
        return;
    }
    QByteArrayList flags;
    for (const Argument &argument : arguments) {
        if (argument.kind == Argument::Kind::List) {
            for (const Argument &flag : argument.list)
                flags.append(flag.text);
        }
    }
    const quint32 uid = m_model.append(*mailbox, arguments.back().text, flags, 0, m_client);
    sync(true);
    ok(command,
       has("UIDPLUS") ? "[APPENDUID " + QByteArray::number(mailbox->uidValidity) + ' '
               + QByteArray::number(uid) + "] saved"
                      : QByteArray("saved"));
}

}
