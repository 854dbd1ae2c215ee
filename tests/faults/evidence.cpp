// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/evidence.h"

#include <algorithm>

namespace faults {

namespace {

struct Wish {
    QByteArray verb, id, detail;

    [[nodiscard]] bool moves() const { return verb == "move" || verb == "delete"; }
    [[nodiscard]] bool takesAway() const { return moves() || verb == "remove"; }
    // What it is to the ledger, each once.
    [[nodiscard]] std::vector<Effect> effects() const
    {
        if (verb == "append")
            return {{"save", detail, id}};
        std::vector<Effect> all;
        if (moves() || verb == "copy")
            all.push_back({"copy", detail, id});
        if (takesAway())
            all.push_back({"expunge", "INBOX", id});
        return all;
    }
    [[nodiscard]] bool mayChangeFlags() const { return verb == "flag" || verb == "unflag" || takesAway(); }
};

std::vector<Wish> wishesOf(const QByteArrayList &lines)
{
    std::vector<Wish> wishes;
    for (const QByteArray &line : lines) {
        const QByteArrayList words = line.split(' ');
        wishes.push_back({words.value(0), words.value(1), words.value(2)});
    }
    return wishes;
}

std::map<QByteArray, QByteArrayList> flagsById(const Mailboxes &mailboxes)
{
    std::map<QByteArray, QByteArrayList> flags;
    for (const auto &[place, mail] : mailboxes)
        flags[mail.messageId] = mail.flags.isEmpty() ? QByteArrayList() : mail.flags.split(' ');
    return flags;
}

class Court
{
public:
    explicit Court(const Evidence &evidence)
        : m_evidence(evidence), m_asked(wishesOf(evidence.asked)), m_before(flagsById(evidence.before)),
          m_after(flagsById(evidence.after))
    {}

    Findings operator()()
    {
        for (const Effect &effect : m_evidence.effects)
            judgeEffect(effect);
        for (const Wish &wish : m_asked) {
            const bool isDurable = m_evidence.durable.contains(
                wish.verb + ' ' + wish.id + (wish.detail.isEmpty() ? QByteArray() : ' ' + wish.detail));
            judgeWish(wish, isDurable);
        }
        for (const auto &[id, flags] : m_after)
            judgeFlags(id, flags);
        return m_findings;
    }

private:
    [[nodiscard]] long count(const Effect &effect) const
    {
        return std::count(m_evidence.effects.begin(), m_evidence.effects.end(), effect);
    }

    void judgeEffect(const Effect &effect)
    {
        const bool isAboutFlags = effect.event == "flag_change" || effect.event.endsWith("delete");
        const bool isAsked = std::ranges::any_of(m_asked, [&](const Wish &wish) {
            const auto wanted = wish.effects();
            return isAboutFlags ? wish.id == effect.messageId && wish.mayChangeFlags()
                                : std::find(wanted.begin(), wanted.end(), effect) != wanted.end();
        });
        const QByteArray text = effect.event + ' ' + effect.mailbox + ' ' + effect.messageId;
        if (!isAsked)
            m_findings.ghosts.append(text);
        else if (!isAboutFlags && count(effect) > 1 && !m_findings.duplicated.contains(text))
            m_findings.duplicated.append(text);
    }

    void judgeWish(const Wish &wish, bool isDurable)
    {
        const QByteArray text = wish.verb + ' ' + wish.id + ' ' + wish.detail;
        const auto wanted = wish.effects();
        const auto done =
            std::ranges::count_if(wanted, [this](const Effect &each) { return count(each) > 0; });
        const bool isGone = wish.moves() && count({"expunge", "INBOX", wish.id}) > 0;
        if (isDurable ? done < std::ssize(wanted) : isGone && done == 1)
            m_findings.lost.append(text);
        else if (wish.moves() && done == 1)
            m_findings.duplicated.append(text + ": in both places");
        const auto flags = m_after.find(wish.id);
        const bool isSet = flags != m_after.end() && flags->second.contains(wish.detail.toLower());
        if (isDurable && ((wish.verb == "flag" && !isSet) || (wish.verb == "unflag" && isSet)))
            m_findings.lost.append(text);
    }

    // What came with an APPEND of ours came with \Seen.
    void judgeFlags(const QByteArray &id, const QByteArrayList &flags)
    {
        const auto old = m_before.find(id);
        const QByteArrayList known = old == m_before.end() ? QByteArrayList{"\\seen"} : old->second;
        for (const QByteArray &flag : flags + known) {
            const bool isAsked = std::ranges::any_of(m_asked, [&](const Wish &wish) {
                return wish.id == id && wish.detail.toLower() == flag
                    && wish.verb == (flags.contains(flag) ? "flag" : "unflag");
            });
            if (flags.contains(flag) != known.contains(flag) && !isAsked)
                m_findings.ghosts.append((flags.contains(flag) ? "flag " : "unflag ") + id + ' ' + flag);
        }
    }

    const Evidence &m_evidence;
    std::vector<Wish> m_asked;
    std::map<QByteArray, QByteArrayList> m_before, m_after;
    Findings m_findings;
};

}

Findings judge(const Evidence &evidence)
{
    return Court(evidence)();
}

bool isComplete(const Evidence &evidence)
{
    std::map<std::pair<QByteArray, QByteArray>, int>
        copies;  // of a message in a mailbox: too many or too few
    for (const auto &[place, mail] : evidence.before)
        ++copies[{place.mailbox, mail.messageId}];
    for (const Effect &effect : evidence.effects) {
        if (effect.event == "save" || effect.event == "copy")
            ++copies[{effect.mailbox, effect.messageId}];
        else if (effect.event == "expunge")
            --copies[{effect.mailbox, effect.messageId}];
    }
    for (const auto &[place, mail] : evidence.after)
        --copies[{place.mailbox, mail.messageId}];
    return std::ranges::all_of(copies, [](const auto &each) { return each.second == 0; });
}

// "… imap(alice)<PROCESS><…>: Info: copy from INBOX: box=Archive, uid=1, msgid=<x@y>, flags=()"
std::vector<Effect> parseLedger(const QByteArray &log, const QByteArray &exceptProcess)
{
    std::vector<Effect> effects;
    for (const QByteArray &line : log.split('\n')) {
        const qsizetype told = line.indexOf(": Info: "), box = line.indexOf(": box="),
                        id = line.indexOf(", msgid=<");
        if (told < 0 || box < told || id < box || line.contains('<' + exceptProcess + '>'))
            continue;
        constexpr qsizetype beforeEvent = 8, beforeBox = 6, beforeId = 9;
        const QByteArray event = line.mid(told + beforeEvent, box - told - beforeEvent).split(' ').first();
        const QByteArray mailbox = line.mid(box + beforeBox, line.indexOf(',', box) - box - beforeBox);
        effects.push_back({event, mailbox, line.mid(id + beforeId, line.indexOf('>', id) - id - beforeId)});
    }
    return effects;
}

}
