// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wording.h"

#include <QCoreApplication>

namespace app::wording {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("app::wording", text);
}

QString detail(const Error &why)
{
    return why.detail.isEmpty() ? tr("no reason was given") : QString::fromUtf8(why.detail);
}

}

QString folderProblem(const QString &folder, const Error &why)
{
    return tr("Posthorn cannot use its folder %1: %2.").arg(folder, detail(why));
}

QString databaseProblem(const QString &file, const Error &why)
{
    return tr("Posthorn cannot read or write %1: %2. Nothing was changed.").arg(file, detail(why));
}

QString diskNearlyFull(const QString &file)
{
    return tr("The disk is nearly full. Posthorn keeps no more mail in %1 until there is room again; nothing "
              "is "
              "lost, it stays on the server.")
        .arg(file);
}

QString cacheRebuilt()
{
    return tr("The copy of your mail on this computer was damaged or made by a newer version. It has been "
              "set aside and "
              "is fetched again; nothing is lost.");
}

QString userRestored(const QString &file)
{
    return tr("%1 was damaged. It was made again from its last backup and from what could still be read; the "
              "damaged file is "
              "kept beside it. What was not yet sent to the server is not done by itself: please look it "
              "through.")
        .arg(file);
}

QString profileFromElsewhere()
{
    return tr("Posthorn’s files were restored from a copy, or come from another computer. What was not yet "
              "sent to the "
              "server then is not done by itself: please look it through.");
}

QString networkFolder(const QString &folder)
{
    return tr("%1 is on a network drive. Posthorn works there, but more slowly; it must never be open on two "
              "computers at once.")
        .arg(folder);
}

QString carefulStart(const QString &culprit)
{
    if (culprit.isEmpty())
        return tr("Posthorn ended unexpectedly several times in a row, so this time no folder is opened by "
                  "itself.");
    return tr("Posthorn ended unexpectedly several times in a row, each time soon after it had opened “%1”. "
              "This time no folder "
              "is opened by itself.")
        .arg(culprit);
}

QString accountProblem(const QString &file, const accounts::Problem &problem)
{
    using Kind = accounts::Problem::Kind;
    const QString line = QString::number(problem.line);
    switch (problem.kind) {
    case Kind::Unreadable: return tr("%1 cannot be read.").arg(file);
    case Kind::MissingKey: return tr("%1, line %2: the account has no “%3”.").arg(file, line, problem.key);
    case Kind::DuplicateId: return tr("%1, line %2: this account is there twice.").arg(file, line);
    case Kind::UnknownSection:
        return tr("%1, line %2: “%3” is no section Posthorn knows.").arg(file, line, problem.value);
    case Kind::BadValue: break;
    }
    return tr("%1, line %2: “%3” cannot be “%4”.").arg(file, line, problem.key, problem.value);
}

QString passwordSourceProblem(accounts::PasswordSource source, const Error &why)
{
    if (source == accounts::PasswordSource::Command)
        return tr("The command that prints the password did not give one (%1), so you are asked for it.")
            .arg(detail(why));
    if (why.kind == Error::Kind::Timeout)
        return tr("The desktop’s password store does not answer; it may be locked. You are asked for the "
                  "password instead.");
    return tr(
        "The desktop’s password store (GNOME Keyring, KWallet …) cannot be reached, so you are asked for "
        "the password.");
}

QString passwordNotRemembered(const Error &why)
{
    if (why.kind == Error::Kind::Timeout)
        return tr(
            "The desktop’s password store does not answer, so the password is remembered only until you "
            "quit.");
    return tr("The desktop’s password store (GNOME Keyring, KWallet …) did not keep the password, so it is "
              "remembered only until you quit. In the account’s settings you can choose another source.");
}

QString demoStep(DemoProcess::Step step)
{
    switch (step) {
    case DemoProcess::Step::Download: return tr("Downloading the demo's mail servers…");
    case DemoProcess::Step::Mailbox: return tr("Writing the demo mailbox…");
    case DemoProcess::Step::Servers: return tr("Starting the demo's mail servers…");
    }
    return {};
}

QString demoOpen()
{
    return tr("The demo mailbox is open in a window of its own.");
}

QString demoMissing()
{
    return tr("The demo mailbox is not part of this installation.");
}

QString demoProblem(const QString &reason)
{
    return tr("The demo mailbox could not be opened: %1").arg(reason);
}

}
