// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/mail.h"
#include "app/demo/texts.h"

namespace demo {

// Turns the conversations of the texts into threads of mails: other people's in the folder, the owner's in
// Sent.
class Correspondence
{
public:
    explicit Correspondence(Random &random);

    // A conversation in a language chosen by its share; what would be later than `until` has not been written
    // yet.
    [[nodiscard]] QList<Mail> thread(const QDateTime &start, const QDateTime &until, const QString &folder);
    [[nodiscard]] QList<Mail> listThread(const QDateTime &start, const QDateTime &until,
                                         const QString &folder);
    [[nodiscard]] Mail newsletter(const QDateTime &date);

private:
    struct Cast;  // who speaks, and in what words
    struct Scene;
    [[nodiscard]] Envelope envelopeFor(const Cast &cast, const Scene &scene, const QString &folder);
    [[nodiscard]] QList<Mail> perform(const Conversation &conversation, const Cast &cast,
                                      const QDateTime &start, const QDateTime &until, const QString &folder);
    [[nodiscard]] Part bodyFor(const QString &text, const QString &quoted, const Cast &cast, bool byOwner,
                               const QDateTime &date);
    [[nodiscard]] QHash<QString, QString> chosen(const Slots &slotValues);

    Random &m_random;
    QList<Person> m_people;
    QList<Language> m_languages;
    Slots m_listSlots;
    QList<MailingList> m_lists;
    Slots m_newsSlots;
    QList<Newsletter> m_newsletters;
};

}
