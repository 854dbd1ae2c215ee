// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"
#include "core/imap/session/messageset.h"
#include "core/imap/session/searchprogram.h"

#include <QDateTime>

// Searching by the server, beyond the plain SEARCH of simple.h: summaries, order, threads.
namespace imap {

// search-return-opts: what a search is to tell (RFC 4731, 3.1). At least one is always written out, because
// some servers answer the empty list with nothing.
struct SearchReturn {
    bool min = false, max = false, count = false;
    bool all = false;
    // PARTIAL: so many of what was found, by place; from the end when negative (RFC 9394, 3.2).
    std::optional<std::pair<qint64, qint64>> partial{};
    bool save = false;    // SAVE: MessageSet::saved() names what was found (RFC 5182)
    bool update = false;  // UPDATE: see searchcontext.h (RFC 5267, 4.3)

    [[nodiscard]] static SearchReturn everything()
    {
        return {.min = true, .max = true, .count = true, .all = true};
    }
    [[nodiscard]] static SearchReturn counts() { return {.min = true, .max = true, .count = true}; }
};

// UID SEARCH RETURN (...). What the server lacks is asked for in another way: SAVE and PARTIAL become ALL,
// and without ESEARCH the plain SEARCH is asked and the summary is ours. For text in other charsets see
// SearchCommand.
class SummarySearchCommand final : public Command
{
public:
    explicit SummarySearchCommand(const SearchKey &key,
                                  const SearchReturn &wanted = SearchReturn::everything(),
                                  QObject *parent = nullptr)
        : Command(parent), m_program(key), m_wanted(wanted)
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override
    {
        return m_program.isSayable(server);
    }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    void prepare(const Capabilities &server, const SelectedMailbox *mailbox,
                 const Numbering &numbering) override;
    [[nodiscard]] std::optional<Feature> tries(const Capabilities &server) const override;
    [[nodiscard]] bool goesOn(const Completion &completion) override;
    Claim offer(const Untagged &data) override;

    // Empty when neither ALL nor a fallback to it was asked.
    [[nodiscard]] const UidSet &found() const noexcept { return m_found; }
    [[nodiscard]] UidSet page() const;  // of PARTIAL
    [[nodiscard]] quint64 count() const noexcept { return m_count; }
    [[nodiscard]] std::optional<Uid> first() const noexcept { return m_first; }
    [[nodiscard]] std::optional<Uid> last() const noexcept { return m_last; }
    // After OK, for SAVE: what the next commands may be about. "$" where the server has saved it.
    [[nodiscard]] MessageSet result() const;
    // After OK, for UPDATE: the server will tell what changes, under this command's tag.
    [[nodiscard]] bool isKeptUpToDate() const noexcept { return m_said.update && !m_refusedUpdate; }

private:
    void take(const ESearchData &told);
    void summarize(const UidSet &found);
    void include(const UidSet &found);

    SearchProgram m_program;
    SearchReturn m_wanted;
    SearchReturn m_said;    // as prepared; nothing: a plain SEARCH
    bool m_isPlain = true;  // as prepared
    bool m_refusedUpdate = false;
    UidSet m_found;
    std::optional<UidSet> m_page;
    quint64 m_count = 0;
    std::optional<Uid> m_first, m_last;
};

// CANCELUPDATE (RFC 5267, 4.5): the search with that tag is not kept up to date any more.
class CancelUpdateCommand final : public Command
{
public:
    explicit CancelUpdateCommand(QByteArray searchTag, QObject *parent = nullptr)
        : Command(parent), m_searchTag(std::move(searchTag))
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override
    {
        return server.has("CONTEXT=SEARCH");
    }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    QByteArray m_searchTag;
};

// Messages that arrived within the last so many seconds, or before that: by the second where the server can
// (WITHIN; RFC 5032), else by the day, so that up to two days too many may be found; who needs it exactly
// looks at INTERNALDATE again.
[[nodiscard]] SearchKey youngerThan(std::chrono::seconds interval, const Capabilities &server,
                                    const QDateTime &now);
[[nodiscard]] SearchKey olderThan(std::chrono::seconds interval, const Capabilities &server,
                                  const QDateTime &now);

// UID SORT (RFC 5256; SORT=DISPLAY: RFC 5957). Criteria are our own constants: "REVERSE DATE SUBJECT".
class SortCommand final : public Command
{
public:
    SortCommand(QByteArray criteria, const SearchKey &key, QObject *parent = nullptr)
        : Command(parent), m_criteria(std::move(criteria)), m_program(key)
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    [[nodiscard]] bool goesOn(const Completion &completion) override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::vector<Uid> &sorted() const noexcept { return m_sorted; }

private:
    QByteArray m_criteria;
    SearchProgram m_program;
    std::vector<Uid> m_sorted;
};

// UID THREAD (RFC 5256): by REFERENCES, or ORDEREDSUBJECT where the server has nothing better.
class ThreadCommand final : public Command
{
public:
    explicit ThreadCommand(const SearchKey &key, QObject *parent = nullptr) : Command(parent), m_program(key)
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    [[nodiscard]] bool goesOn(const Completion &completion) override;
    Claim offer(const Untagged &data) override;
    // UIDs, as wire/response.h tells trees.
    [[nodiscard]] const std::vector<ThreadData::Node> &nodes() const noexcept { return m_nodes; }

private:
    SearchProgram m_program;
    std::vector<ThreadData::Node> m_nodes;
};

}
