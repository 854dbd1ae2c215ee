// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/sasl.h"

// An exchange that follows a list: the answers in order, complete after the last challenge it knows.
class FakeSasl final : public net::SaslClient
{
public:
    struct Plan {
        QByteArray mechanism = "SCRAM-SHA-256";
        bool clientFirst = true;
        std::vector<QByteArray> answers;  // the first is the initial response when clientFirst
        bool failsAfterwards = false;     // the step after the last answer is an error
        bool proves = true;
    };
    explicit FakeSasl(Plan plan) : m_plan(std::move(plan)) {}

    [[nodiscard]] QByteArray mechanism() const override { return m_plan.mechanism; }
    [[nodiscard]] bool clientFirst() const override { return m_plan.clientFirst; }
    [[nodiscard]] Result<Step> step(const QByteArray &challenge) override
    {
        m_challenges.push_back(challenge);
        if (m_next == m_plan.answers.size())
            return m_plan.failsAfterwards ? Result<Step>(Error{Error::Kind::Untrusted, "wrong signature"})
                                          : Result<Step>(Step{});
        return Step{Secret(m_plan.answers[m_next++])};
    }
    [[nodiscard]] bool isComplete() const override
    {
        return m_plan.proves && m_next == m_plan.answers.size();
    }

    // For SessionOptions::makeSasl
    [[nodiscard]] static auto factory(const Plan &plan)
    {
        return [plan](const QByteArray &mechanism, const net::Credentials &, const QByteArray &,
                      const QByteArray &) {
            Plan mine = plan;
            mine.mechanism = mechanism;
            return Result<std::unique_ptr<net::SaslClient>>(std::make_unique<FakeSasl>(mine));
        };
    }

private:
    Plan m_plan;
    std::size_t m_next = 0;
    std::vector<QByteArray> m_challenges;
};
