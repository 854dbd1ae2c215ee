// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/people/peopledesk.h"

#include "core/base/privatefile.h"
#include "widgets/people/peoplewindow.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QMutex>
#include <QSignalBlocker>
#include <QWaitCondition>

#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

using contacts::AddressBook;
using contacts::Card;
using contacts::CardFile;

namespace {

// For files that somebody has chosen, when the program ends; a session does not wait much longer.
constexpr std::chrono::milliseconds patienceAtEnd{3000};

// Only what is a file: a pipe or a device would never end.
std::optional<CardFile> cardsIn(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray octets = file.read(contacts::largestFile + 1);
    return file.error() == QFileDevice::NoError ? std::optional(contacts::readCards(octets)) : std::nullopt;
}

std::vector<models::Person> peopleOf(const std::vector<Card> &cards)
{
    std::vector<models::Person> people;
    for (const Card &card : cards) {
        for (mime::Mailbox mailbox : card.addresses) {
            mailbox.name = card.name;
            people.push_back({.mailbox = mailbox, .isKept = true});
        }
    }
    return people;
}

}

struct PeopleDesk::Line {
    QMutex mutex;
    QWaitCondition hasEnded;
    int running = 0;
    PeopleDesk *desk = nullptr;  // null: nobody is there any more
};

PeopleDesk::PeopleDesk(models::PeopleModel &people, Clock &clock, const QString &folder, QWidget *window)
    : QObject(window), m_people(people), m_clock(clock), m_folder(folder), m_window(window),
      m_line(std::make_shared<Line>())
{
    m_line->desk = this;
    m_files.setMaxThreadCount(1);
    connect(&people, &models::PeopleModel::remembered, this, [this](const mime::Mailbox &mailbox) {
        if (!m_book)
            return;
        m_book->remember(mailbox);
        keep();
    });
}

// What is to be written is written.
PeopleDesk::~PeopleDesk()
{
    delete m_page;  // it reads the model
    {
        const QDeadlineTimer deadline(patienceAtEnd);
        const QMutexLocker lock(&m_line->mutex);
        while (m_line->running > 0 && m_line->hasEnded.wait(&m_line->mutex, deadline)) {}
        m_line->desk = nullptr;
    }
    m_files.waitForDone();
}

template <typename Work, typename Done>
void PeopleDesk::run(Work work, Done done)
{
    m_files.start([this, work = std::move(work), done = std::move(done)] {
        auto result = work();
        QMetaObject::invokeMethod(
            this, [done, result = std::move(result)] { done(result); }, Qt::QueuedConnection);
    });
}

template <typename Work, typename Done>
void PeopleDesk::runElsewhere(Work work, Done done)
{
    const auto ended = [line = m_line](auto tell) {
        const QMutexLocker lock(&line->mutex);
        --line->running;
        line->hasEnded.wakeAll();
        if (line->desk != nullptr)
            QMetaObject::invokeMethod(line->desk, tell, Qt::QueuedConnection);
    };
    {
        const QMutexLocker lock(&m_line->mutex);
        ++m_line->running;
    }
    try {
        std::thread([work, done, ended] { ended([done, result = work()] { done(result); }); }).detach();
    } catch (const std::system_error &) {  // there can be no more threads
        ended([done] { done(decltype(work()){}); });
    }
}

void PeopleDesk::load()
{
    if (std::exchange(m_isWanted, true))
        return;
    run([folder = m_folder] { return AddressBook(folder); }, [this](const AddressBook &book) { take(book); });
}

void PeopleDesk::take(const AddressBook &book)
{
    m_book = book;
    std::vector<mime::Mailbox> forgotten;
    for (const QByteArray &address : book.forgotten()) {
        const auto read = mime::parseAddressList(address).mailboxes;
        if (read.size() == 1)
            forgotten.push_back(read.front());
    }
    m_people.forgetAll(forgotten);
    m_people.meet(peopleOf(book.cards()), m_clock.now());
    if (!m_early.empty())
        forget(std::exchange(m_early, {}));
    for (const CardFile &file : std::exchange(m_earlyFiles, {}))
        takeImported(file);
    warn();
}

void PeopleDesk::warn()
{
    if (m_page && m_book && !m_book->isWhole())
        m_page->say(tr("The address book could not be read whole. Its files stay as they are, and what you "
                       "change here holds until Posthorn is closed."));
}

void PeopleDesk::keep()
{
    run([book = *m_book] { return static_cast<bool>(book.keep()); },
        [this](bool isKept) {
            if (!isKept && m_page)
                m_page->say(tr("That could not be written down, and holds until Posthorn is closed."));
        });
}

void PeopleDesk::open()
{
    load();
    if (!m_page) {
        m_page = new PeopleWindow(m_people, m_clock.now(), m_window);
        m_page->setWindowFlag(Qt::Window);
        connect(m_page, &PeopleWindow::writeWanted, this, &PeopleDesk::writeWanted);
        connect(m_page, &PeopleWindow::forgetWanted, this, &PeopleDesk::forget);
        connect(m_page, &PeopleWindow::importWanted, this, &PeopleDesk::importFrom);
        connect(m_page, &PeopleWindow::exportWanted, this, &PeopleDesk::exportTo);
        warn();
    }
    m_page->show();
    m_page->raise();
    m_page->activateWindow();
}

void PeopleDesk::forget(const std::vector<mime::Mailbox> &people)
{
    m_people.forgetAll(people);
    if (!m_book) {
        m_early.insert(m_early.end(), people.begin(), people.end());
        return;
    }
    m_book->forget(people);
    keep();
}

void PeopleDesk::importFrom(const QString &path)
{
    load();
    runElsewhere([path] { return cardsIn(path); },
                 [this](const std::optional<CardFile> &file) { takeImported(file); });
}

void PeopleDesk::takeImported(const std::optional<CardFile> &file)
{
    if (!file) {
        if (m_page)
            m_page->say(tr("The file cannot be read."));
        return;
    }
    if (!m_book) {
        m_earlyFiles.push_back(*file);
        return;
    }
    const int added = m_book->add(file->cards);
    {
        const QSignalBlocker quiet(m_people);  // add() has remembered them, and they are kept once
        for (const Card &card : file->cards) {
            for (const mime::Mailbox &each : card.addresses)
                m_people.remember(each);
        }
    }
    m_people.meet(peopleOf(file->cards), m_clock.now());
    keep();
    QStringList sentences{tr("%n address(es) are new.", nullptr, added)};
    if (file->withoutAddress > 0)
        sentences +=
            tr("%n card(s) have no e-mail address and were left out.", nullptr, file->withoutAddress);
    if (file->defects > 0)
        sentences += tr("%n line(s) could not be read.", nullptr, file->defects);
    if (m_book->isFull())
        sentences += tr("The address book is full.");
    if (file->isCut)
        sentences += tr("The file is too long; the rest of it was left out.");
    if (m_page)
        m_page->say(sentences.join(u' '));
}

void PeopleDesk::exportTo(const QString &path, const std::vector<mime::Mailbox> &people)
{
    std::vector<Card> cards;
    cards.reserve(people.size());
    for (const mime::Mailbox &each : people)
        cards.push_back({each.name, {{{}, each.localPart, each.domain}}});
    runElsewhere(
        [path, cards] { return static_cast<bool>(replacePrivateFile(path, contacts::writeCards(cards))); },
        [this, count = cards.size()](bool isWritten) {
            if (m_page)
                m_page->say(isWritten
                                ? tr("%n people were written to the file.", nullptr, static_cast<int>(count))
                                : tr("The file cannot be written."));
        });
}
