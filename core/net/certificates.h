// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace net {

// One TLS policy for IMAP, SMTP and whatever follows: the whole chain, the host name as entered, TLS 1.2 or
// later. What is wrong with a certificate, as far as a person can be asked about it.
enum class CertificateProblem {
    Expired,
    NotYetValid,
    HostNameMismatch,
    SelfSigned,
    UnknownAuthority,
    Revoked,
    WeakKeyOrSignature,
    InvalidPurpose,
    InvalidChain,  // not a CA, path too long, signature wrong …
    Changed,       // a certificate was accepted for this host and port, and this is another one
    Other,
};

// Everything the question to the user needs; a value, for any thread.
struct CertificateQuestion {
    QString host;
    quint16 port = 0;
    QList<CertificateProblem> problems;  // never empty
    QByteArray sha256;                   // of the leaf's DER: what a decision binds to
    QByteArray previousSha256;           // of the certificate accepted before, when problems holds Changed
    QString subject, issuer;             // server-made text: show as plain text
    QStringList names;                   // subjectAltName DNS names and addresses
    QDateTime validFrom, validUntil;

    friend bool operator==(const CertificateQuestion &, const CertificateQuestion &) = default;
};

// A decision binds exactly one certificate to one host and port (never "trust this host").
struct AcceptedCertificate {
    QString host;
    quint16 port = 0;
    QByteArray sha256;

    friend bool operator==(const AcceptedCertificate &, const AcceptedCertificate &) = default;
};

// The user's decisions as a transport sees them. A value: the owner (user.db) hands out a copy at start and
// after each change.
class AcceptedCertificates
{
public:
    AcceptedCertificates() = default;
    explicit AcceptedCertificates(QList<AcceptedCertificate> all) : m_all(std::move(all)) {}

    // The fingerprint accepted for this host and port, if any. Host names compare without regard to case.
    [[nodiscard]] std::optional<QByteArray> find(const QString &host, quint16 port) const;
    void accept(const AcceptedCertificate &decision);  // replaces an earlier one for the same host and port
    [[nodiscard]] const QList<AcceptedCertificate> &all() const noexcept { return m_all; }

private:
    QList<AcceptedCertificate> m_all;
};

}

Q_DECLARE_METATYPE(net::CertificateQuestion)
Q_DECLARE_METATYPE(net::AcceptedCertificates)
