// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/modelcommand.h"
#include "tests/support/modelserver.h"

namespace model {

// One connection to a Model: octets in, octets out. What it does not know, or its capabilities do not name,
// it answers with BAD and complains of to the Model.
class Session
{
public:
    // Greets with PREAUTH, or with OK when a password is wanted (LOGIN, AUTHENTICATE PLAIN; any will do).
    Session(Model &model, const QByteArrayList &capabilities, int client, bool wantsLogin = false);

    void receive(const QByteArray &octets);
    // In IDLE: what has happened meanwhile.
    void tellWhileIdle()
    {
        if (m_waits == Waits::Done)
            tellNews();
    }
    [[nodiscard]] QByteArray takeOutput() { return std::exchange(m_out, {}); }
    [[nodiscard]] bool hasHungUp() const { return m_hungUp; }
    void hangUp(const QByteArray &bye);
    [[nodiscard]] int client() const { return m_client; }
    [[nodiscard]] const std::shared_ptr<Mailbox> &selected() const { return m_mailbox; }

private:
    struct Seen {
        quint32 uid = 0;
        quint64 modSeq = 0;  // as of which its flags were told
    };
    using Handler = void (Session::*)(const Command &);
    struct Row {
        const char *verb;
        const char *capability;  // nullptr: everybody's
        Handler handler;
        bool needsMailbox;
    };
    static const std::vector<Row> &rows();

    void line(const QByteArray &text) { m_out += text + "\r\n"; }
    void ok(const Command &command, const QByteArray &text = "done");
    void no(const Command &command, const QByteArray &text);
    void bad(const Command &command, const QByteArray &text);
    void welcome(const Command &command);
    void takeLine();
    void carryOut(const QByteArray &octets);
    void run(const Command &command);
    [[nodiscard]] bool has(const char *capability) const { return m_capabilities.contains(capability); }
    [[nodiscard]] bool keepsModSeqs() const;
    [[nodiscard]] bool wasTakenAway() const;
    [[nodiscard]] bool saysVanished() const { return m_qresync || m_uidOnly; }

    void tellNews();
    // What the client does not know yet; EXPUNGE only where it may be told (RFC 3501, 7.4.1).
    void sync(bool expungesToo);
    void tellGone(const std::vector<quint32> &uids);
    void tellFlags(std::size_t index, bool asked);
    [[nodiscard]] std::optional<std::size_t> indexOf(quint32 uid) const;
    void leave();

    // modelsession.cpp
    void doCapability(const Command &command);
    void doNoop(const Command &command);
    void doLogout(const Command &command);
    void doLogin(const Command &command);
    void doAuthenticate(const Command &command);
    void doEnable(const Command &command);
    void doId(const Command &command);
    void doNamespace(const Command &command);
    void doIdle(const Command &command);
    void doSelect(const Command &command);
    void doClose(const Command &command);
    void doUnselect(const Command &command);
    void tellMailbox();
    void tellEarlier(const Argument &parameters);
    void tellVanishedSince(quint64 modSeq, const NumberRanges &known);

    // modelsession_mailboxes.cpp
    void doList(const Command &command);
    void doLsub(const Command &command);
    void doStatus(const Command &command);
    void doCreate(const Command &command);
    void doDelete(const Command &command);
    void doRename(const Command &command);
    void doSubscribe(const Command &command);
    void doAppend(const Command &command);
    [[nodiscard]] QByteArray statusText(const Mailbox &mailbox, const std::vector<Argument> &items);
    [[nodiscard]] std::vector<QByteArray> matching(const QByteArray &reference,
                                                   const std::vector<QByteArray> &patterns) const;

    // modelsession_messages.cpp
    void doFetch(const Command &command);
    void doStore(const Command &command);
    void doSearch(const Command &command);
    void doCopy(const Command &command);
    void doMove(const Command &command);
    void doExpunge(const Command &command);
    [[nodiscard]] std::optional<std::vector<quint32>> uidsOf(const Command &command, const Argument &set);
    [[nodiscard]] QByteArray fetchItem(const Message &message, const Argument &item);
    [[nodiscard]] QByteArray sectionText(const Message &message, const QByteArray &item);
    [[nodiscard]] std::optional<bool> matches(const Message &message, const std::vector<Argument> &keys,
                                              std::size_t &at);
    void copyTo(const Command &command, bool moves);
    void fetchLine(const Message &message, const QByteArray &items);

    Model &m_model;
    QByteArrayList m_capabilities;
    int m_client;
    QByteArray m_in, m_out;
    QByteArray m_tag;  // of IDLE or AUTHENTICATE under way
    enum class Waits { Command, Done, Sasl } m_waits = Waits::Command;
    int m_asked = 0;  // "+" said for the command that is coming in
    std::shared_ptr<Mailbox> m_mailbox;
    std::vector<Seen> m_view;
    bool m_loggedIn = true, m_readOnly = false, m_hungUp = false;
    bool m_condstore = false, m_qresync = false, m_uidOnly = false;
};

}
