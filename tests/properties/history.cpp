// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/properties/history.h"

#include <QRandomGenerator>

#include <utility>

History drawHistory(quint32 seed)
{
    using Kind = Step::Kind;
    static const std::vector<std::pair<Kind, int>> weights{
        {Kind::Append, 20}, {Kind::Expunge, 16},     {Kind::Flag, 18},  {Kind::Move, 6},
        {Kind::Create, 3},  {Kind::Delete, 3},       {Kind::Rename, 3}, {Kind::Renumber, 3},
        {Kind::Drop, 8},    {Kind::Capabilities, 3}, {Kind::Open, 5},   {Kind::Mark, 8},
        {Kind::Time, 6}};
    int sum = 0;
    for (const auto &[kind, weight] : weights)
        sum += weight;
    QRandomGenerator random(seed);
    History history{random.generate(), {}};
    const int steps = 4 + random.bounded(20);
    int renumbered = 0;  // oftener in one session is taken for a server's habit, and no longer followed
    for (int i = 0; i < steps; ++i) {
        int at = random.bounded(sum);
        Step step;
        for (const auto &[kind, weight] : weights) {
            step.kind = kind;
            if ((at -= weight) < 0)
                break;
        }
        if (step.kind == Kind::Renumber && ++renumbered > 2)
            step.kind = Kind::Flag;
        step.a = random.generate() >> 1U;
        step.b = random.generate() >> 1U;
        step.c = random.generate() >> 1U;
        step.rounds = random.bounded(3) == 0 ? -1 : random.bounded(5);
        history.steps.push_back(step);
    }
    return history;
}

QByteArray toText(const Step &step)
{
    static const char *const names[] = {"append", "expunge", "flag",     "move", "create",
                                        "delete", "rename",  "renumber", "drop", "capabilities",
                                        "open",   "mark",    "time"};
    return QByteArray(names[static_cast<int>(step.kind)]) + ' ' + QByteArray::number(step.a) + ' '
        + QByteArray::number(step.b) + ' ' + QByteArray::number(step.c) + " rounds "
        + QByteArray::number(step.rounds);
}

quint32 numberFrom(const char *variable, quint32 otherwise)
{
    bool isNumber = false;
    const uint number = qEnvironmentVariable(variable).toUInt(&isNumber);
    return isNumber ? number : otherwise;
}
