// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/contacts/addressbook.h"
#include "core/models/peoplemodel.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <optional>

class PeopleWindow;

// What the window knows of people beside their mail: the address book, which is read and written in a thread
// of its own, and the page on which people see them, made when it is first wanted. Window thread.
class PeopleDesk : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PeopleDesk)

public:
    // `folder`: of the address book. All outlive the desk.
    PeopleDesk(models::PeopleModel &people, Clock &clock, const QString &folder, QWidget *window);
    ~PeopleDesk() override;

    void load();  // once, when somebody needs to know people
    void open();
    void importFrom(const QString &path);
    void exportTo(const QString &path, const std::vector<mime::Mailbox> &people);

Q_SIGNALS:
    void writeWanted(const std::vector<mime::Mailbox> &to);

private:
    void take(const contacts::AddressBook &book);
    void takeImported(const std::optional<contacts::CardFile> &file);
    void forget(const std::vector<mime::Mailbox> &people);
    void keep();
    template <typename Work, typename Done>
    void run(Work work, Done done);

    models::PeopleModel &m_people;
    Clock &m_clock;
    QString m_folder;
    QWidget *m_window;
    bool m_isWanted = false;
    std::optional<contacts::AddressBook> m_book;  // as soon as it has been read
    std::vector<mime::Mailbox> m_early;           // forgotten before that
    QPointer<PeopleWindow> m_page;
    QThreadPool m_files;  // one after the other
};
