// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/contacts/addressbook.h"
#include "core/models/peoplemodel.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <memory>
#include <optional>

class PeopleWindow;

// What the window knows of people beside their mail: the address book, which is read and written in a thread
// of its own, and the page on which people see them, made when it is first wanted. Files that somebody
// chooses may be where nothing answers: each has its own thread, for which nobody waits longer than a moment.
// Window thread.
class PeopleDesk : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PeopleDesk)

public:
    // `folder`: of the address book. All outlive the desk.
    PeopleDesk(models::PeopleModel &people, Clock &clock, const QString &folder, QWidget *window);
    ~PeopleDesk() override;  // the address book is written; a file that is being exported has a moment

    void load();  // once, when somebody needs to know people
    void open();
    void importFrom(const QString &path);
    void exportTo(const QString &path, const std::vector<mime::Mailbox> &people);

Q_SIGNALS:
    void writeWanted(const std::vector<mime::Mailbox> &to);

private:
    void take(const contacts::AddressBook &book);
    void warn();
    void takeImported(const std::optional<contacts::CardFile> &file);
    void forget(const std::vector<mime::Mailbox> &people);
    void keep();
    template <typename Work, typename Done>
    void run(Work work, Done done);
    template <typename Work, typename Done>
    void runElsewhere(Work work, Done done);

    struct Line;  // between us and threads that may outlive us

    models::PeopleModel &m_people;
    Clock &m_clock;
    QString m_folder;
    QWidget *m_window;
    bool m_isWanted = false;
    std::optional<contacts::AddressBook> m_book;   // as soon as it has been read
    std::vector<mime::Mailbox> m_early;            // forgotten before that
    std::vector<contacts::CardFile> m_earlyFiles;  // imported before that
    QPointer<PeopleWindow> m_page;
    QThreadPool m_files;  // of the address book, one after the other
    std::shared_ptr<Line> m_line;
};
