// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader can do with the message that is open: how it is shown, to find something in it, to print it,
// to see where it comes from.
#include "widgets/mainwindow_p.h"
#include "widgets/messages/messagepane.h"
#include "widgets/reader/attachmentbar.h"
#include "widgets/reader/attachmentdesk.h"
#include "widgets/reader/encodingmenu.h"
#include "widgets/reader/headerpanel.h"
#include "widgets/reader/printdesk.h"
#include "widgets/reader/readerpane.h"
#include "widgets/reader/readingdesk.h"
#include "widgets/reader/sourcewindow.h"
#include "widgets/search/searchbar.h"
#include "widgets/statusline.h"

#include <QAbstractScrollArea>
#include <QActionGroup>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSettings>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

const QString headersKey = u"reader/allHeaders"_s;
const QString bodyFormKey = u"reader/form"_s;
const QString senderFormsKey = u"reader/formsOfSenders"_s;
const QString zoomKey = u"reader/zoom"_s;
const QString fixedWidthKey = u"reader/fixedWidth"_s;

constexpr int largestZoom = 8, smallestZoom = -4;  // steps

constexpr std::array formActions{ActionId::ShowHtml, ActionId::ShowSimplified,
                                 ActionId::ShowPlain};  // by BodyForm

}

void MainWindowPrivate::connectReaderActions()
{
    const auto on = [this](ActionId id, auto slot) {
        QObject::connect((*actions)[id], &QAction::triggered, q, slot);
    };
    auto *forms = new QActionGroup(q);
    for (std::size_t i = 0; i < formActions.size(); ++i) {
        forms->addAction((*actions)[formActions[i]]);
        on(formActions[i], [this, form = static_cast<BodyForm>(i)] { chooseForm(form); });
    }
    reader->setFormOf(
        [this](const store::MessageRow &row) { return m_senderForms.of(row.fromAddress).value_or(m_form); });
    on(ActionId::AlwaysThisForm, [this](bool always) { rememberForm(always); });
    on(ActionId::ZoomIn, [this] { zoom(m_zoomSteps + 1); });
    on(ActionId::ZoomOut, [this] { zoom(m_zoomSteps - 1); });
    on(ActionId::ZoomReset, [this] { zoom(0); });
    on(ActionId::FixedWidth, [this](bool checked) { reader->setMonospaced(checked); });
    on(ActionId::AllHeaders, [this](bool checked) { reader->headerPanel()->setExpanded(checked); });
    on(ActionId::Copy, [this] { pressInFocus(QKeySequence::Copy); });
    on(ActionId::SelectAll, [this] { pressInFocus(QKeySequence::SelectAll); });
    on(ActionId::Search, [this] { searchOrFind(); });
    on(ActionId::FindInMessage, [this] { reader->find(); });
    on(ActionId::FindNext, [this] { reader->findNext(1); });
    on(ActionId::FindPrevious, [this] { reader->findNext(-1); });
    on(ActionId::MessageSource, [this] { showSource(); });
    connectPrinting();
    auto *encodings = new EncodingMenu(q);
    (*actions)[ActionId::TextEncoding]->setMenu(encodings);
    QObject::connect(encodings, &EncodingMenu::charsetChosen, reader, &ReaderPane::setCharset);
    QObject::connect(reading, &ReadingDesk::displayed, encodings, &EncodingMenu::showAutomatic);
}

void MainWindowPrivate::connectPrinting()
{
    auto *printing = new PrintDesk([this] { return reader->forPaper(); }, q);
    QObject::connect((*actions)[ActionId::Print], &QAction::triggered, printing,
                     [printing] { printing->print(); });
    QObject::connect((*actions)[ActionId::PrintPreview], &QAction::triggered, printing, &PrintDesk::preview);
    QObject::connect((*actions)[ActionId::SavePdf], &QAction::triggered, printing, &PrintDesk::savePdf);
    QObject::connect(printing, &PrintDesk::saved, statusLine, &StatusLine::showMessage);
    QObject::connect(printing, &PrintDesk::failed, q, [this](const QString &words) { showNotice(words); });
}

void MainWindowPrivate::updateReaderActions()
{
    const Actions &all = *actions;
    const bool isShown = isMailShown() && reading->isDisplayed();
    for (const ActionId id : {ActionId::FindInMessage, ActionId::FindNext, ActionId::FindPrevious,
                              ActionId::Print, ActionId::PrintPreview, ActionId::SavePdf,
                              ActionId::MessageSource, ActionId::TextEncoding, ActionId::AlwaysThisForm})
        all[id]->setEnabled(isShown);
    all[ActionId::AllHeaders]->setChecked(reader->headerPanel()->isExpanded());
    all[formActions[static_cast<std::size_t>(reader->bodyForm())]]->setChecked(true);
    all[ActionId::AlwaysThisForm]->setChecked(isShown && m_senderForms.of(senderShown()).has_value());
}

// Texts, lines and lists all know what these keys mean in them: the menu presses them where the keyboard is.
// Beside the message's text, on one of its buttons say, that text is meant.
void MainWindowPrivate::pressInFocus(QKeySequence::StandardKey key)
{
    QWidget *focused = q->focusWidget();
    if (focused == nullptr)
        return;
    const bool isBeside = reader->isAncestorOf(focused) && reading->isDisplayed()
        && qobject_cast<QAbstractScrollArea *>(focused) == nullptr
        && qobject_cast<QLineEdit *>(focused) == nullptr;
    if (key == QKeySequence::Copy && reader->attachmentBar()->isAncestorOf(focused)) {
        reader->attachmentBar()->copyName();
        return;
    }
    const QKeyCombination keys = QKeySequence(key)[0];
    QKeyEvent pressed(QEvent::KeyPress, keys.key(), keys.keyboardModifiers());
    QObject *target = isBeside ? reader->body() : focused;
    target->event(&pressed);  // sendEvent() would look for a shortcut first, and find this one
}

// Ctrl+F looks through what has the keyboard: the message that is read, or the folder.
void MainWindowPrivate::searchOrFind()
{
    const QWidget *focused = q->focusWidget();
    if (focused != nullptr && reader->isAncestorOf(focused) && reading->isDisplayed())
        reader->find();
    else
        messagePane->searchBar()->focus();
}

QByteArray MainWindowPrivate::senderShown() const
{
    const auto row = reading->current() ? context.reader.row(*reading->current()) : std::nullopt;
    return row ? row->fromAddress : QByteArray();
}

// For everybody, unless there is a choice of its own for the sender.
void MainWindowPrivate::chooseForm(BodyForm form)
{
    const QByteArray sender = senderShown();
    if (m_senderForms.of(sender))
        m_senderForms.remember(sender, form);
    else
        m_form = form;
    reader->setBodyForm(form);
}

void MainWindowPrivate::rememberForm(bool always)
{
    if (always)
        m_senderForms.remember(senderShown(), reader->bodyForm());
    else
        m_senderForms.forget(senderShown());
}

void MainWindowPrivate::zoom(int steps)
{
    m_zoomSteps = std::clamp(steps, smallestZoom, largestZoom);
    reader->setZoom(1 + 0.125 * m_zoomSteps);
}

void MainWindowPrivate::showSource()
{
    const auto shown = reading->current();
    if (!shown)
        return;
    auto *window = new SourceWindow({context.reader, context.clock}, *shown, q);
    QObject::connect(window, &SourceWindow::contentWanted, q, &MainWindow::contentWanted);
    QObject::connect(window, &SourceWindow::contentGivenUp, q, [this](store::CopyId copy) { giveUp(copy); });
    QObject::connect(window, &SourceWindow::saveWanted, q,
                     [this](const QString &subject, const QByteArray &octets) {
                         attachments->saveOctets(subject + u".eml"_s, octets);
                     });
    window->load();
    window->show();
}

// Whoever does not wait for it any more may not be the only one who did.
void MainWindowPrivate::giveUp(store::CopyId copy)
{
    const auto sources = sourceWindows();
    const bool isWanted = reading->isWaitingFor(copy) || attachments->isWaitingFor(copy)
        || std::any_of(sources.begin(), sources.end(),
                       [copy](const SourceWindow *source) { return source->isWaitingFor(copy); });
    if (!isWanted)
        Q_EMIT q->contentGivenUp(copy);
}

QList<SourceWindow *> MainWindowPrivate::sourceWindows() const
{
    return q->findChildren<SourceWindow *>(QString(), Qt::FindDirectChildrenOnly);
}

void MainWindowPrivate::saveReaderState(QSettings &settings) const
{
    settings.setValue(headersKey, reader->headerPanel()->isExpanded());
    settings.setValue(bodyFormKey, nameOf(m_form));
    settings.setValue(senderFormsKey, m_senderForms.toStrings());
    settings.setValue(zoomKey, m_zoomSteps);
    settings.setValue(fixedWidthKey, (*actions)[ActionId::FixedWidth]->isChecked());
}

void MainWindowPrivate::restoreReaderState(const QSettings &settings)
{
    reader->headerPanel()->setExpanded(settings.value(headersKey).toBool());
    m_form = bodyFormNamed(settings.value(bodyFormKey).toString()).value_or(BodyForm::Html);
    m_senderForms = SenderForms::fromStrings(settings.value(senderFormsKey).toStringList());
    reader->setBodyForm(m_form);
    zoom(settings.value(zoomKey).toInt());
    const bool isFixed = settings.value(fixedWidthKey).toBool();
    (*actions)[ActionId::FixedWidth]->setChecked(isFixed);
    reader->setMonospaced(isFixed);
}
