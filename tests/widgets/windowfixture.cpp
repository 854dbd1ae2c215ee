// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/windowfixture.h"

#include "core/mime/header.h"
#include "core/receipts/ownaddress.h"
#include "core/receipts/request.h"
#include "core/store/reportrows.h"
#include "widgets/messages/messageview.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

QByteArray idOf(quint32 uid)
{
    return "m" + QByteArray::number(uid) + "@example.org";
}

constexpr imap::UidValidity validity{77};

QByteArray headerOf(const SampleMail &mail)
{
    QByteArray header;
    const auto add = [&header](const char *name, const QByteArray &value) {
        if (!value.isEmpty())
            header += QByteArray(name) + ": " + value + "\r\n";
    };
    add("Return-Path", mail.returnPath.isEmpty() ? QByteArray() : '<' + mail.returnPath + '>');
    add("From", mail.from);
    add("To", mail.to);
    add("Subject", mail.subject);
    add("Date", mail.date.toString(Qt::RFC2822Date).toLatin1());
    add("Message-ID", "<m" + QByteArray::number(mail.uid) + "@example.org>");
    add("Disposition-Notification-To", mail.notifyTo);
    return header + mail.extraHeader + "Content-Type: text/plain; charset=utf-8\r\n\r\n";
}

mime::PartInfo structureOf(const SampleMail &mail)
{
    mime::PartInfo text;
    text.section = "1";
    text.encoding = "8bit";
    text.parameters = {{"charset", u"utf-8"_s}};
    text.octets = mail.text.size();
    if (!mail.html.isEmpty()) {
        mime::PartInfo alternative;
        alternative.type = "multipart";
        alternative.subtype = "alternative";
        mime::PartInfo html = text;
        html.section = "2";
        html.subtype = "html";
        html.octets = mail.html.size();
        alternative.parts = {text, html};
        text = alternative;
    }
    if (mail.attachments.empty())
        return text;
    mime::PartInfo root;
    root.type = "multipart";
    root.subtype = "mixed";
    root.parts = {text};
    root.parts.insert(root.parts.end(), mail.attachments.begin(), mail.attachments.end());
    return root;
}

QString withoutMarks(QString text)
{
    return text.remove(u'&').remove(u'…');
}

}

WindowFixture::WindowFixture(bool withAccount)
    : paths(store::ProfilePaths::in(folder.path())), m_withAccount(withAccount)
{
    account.id = QUuid::createUuid();
    account.name = u"Work"_s;
    account.personName = u"Me Myself"_s;
    account.address = u"me@example.com"_s;
    account.authenticationServer = u"mx.example.com"_s;
    account.imap.endpoint.host = u"imap.example.com"_s;
    account.smtp.endpoint.host = u"smtp.example.com"_s;
    if (!paths.prepare())
        qFatal("no profile");
    auto cache = store::openCache(paths.cacheDatabase());
    m_writer = std::make_unique<store::Writer>(std::move((*cache).database));
    QObject::connect(m_writer.get(), &store::Writer::failed,
                     [](const Error &error) { qFatal("writer: %s", error.detail.constData()); });
    reader = std::make_unique<store::Reader>(*store::Reader::open(paths.cacheDatabase()));
    open();
}

WindowFixture::~WindowFixture() = default;

void WindowFixture::open()
{
    if (m_window)
        m_window->close();
    m_window.reset();
    std::vector<accounts::Account> accounts;
    if (m_withAccount)
        accounts.push_back(account);
    m_window =
        std::make_unique<MainWindow>(MainWindow::Context{*reader, clock, paths, accounts, false, &desktop});
    QObject::connect(m_writer.get(), &store::Writer::changed, m_window.get(), &MainWindow::applyChanges);
    m_window->show();
    if (!QTest::qWaitForWindowActive(m_window.get()))
        qWarning("the window did not become active");
}

void WindowFixture::apply(const store::Update &update)
{
    m_writer->apply(update);
}

void WindowFixture::listFolders()
{
    using store::FolderRole;
    apply(store::FoldersListed{account.id,
                               {{"INBOX", u"INBOX"_s, '/', FolderRole::Inbox},
                                {"Sent", u"Sent"_s, '/', FolderRole::Sent},
                                {"Trash", u"Trash"_s, '/', FolderRole::Trash},
                                {"Projects", u"Projects"_s, '/'},
                                {"Projects/Alpha", u"Projects/Alpha"_s, '/'}}});
}

void WindowFixture::openMailbox(const QByteArray &mailbox, store::MailboxState state)
{
    apply(store::MailboxOpened{account.id, mailbox, std::move(state)});
}

store::MailboxState WindowFixture::fullState()
{
    store::MailboxState state;
    state.uidValidity = validity;
    state.highestModSeq = {61};
    state.permanentFlags = QByteArrayList{"\\seen", "\\flagged", "\\*"};
    state.anyKeyword = true;
    return state;
}

void WindowFixture::addMail(const SampleMail &mail, const QByteArray &mailbox)
{
    const auto header = mime::Header::parse(headerOf(mail));
    store::FetchedMessage message;
    message.uid = {mail.uid};
    message.subject = header.text("Subject");
    const auto from = mime::parseAddressList(mail.from).mailboxes;
    if (!from.empty()) {
        message.from = from.front().name.isEmpty() ? from.front().display() : from.front().name;
        message.fromAddress = from.front().addrSpec();
    }
    message.to = mime::namesOf(mime::parseAddressList(header.first("To").value_or(QByteArray())).mailboxes);
    message.date = message.internalDate = mail.date;
    message.octets = 1200 + mail.text.size();
    message.flags = store::flagsFromNames(mail.flags);
    message.structure = mime::serialize(structureOf(mail));
    message.hasAttachment = !mail.attachments.empty();
    message.asksForReceipt = receipts::asksForReceipt(header);
    message.receiptKey =
        receipts::requestKey(header, receipts::ownAddressFor(header, {account.address.toUtf8()}, account.id))
            .value;
    message.messageId = idOf(mail.uid);
    if (mail.answers != 0)
        message.inReplyTo = idOf(mail.answers);
    apply(store::MessagesFetched{account.id, mailbox, validity, {message}});
    if (mail.withContent)
        addContent(mail, mailbox);
}

void WindowFixture::addContent(const SampleMail &mail, const QByteArray &mailbox)
{
    std::vector<std::pair<QByteArray, QByteArray>> sections{{"1", mail.text}};
    if (!mail.html.isEmpty() && mail.withHtml)
        sections.emplace_back("2", mail.html);
    apply(store::ContentFetched{account.id, mailbox, validity, {mail.uid}, headerOf(mail), sections});
}

void WindowFixture::setFlags(quint32 uid, const QByteArrayList &flags, const QByteArray &mailbox)
{
    apply(store::FlagsFetched{account.id, mailbox, validity, {{{uid}, store::flagsFromNames(flags), {}}}});
}

void WindowFixture::addReport(quint32 uid, const std::vector<store::ReportMatchRow> &matches)
{
    m_writer->maintain([&](store::Statements &statements, store::ChangeSet &changes) {
        const store::CopyId copy = copyId(uid);
        store::writeReport(statements, account.id, {QByteArray::number(uid), copy, 1, {}, {}, {}, matches},
                           {});
        changes.account = account.id;
        store::FolderChange change;
        change.folder = folderId();
        change.contentArrived.push_back(copy);
        changes.folders.push_back(change);
    });
}

void WindowFixture::setOnline()
{
    accounts::Status status;
    status.account = account.id;
    status.kind = accounts::Status::Kind::Online;
    status.encrypted = true;
    m_window->showStatus(status);
}

store::FolderId WindowFixture::folderId(const QByteArray &mailbox) const
{
    const auto found = reader->folder(account.id, mailbox);
    return found ? found->id : store::FolderId{};
}

store::CopyId WindowFixture::copyId(quint32 uid, const QByteArray &mailbox) const
{
    return reader->find(folderId(mailbox), {uid}).value_or(store::CopyId{});
}

QPushButton *WindowFixture::button(const QString &text, QWidget *in)
{
    const auto all = (in != nullptr ? in : m_window.get())->findChildren<QPushButton *>();
    for (QPushButton *candidate : all) {
        if (withoutMarks(candidate->text()) == text && candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

QAction *WindowFixture::action(const QString &text)
{
    const auto all = m_window->actions();
    for (QAction *candidate : all) {
        if (withoutMarks(candidate->text()) == text)
            return candidate;
    }
    return nullptr;
}

QString WindowFixture::visibleText(QWidget *in)
{
    QStringList texts;
    const auto labels = (in != nullptr ? in : m_window.get())->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible() && !label->text().isEmpty())
            texts += label->text();
    }
    return texts.join(u'\n').remove(QChar(0x2068)).remove(QChar(0x2069));
}

void WindowFixture::clickRow(int row)
{
    auto *view = m_window->findChild<MessageView *>();
    const QRect place = view->visualRect(view->model()->index(row, 0));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, place.center());
}

void WindowFixture::openMail(const SampleMail &mail)
{
    listFolders();
    openMailbox();
    addMail(mail);
    clickRow(0);
}

mime::PartInfo attachmentPart(const QByteArray &section, const QString &name)
{
    mime::PartInfo part;
    part.type = "application";
    part.subtype = "octet-stream";
    part.section = section;
    part.encoding = "base64";
    part.disposition = "attachment";
    part.fileName = name;
    part.octets = 400;
    return part;
}
