// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/searchplan.h"

#include <algorithm>

namespace imap {

namespace {

UidSet common(const UidSet &a, const UidSet &b)
{
    std::vector<UidRange> both;
    auto left = a.ranges().begin();
    auto right = b.ranges().begin();
    while (left != a.ranges().end() && right != b.ranges().end()) {
        const UidRange range{std::max(left->first, right->first), std::min(left->last, right->last)};
        if (range.first <= range.last)
            both.push_back(range);
        if (left->last < right->last)
            ++left;
        else
            ++right;
    }
    return UidSet::ofRanges(std::move(both));
}

UidSet without(const UidSet &all, const UidSet &taken)
{
    std::vector<UidRange> rest;
    auto hole = taken.ranges().begin();
    for (const UidRange &range : all.ranges()) {
        quint64 first = range.first.value;
        while (hole != taken.ranges().end() && hole->last < range.first)
            ++hole;
        for (auto next = hole; next != taken.ranges().end() && next->first <= range.last; ++next) {
            if (next->first.value > first)
                rest.push_back({Uid{static_cast<quint32>(first)}, Uid{next->first.value - 1}});
            first = std::max<quint64>(first, quint64{next->last.value} + 1);
        }
        if (first <= range.last.value)
            rest.push_back({Uid{static_cast<quint32>(first)}, range.last});
    }
    return UidSet::ofRanges(std::move(rest));
}

UidSet together(const UidSet &a, const UidSet &b)
{
    std::vector<UidRange> ranges(a.ranges().begin(), a.ranges().end());
    ranges.insert(ranges.end(), b.ranges().begin(), b.ranges().end());
    return UidSet::ofRanges(std::move(ranges));
}

}

SearchPlan::SearchPlan(const SearchKey &key)
{
    m_root = stepFor(key);
    if (m_questions.empty())
        m_questions.emplace_back("ALL");  // how many there are, a server tells with any answer
}

SearchPlan::Step SearchPlan::asked(CommandText question, bool isLoose)
{
    Step step{Step::Kind::Asked, m_questions.size(), isLoose, {}, {}};
    m_questions.push_back(std::move(question));
    return step;
}

SearchPlan::Step SearchPlan::stepFor(const SearchKey &key)
{
    switch (key.form()) {
    case SearchKey::Form::Single: break;
    case SearchKey::Form::All: return allOf(key);
    case SearchKey::Form::Any:
    case SearchKey::Form::Not: {
        Step step{key.form() == SearchKey::Form::Any ? Step::Kind::Any : Step::Kind::Not, 0, false, {}, {}};
        for (const SearchKey &part : key.parts())
            step.parts.push_back(stepFor(part));
        return step;
    }
    }
    if (key.set())
        return {Step::Kind::Fixed, 0, false, *key.set(), {}};
    return key.oldText() ? asked(*key.oldText(), key.isLooseWhenOld()) : Step{};
}

// Keys one after another are all meant: those the server knows go into one question.
SearchPlan::Step SearchPlan::allOf(const SearchKey &key)
{
    Step step{Step::Kind::All, 0, false, {}, {}};
    CommandText question;
    bool isLoose = false;
    for (const SearchKey &part : key.parts()) {
        if (part.form() != SearchKey::Form::Single || !part.oldText()) {
            step.parts.push_back(stepFor(part));
            continue;
        }
        if (!question.segments().empty())
            question.space();
        question.append(*part.oldText());
        isLoose = isLoose || part.isLooseWhenOld();
    }
    if (!question.segments().empty())
        step.parts.push_back(asked(std::move(question), isLoose));
    return step;
}

Found SearchPlan::found(const std::vector<std::optional<UidSet>> &answers, const UidSet &everything) const
{
    Found found = evaluate(m_root, answers, everything);
    found.uids = common(found.uids, everything);
    return found;
}

Found SearchPlan::evaluate(const Step &step, const std::vector<std::optional<UidSet>> &answers,
                           const UidSet &everything)
{
    const auto inner = [&](const Step &part) { return evaluate(part, answers, everything); };
    switch (step.kind) {
    case Step::Kind::Unknown: break;
    case Step::Kind::Fixed: return {step.fixed, true};
    case Step::Kind::Asked:
        if (const auto &answer = answers.at(step.question))
            return {*answer, !step.isLoose};
        break;
    case Step::Kind::All: {
        Found all{everything, true};
        for (const Step &part : step.parts) {
            const Found next = inner(part);
            all = {common(all.uids, next.uids), all.isExact && next.isExact};
        }
        return all;
    }
    case Step::Kind::Any: {
        Found any{{}, true};
        for (const Step &part : step.parts) {
            const Found next = inner(part);
            any = {together(any.uids, next.uids), any.isExact && next.isExact};
        }
        return any;
    }
    case Step::Kind::Not:
        if (const Found opposite = inner(step.parts.front()); opposite.isExact)
            return {without(everything, opposite.uids), true};
        break;  // of what may match and may not, nothing can be left out
    }
    return {everything, false};
}

}
