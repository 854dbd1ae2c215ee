// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/composerwindow.h"

#include "core/models/peoplemodel.h"
#include "widgets/composer/composereditor.h"
#include "widgets/composer/composerhead.h"
#include "widgets/composer/composertext.h"
#include "widgets/composer/filebar.h"
#include "widgets/composer/filereader.h"
#include "widgets/composer/mailsealer.h"
#include "widgets/composer/outgoing.h"
#include "widgets/composer/recipientfield.h"
#include "widgets/composer/reminderdialog.h"
#include "widgets/hairline.h"
#include "widgets/icons.h"
#include "widgets/reader/banner.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QBuffer>
#include <QCloseEvent>
#include <QFileDialog>
#include <QImage>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QUuid>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int widestPicture = 1600;  // pixels of one that is pasted

// Only who is asked counts for the warnings, not what the message is called.
compose::Stamp anyStamp(const Clock &clock)
{
    return {.now = clock.now(), .random = QByteArray(16, 'x')};
}

}

ComposerWindow::ComposerWindow(Context context, compose::Composition begun, QWidget *parent)
    : QMainWindow(parent), m_context(std::move(context)), m_mail(std::move(begun)),
      m_head(new ComposerHead(m_context.identities, &m_context.people, this)), m_plan(new Banner(this)),
      m_notice(new Banner(this)), m_protection(new Banner(this)), m_editor(new ComposerEditor(this)),
      m_files(new FileBar(this)), m_reader(new FileReader(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowIcon(icons::applicationIcon());
    build();
    m_head->show(m_mail);
    m_editor->show(m_mail.text, m_mail.rich);
    m_files->setFiles(m_mail.attachments);
    const bool isPassedOn = m_mail.redirected.has_value();
    m_editor->setDisabled(isPassedOn);
    m_head->subject()->setReadOnly(isPassedOn);
    if (isPassedOn)
        say(tr("This message is passed on as it is. Answers go to whoever wrote it."));
    makeActions();
    connectParts();
    m_isTouched = m_context.isTouched;
    beginProtection();
    showTitle();
    if (const QString gone = m_head->identityGone(); !gone.isEmpty())
        say(tr("%1 is an address of yours no more. The mail goes from another one.")
                .arg(safetext::quoted(gone)));
    if (m_head->hasRecipients())
        m_editor->setFocus();
    m_head->focusFirstEmpty();
}

ComposerWindow::~ComposerWindow() = default;

void ComposerWindow::build()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_plan);
    layout->addWidget(m_notice);
    layout->addWidget(m_protection);
    layout->addWidget(new Hairline(page));
    layout->addWidget(m_editor, 1);
    layout->addWidget(m_files);
    m_plan->hide();
    m_notice->hide();
    m_protection->hide();
    setCentralWidget(page);
    setTabOrder(m_head->subject(), m_editor);
    theme::resizeWithin(this, {190, 150});
}

void ComposerWindow::connectParts()
{
    connect(m_plan, &Banner::actionWanted, this, [this] {
        plan({});
        touch();
    });
    connect(m_head, &ComposerHead::changed, this, &ComposerWindow::touch);
    connect(m_head, &ComposerHead::changed, this, &ComposerWindow::updateWarnings);
    connect(m_head, &ComposerHead::changed, this, &ComposerWindow::showProtection);
    connect(m_head, &ComposerHead::subjectChanged, this, &ComposerWindow::showTitle);
    connect(m_head, &ComposerHead::identityChanged, this,
            [this](const compose::Identity &before, const compose::Identity &now) {
                m_editor->changeSignature(before.signature, now.signature);
                changeWishes(before, now);
            });
    // The text is also said to have changed when words are underlined.
    connect(m_editor, &QTextEdit::textChanged, this, [this] {
        if (m_isTouched || m_editor->document()->isModified())
            touch();
    });
    connect(m_editor, &ComposerEditor::filesPasted, m_reader, &FileReader::read);
    connect(m_editor, &ComposerEditor::picturePasted, this, &ComposerWindow::addPicture);
    connect(m_files, &FileBar::changed, this, &ComposerWindow::touch);
    connect(m_reader, &FileReader::wasRead, m_files, &FileBar::add);
    connect(m_reader, &FileReader::failed, this, [this](const QString &name) {
        m_closesWhenRead = false;  // somebody has to see it
        m_sendsWhenKnown.reset();
        say(tr("%1 cannot be attached: it cannot be read, or is too large.").arg(safetext::quoted(name)));
    });
    connect(m_reader, &FileReader::wasRead, this, &ComposerWindow::closeIfRead);
}

compose::Composition ComposerWindow::composition() const
{
    compose::Composition mail = m_mail;
    m_head->read(mail);
    if (mail.redirected)
        return mail;
    mail.text = m_editor->plainText();
    mail.rich = m_editor->richText();
    mail.attachments = m_files->files();
    return mail;
}

bool ComposerWindow::isWorthKeeping() const
{
    return m_isTouched && compose::hasContent(composition());
}

void ComposerWindow::say(const QString &sentence)
{
    m_notice->show({.signal = theme::Signal::Amber, .icon = u"warning"_s, .sentence = sentence});
    m_notice->show();
}

void ComposerWindow::showTitle()
{
    setWindowTitle(ComposerText::windowTitle(m_head->subject()->text()));
}

void ComposerWindow::touch()
{
    m_isTouched = true;
    giveUpWaiting();
    if (!m_rest)
        m_rest = m_context.clock.alarm(restFor, [this] { tell(); });
}

void ComposerWindow::tell()
{
    m_rest.reset();
    Q_EMIT changed(composition());
}

void ComposerWindow::save()
{
    m_rest.reset();
    m_isTouched = true;
    if (isUndecided())
        say(tr("The draft is kept on this computer alone until it is known whether it will be encrypted."));
    keep();
}

void ComposerWindow::keep()
{
    if (isUndecided())
        Q_EMIT changed(composition());
    else
        Q_EMIT saveWanted(composition());
}

void ComposerWindow::updateWarnings()
{
    const auto warnings = askingWarnings(composition(), anyStamp(m_context.clock), m_context.lists);
    const bool isOurs = !m_warning.isEmpty() && m_notice->content().sentence == m_warning;
    m_warning = warnings.empty() ? QString() : ComposerText::warning(warnings.front());
    if (!m_warning.isEmpty())
        say(m_warning);
    else if (isOurs)
        m_notice->hide();  // what somebody else has said stays
}

void ComposerWindow::addFiles()
{
    auto *dialog = new QFileDialog(this, tr("Files that go along"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        QList<QUrl> files;
        for (const QString &path : paths)
            files.append(QUrl::fromLocalFile(path));
        m_reader->read(files);
    });
    dialog->open();
}

// Into formatted text, else as a file.
void ComposerWindow::addPicture(const QImage &picture)
{
    const QImage bounded = picture.width() > widestPicture
        ? picture.scaledToWidth(widestPicture, Qt::SmoothTransformation)
        : picture;
    QByteArray octets;
    QBuffer buffer(&octets);
    if (bounded.isNull() || !buffer.open(QIODevice::WriteOnly) || !bounded.save(&buffer, "PNG"))
        return;
    compose::Attachment file = compose::attachmentOf(octets, tr("Picture") + u".png"_s, "image/png");
    if (m_editor->isRich()) {
        file.contentId = QUuid::createUuid().toByteArray(QUuid::Id128) + "@posthorn.invalid";
        m_editor->addPicture(file.contentId, bounded);
        m_editor->insertPicture(file.contentId, file.name);
    }
    m_files->add(file);
}

void ComposerWindow::send()
{
    begin(m_notBefore > m_context.clock.now() ? m_notBefore : QDateTime());
}

void ComposerWindow::sendAt(const QDateTime &time)
{
    begin(time);
}

// With all addresses that are typed, and with keys that somebody may have got by now.
void ComposerWindow::begin(const QDateTime &notBefore)
{
    if (m_isSealing)
        return;
    for (int place = 0; place < 3; ++place)
        m_head->field(place)->takeTyped();
    m_sendsWhenKnown.reset();
    if (m_context.sealer != nullptr)
        m_context.sealer->forgetMissing(wished());
    check(notBefore);
}

// Who is answered, or has written to us, is nobody new.
compose::KnownPeople ComposerWindow::knownPeople() const
{
    compose::KnownPeople known;
    for (const models::Person &person : m_context.people.people()) {
        const QByteArray address = person.mailbox.addrSpec().toLower();
        if (person.received > 0 || person.isKept)
            known.met.insert(address);
        if (person.written == 0)
            continue;
        known.addresses.insert(address);
        known.domains.append(person.mailbox.domain.toLower());
    }
    if (!m_mail.inReplyTo.isEmpty()) {
        for (const compose::Recipient &answered : compose::recipientsOf(m_mail))
            known.met.insert(answered.mailbox.addrSpec().toLower());
    }
    return known;
}

void ComposerWindow::check(const QDateTime &notBefore)
{
    if (m_isSealing || waitsForKeys(notBefore) || !isProtectionReady())
        return;
    if (m_reader->isReading()) {
        say(tr("A file is still being read. Send it when it is here."));
        return;
    }
    const compose::Composition mail = composition();
    const qint64 sizeLimit = m_context.sizeLimit ? m_context.sizeLimit(mail.account) : 0;
    const auto reminders = compose::remindersOf(mail, knownPeople(), sizeLimit);
    if (reminders.empty()) {
        leave(notBefore);
    } else if (reminders.front().isForbidding()) {
        say(ComposerText::reminder(reminders.front()));
        m_head->field(0)->setFocus();
    } else {
        askBeforeSending(reminders, notBefore);
    }
}

void ComposerWindow::askBeforeSending(const std::vector<compose::Reminder> &reminders,
                                      const QDateTime &notBefore)
{
    auto *question = new ReminderDialog(reminders, this);
    connect(question, &QDialog::accepted, this, [this, notBefore] { leave(notBefore); });
    question->open();
}

void ComposerWindow::leave(const QDateTime &notBefore)
{
    if (m_mail.protection.isAny()) {
        waitForSealing(notBefore);
        return;
    }
    m_end = End::Sent;
    m_rest.reset();
    Q_EMIT sendWanted(composition(), notBefore);
    close();
}

void ComposerWindow::discard()
{
    const auto discards = [this] {
        m_end = End::Discarded;
        m_rest.reset();
        Q_EMIT discarded();
        close();
    };
    if (!isWorthKeeping() && !m_context.isKept) {
        discards();
        return;
    }
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Discard the mail"),
                                     tr("Discard what you have written? It cannot be brought back."),
                                     QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::WindowModal);
    auto *yes = question->addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(tr("&Go on writing"), QMessageBox::RejectRole));
    connect(yes, &QPushButton::clicked, this, discards);
    question->open();
}

void ComposerWindow::finishReading(std::chrono::milliseconds atMost)
{
    m_reader->finish(atMost);
}

void ComposerWindow::closeIfRead()
{
    if (m_closesWhenRead && !m_reader->isReading())
        close();
}

// A file that is still being read is to be in the draft as well, unless somebody does not wait for it.
void ComposerWindow::closeEvent(QCloseEvent *event)
{
    m_rest.reset();
    m_sendsWhenKnown.reset();
    if (m_isSealing)
        Q_EMIT sealingGivenUp();
    m_isSealing = false;
    const bool waits = m_end == End::None && m_reader->isReading() && !m_closesWhenRead;
    if (m_end == End::None && isWorthKeeping())
        keep();
    else if (m_end == End::None && m_isTouched && !waits)
        Q_EMIT discarded();
    if (!waits) {
        QMainWindow::closeEvent(event);
        return;
    }
    m_closesWhenRead = true;
    say(tr("A file is still being read. The window closes when it is here; close it again not to wait."));
    event->ignore();
}
