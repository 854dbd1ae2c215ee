// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"
#include "core/imap/wire/searchkey.h"

// Searching by the server, beyond the plain SEARCH of simple.h: summaries, order, threads.
namespace imap {

// UID SEARCH RETURN (MIN MAX COUNT ALL) (RFC 4731). The options are always written out, because some servers
// answer the empty list with nothing. Without ESEARCH the plain SEARCH is asked and the summary is ours.
class SummarySearchCommand final : public Command
{
public:
    enum class Wanted { Everything, CountsOnly };  // CountsOnly: not which messages, only how many

    explicit SummarySearchCommand(const SearchKey &key, Wanted wanted = Wanted::Everything,
                                  QObject *parent = nullptr)
        : Command(parent), m_key(key), m_wanted(wanted)
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &) const override { return m_key.text().isSendable(); }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;

    [[nodiscard]] const UidSet &found() const noexcept { return m_found; }  // empty for CountsOnly
    [[nodiscard]] quint64 count() const noexcept { return m_count; }
    [[nodiscard]] std::optional<Uid> first() const noexcept { return m_first; }
    [[nodiscard]] std::optional<Uid> last() const noexcept { return m_last; }

private:
    void summarize(const UidSet &found);

    SearchKey m_key;
    Wanted m_wanted;
    UidSet m_found;
    quint64 m_count = 0;
    std::optional<Uid> m_first, m_last;
};

// UID SORT (RFC 5256; SORT=DISPLAY: RFC 5957). Criteria are our own constants: "REVERSE DATE SUBJECT".
class SortCommand final : public Command
{
public:
    SortCommand(QByteArray criteria, const SearchKey &key, QObject *parent = nullptr)
        : Command(parent), m_criteria(std::move(criteria)), m_key(key)
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::vector<Uid> &sorted() const noexcept { return m_sorted; }

private:
    QByteArray m_criteria;
    SearchKey m_key;
    std::vector<Uid> m_sorted;
};

// UID THREAD (RFC 5256): by REFERENCES, or ORDEREDSUBJECT where the server has nothing better.
class ThreadCommand final : public Command
{
public:
    explicit ThreadCommand(const SearchKey &key, QObject *parent = nullptr) : Command(parent), m_key(key) {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    // UIDs, as wire/response.h tells trees.
    [[nodiscard]] const std::vector<ThreadData::Node> &nodes() const noexcept { return m_nodes; }

private:
    SearchKey m_key;
    std::vector<ThreadData::Node> m_nodes;
};

}
