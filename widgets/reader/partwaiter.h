// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/rows.h"

#include <QByteArrayList>
#include <QObject>

#include <functional>
#include <optional>
#include <vector>

// Octets of parts for those who need them: at once where they are here, else when they have come. Window
// thread.
class PartWaiter : public QObject
{
    Q_OBJECT

public:
    // What the store has of a message now: what was shown when somebody was asked may be older.
    using Stored = std::function<std::optional<store::MessageContent>(store::CopyId copy)>;
    PartWaiter(Stored stored, QObject *parent);

    // Encoded as fetched, or why not.
    using Then = std::function<void(const QByteArray &section, const Result<QByteArray> &octets)>;
    // Calls `then` once for each of the sections; tells how many are not here yet. What no server knows
    // (mime::holderOf()) and is not here will not come.
    qsizetype want(const store::MessageContent &content, const QByteArrayList &sections, const Then &then);
    [[nodiscard]] bool isWaitingFor(store::CopyId copy) const;

    // What was missing has come, or will not come.
    void showContent(const store::MessageContent &content);
    void showFailure(store::CopyId copy, const Error &error);

Q_SIGNALS:
    void contentWanted(store::CopyId copy, const QByteArrayList &sections);

private:
    struct Wait {
        store::CopyId copy;
        QByteArray section;
        Then then;
    };
    Stored m_stored;
    std::vector<Wait> m_waiting;
};
