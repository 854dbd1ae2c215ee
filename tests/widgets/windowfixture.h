// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/store/reader.h"
#include "core/store/writer.h"
#include "widgets/mainwindow.h"

#include <QAction>
#include <QPushButton>

#include <memory>
#include <optional>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"
#include "tests/widgets/fakedesktop.h"

// A mail as a test wants it; fields that are empty are left out of its header.
struct SampleMail {
    quint32 uid = 1;
    QByteArray subject = "Hello";
    QByteArray from = "Ann Example <ann@example.org>";
    QByteArray to = "me@example.com";
    QByteArray returnPath = "ann@example.org";
    QByteArray notifyTo = {};  // Disposition-Notification-To
    QByteArray text = "A line of text.";
    QByteArray extraHeader = {};
    QDateTime date = QDateTime(QDate(2025, 12, 31), QTime(10, 0), Qt::UTC);
    QByteArrayList flags = {};
    std::vector<mime::PartInfo> attachments = {};
    QByteArray html = {};  // another form of the text: section "2"
    bool withHtml = true;  // its octets are there as well
    bool withContent = true;
    quint32 answers = 0;  // the UID of what it is an answer to
};

// The real window over a temporary profile: cache.db is filled through store::Writer with values, as
// imap/sync would, and the writer's ChangeSets go to the window. What the window asks for can be watched.
class WindowFixture
{
public:
    explicit WindowFixture(bool withAccount = true);
    ~WindowFixture();

    void open();  // makes the window; again: closes it and makes another over the same profile
    [[nodiscard]] MainWindow &window() { return *m_window; }

    void apply(const store::Update &update);
    void listFolders();  // INBOX, Sent, Trash, Projects and Projects/Alpha
    void openMailbox(const QByteArray &mailbox = "INBOX", store::MailboxState state = fullState());
    void addMail(const SampleMail &mail, const QByteArray &mailbox = "INBOX");
    void addContent(const SampleMail &mail, const QByteArray &mailbox = "INBOX");
    void setFlags(quint32 uid, const QByteArrayList &flags, const QByteArray &mailbox = "INBOX");
    // What the message reports is known, as the report service would have it.
    void addReport(quint32 uid, const std::vector<store::ReportMatchRow> &matches);
    void setOnline();
    [[nodiscard]] static store::MailboxState fullState();

    [[nodiscard]] store::FolderId folderId(const QByteArray &mailbox = "INBOX") const;
    [[nodiscard]] store::CopyId copyId(quint32 uid, const QByteArray &mailbox = "INBOX") const;

    // Widgets by what a person would call them.
    [[nodiscard]] QPushButton *button(const QString &text, QWidget *in = nullptr);
    [[nodiscard]] QAction *action(const QString &text);        // without "&" and "…"
    [[nodiscard]] QString visibleText(QWidget *in = nullptr);  // of all visible labels
    void clickRow(int row);
    void openMail(const SampleMail &mail);  // the only one in INBOX

    QTemporaryDir folder;
    store::ProfilePaths paths;
    FakeClock clock;
    accounts::Account account;
    std::unique_ptr<store::Reader> reader;
    FakeDesktop desktop;

private:
    bool m_withAccount;
    std::unique_ptr<store::Writer> m_writer;
    std::unique_ptr<MainWindow> m_window;
};

[[nodiscard]] mime::PartInfo attachmentPart(const QByteArray &section, const QString &name);
