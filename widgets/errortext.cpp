// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/errortext.h"

#include "widgets/displaytext.h"
#include "widgets/safetext.h"

#include <QLocale>

namespace {

bool hasReason(accounts::LoginProblem problem)
{
    return problem != accounts::LoginProblem::Unspecified
        && problem != accounts::LoginProblem::WrongCredentials;
}

QString reason(const accounts::Status &status)
{
    if (!status.goodbye.isEmpty())
        return ErrorText::goodbye(status.goodbye);
    return hasReason(status.loginProblem) ? ErrorText::login(status.loginProblem, status.error)
                                          : ErrorText::connection(status.error);
}

}

QString ErrorText::sentence(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Syntax: return tr("The answer could not be understood.");
    case Error::Kind::LimitExceeded: return tr("The answer is larger than is safe to take in.");
    case Error::Kind::Refused: return tr("The server refused.");
    case Error::Kind::Unsupported: return tr("The server does not offer what is needed.");
    case Error::Kind::ConnectionLost: return tr("The connection was lost.");
    case Error::Kind::Timeout: return tr("The server did not answer in time.");
    case Error::Kind::Untrusted: return tr("The connection is not safe.");
    case Error::Kind::Authentication: return tr("The user name or the password was not accepted.");
    case Error::Kind::Storage: return tr("The disk could not be read or written.");
    case Error::Kind::Cancelled: return tr("It was cancelled.");
    case Error::Kind::NotFound: return tr("It is no longer there.");
    }
    return {};
}

QString ErrorText::sentence(const Error &error)
{
    // Only here is `detail` known to be the other side's words; elsewhere it is for the log.
    if (error.kind != Error::Kind::Refused && error.kind != Error::Kind::Authentication)
        return sentence(error.kind);
    const QString words = serverSays(error.detail);
    return words.isEmpty() ? sentence(error.kind) : tr("%1 %2").arg(sentence(error.kind), words);
}

QString ErrorText::serverSays(const QByteArray &words)
{
    const QString clean = safetext::serverWords(words);
    return clean.isEmpty() ? QString() : tr("The server says: “%1”").arg(safetext::quoted(clean));
}

QString ErrorText::goodbye(const QByteArray &words)
{
    const QString clean = safetext::serverWords(words);
    return clean.isEmpty() ? tr("The server closed the connection.")
                           : tr("The server closed the connection: “%1”").arg(safetext::quoted(clean));
}

QString ErrorText::sentence(accounts::LoginProblem problem)
{
    using Problem = accounts::LoginProblem;
    switch (problem) {
    case Problem::Unspecified:
    case Problem::WrongCredentials: break;
    case Problem::NotAuthorized: return tr("The server knows you, but does not let you in.");
    case Problem::Expired: return tr("The password has expired. Set a new one with your mail provider.");
    case Problem::EncryptionRequired: return tr("The server lets you in over an encrypted connection only.");
    case Problem::AskAdministrator: return tr("The administrator of the server has to be asked.");
    case Problem::TryLater: return tr("The server cannot let you in just now.");
    case Problem::ServerAlert: return tr("The server did not let you in.");
    case Problem::WebSignInRequired: return tr("Sign in with a web browser first; after that it works here.");
    case Problem::OAuthRequired:
        return tr(
            "This server takes no password: it wants OAuth. Set the mechanism XOAUTH2 or OAUTHBEARER in "
            "posthorn.ini, and a command that prints the access token.");
    case Problem::TokenRejected: return tr("The access token was not accepted; it may be too old.");
    case Problem::CannotBeSent:
        return tr("The user name or the password has characters that cannot be sent.");
    case Problem::NoCommonMechanism:
        return tr("The server offers no safe way to sign in that Posthorn knows.");
    case Problem::WouldGoInClear:
        return tr(
            "The connection is not encrypted, and the account does not allow a password in clear text.");
    case Problem::ServerNotProven:
        return tr(
            "The server could not prove that it knows your password: another one may be answering in its "
            "place.");
    }
    return sentence(Error::Kind::Authentication);
}

QString ErrorText::login(accounts::LoginProblem problem, const Error &error)
{
    // Other kinds of detail are for the log, not the server's words.
    const bool isQuoted = error.kind == Error::Kind::Refused || error.kind == Error::Kind::Authentication
        || problem == accounts::LoginProblem::EncryptionRequired;
    const QString words = isQuoted ? serverSays(error.detail) : QString();
    return words.isEmpty() ? sentence(problem) : tr("%1 %2").arg(sentence(problem), words);
}

QString ErrorText::connection(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::NotFound: return tr("There is no server of that name.");
    case Error::Kind::Refused: return tr("Nothing answers at that port.");
    case Error::Kind::Untrusted:
        return tr(
            "The connection is not safe: the certificate was not accepted, or the server uses another kind "
            "of encryption at that port.");
    default: return sentence(error);
    }
}

QString ErrorText::notice(const accounts::Notice &notice)
{
    switch (notice.kind) {
    case accounts::Notice::Kind::FoldersCut:
        return tr("The server lists more folders than Posthorn can show. Some are missing.");
    case accounts::Notice::Kind::RenumberedForEver:
        return tr("The server keeps renumbering the messages of %1. Posthorn leaves what it has of this "
                  "folder "
                  "as it is, and no longer updates it.")
            .arg(safetext::quoted(notice.mailbox));
    case accounts::Notice::Kind::FolderDeleted:
        return tr("The folder %1 was deleted by another program.").arg(safetext::quoted(notice.name));
    case accounts::Notice::Kind::FolderRenamed:
        return tr("Another program has renamed the folder %1. It is called %2 now.")
            .arg(safetext::quoted(notice.name), safetext::quoted(notice.newName));
    case accounts::Notice::Kind::FolderGhost:  // said at the folder itself
    case accounts::Notice::Kind::FolderBack:
    case accounts::Notice::Kind::MessagesWithheld: break;
    }
    return {};
}

QString ErrorText::status(const accounts::Status &status)
{
    using Kind = accounts::Status::Kind;
    switch (status.kind) {
    case Kind::Offline: return tr("Offline");
    case Kind::Connecting: return tr("Connecting…");
    case Kind::Online: return tr("Up to date");
    case Kind::Busy:
        if (status.folder.isEmpty())
            return tr("Loading…");
        if (status.total <= 0)
            return tr("Loading %1…").arg(safetext::quoted(status.folder));
        return tr("Loading %1: %2 of %3")
            .arg(safetext::quoted(status.folder), DisplayText::locale().toString(status.done),
                 DisplayText::locale().toString(status.total));
    case Kind::WaitingToReconnect:
        if (!status.retryAt.isValid())
            return reason(status);
        return tr("%1 Trying again at %2.").arg(reason(status), DisplayText::exactTime(status.retryAt));
    case Kind::PasswordNeeded: return tr("Offline: the password is needed.");
    case Kind::AuthenticationFailed:
        if (hasReason(status.loginProblem))
            return tr("Offline. %1").arg(login(status.loginProblem, status.error));
        return tr("Offline: the user name or the password was not accepted.");
    case Kind::CertificateRefused: return tr("Offline: the server’s certificate was not accepted.");
    }
    return {};
}

std::optional<ErrorText::Problem> ErrorText::problem(const accounts::Status &status,
                                                     const accounts::Account &account)
{
    using Kind = accounts::Status::Kind;
    const QString host = safetext::quoted(account.imap.endpoint.host);
    const QString port = QString::number(account.imap.endpoint.port);
    switch (status.kind) {
    case Kind::Offline:
    case Kind::Connecting:
    case Kind::Online:
    case Kind::Busy: return std::nullopt;
    case Kind::WaitingToReconnect:
        if (hasReason(status.loginProblem))
            return Problem{tr("%1 did not let you in").arg(host), ErrorText::status(status)};
        if (!status.goodbye.isEmpty())
            return Problem{tr("%1 closed the connection").arg(host), ErrorText::status(status)};
        return Problem{tr("%1, port %2, cannot be reached").arg(host, port), ErrorText::status(status)};
    case Kind::PasswordNeeded:
        return Problem{tr("The password is needed"),
                       tr("%1 asks for the password of %2.").arg(host, safetext::quoted(account.imap.user))};
    case Kind::AuthenticationFailed:
        return Problem{tr("%1 did not let you in").arg(host), login(status.loginProblem, status.error)};
    case Kind::CertificateRefused:
        return Problem{tr("%1, port %2, is not trusted").arg(host, port),
                       tr("The server’s certificate was not accepted, so nothing is sent to it.")};
    }
    return std::nullopt;
}

QString ErrorText::testResult(const accounts::TestResult &result)
{
    using Step = accounts::TestResult::Step;
    if (!result.error)
        return tr("Both servers answer, and both accept the user name and the password.");
    const bool isConnecting = result.reached == Step::ImapConnect || result.reached == Step::SmtpConnect;
    QString why = isConnecting              ? connection(*result.error)
        : result.reached == Step::ImapLogin ? login(result.loginProblem, *result.error)
                                            : sentence(*result.error);
    switch (result.reached) {
    case Step::ImapConnect: return tr("The server for receiving could not be reached. %1").arg(why);
    case Step::ImapLogin: return tr("The server for receiving answers, but signing in failed. %1").arg(why);
    case Step::SmtpConnect:
        return tr("Receiving works. The server for sending could not be reached. %1").arg(why);
    case Step::SmtpLogin:
        return tr("Receiving works. The server for sending answers, but signing in failed. %1").arg(why);
    case Step::Done: break;
    }
    return why;
}

QString ErrorText::certificateProblem(accounts::CertificateProblem problem, const QString &host)
{
    using Problem = accounts::CertificateProblem;
    switch (problem) {
    case Problem::Expired: return tr("The certificate has expired.");
    case Problem::NotYetValid: return tr("The certificate is not valid yet.");
    case Problem::HostNameMismatch:
        return tr("The certificate is not made for %1: another server may be answering in its place.")
            .arg(safetext::quoted(host));
    case Problem::SelfSigned: return tr("The certificate vouches only for itself.");
    case Problem::UnknownAuthority: return tr("Nobody this computer trusts vouches for the certificate.");
    case Problem::Revoked: return tr("The certificate has been revoked by its issuer.");
    case Problem::WeakKeyOrSignature:
        return tr("The certificate’s key or signature is too weak to prove anything.");
    case Problem::InvalidPurpose: return tr("The certificate is not meant for servers.");
    case Problem::InvalidChain: return tr("The chain of certificates behind it is not valid.");
    case Problem::Changed: return tr("This is not the certificate that was accepted before.");
    case Problem::Other: return tr("The certificate could not be checked.");
    }
    return {};
}
