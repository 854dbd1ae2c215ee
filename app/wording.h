// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demoprocess.h"
#include "core/accounts/accountstore.h"
#include "core/base/result.h"

#include <QString>

// Sentences for people about starting up: files, passwords, the demo. Everything else is worded in widgets/.
namespace app::wording {

[[nodiscard]] QString folderProblem(const QString &folder, const Error &why);
[[nodiscard]] QString databaseProblem(const QString &file, const Error &why);
[[nodiscard]] QString diskNearlyFull(const QString &file);
[[nodiscard]] QString cacheRebuilt();
[[nodiscard]] QString userRestored(const QString &file);
[[nodiscard]] QString profileFromElsewhere();
[[nodiscard]] QString networkFolder(const QString &folder);
[[nodiscard]] QString carefulStart(const QString &culprit);
[[nodiscard]] QString accountProblem(const QString &file, const accounts::Problem &problem);
[[nodiscard]] QString passwordSourceProblem(accounts::PasswordSource source, const Error &why);
[[nodiscard]] QString passwordNotRemembered(const Error &why);
[[nodiscard]] QString demoStep(DemoProcess::Step step);
[[nodiscard]] QString demoOpen();
[[nodiscard]] QString demoMissing();
[[nodiscard]] QString demoProblem(const QString &reason);

}
