// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/notice.h"
#include "core/accounts/status.h"
#include "core/accounts/trust.h"
#include "core/base/result.h"

#include <QCoreApplication>
#include <QString>

#include <optional>

// Says in sentences what the core tells as kinds and values. What a server said is quoted as its words, never
// mixed with ours.
class ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)

public:
    [[nodiscard]] static QString sentence(Error::Kind kind);
    // The sentence, and the server's words after it where the error carries them.
    [[nodiscard]] static QString sentence(const Error &error);
    // “The server says: …”; empty for no words.
    [[nodiscard]] static QString serverSays(const QByteArray &words);

    // What the server said when it closed the connection.
    [[nodiscard]] static QString goodbye(const QByteArray &words);

    // Why signing in failed, and what can be done; the server's words behind it.
    [[nodiscard]] static QString login(accounts::LoginProblem problem, const Error &error);
    // An error of the way to a server, not of what it says.
    [[nodiscard]] static QString connection(const Error &error);
    [[nodiscard]] static QString notice(const accounts::Notice &notice);
    [[nodiscard]] static QString status(const accounts::Status &status);
    // Why an account that should be online is not: a heading, and what is wrong with which server. nullopt:
    // it is online, on its way, or offline by the user's wish.
    struct Problem {
        QString heading, sentence;
    };
    [[nodiscard]] static std::optional<Problem> problem(const accounts::Status &status,
                                                        const accounts::Account &account);
    [[nodiscard]] static QString testResult(const accounts::TestResult &result);
    [[nodiscard]] static QString certificateProblem(accounts::CertificateProblem problem,
                                                    const QString &host);

private:
    [[nodiscard]] static QString sentence(accounts::LoginProblem problem);
};
