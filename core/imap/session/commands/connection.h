// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"

// The commands of the session itself: what is said between the greeting and ready(), and at the end.
namespace imap {

// CAPABILITY (RFC 3501, 6.1.1). The session takes the answer, whoever asked.
class CapabilityCommand final : public Command
{
    Q_OBJECT

public:
    using Command::Command;
    [[nodiscard]] bool isLegalIn(Phase phase) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
};

// STARTTLS (RFC 3501, 6.2.1)
class StartTlsCommand final : public Command
{
    Q_OBJECT

public:
    using Command::Command;
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Securing; }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
};

// ID (RFC 2971): our name and nothing else; a version or a system would tell one user from another. Full is
// for servers that let nobody in without it; it still says nothing about the user or the machine.
class IdCommand final : public Command
{
    Q_OBJECT

public:
    enum class Detail { Name, Full };
    explicit IdCommand(Detail detail = Detail::Name, QObject *parent = nullptr)
        : Command(parent), m_detail(detail)
    {}
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    // What the server calls itself; nullopt: nothing. For people and the log, never to decide by (RFC 2971,
    // 1).
    [[nodiscard]] std::optional<QByteArray> told(QByteArrayView field) const;

private:
    Detail m_detail;
    Parameters m_fields;
};

// ENABLE (RFC 5161), before any SELECT. What is on from then on is what the server names, not what was asked
// for.
class EnableCommand final : public Command
{
    Q_OBJECT

public:
    explicit EnableCommand(std::vector<QByteArray> extensions, QObject *parent = nullptr)
        : Command(parent), m_extensions(std::move(extensions))
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Authenticated; }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    std::vector<QByteArray> m_extensions;  // our own constants
};

// CREATE INBOX, which cannot be done: NO comes from a server that knows the command, IMAP2bis, and BAD from
// an older one (RFC 1732).
class ProbeLevelCommand final : public Command
{
    Q_OBJECT

public:
    using Command::Command;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
};

// COMPRESS DEFLATE (RFC 4978). The session compresses from the OK on.
class CompressCommand final : public Command
{
    Q_OBJECT

public:
    using Command::Command;
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Authenticated; }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
};

// LOGOUT (RFC 3501, 6.1.3). Use Session::logout(), which does not wait for ever.
class LogoutCommand final : public Command
{
    Q_OBJECT

public:
    using Command::Command;
    [[nodiscard]] bool isLegalIn(Phase phase) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
};

}
