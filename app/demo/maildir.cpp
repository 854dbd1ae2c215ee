// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/maildir.h"

#include "app/demo/encoding.h"

#include <QDir>
#include <QFile>
#include <QMap>

#include <algorithm>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

QByteArray nameOf(const QString &folder)
{
    QByteArrayList levels;
    for (const QString &level : folder.split(u'/'))
        levels += modifiedUtf7(level);
    return levels.join('.');
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

struct Folder {
    QString path;
    QStringList keywords;  // the letter of a keyword is its place in this list

    QByteArray lettersFor(const Mail &mail)
    {
        QByteArray letters = mail.flags;
        for (const QString &keyword : mail.keywords) {
            if (!keywords.contains(keyword))
                keywords += keyword;
            letters += static_cast<char>('a' + keywords.indexOf(keyword));
        }
        std::sort(letters.begin(), letters.end());
        return letters;
    }
};

bool makeFolder(const QString &path)
{
    bool made = true;
    for (const auto *part : {"cur", "new", "tmp"})
        made = QDir().mkpath(path + u'/' + QLatin1String(part)) && made;
    return made;
}

bool writeMail(Folder &folder, const Mail &mail, int number)
{
    const QByteArray content = mail.print();
    // The sizes in the name spare the server reading the file; W counts the line ends as CRLF.
    const QByteArray name = QByteArray::number(mail.date.toSecsSinceEpoch()) + ".M"
        + QByteArray::number(number) + ".demo,S=" + QByteArray::number(content.size())
        + ",W=" + QByteArray::number(content.size() + content.count('\n')) + ":2," + folder.lettersFor(mail);
    QFile file(folder.path + u"/cur/"_s + QString::fromLatin1(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.flush()
        && file.setFileTime(mail.date, QFileDevice::FileModificationTime);
}

}

bool writeMaildir(const QString &root, const QList<Mail> &mails)
{
    QMap<QString, Folder> folders;
    for (const QString &name : {u"INBOX"_s, u"Drafts"_s, u"Sent"_s, u"Junk"_s, u"Trash"_s, u"Archive"_s})
        folders.insert(name, {});
    for (const Mail &mail : mails) {
        // The folders above exist as well, or clients show names that cannot be opened.
        for (int levels = 1; levels <= mail.folder.count(u'/') + 1; ++levels)
            folders.insert(mail.folder.section(u'/', 0, levels - 1), {});
    }
    QByteArray subscriptions;
    for (auto it = folders.begin(); it != folders.end(); ++it) {
        it->path = it.key() == u"INBOX" ? root : root + u"/."_s + QString::fromLatin1(nameOf(it.key()));
        subscriptions += nameOf(it.key()) + '\n';
        if (!makeFolder(it->path) || (it->path != root && !write(it->path + u"/maildirfolder"_s, {})))
            return false;
    }
    int number = 0;
    for (const Mail &mail : mails) {
        if (!writeMail(folders[mail.folder], mail, ++number))
            return false;
    }
    for (const Folder &folder : std::as_const(folders)) {
        QByteArray keywords;
        for (qsizetype i = 0; i < folder.keywords.size(); ++i)
            keywords += QByteArray::number(i) + ' ' + folder.keywords.at(i).toLatin1() + '\n';
        if (!keywords.isEmpty() && !write(folder.path + u"/dovecot-keywords"_s, keywords))
            return false;
    }
    return write(root + u"/subscriptions"_s, subscriptions);
}

}
