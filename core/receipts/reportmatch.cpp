// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/reportmatch.h"

#include "core/receipts/addresses.h"

#include <QHash>

#include <algorithm>

namespace receipts {

namespace {

constexpr qint64 clockTolerance = qint64{24} * 60 * 60;

// One hint at the message, and how much it is worth.
struct Clue {
    MatchReason how;
    QByteArray id;
    Confidence worth;
};

QByteArray envelopeIdOf(const IncomingReport &report)
{
    const auto *delivery = std::get_if<DeliveryReport>(&report.content);
    return delivery == nullptr ? QByteArray() : delivery->envelopeId;
}

// In the order in which they count. Of the references the nearest alone: the older ones are other messages of
// the same conversation, and some of them are ours.
std::vector<Clue> clues(const IncomingReport &report)
{
    const auto *disposition = std::get_if<DispositionReport>(&report.content);
    const bool isDelivery = std::holds_alternative<DeliveryReport>(report.content);
    const Clue returned{MatchReason::ByReturnedMessage, report.returnedMessageId,
                        isDelivery ? Confidence::Certain : Confidence::Likely};
    const Clue reference{MatchReason::ByReference,
                         report.references.empty() ? QByteArray() : report.references.front(),
                         Confidence::Likely};
    std::vector<Clue> all;
    if (disposition != nullptr)
        all = {{MatchReason::ByOriginalMessageId, disposition->originalMessageId, Confidence::Certain},
               reference,
               returned};
    else
        all = {returned, reference};
    all.erase(std::remove_if(all.begin(), all.end(), [](const Clue &clue) { return clue.id.isEmpty(); }),
              all.end());
    return all;
}

// A verdict that only gets worse.
struct Judgement {
    Confidence confidence = Confidence::Certain;
    std::vector<MatchReason> reasons;

    void add(MatchReason reason, Confidence most = Confidence::Certain)
    {
        reasons.push_back(reason);
        confidence = std::min(confidence, most);
    }
};

class Matcher
{
public:
    Matcher(const IncomingReport &report, const MatchInput &input) : m_report(report), m_input(input) {}

    ReportMatch match()
    {
        ReportMatch result;
        Judgement judgement;
        findMessage(judgement);
        judgeReport(judgement);
        indexRecipients();
        if (!m_sent.empty())
            result.sent = m_sent.front();
        result.confidence = judgement.confidence;
        if (const auto *disposition = std::get_if<DispositionReport>(&m_report.content)) {
            result.recipients.push_back(matched(*disposition, judgement));
        } else if (const auto *delivery = std::get_if<DeliveryReport>(&m_report.content)) {
            for (const RecipientStatus &status : delivery->recipients)
                result.recipients.push_back(matched(status, judgement));
        }
        result.reasons = std::move(judgement.reasons);
        return result;
    }

private:
    struct Place {
        std::size_t sent, recipient;
        friend bool operator==(const Place &, const Place &) = default;
    };

    // --- the message

    void findMessage(Judgement &judgement)
    {
        const auto all = clues(m_report);
        const QByteArray envelope = envelopeIdOf(m_report);
        QByteArray id = idOfEnvelope(envelope);
        if (!id.isEmpty())
            judgement.add(MatchReason::ByEnvelopeId);
        for (const Clue &clue : all) {
            if (!isKnown(clue.id))
                continue;
            if (id.isEmpty()) {
                judgement.add(clue.how, clue.worth);
                id = clue.id;
            } else if (id != clue.id) {
                judgement.add(MatchReason::IdsDisagree, Confidence::ForgedLooking);
                break;
            }
        }
        if (id.isEmpty()) {
            const bool hadNothing = all.empty() && envelope.isEmpty();
            judgement.add(hadNothing ? MatchReason::NothingToMatchBy : MatchReason::MessageUnknown,
                          Confidence::Unmatched);
            return;
        }
        for (std::size_t i = 0; i < m_input.candidates.size(); ++i) {
            if (m_input.candidates[i].messageId == id)
                m_sent.push_back(i);
        }
        judgeEnvelope(envelope, judgement);
    }

    [[nodiscard]] bool isKnown(const QByteArray &id) const
    {
        return std::any_of(m_input.candidates.begin(), m_input.candidates.end(),
                           [&](const SentMessage &sent) { return sent.messageId == id; });
    }

    static bool isSameEnvelope(const QByteArray &ours, const QByteArray &told)
    {
        return !ours.isEmpty() && (ours == told || xtextDecoded(told) == ours);
    }

    [[nodiscard]] QByteArray idOfEnvelope(const QByteArray &envelope) const
    {
        const auto found =
            std::find_if(m_input.candidates.begin(), m_input.candidates.end(), [&](const SentMessage &sent) {
                return !envelope.isEmpty() && isSameEnvelope(sent.envelopeId, envelope);
            });
        return found == m_input.candidates.end() ? QByteArray() : found->messageId;
    }

    void judgeEnvelope(const QByteArray &told, Judgement &judgement) const
    {
        const bool differs =
            !told.isEmpty() && std::none_of(m_sent.begin(), m_sent.end(), [&](std::size_t i) {
                const QByteArray &ours = m_input.candidates[i].envelopeId;
                return ours.isEmpty() || isSameEnvelope(ours, told);
            });
        if (differs)
            judgement.add(MatchReason::EnvelopeDiffers, Confidence::Likely);
    }

    // --- the report as a whole

    void judgeReport(Judgement &judgement) const
    {
        if (m_report.authentication == Authentication::Failed)
            judgement.add(MatchReason::FailedAuthentication, Confidence::ForgedLooking);
        const bool isNotification = std::holds_alternative<DispositionReport>(m_report.content);
        if (!isNotification && m_report.returnPath == IncomingReport::ReturnPath::Address)
            judgement.add(MatchReason::SenderNotNull, Confidence::Likely);
        if (std::holds_alternative<ReportInWords>(m_report.content) && !m_sent.empty())
            judgement.confidence = std::min(judgement.confidence, Confidence::Likely);
        const QDateTime at = m_input.received.isValid() ? m_input.received : m_report.date;
        const QDateTime sentAt = m_sent.empty() ? QDateTime() : m_input.candidates[m_sent.front()].sentAt;
        if (at.isValid() && sentAt.isValid() && at.secsTo(sentAt) > clockTolerance)
            judgement.add(MatchReason::DatedBeforeSending, Confidence::Likely);
    }

    // --- the recipient

    void indexRecipients()
    {
        for (const std::size_t sent : m_sent) {
            const auto &recipients = m_input.candidates[sent].recipients;
            for (std::size_t i = 0; i < recipients.size(); ++i) {
                const QByteArray key = addressKey(recipients[i]);
                if (!m_places.contains(key))
                    m_places.insert(key, {sent, i});
            }
        }
        for (std::size_t i = 0; i < m_input.aliases.size(); ++i)
            m_aliases.insert(addressKey(m_input.aliases[i].answers), i);
    }

    [[nodiscard]] std::optional<Place> place(const mime::Mailbox &mailbox) const
    {
        const auto found = mailbox.isEmpty() ? m_places.cend() : m_places.constFind(addressKey(mailbox));
        return found == m_places.cend() ? std::nullopt : std::optional(*found);
    }

    // As it stands, or as it was before some server put it into xtext (RFC 3461, 4.2).
    [[nodiscard]] std::optional<Place> place(const std::optional<ReportAddress> &address) const
    {
        if (!address)
            return std::nullopt;
        if (const auto direct = place(address->mailbox))
            return direct;
        const auto decoded = xtextDecoded(address->text);
        const auto list = decoded ? mime::parseAddressList(*decoded) : mime::AddressList();
        return list.mailboxes.empty() ? std::nullopt : place(list.mailboxes.front());
    }

    [[nodiscard]] std::optional<Place> placeOfAlias(const mime::Mailbox &mailbox) const
    {
        const auto alias = m_aliases.constFind(addressKey(mailbox));
        return alias == m_aliases.cend() ? std::nullopt : place(m_input.aliases[*alias].asked);
    }

    [[nodiscard]] std::optional<Place> onlyPlace() const
    {
        return m_places.size() == 1 ? std::optional(*m_places.cbegin()) : std::nullopt;
    }

    // Original-Recipient says whom we wrote to (RFC 8098, 3.2.3), unless the final one is a recipient of its
    // own right: then that one has answered, whatever the report says of the other.
    std::optional<Place> findRecipient(const std::optional<ReportAddress> &original,
                                       const std::optional<ReportAddress> &final, Judgement &judgement) const
    {
        const auto byOriginal = place(original);
        const auto byFinal = place(final);
        if (byOriginal && byFinal && !(*byOriginal == *byFinal))
            judgement.add(MatchReason::RecipientsDisagree, Confidence::Likely);
        if (byFinal && (!byOriginal || !(*byOriginal == *byFinal))) {
            judgement.add(MatchReason::ByFinalRecipient);
            return byFinal;
        }
        if (byOriginal)
            judgement.add(MatchReason::ByOriginalRecipient);
        return byOriginal;
    }

    std::optional<Place> findByOtherMarks(const std::optional<ReportAddress> &final,
                                          const mime::Mailbox &sender, Judgement &judgement) const
    {
        if (const auto bySender = place(sender)) {
            judgement.add(MatchReason::BySender, Confidence::Likely);
            return bySender;
        }
        const mime::Mailbox answers = final ? final->mailbox : mime::Mailbox();
        for (const mime::Mailbox &mailbox : {answers, sender}) {
            if (const auto byAlias = placeOfAlias(mailbox)) {
                judgement.add(MatchReason::ByAlias, Confidence::Likely);
                return byAlias;
            }
        }
        if (const auto only = onlyPlace()) {
            judgement.add(MatchReason::BySoleRecipient, Confidence::Likely);
            return only;
        }
        if (!m_sent.empty())
            judgement.add(MatchReason::RecipientUnknown, Confidence::Unmatched);
        return std::nullopt;
    }

    [[nodiscard]] const SentMessage &sentAt(const Place &at) const { return m_input.candidates[at.sent]; }

    static RecipientMatch finished(const std::optional<Place> &at, RecipientState state, Judgement judgement)
    {
        RecipientMatch result;
        if (at) {
            result.sent = at->sent;
            result.recipient = at->recipient;
        }
        result.state = state;
        result.confidence = judgement.confidence;
        result.reasons = std::move(judgement.reasons);
        return result;
    }

    // --- notifications

    [[nodiscard]] RecipientMatch matched(const DispositionReport &report, Judgement judgement) const
    {
        auto at = findRecipient(report.originalRecipient, report.finalRecipient, judgement);
        if (!at)
            at = findByOtherMarks(report.finalRecipient, m_report.from, judgement);
        if (at) {
            judgeSender(*at, judgement);
            if (!sentAt(*at).asksDisposition)
                judgement.add(MatchReason::NotAskedFor, Confidence::Unmatched);
        }
        RecipientMatch result = finished(at, stateOf(report.disposition), std::move(judgement));
        learn(report, result);
        return result;
    }

    // The person for whom it is issued stands in From (RFC 8098, 3). Whoever got the same message knows all
    // that it takes to speak for somebody else.
    void judgeSender(const Place &at, Judgement &judgement) const
    {
        const mime::Mailbox &recipient = sentAt(at).recipients[at.recipient];
        if (addressKey(m_report.from) == addressKey(recipient))
            return;
        if (place(m_report.from))
            judgement.add(MatchReason::SpeaksForAnother, Confidence::ForgedLooking);
        else if (!isColleague(recipient))
            judgement.add(MatchReason::SenderDiffers, Confidence::Likely);
    }

    [[nodiscard]] bool isColleague(const mime::Mailbox &recipient) const
    {
        return m_report.authentication == Authentication::Passed && sameDomain(m_report.from, recipient);
    }

    void learn(const DispositionReport &report, RecipientMatch &result) const
    {
        if (result.confidence != Confidence::Certain || !result.recipient || !report.finalRecipient)
            return;
        const mime::Mailbox &asked = m_input.candidates[*result.sent].recipients[*result.recipient];
        const mime::Mailbox &answers = report.finalRecipient->mailbox;
        const bool isAlias = !answers.isEmpty() && addressKey(answers) != addressKey(asked)
            && addressKey(answers) == addressKey(m_report.from);
        if (isAlias)
            result.learned = Alias{asked, answers};
    }

    // --- delivery

    [[nodiscard]] RecipientMatch matched(const RecipientStatus &status, Judgement judgement) const
    {
        auto at = findRecipient(status.originalRecipient, status.finalRecipient, judgement);
        if (!at)
            at = findByOtherMarks(status.finalRecipient, {}, judgement);
        const RecipientState state = stateOf(status);
        const bool isSuccess = state == RecipientState::Delivered || state == RecipientState::Relayed
            || state == RecipientState::Expanded;
        if (at && isSuccess && !sentAt(*at).asksDelivery)
            judgement.add(MatchReason::NotAskedFor, Confidence::Unmatched);
        return finished(at, state, std::move(judgement));
    }

    const IncomingReport &m_report;
    const MatchInput &m_input;
    std::vector<std::size_t> m_sent;  // the candidates of the Message-ID that was found
    QHash<QByteArray, Place> m_places;
    QHash<QByteArray, std::size_t> m_aliases;
};

}

MatchKeys matchKeys(const IncomingReport &report)
{
    MatchKeys keys;
    keys.envelopeId = envelopeIdOf(report);
    for (const Clue &clue : clues(report)) {
        if (std::find(keys.messageIds.begin(), keys.messageIds.end(), clue.id) == keys.messageIds.end())
            keys.messageIds.push_back(clue.id);
    }
    return keys;
}

ReportMatch match(const IncomingReport &report, const MatchInput &input)
{
    return Matcher(report, input).match();
}

}
