// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/properties/modelworld.h"

// A day with one account: login, list, first look, text, flags, an APPEND, what others do meanwhile by IDLE,
// and the next connection. What was asked for is remembered and held against the server's ledger at the end,
// whatever has become of the lines in between.
class ReferenceSession
{
public:
    ReferenceSession(ModelWorld &world, model::Model &model);

    void run();
    // Lost, duplicated, ghosts, diverged: what is wrong, one to a line; empty: nothing.
    [[nodiscard]] QByteArray judge();
    void leave() { m_world.removeAccount(m_account); }

    static constexpr int messages = 30;

private:
    void readAndMark();
    void save();
    void othersWork();
    void setKeyword(quint32 uid, const QByteArray &keyword);
    [[nodiscard]] QByteArray judgeLedger() const;
    [[nodiscard]] QByteArray judgeText() const;

    struct Asked {
        model::Act act;
        QByteArray testId, detail;
    };
    ModelWorld &m_world;
    model::Model &m_model;
    QUuid m_account;
    std::vector<Asked> m_asked;
};

[[nodiscard]] model::Model referenceModel();
