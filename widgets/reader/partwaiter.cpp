// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/partwaiter.h"

#include "core/mime/unpacked.h"

#include <algorithm>
#include <utility>

PartWaiter::PartWaiter(Stored stored, QObject *parent) : QObject(parent), m_stored(std::move(stored)) {}

qsizetype PartWaiter::want(const store::MessageContent &content, const QByteArrayList &sections,
                           const Then &then)
{
    QByteArrayList missing;
    const bool isComplete =
        std::all_of(sections.begin(), sections.end(),
                    [&content](const QByteArray &section) { return content.section(section).has_value(); });
    const auto stored = isComplete || content.id.value == 0 ? std::nullopt : m_stored(content.id);
    for (const QByteArray &section : sections) {
        if (const auto octets = content.section(section)) {
            then(section, *octets);
        } else if (const auto come = stored ? stored->section(section) : std::nullopt) {
            then(section, *come);
        } else if (content.id.value == 0 || !mime::holderOf(section).isEmpty()) {
            then(section, Error{Error::Kind::NotFound, {}});
        } else {
            missing += section;
            m_waiting.push_back({content.id, section, then});
        }
    }
    if (!missing.isEmpty())
        Q_EMIT contentWanted(content.id, missing);
    return missing.size();
}

bool PartWaiter::isWaitingFor(store::CopyId copy) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(),
                       [copy](const Wait &wait) { return wait.copy == copy; });
}

void PartWaiter::showContent(const store::MessageContent &content)
{
    auto waiting = std::exchange(m_waiting, {});
    for (Wait &wait : waiting) {
        const auto octets = wait.copy == content.id ? content.section(wait.section) : std::nullopt;
        if (octets)
            wait.then(wait.section, *octets);
        else
            m_waiting.push_back(std::move(wait));
    }
}

void PartWaiter::showFailure(store::CopyId copy, const Error &error)
{
    auto waiting = std::exchange(m_waiting, {});
    for (Wait &wait : waiting) {
        if (wait.copy == copy)
            wait.then(wait.section, error);
        else
            m_waiting.push_back(std::move(wait));
    }
}
