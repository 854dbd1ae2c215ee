// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/operationtask.h"
#include "core/imap/wire/mailboxname.h"

#include <QPointer>

#include <algorithm>

namespace imap::sync {

namespace {

// People's letters come as UTF-8, which is no name on the wire (RFC 3501, 5.1.3).
QByteArray wireName(const QByteArray &name)
{
    const bool isWire = std::all_of(name.begin(), name.end(), [](char c) { return (c & 0x80) == 0; });
    return isWire
        ? name
        : encodeModifiedUtf7(QString::fromUtf8(name).replace(QLatin1String("&-"), QLatin1String("&")));
}

class FolderTask final : public OperationTask
{
public:
    FolderTask(FolderChange change, Context context)
        : OperationTask(std::move(context)), m_change(std::move(change))
    {
        m_change.mailbox = wireName(m_change.mailbox);
        m_change.newName = wireName(m_change.newName);
    }

    void start() override
    {
        context().changeFolders(m_change,
                                [self = QPointer<FolderTask>(this)](const std::optional<Error> &error) {
                                    if (!self.isNull())
                                        self->take(error);
                                });
    }

private:
    void take(const std::optional<Error> &error)
    {
        const bool isLost =
            error && (error->kind == Error::Kind::ConnectionLost || error->kind == Error::Kind::Cancelled);
        if (isLost)
            Q_EMIT postponed(true);
        // An earlier run had been answered, and nobody was there to hear it.
        else if (!error || (context().isRepeated && isAsWanted()))
            done();
        else
            fail(error->detail);
    }

    [[nodiscard]] bool isAsWanted() const
    {
        using Kind = FolderChange::Kind;
        const auto &folders = context().folders();
        const auto exists = [&folders](const QByteArray &name) {
            return std::any_of(folders.begin(), folders.end(),
                               [&name](const store::ListedFolder &folder) { return folder.mailbox == name; });
        };
        switch (m_change.kind) {
        case Kind::Create: return exists(m_change.mailbox);
        case Kind::Delete: return !exists(m_change.mailbox);
        case Kind::Rename: return exists(m_change.newName) && !exists(m_change.mailbox);
        case Kind::Subscribe:
        case Kind::Unsubscribe: break;
        }
        return false;
    }

    FolderChange m_change;
};

}

std::unique_ptr<OperationTask> makeFolderTask(const FolderChange &change, OperationTask::Context context)
{
    return std::make_unique<FolderTask>(change, std::move(context));
}

}
