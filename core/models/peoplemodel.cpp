// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/peoplemodel.h"

#include <algorithm>
#include <cmath>

namespace models {

namespace {

constexpr double halfLife = 60;        // days after which use counts half
constexpr double weightOfWritten = 5;  // of one mail we wrote, in mails that came
constexpr double weightOfKept = 0.1;   // the same, of an address book

QByteArray keyOf(const mime::Mailbox &mailbox)
{
    return mailbox.addrSpec().toLower();
}

double scoreOf(const Person &person, const QDateTime &now)
{
    const double days = static_cast<double>(std::max<qint64>(person.last.daysTo(now), 0));
    // Who was brought along, and never met, comes behind whoever was met lately.
    return (weightOfWritten * person.written + person.received) * std::exp2(-days / halfLife)
        + (person.isKept ? weightOfKept : 0);
}

void join(Person &known, const Person &more)
{
    known.written += more.written;
    known.received += more.received;
    known.isKept |= more.isKept;
    const bool isNewer = more.last.isValid() && (!known.last.isValid() || more.last > known.last);
    if (isNewer)
        known.last = more.last;
    if (known.mailbox.name.isEmpty() || (isNewer && !more.mailbox.name.isEmpty()))
        known.mailbox.name = more.mailbox.name;  // people change their names
}

}

void PeopleModel::meet(const std::vector<Person> &people, const QDateTime &now)
{
    QHash<QByteArray, std::size_t> places;
    std::vector<Person> all = m_people;
    for (std::size_t i = 0; i < all.size(); ++i)
        places.insert(keyOf(all[i].mailbox), i);
    for (const Person &person : people) {
        if (person.mailbox.localPart.isEmpty() || person.mailbox.domain.isEmpty())
            continue;
        const QByteArray key = keyOf(person.mailbox);
        if (m_forgotten.contains(key))
            continue;
        const auto known = places.constFind(key);
        if (known != places.cend()) {
            join(all[*known], person);
            continue;
        }
        places.insert(key, all.size());
        all.push_back(person);
    }
    std::stable_sort(all.begin(), all.end(),
                     [&](const Person &a, const Person &b) { return scoreOf(a, now) > scoreOf(b, now); });
    if (all.size() > most)
        all.resize(most);
    beginResetModel();
    m_people = std::move(all);
    endResetModel();
}

void PeopleModel::remember(const mime::Mailbox &mailbox)
{
    if (m_forgotten.remove(keyOf(mailbox)))
        Q_EMIT remembered(mailbox);
}

void PeopleModel::forget(const mime::Mailbox &mailbox)
{
    m_forgotten.insert(keyOf(mailbox));
    const auto found = std::find_if(m_people.begin(), m_people.end(), [&](const Person &each) {
        return mime::sameAddress(each.mailbox, mailbox);
    });
    if (found == m_people.end())
        return;
    const auto row = static_cast<int>(found - m_people.begin());
    beginRemoveRows({}, row, row);
    m_people.erase(found);
    endRemoveRows();
}

// One pass, and one word to the views, however many they are.
void PeopleModel::forgetAll(const std::vector<mime::Mailbox> &people)
{
    if (people.size() == 1) {
        forget(people.front());  // the others keep their rows
        return;
    }
    for (const mime::Mailbox &each : people)
        m_forgotten.insert(keyOf(each));
    const auto isForgotten = [this](const Person &each) { return m_forgotten.contains(keyOf(each.mailbox)); };
    if (std::none_of(m_people.begin(), m_people.end(), isForgotten))
        return;
    beginResetModel();
    std::erase_if(m_people, isForgotten);
    endResetModel();
}

int PeopleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_people.size());
}

QVariant PeopleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const mime::Mailbox &mailbox = m_people[static_cast<std::size_t>(index.row())].mailbox;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return mailbox.display();
    case MailboxRole: return QVariant::fromValue(mailbox);
    default: return {};
    }
}

bool PeopleModel::isWrittenTo(const mime::Mailbox &mailbox) const
{
    return std::any_of(m_people.begin(), m_people.end(), [&](const Person &each) {
        return each.written > 0 && mime::sameAddress(each.mailbox, mailbox);
    });
}

}
