// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/properties/modelworld.h"

// A day with one account: login, list, first look, text, flags, an APPEND, messages that are moved, copied,
// put into Trash and removed for good, what others do meanwhile by IDLE, and the next connection. What was
// asked for is remembered and held against the server's ledger at the end, whatever has become of the lines
// in between.
class ReferenceSession
{
public:
    // What servers offer: everything of use, or an older one where each look is a whole one and a
    // move is COPY, STORE and UID EXPUNGE.
    enum class Server { New, Old };
    ReferenceSession(ModelWorld &world, model::Model &model, Server server = Server::New);

    void run();
    // Lost, duplicated, ghosts, diverged: what is wrong, one to a line; empty: nothing.
    [[nodiscard]] QByteArray judge();
    void leave() { m_world.removeAccount(m_account); }

    static constexpr int messages = 30;

private:
    void readAndMark();
    void save();
    void tidyUp();
    void othersWork();
    void setKeyword(quint32 uid, const QByteArray &keyword);
    void transfer(quint32 uid, const QByteArray &to, bool isMove);
    void remove(quint32 uid);
    void ask(model::Act act, const QByteArray &testId, const QByteArray &mailbox,
             const QByteArray &detail = {});
    [[nodiscard]] QByteArray judgeLedger() const;
    [[nodiscard]] QByteArray judgeText() const;

    struct Asked {
        model::Act act;
        QByteArray testId, mailbox, detail;
    };
    ModelWorld &m_world;
    model::Model &m_model;
    Server m_server;
    QUuid m_account;
    std::vector<Asked> m_asked;
};

[[nodiscard]] model::Model referenceModel();
