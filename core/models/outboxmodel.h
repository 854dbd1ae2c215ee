// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/pagedtable.h"
#include "core/outbox/queuedmail.h"

#include <functional>

namespace models {

// The mail that is still to be sent, or that waits for a word of the user, in the order it was queued. Fed by
// outbox::Outbox::changed() and removed(). Window thread.
class OutboxModel : public PagedTable<outbox::OutboxEntry, 4>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutboxModel)

public:
    enum Column { StateColumn, RecipientsColumn, SubjectColumn, TimeColumn, ColumnCount };
    static_assert(ColumnCount == 4);
    struct Wording {
        std::function<QString(Column)> heading;
        std::function<QString(const outbox::OutboxEntry &, Column)> cell;
        std::function<QString(const outbox::OutboxEntry &)> hint;  // what is known of why it waits or failed
    };

    explicit OutboxModel(Wording wording, QObject *parent = nullptr);
    ~OutboxModel() override;

    void show(const outbox::OutboxEntry &entry);
    void remove(const QUuid &mail);

    [[nodiscard]] int rowOf(const QUuid &mail) const;  // -1: it is not there
    // How many the user has to decide about: uncertain ones, and those that have failed.
    [[nodiscard]] int waitingForUser() const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QString heading(int column) const override
    {
        return m_wording.heading(static_cast<Column>(column));
    }

    Wording m_wording;
};

}
