// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/dispositionreport.h"

#include "core/receipts/fieldsyntax.h"

#include <algorithm>
#include <array>
#include <set>

namespace receipts {

namespace {

constexpr std::size_t mostModifiers = 20;
constexpr std::size_t mostTexts = 20;

template <typename Value>
struct Word {
    const char *name;
    Value value;
};

constexpr auto types = std::to_array<Word<DispositionType>>({{"displayed", DispositionType::Displayed},
                                                             {"deleted", DispositionType::Deleted},
                                                             {"dispatched", DispositionType::Dispatched},
                                                             {"processed", DispositionType::Processed},
                                                             {"denied", DispositionType::Denied},
                                                             {"failed", DispositionType::Failed}});
constexpr auto actions = std::to_array<Word<ActionMode>>(
    {{"manual-action", ActionMode::Manual}, {"automatic-action", ActionMode::Automatic}});
constexpr auto sendings = std::to_array<Word<SentMode>>(
    {{"mdn-sent-manually", SentMode::Manually}, {"mdn-sent-automatically", SentMode::Automatically}});

template <typename Words>
auto meaning(const Words &words, const QByteArray &word)
{
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const auto &w) { return word == w.name; });
    return found == words.end() ? decltype(found->value){} : found->value;
}

// action-mode "/" sending-mode: each is known by its name, so that their order does not matter.
void readMode(const QByteArray &mode, Disposition &disposition, ReportDefects &defects)
{
    for (const QByteArray &piece : splitOutsideQuotes(mode, '/')) {
        if (const auto action = meaning(actions, piece); action != ActionMode::Unknown)
            disposition.action = action;
        else if (const auto sent = meaning(sendings, piece); sent != SentMode::Unknown)
            disposition.sent = sent;
        else
            note(defects, ReportDefect::MalformedDisposition);
    }
    if (disposition.action == ActionMode::Unknown || disposition.sent == SentMode::Unknown)
        note(defects, ReportDefect::MalformedDisposition);
}

// disposition-type [ "/" disposition-modifier *( "," disposition-modifier ) ]
void readType(const QByteArray &text, Disposition &disposition, ReportDefects &defects)
{
    const qsizetype slash = text.indexOf('/');
    disposition.typeWord = printableAscii(text.first(slash < 0 ? text.size() : slash)).left(60);
    disposition.type = meaning(types, disposition.typeWord);
    if (disposition.typeWord.isEmpty())
        note(defects, ReportDefect::MalformedDisposition);
    if (disposition.type == DispositionType::Denied || disposition.type == DispositionType::Failed)
        note(defects, ReportDefect::LegacyDisposition);
    if (slash < 0)
        return;
    for (const QByteArray &piece : splitOutsideQuotes(text.sliced(slash + 1), ',')) {
        if (disposition.modifiers.size() >= mostModifiers)
            return note(defects, ReportDefect::TooMany);
        if (const QByteArray modifier = printableAscii(piece).left(60); !modifier.isEmpty())
            disposition.modifiers.push_back(modifier);
    }
}

Disposition readDispositionValue(const QByteArray &value, ReportDefects &defects)
{
    const auto pieces = splitOutsideQuotes(withoutComments(value).toLower(), ';');
    Disposition disposition;
    const bool lacksMode = pieces.size() == 1
        && meaning(actions, splitOutsideQuotes(pieces.front(), '/').front()) == ActionMode::Unknown;
    if (pieces.size() != 2)
        note(defects, ReportDefect::MalformedDisposition);
    if (!lacksMode)
        readMode(pieces.front(), disposition, defects);
    if (lacksMode || pieces.size() > 1)
        readType(lacksMode ? pieces.front() : pieces[1], disposition, defects);
    return disposition;
}

void addText(std::vector<QString> &texts, const QByteArray &value, ReportDefects &defects)
{
    if (texts.size() < mostTexts)
        texts.push_back(mime::decodedText(value));
    else
        note(defects, ReportDefect::TooMany);
}

// --- one function for each field

using Setter = void (*)(const QByteArray &value, DispositionReport &report);

void setUserAgent(const QByteArray &value, DispositionReport &report)
{
    const auto pieces = splitOutsideQuotes(withoutComments(value), ';');
    report.userAgent = pieces.front();
    if (pieces.size() > 1)
        report.userAgentProduct = pieces[1];
}

void setDisposition(const QByteArray &value, DispositionReport &report)
{
    report.disposition = readDispositionValue(value, report.defects);
}

void setContentMic(const QByteArray &value, DispositionReport &report)
{
    const auto pieces = splitOutsideQuotes(withoutComments(value), ',');
    report.contentMic = ContentMic{pieces.front(), pieces.size() > 1 ? pieces[1].toLower() : QByteArray()};
}

struct Rule {
    const char *name;  // lower case
    bool isOnce;
    Setter set;
};

constexpr std::array rules{
    Rule{"reporting-ua", true, setUserAgent},
    Rule{"mdn-gateway", true, [](const QByteArray &v, DispositionReport &r) { r.gateway = typedText(v); }},
    Rule{
        "original-recipient", true,
        [](const QByteArray &v, DispositionReport &r) { r.originalRecipient = reportAddress(v, r.defects); }},
    Rule{"final-recipient", true,
         [](const QByteArray &v, DispositionReport &r) { r.finalRecipient = reportAddress(v, r.defects); }},
    Rule{"original-message-id", true,
         [](const QByteArray &v, DispositionReport &r) {
             r.originalMessageId = reportedMessageId(v, r.defects);
         }},
    Rule{"disposition", true, setDisposition},
    Rule{"received-content-mic", true, setContentMic},
    Rule{"error", false, [](const QByteArray &v, DispositionReport &r) { addText(r.errors, v, r.defects); }},
    Rule{"failure", false,
         [](const QByteArray &v, DispositionReport &r) { addText(r.failures, v, r.defects); }},
    Rule{"warning", false,
         [](const QByteArray &v, DispositionReport &r) { addText(r.warnings, v, r.defects); }},
};

void take(const mime::HeaderField &field, DispositionReport &report, std::set<QByteArray> &seen)
{
    const QByteArray name = field.name.toLower();
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const Rule &r) { return name == r.name; });
    if (rule == rules.end())
        return addExtension(report.extensions, field, report.defects);
    if (!seen.insert(name).second && rule->isOnce)
        return note(report.defects, ReportDefect::RepeatedField);
    rule->set(field.value, report);
}

}

bool Disposition::hasError() const
{
    return std::find(modifiers.begin(), modifiers.end(), "error") != modifiers.end();
}

DispositionReport readDisposition(const std::vector<mime::Header> &blocks)
{
    DispositionReport report;
    std::set<QByteArray> seen;
    for (const mime::Header &block : blocks) {
        for (const mime::HeaderField &field : flatFields(block))
            take(field, report, seen);
    }
    if (blocks.size() > 1)
        note(report.defects, ReportDefect::SplitFields);
    if (seen.count("disposition") == 0)
        note(report.defects, ReportDefect::MissingDisposition);
    if (!report.finalRecipient)
        note(report.defects, ReportDefect::MissingRecipient);
    if (!report.failures.empty() || !report.warnings.empty())
        note(report.defects, ReportDefect::LegacyField);
    return report;
}

}
