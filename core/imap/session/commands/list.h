// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"
#include "core/imap/session/statusitems.h"

#include <QSet>

namespace imap {

// What an extended LIST chooses and what it tells beside the names (RFC 5258, 3). Each wish is said only to
// servers that offer it; what an answer lacks was not offered.
struct ListWishes {
    // Selection options. Subscribed names are LSUB's to servers without LIST-EXTENDED; that some of them do
    // not exist, and that a name is listed for what is below it only (RECURSIVEMATCH), they cannot say.
    bool onlySubscribed = false;
    bool onlySpecialUse = false;  // RFC 6154
    bool alsoRemote = false;
    bool parentsOfMatches = false;  // RECURSIVEMATCH: never alone

    // Return options.
    bool subscribed = false;
    bool children = false;
    bool specialUse = false;
    bool myRights = false;           // RFC 8440
    std::vector<StatusItem> status;  // RFC 5819: LIST-STATUS
};

// LIST "" "*" with RETURN (SPECIAL-USE SUBSCRIBED) where the server can (RFC 5258, 6154), else plain LIST.
// Servers before IMAP4 have FIND, in which "%" is one character (RFC 2062), or nothing that lists: an empty
// answer.
class ListCommand final : public Command
{
    Q_OBJECT

public:
    enum class Form { AsOffered, Plain };

    explicit ListCommand(QByteArray reference = {}, QByteArray pattern = "*", QObject *parent = nullptr);
    // Plain: as for servers that offer nothing.
    explicit ListCommand(Form form, QObject *parent = nullptr);
    // Several patterns are one command where the server can, else one after the other; a name that several
    // of them match is told once all the same.
    ListCommand(ListWishes wishes, std::vector<QByteArray> patterns, QObject *parent = nullptr);

    void prepare(const Capabilities &server, const SelectedMailbox *mailbox,
                 const Numbering &numbering) override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    [[nodiscard]] bool goesOn(const Completion &completion) override;
    [[nodiscard]] bool isNeedless(const Capabilities &server) const override;
    [[nodiscard]] std::optional<Feature> tries(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::vector<ListData> &mailboxes() const noexcept { return m_mailboxes; }
    // The answers to ListWishes::status and myRights. A mailbox without one: not selectable, or the server
    // ran into trouble with it (RFC 5819, 2).
    [[nodiscard]] const std::vector<StatusData> &statuses() const noexcept { return m_statuses; }
    [[nodiscard]] const std::vector<MyRightsData> &rights() const noexcept { return m_rights; }
    // There were more than limits::mailboxes.
    [[nodiscard]] bool isCut() const noexcept { return m_cut; }

    [[nodiscard]] static bool isExtended(const Capabilities &server)
    {
        return server.has("LIST-EXTENDED") || server.has("IMAP4REV2");
    }
    [[nodiscard]] static bool tellsStatus(const Capabilities &server)
    {
        return isExtended(server) && (server.has("LIST-STATUS") || server.has("IMAP4REV2"));
    }

private:
    [[nodiscard]] bool saysExtended(const Capabilities &server) const
    {
        return server.dialect().hasList() && m_form == Form::AsOffered && isExtended(server);
    }
    [[nodiscard]] QByteArray selection(const Capabilities &server) const;
    [[nodiscard]] CommandText returns(const Capabilities &server) const;
    void appendPatterns(CommandText &text) const;

    QByteArray m_reference;
    std::vector<QByteArray> m_patterns;
    Form m_form = Form::AsOffered;
    ListWishes m_wishes;
    std::vector<ListData> m_mailboxes;
    std::vector<StatusData> m_statuses;
    std::vector<MyRightsData> m_rights;
    QSet<QByteArray> m_told;  // in earlier rounds
    bool m_saysAll = false;   // in one round
    bool m_cut = false;
};

// STATUS (RFC 3501, 6.3.10): never for the selected mailbox, nor to servers that have refused it. Of the
// items only those are asked for that the server offers.
class StatusCommand final : public Command
{
    Q_OBJECT

public:
    explicit StatusCommand(QByteArray mailbox, QObject *parent = nullptr);
    StatusCommand(QByteArray mailbox, std::vector<StatusItem> items, QObject *parent = nullptr);

    [[nodiscard]] bool isExclusive() const override { return false; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override
    {
        return server.dialect().mayUse(Feature::Status);
    }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    [[nodiscard]] std::optional<Feature> tries(const Capabilities &) const override
    {
        return Feature::Status;
    }
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::optional<StatusData> &status() const noexcept { return m_status; }

private:
    QByteArray m_mailbox;
    std::vector<StatusItem> m_items;
    std::optional<StatusData> m_status;
};

}
