// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/claim.h"

#include <algorithm>

namespace receipts {

namespace {

// Another client's flag change between our FETCH and our STORE fails the condition although the keyword is
// still free: RFC 7162, 3.1.3 wants at least two further tries; somebody who never lets us through must not
// keep us here for ever.
constexpr int mostTries = 5;

bool isNamed(const QByteArray &flag, const char *name)
{
    return flag.compare(name, Qt::CaseInsensitive) == 0;
}

bool contains(const QList<QByteArray> &flags, const char *name)
{
    return std::any_of(flags.begin(), flags.end(),
                       [name](const QByteArray &flag) { return isNamed(flag, name); });
}

bool hasKeyword(const Claim::Echo &echo)
{
    return contains(echo.flags, "$MDNSent");
}

// Ours, or Evolution's private mark of the same.
bool isHandled(const Claim::Echo &echo)
{
    return hasKeyword(echo) || contains(echo.flags, "receipt-handled");
}

}

Claim::Claim(Mailbox mailbox) : m_mailbox(std::move(mailbox)) {}

bool Claim::keepsKeyword(const std::optional<QList<QByteArray>> &permanentFlags, bool anyKeyword)
{
    return !permanentFlags || anyKeyword || contains(*permanentFlags, "$MDNSent")
        || contains(*permanentFlags, "\\*");
}

Claim::Step Claim::start()
{
    if (m_mailbox.readOnly)
        return Refused{Refused::Why::ReadOnly, {}};
    if (!keepsKeyword(m_mailbox.permanentFlags, m_mailbox.anyKeyword))
        return Refused{Refused::Why::NotPermanent, {}};
    m_stage = Stage::Looking;
    return FetchFlags{};
}

Claim::Step Claim::flagsFetched(const std::optional<Echo> &fresh)
{
    if (!fresh)
        return Refused{Refused::Why::MessageGone, {}};
    if (isHandled(*fresh))
        return Lost{};
    if (contains(fresh->flags, "\\Draft"))
        return Refused{Refused::Why::Draft, {}};
    // UNCHANGEDSINCE 0 fails always on the servers that have it, in spite of RFC 7162's own example: never
    // sent.
    m_modSeq.reset();
    if (m_mailbox.modSeqs && fresh->modSeq && fresh->modSeq->value > 0)
        m_modSeq = fresh->modSeq;
    m_before = fresh->flags;
    m_stage = Stage::Recording;
    return RecordIntent{m_modSeq};
}

Claim::Step Claim::intentRecorded()
{
    // The keyword came in while we wrote: a STORE with the MODSEQ we know by now would "win" without a
    // change.
    if (m_overheardKeyword)
        return Lost{};
    m_stage = Stage::Storing;
    ++m_tries;
    return Store{m_modSeq, isSilent()};
}

void Claim::flagsOverheard(const Echo &echo)
{
    if (m_stage != Stage::Storing && m_stage != Stage::Verifying && isHandled(echo))
        m_overheardKeyword = true;
}

Claim::Step Claim::storeAnswered(Tagged status, bool modifiedNamesUid, const QList<Echo> &echoes,
                                 const QByteArray &text)
{
    if (modifiedNamesUid) {
        // The loser sees the winner's keyword in a FETCH that looks like a success: MODIFIED alone tells.
        if (std::any_of(echoes.begin(), echoes.end(), isHandled))
            return Lost{};
        return tryAgain();
    }
    return status == Tagged::Ok ? storeSucceeded(echoes) : storeFailed(status, echoes, text);
}

Claim::Step Claim::verified(const std::optional<Echo> &echo)
{
    if (!echo)
        return Refused{Refused::Why::MessageGone, {}};
    if (!hasKeyword(*echo))
        return Refused{Refused::Why::NotStored, {}};
    if (m_isOurs)
        return Won{};
    // A conditional STORE that changed something would have been echoed: this keyword was probably there
    // before.
    return m_modSeq ? Step(Uncertain{}) : Step(Won{});
}

Claim::Step Claim::retry()
{
    m_stage = Stage::Looking;
    return FetchFlags{};
}

Claim::Step Claim::tryAgain()
{
    if (m_tries >= mostTries)
        return GaveUp{};
    m_stage = Stage::Waiting;
    return Wait{};
}

Claim::Step Claim::storeFailed(Tagged status, const QList<Echo> &echoes, const QByteArray &text)
{
    if (std::any_of(echoes.begin(), echoes.end(), hasKeyword))
        return Uncertain{};
    // After NOMODSEQ a server rejects UNCHANGEDSINCE with BAD (RFC 7162, 3.1.2.2): nothing was done, go on
    // without.
    if (status == Tagged::Bad && m_modSeq) {
        m_mailbox.modSeqs = false;
        return tryAgain();
    }
    return Refused{Refused::Why::ServerSaidNo, text};
}

// FLAGS are told to who has not made the change. They are told to us as well if somebody has set or cleared
// another flag in the same moment: then nobody can tell whose the keyword is.
Claim::Step Claim::silentStoreSucceeded(const QList<Echo> &echoes)
{
    for (const Echo &echo : echoes) {
        if (!echo.hasFlags || !hasKeyword(echo))
            continue;
        const auto isNew = [this](const QByteArray &flag) {
            return !isNamed(flag, "$MDNSent") && !isNamed(flag, "\\Recent")
                && !contains(m_before, flag.constData());
        };
        const auto isGone = [&echo](const QByteArray &flag) {
            return !isNamed(flag, "\\Recent") && !contains(echo.flags, flag.constData());
        };
        const bool isOther = std::any_of(echo.flags.begin(), echo.flags.end(), isNew)
            || std::any_of(m_before.begin(), m_before.end(), isGone);
        return isOther ? Step(Uncertain{}) : Step(Lost{});
    }
    m_isOurs = std::any_of(echoes.begin(), echoes.end(), [this](const Echo &echo) {
        return !echo.hasFlags && echo.modSeq && *echo.modSeq > *m_modSeq;
    });
    m_stage = Stage::Verifying;
    return VerifyFetch{};
}

Claim::Step Claim::storeSucceeded(const QList<Echo> &echoes)
{
    if (isSilent())
        return silentStoreSucceeded(echoes);
    QList<Echo> bearing;
    std::copy_if(echoes.begin(), echoes.end(), std::back_inserter(bearing), hasKeyword);
    if (bearing.isEmpty()) {
        m_stage = Stage::Verifying;
        return VerifyFetch{};
    }
    if (!m_modSeq)
        return Won{};
    // A server that compares with what it believes we know (RFC 7162, 3.1.12) might push another client's
    // keyword to us and then accept our STORE: the keyword seen in two different states means it was there
    // before ours.
    const auto &last = bearing.last().modSeq;
    if (std::any_of(bearing.begin(), bearing.end(), [&](const Echo &echo) { return echo.modSeq != last; }))
        return Lost{};
    return last && *last > *m_modSeq ? Step(Won{}) : Step(Uncertain{});
}

}
