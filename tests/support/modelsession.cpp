// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modelsession.h"

#include <algorithm>

namespace model {

Session::Session(Model &model, const QByteArrayList &capabilities, int client, bool wantsLogin)
    : m_model(model), m_capabilities(capabilities), m_client(client), m_loggedIn(!wantsLogin)
{
    const QByteArray all = "[CAPABILITY " + capabilities.join(' ') + "]";
    line(wantsLogin ? "* OK " + all + " hello" : "* PREAUTH " + all + " hello");
}

const std::vector<Session::Row> &Session::rows()
{
    static const std::vector<Row> all{
        {"CAPABILITY", nullptr, &Session::doCapability, false},
        {"NOOP", nullptr, &Session::doNoop, false},
        {"CHECK", nullptr, &Session::doNoop, true},
        {"LOGOUT", nullptr, &Session::doLogout, false},
        {"LOGIN", nullptr, &Session::doLogin, false},
        {"AUTHENTICATE", "AUTH=PLAIN", &Session::doAuthenticate, false},
        {"ENABLE", "ENABLE", &Session::doEnable, false},
        {"ID", "ID", &Session::doId, false},
        {"NAMESPACE", "NAMESPACE", &Session::doNamespace, false},
        {"IDLE", "IDLE", &Session::doIdle, false},
        {"SELECT", nullptr, &Session::doSelect, false},
        {"EXAMINE", nullptr, &Session::doSelect, false},
        {"CLOSE", nullptr, &Session::doClose, true},
        {"UNSELECT", "UNSELECT", &Session::doUnselect, true},
        {"LIST", nullptr, &Session::doList, false},
        {"LSUB", nullptr, &Session::doLsub, false},
        {"STATUS", nullptr, &Session::doStatus, false},
        {"CREATE", nullptr, &Session::doCreate, false},
        {"DELETE", nullptr, &Session::doDelete, false},
        {"RENAME", nullptr, &Session::doRename, false},
        {"SUBSCRIBE", nullptr, &Session::doSubscribe, false},
        {"UNSUBSCRIBE", nullptr, &Session::doSubscribe, false},
        {"APPEND", nullptr, &Session::doAppend, false},
        {"FETCH", nullptr, &Session::doFetch, true},
        {"UID FETCH", nullptr, &Session::doFetch, true},
        {"STORE", nullptr, &Session::doStore, true},
        {"UID STORE", nullptr, &Session::doStore, true},
        {"SEARCH", nullptr, &Session::doSearch, true},
        {"UID SEARCH", nullptr, &Session::doSearch, true},
        {"COPY", nullptr, &Session::doCopy, true},
        {"UID COPY", nullptr, &Session::doCopy, true},
        {"MOVE", "MOVE", &Session::doMove, true},
        {"UID MOVE", "MOVE", &Session::doMove, true},
        {"EXPUNGE", nullptr, &Session::doExpunge, true},
        {"UID EXPUNGE", "UIDPLUS", &Session::doExpunge, true},
    };
    return all;
}

void Session::ok(const Command &command, const QByteArray &text)
{
    line(command.tag + " OK " + text);
}

void Session::no(const Command &command, const QByteArray &text)
{
    line(command.tag + " NO " + text);
}

void Session::bad(const Command &command, const QByteArray &text)
{
    m_model.complain("client " + QByteArray::number(m_client) + ": " + text);
    line(command.tag + " BAD " + text);
}

void Session::welcome(const Command &command)
{
    m_loggedIn = true;
    ok(command, "[CAPABILITY " + m_capabilities.join(' ') + "] welcome");
}

void Session::hangUp(const QByteArray &bye)
{
    if (!m_hungUp)
        line("* BYE " + bye);
    m_hungUp = true;
}

bool Session::keepsModSeqs() const
{
    return m_condstore && !m_model.lies.noModSeq;
}

bool Session::wasTakenAway() const
{
    return m_mailbox != nullptr && m_mailbox->isGone
        && (m_mailbox->isNumberedAnew || !m_model.lies.emptiesDeleted);
}

void Session::receive(const QByteArray &octets)
{
    m_in += octets;
    while (!m_hungUp) {
        if (m_waits != Waits::Command) {
            if (!m_in.contains("\r\n"))
                return;
            takeLine();
            continue;
        }
        const Extent extent = extentOf(m_in);
        for (; m_asked < extent.asked; ++m_asked)
            line("+ go on");
        if (extent.octets == 0)
            return;
        m_asked = 0;
        const QByteArray command = m_in.first(extent.octets - 2);
        m_in.remove(0, extent.octets);
        carryOut(command);
    }
}

// The end of IDLE, or an answer to "+".
void Session::takeLine()
{
    const qsizetype end = m_in.indexOf("\r\n");
    const QByteArray text = m_in.first(end);
    m_in.remove(0, end + 2);
    const Command command{std::exchange(m_tag, {}), {}, {}};
    if (std::exchange(m_waits, Waits::Command) == Waits::Sasl) {
        welcome(command);
        return;
    }
    tellNews();
    if (text.toUpper() == "DONE")
        ok(command);
    else
        bad(command, "DONE was expected and not " + text);
}

void Session::carryOut(const QByteArray &octets)
{
    if (m_model.beforeCommand)
        m_model.beforeCommand(octets);
    const std::optional<Command> command = parseCommand(octets);
    if (!command) {
        bad({octets.split(' ').first(), {}, {}}, "no command: " + octets.left(200));
        return;
    }
    const QByteArray before = m_out;
    run(*command);
    if (m_model.losesReply && m_model.losesReply(octets)) {
        m_out = before;
        m_hungUp = true;
    }
}

void Session::run(const Command &command)
{
    const auto row = std::find_if(rows().begin(), rows().end(),
                                  [&command](const Row &each) { return command.verb == each.verb; });
    const bool isKnown = row != rows().end() && (row->capability == nullptr || has(row->capability));
    const bool byNumber = isKnown && row->needsMailbox && m_uidOnly && !command.verb.startsWith("UID ")
        && command.verb != "CLOSE" && command.verb != "UNSELECT" && command.verb != "EXPUNGE";
    const bool mayCome = m_loggedIn || command.verb == "LOGIN" || command.verb == "AUTHENTICATE"
        || command.verb == "CAPABILITY" || command.verb == "LOGOUT" || command.verb == "NOOP";
    if (!isKnown || byNumber || !mayCome) {
        bad(command, (byNumber ? "[UIDREQUIRED] " : "not offered: ") + command.verb);
        return;
    }
    if (row->needsMailbox && m_mailbox == nullptr) {
        bad(command, "no mailbox for " + command.verb);
        return;
    }
    if (wasTakenAway()) {
        hangUp("the mailbox was deleted under you");
        return;
    }
    if (m_mailbox != nullptr && m_model.lies.expungesAtOnce && command.verb.startsWith("UID "))
        sync(true);
    (this->*row->handler)(command);
}

void Session::tellNews()
{
    if (m_mailbox == nullptr || m_hungUp)
        return;
    if (wasTakenAway())
        hangUp("the mailbox was deleted under you");
    else if (m_waits == Waits::Done || m_waits == Waits::Command)
        sync(true);
}

std::optional<std::size_t> Session::indexOf(quint32 uid) const
{
    const auto found = std::lower_bound(m_view.begin(), m_view.end(), uid,
                                        [](const Seen &each, quint32 wanted) { return each.uid < wanted; });
    if (found == m_view.end() || found->uid != uid)
        return std::nullopt;
    return static_cast<std::size_t>(found - m_view.begin());
}

void Session::sync(bool expungesToo)
{
    if (m_mailbox == nullptr)
        return;
    if (expungesToo) {
        std::vector<quint32> gone;
        for (const Seen &seen : m_view) {
            if (m_mailbox->isGone || m_mailbox->find(seen.uid) == nullptr)
                gone.push_back(seen.uid);
        }
        tellGone(gone);
    }
    if (m_mailbox->isGone)
        return;
    const quint32 last = m_view.empty() ? 0 : m_view.back().uid;
    const std::size_t before = m_view.size();
    for (const Message &message : m_mailbox->messages) {
        if (message.uid > last)
            m_view.push_back({message.uid, message.modSeq});
    }
    if (m_view.size() != before)
        line("* " + QByteArray::number(m_view.size()) + " EXISTS");
    for (std::size_t i = 0; i < before; ++i) {
        const Message *message = m_mailbox->find(m_view[i].uid);
        if (message != nullptr && message->modSeq > m_view[i].modSeq)
            tellFlags(i, false);
    }
}

void Session::tellGone(const std::vector<quint32> &uids)
{
    if (uids.empty())
        return;
    QByteArrayList numbers;
    for (const quint32 uid : uids) {
        const std::size_t index = *indexOf(uid);
        numbers.append(QByteArray::number(index + 1));
        m_view.erase(m_view.begin() + static_cast<std::ptrdiff_t>(index));
    }
    if (saysVanished()) {
        line("* VANISHED " + setText(uids));
        return;
    }
    for (const QByteArray &number : numbers)
        line("* " + number + " EXPUNGE");
}

void Session::tellFlags(std::size_t index, bool asked)
{
    Seen &seen = m_view[index];
    const Message *message = m_mailbox->find(seen.uid);
    seen.modSeq = message->modSeq;
    QByteArray items = "FLAGS (" + message->flags.join(' ') + ')';
    if (asked || m_qresync || (m_condstore && !m_model.lies.flagsWithoutUid))
        items += " UID " + QByteArray::number(message->uid);
    if (keepsModSeqs())
        items += " MODSEQ (" + QByteArray::number(message->modSeq) + ')';
    fetchLine(*message, items);
}

void Session::fetchLine(const Message &message, const QByteArray &items)
{
    if (m_uidOnly)
        line("* " + QByteArray::number(message.uid) + " UIDFETCH (" + items + ')');
    else if (const auto index = indexOf(message.uid))
        line("* " + QByteArray::number(*index + 1) + " FETCH (" + items + ')');
}

void Session::doCapability(const Command &command)
{
    line("* CAPABILITY " + m_capabilities.join(' '));
    ok(command);
}

void Session::doNoop(const Command &command)
{
    tellNews();
    if (!m_hungUp)
        ok(command);
}

void Session::doLogout(const Command &command)
{
    hangUp("bye");
    ok(command);
}

void Session::doLogin(const Command &command)
{
    if (m_loggedIn || command.arguments.size() != 2) {
        bad(command, "LOGIN out of place");
        return;
    }
    welcome(command);
}

void Session::doAuthenticate(const Command &command)
{
    if (m_loggedIn || command.arguments.empty()) {
        bad(command, "AUTHENTICATE out of place");
        return;
    }
    if (command.arguments.size() > 1) {
        welcome(command);
        return;
    }
    m_waits = Waits::Sasl;
    m_tag = command.tag;
    line("+ ");
}

void Session::doEnable(const Command &command)
{
    QByteArrayList enabled;
    for (const Argument &name : command.arguments) {
        const QByteArray word = name.text.toUpper();
        if (!m_capabilities.contains(word) && !(word == "CONDSTORE" && has("QRESYNC")))
            continue;
        enabled.append(word);
        m_condstore = m_condstore || word == "CONDSTORE" || word == "QRESYNC";
        m_qresync = m_qresync || word == "QRESYNC";
        m_uidOnly = m_uidOnly || word == "UIDONLY";
    }
    line(("* ENABLED " + enabled.join(' ')).trimmed());
    ok(command);
}

void Session::doId(const Command &command)
{
    line(R"(* ID ("name" "model"))");
    ok(command);
}

void Session::doNamespace(const Command &command)
{
    line(R"(* NAMESPACE (("" "/")) NIL NIL)");
    ok(command);
}

void Session::doIdle(const Command &command)
{
    m_waits = Waits::Done;
    m_tag = command.tag;
    line("+ idling");
    tellNews();
}

void Session::leave()
{
    m_mailbox.reset();
    m_view.clear();
}

void Session::doClose(const Command &command)
{
    if (!m_readOnly && !m_mailbox->isGone) {
        for (const Message &message : std::vector<Message>(m_mailbox->messages)) {
            if (message.flags.contains("\\Deleted"))
                m_model.expunge(*m_mailbox, message.uid, m_client);
        }
    }
    leave();
    ok(command);
}

void Session::doUnselect(const Command &command)
{
    leave();
    ok(command);
}

void Session::doSelect(const Command &command)
{
    const bool wasOpen = m_mailbox != nullptr;
    leave();
    const std::size_t count = command.arguments.size();
    if (count < 1 || count > 2 || (count == 2 && !has("CONDSTORE") && !has("QRESYNC"))) {
        bad(command, "SELECT with " + QByteArray::number(count) + " arguments");
        return;
    }
    if (wasOpen && m_qresync)
        line("* OK [CLOSED] closed");
    const auto mailbox = m_model.find(command.arguments[0].text);
    if (mailbox == nullptr) {
        no(command, "[NONEXISTENT] no such mailbox");
        return;
    }
    m_mailbox = mailbox;
    m_readOnly = command.verb == "EXAMINE";
    for (const Message &message : mailbox->messages)
        m_view.push_back({message.uid, message.modSeq});
    m_condstore = m_condstore || count == 2;
    tellMailbox();
    if (count == 2)
        tellEarlier(command.arguments[1]);
    ok(command, m_readOnly ? "[READ-ONLY] opened" : "[READ-WRITE] opened");
}

void Session::tellMailbox()
{
    line("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)");
    line(m_mailbox->keepsKeywords || m_model.lies.promisesKeywords
             ? "* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] kept"
             : "* OK [PERMANENTFLAGS (\\Seen)] kept");
    line("* " + QByteArray::number(m_view.size()) + " EXISTS");
    line("* 0 RECENT");
    line("* OK [UIDVALIDITY " + QByteArray::number(m_mailbox->uidValidity) + "] valid");
    if (!m_model.lies.noUidNext)
        line("* OK [UIDNEXT " + QByteArray::number(m_mailbox->uidNext) + "] next");
    if (has("OBJECTID"))
        line("* OK [MAILBOXID (" + m_mailbox->id + ")] id");
    if (!has("CONDSTORE") && !has("QRESYNC"))
        return;
    if (m_model.lies.noModSeq) {
        line("* OK [NOMODSEQ] none kept");
        return;
    }
    const quint64 told = m_model.lies.modSeqGoesBack ? --m_mailbox->untrueModSeq : m_mailbox->highestModSeq;
    line("* OK [HIGHESTMODSEQ " + QByteArray::number(told) + "] highest");
}

// QRESYNC's parameters (RFC 7162, 3.2.5).
void Session::tellEarlier(const Argument &parameters)
{
    for (std::size_t i = 0; i + 1 < parameters.list.size(); ++i) {
        if (!parameters.list[i].is("QRESYNC"))
            continue;
        const auto &said = parameters.list[i + 1].list;
        if (!m_qresync || said.size() < 2) {
            m_model.complain("QRESYNC parameters where it was not enabled, or too few");
            return;
        }
        const quint64 modSeq = said[1].text.toULongLong();
        if (modSeq == 0)
            m_model.complain("QRESYNC from mod-sequence 0");
        if (said[0].text.toUInt() != m_mailbox->uidValidity || m_model.lies.noModSeq)
            return;
        const bool named = said.size() > 2 && said[2].kind == Argument::Kind::Atom;
        const auto known = parseSet(named ? said[2].text : "1:*", m_mailbox->uidNext - 1);
        if (!known) {
            m_model.complain("no set of known UIDs: " + said[2].text);
            return;
        }
        if (m_model.lies.missesChanges)
            return;
        tellVanishedSince(modSeq, *known);
        for (std::size_t k = 0; k < m_view.size(); ++k) {
            const Message *message = m_mailbox->find(m_view[k].uid);
            if (message != nullptr && message->modSeq > modSeq && contains(*known, message->uid))
                tellFlags(k, true);
        }
    }
}

void Session::tellVanishedSince(quint64 modSeq, const NumberRanges &known)
{
    std::vector<quint32> gone;
    if (m_model.lies.forgetsExpunges) {
        for (quint32 uid = 1; uid < m_mailbox->uidNext; ++uid) {
            if (m_mailbox->find(uid) == nullptr && contains(known, uid))
                gone.push_back(uid);
        }
    } else {
        for (const auto &[uid, when] : m_mailbox->expunged) {
            if (when > modSeq && contains(known, uid))
                gone.push_back(uid);
        }
        std::sort(gone.begin(), gone.end());
    }
    if (gone.empty())
        return;
    if (m_model.lies.oddVanished) {
        const QByteArray last = QByteArray::number(gone.back());
        line("* VANISHED (EARLIER) " + last + ',' + setText(gone) + ',' + last + ":" + last
             + ",4000000000:4294967295");
        return;
    }
    line("* VANISHED (EARLIER) " + setText(gone));
}

}
