// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/peopleloader.h"

#include "core/mime/header.h"
#include "core/store/reader.h"

namespace {

constexpr int newestSent = 1000, newestReceived = 2000;  // messages of one folder

void addRecipients(std::vector<models::Person> &people, const store::Reader &reader, store::CopyId copy)
{
    const auto content = reader.header(copy);
    const auto row = reader.row(copy);
    if (!content || !content->header || !row)
        return;
    const mime::Header header = mime::Header::parse(*content->header);
    for (const char *name : {"To", "Cc", "Bcc"}) {
        for (const QByteArray &field : header.all(name)) {
            for (const mime::Mailbox &mailbox : mime::parseAddressList(field).mailboxes)
                people.push_back({.mailbox = mailbox, .last = row->date, .written = 1});
        }
    }
}

void addSender(std::vector<models::Person> &people, const store::Reader &reader, store::CopyId copy)
{
    const auto row = reader.row(copy);
    const auto read = row ? mime::parseAddressList(row->fromAddress).mailboxes : std::vector<mime::Mailbox>();
    if (read.empty())
        return;
    mime::Mailbox mailbox = read.front();
    mailbox.name = row->from.contains(u'@') ? QString() : row->from;
    people.push_back({.mailbox = mailbox, .last = row->date, .received = 1});
}

}

std::vector<models::Person> peopleInMail(const QString &cachePath, const QList<QUuid> &accounts)
{
    std::vector<models::Person> people;
    const auto reader = store::Reader::open(cachePath);
    if (!reader)
        return people;
    for (const QUuid &account : accounts) {
        for (const store::Folder &folder : reader->folders(account)) {
            const bool isSent = folder.role == store::FolderRole::Sent;
            if (!isSent && folder.role != store::FolderRole::Inbox)
                continue;
            for (const store::InsertedCopy &copy :
                 reader->copies(folder.id, isSent ? newestSent : newestReceived)) {
                if (isSent)
                    addRecipients(people, *reader, copy.id);
                else
                    addSender(people, *reader, copy.id);
            }
        }
    }
    return people;
}
