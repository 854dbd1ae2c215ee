// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/people/peopledesk.h"

#include "core/base/privatefile.h"
#include "widgets/people/peoplewindow.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using contacts::AddressBook;
using contacts::Card;
using contacts::CardFile;

namespace {

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

PeopleDesk::PeopleDesk(models::PeopleModel &people, Clock &clock, const QString &folder, QWidget *window)
    : QObject(window), m_people(people), m_clock(clock), m_folder(folder), m_window(window)
{
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

void PeopleDesk::load()
{
    if (std::exchange(m_isWanted, true))
        return;
    run([folder = m_folder] { return AddressBook(folder); }, [this](const AddressBook &book) { take(book); });
}

void PeopleDesk::take(const AddressBook &book)
{
    m_book = book;
    for (const QByteArray &address : book.forgotten()) {
        const auto read = mime::parseAddressList(address).mailboxes;
        if (read.size() == 1)
            m_people.forget(read.front());
    }
    m_people.meet(peopleOf(book.cards()), m_clock.now());
    if (!m_early.empty())
        forget(std::exchange(m_early, {}));
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
    }
    m_page->show();
    m_page->raise();
    m_page->activateWindow();
}

void PeopleDesk::forget(const std::vector<mime::Mailbox> &people)
{
    for (const mime::Mailbox &each : people) {
        m_people.forget(each);
        if (m_book)
            m_book->forget(each);
        else
            m_early.push_back(each);
    }
    if (m_book)
        keep();
}

void PeopleDesk::importFrom(const QString &path)
{
    load();  // it is read before that file
    run([path] { return cardsIn(path); },
        [this](const std::optional<CardFile> &file) { takeImported(file); });
}

void PeopleDesk::takeImported(const std::optional<CardFile> &file)
{
    if (!m_book)
        return;
    if (!file) {
        if (m_page)
            m_page->say(tr("The file cannot be read."));
        return;
    }
    const int added = m_book->add(file->cards);
    for (const Card &card : file->cards) {
        for (const mime::Mailbox &each : card.addresses)
            m_people.remember(each);
    }
    m_people.meet(peopleOf(file->cards), m_clock.now());
    keep();
    QStringList sentences{tr("%n address(es) are new.", nullptr, added)};
    if (file->withoutAddress > 0)
        sentences +=
            tr("%n card(s) have no e-mail address and were left out.", nullptr, file->withoutAddress);
    if (file->defects > 0)
        sentences += tr("%n line(s) could not be read.", nullptr, file->defects);
    if (file->isCut)
        sentences += tr("The file is too long; the rest of it was left out.");
    if (m_page)
        m_page->say(sentences.join(u' '));
}

void PeopleDesk::exportTo(const QString &path, const std::vector<mime::Mailbox> &people)
{
    std::vector<Card> cards;
    for (const mime::Mailbox &each : people)
        cards.push_back({each.name, {{{}, each.localPart, each.domain}}});
    run([path, cards] { return static_cast<bool>(replacePrivateFile(path, contacts::writeCards(cards))); },
        [this, count = cards.size()](bool isWritten) {
            if (m_page)
                m_page->say(isWritten
                                ? tr("%n people were written to the file.", nullptr, static_cast<int>(count))
                                : tr("The file cannot be written."));
        });
}
