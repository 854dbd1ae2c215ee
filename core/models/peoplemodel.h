// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"

#include <QAbstractListModel>
#include <QDateTime>
#include <QHash>
#include <QSet>

#include <vector>

namespace models {

// Somebody seen in the mail that is here.
struct Person {
    mime::Mailbox mailbox{};
    QDateTime last{};     // when mail last came from there or went there
    int written = 0;      // how often we have written there
    int received = 0;     // how often mail came from there
    bool isKept = false;  // the user has brought them along from another program
};

// People to write to, the likeliest first: by how often and how lately, where what we have written ourselves
// counts most. An address that was used once and long ago, as a typing error is, sinks by itself. Of however
// many addresses come in mail, the likeliest `most` are kept.
class PeopleModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { MailboxRole = Qt::UserRole };

    static constexpr std::size_t most = 5000;

    explicit PeopleModel(QObject *parent = nullptr) : QAbstractListModel(parent) {}

    // Adds to what is known of each address. `now`: what "lately" is counted from.
    void meet(const std::vector<Person> &people, const QDateTime &now);
    void forget(const mime::Mailbox &mailbox);                 // also when they are met again
    void forgetAll(const std::vector<mime::Mailbox> &people);  // the same, at once
    void remember(const mime::Mailbox &mailbox);               // they may be met again

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    // DisplayRole: name and address; EditRole: what typing is compared with.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    // Has anything ever been written there?
    [[nodiscard]] bool isWrittenTo(const mime::Mailbox &mailbox) const;
    [[nodiscard]] const std::vector<Person> &people() const { return m_people; }

Q_SIGNALS:
    void remembered(const mime::Mailbox &mailbox);  // who had been forgotten

private:
    QSet<QByteArray> m_forgotten;  // addr-specs in lower case
    std::vector<Person> m_people;  // the likeliest first
};

}
