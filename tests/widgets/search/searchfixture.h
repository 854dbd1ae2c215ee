// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/indexer.h"
#include "widgets/messages/messageview.h"
#include "widgets/search/searchbar.h"

#include <QComboBox>
#include <QLineEdit>

#include "tests/widgets/windowfixture.h"

// The real window with mail in INBOX and in Projects, and its search.
class SearchFixture : public WindowFixture
{
public:
    SearchFixture()
    {
        listFolders();
        openMailbox();
        openMailbox("Projects");
    }
    MessageView &list() { return *window().findChild<MessageView *>(); }
    SearchBar &bar() { return *window().findChild<SearchBar *>(); }
    QLineEdit &field() { return *bar().findChild<QLineEdit *>(); }
    void add(quint32 uid, const QByteArray &subject, const QByteArray &mailbox = "INBOX",
             bool withContent = true)
    {
        SampleMail mail;
        mail.uid = uid;
        mail.subject = subject;
        mail.date = QDateTime(QDate(2025, 12, 1), QTime(10, 0), Qt::UTC).addDays(uid);
        mail.withContent = withContent;
        addMail(mail, mailbox);
    }
    // As the store thread does it in the background.
    void indexAll()
    {
        auto cache = store::Database::open(paths.cacheDatabase(), store::Database::Mode::ReadWrite);
        store::Statements statements(*cache);
        while (search::indexSome(statements, 100)) {}
        QVERIFY(!statements.failed());
    }
    void choose(SearchScope scope)
    {
        auto *box = bar().findChild<QComboBox *>();
        box->setCurrentIndex(static_cast<int>(scope));
        Q_EMIT box->activated(box->currentIndex());
    }
    void lookFor(const QString &text)
    {
        field().setText(text);
        QTest::keyClick(&field(), Qt::Key_Return);
    }
    QStringList subjects()
    {
        QStringList all;
        for (int row = 0; row < list().model()->rowCount(); ++row)
            all.append(list().model()->index(row, 0).data().toString());
        return all;
    }
};
