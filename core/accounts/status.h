// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/net/loginproblem.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QUuid>

#include <optional>

namespace accounts {

// The window may not know net.
using LoginProblem = net::LoginProblem;

// How an account stands with its server, as facts for the status bar; words are the window's business.
struct Status {
    enum class Kind {
        Offline,  // by the user's wish, or nothing tried yet
        Connecting,
        Online,
        Busy,                // online and loading; `done` of `total` when known
        WaitingToReconnect,  // `error` says why, `retryAt` when
        PasswordNeeded,
        AuthenticationFailed,
        CertificateRefused,
    };
    QUuid account;
    Kind kind = Kind::Offline;
    bool encrypted = false;  // from the live connection, never from settings
    QString folder;          // being loaded (Busy)
    qint64 done = 0, total = 0;
    Error error;
    QDateTime retryAt{};
    LoginProblem loginProblem = LoginProblem::Unspecified;  // AuthenticationFailed: why; error has the words
    QByteArray goodbye{};  // WaitingToReconnect: the server has closed the connection, with these words
};

// The result of "Test connection", one step each: nullopt means it was reached and went well, or was not
// reached because an earlier one failed (`reached` tells).
struct TestResult {
    QUuid account;
    enum class Step { ImapConnect, ImapLogin, SmtpConnect, SmtpLogin, Done };
    Step reached = Step::ImapConnect;  // the step that failed, or Done
    std::optional<Error> error;
    LoginProblem loginProblem = LoginProblem::Unspecified;
    [[nodiscard]] bool ok() const noexcept { return reached == Step::Done && !error; }
};

}

Q_DECLARE_METATYPE(accounts::Status)
Q_DECLARE_METATYPE(accounts::TestResult)
