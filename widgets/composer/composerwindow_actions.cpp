// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done in a composer's window: its menus, keys and bars.
#include "widgets/composer/composereditor.h"
#include "widgets/composer/composerhead.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/filebar.h"
#include "widgets/composer/filereader.h"
#include "widgets/composer/headerfieldsdialog.h"
#include "widgets/composer/sendtimes.h"
#include "widgets/icons.h"
#include "widgets/outbox/outboxwords.h"
#include "widgets/reader/banner.h"
#include "widgets/theme.h"

#include <QActionGroup>
#include <QInputDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

void ComposerWindow::makeActions()
{
    makeMailActions();
    makeEditActions();
    if (!m_mail.redirected)
        makeFormatActions();
    makeOptionActions();
    menuBar()->setAccessibleName(tr("Menu bar"));
}

QAction *ComposerWindow::add(QMenu *menu, const QString &text, const QKeySequence &key,
                             std::function<void()> act)
{
    QAction *action = menu->addAction(text);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, [act = std::move(act)] { act(); });
    addAction(action);  // its key works also where the menu bar is hidden
    return action;
}

QAction *ComposerWindow::addChoice(QMenu *menu, const QString &text, const QKeySequence &key, bool isChosen,
                                   std::function<void(bool)> choose)
{
    QAction *action = menu->addAction(text);
    action->setShortcut(key);
    action->setCheckable(true);
    action->setChecked(isChosen);
    connect(action, &QAction::toggled, this, [choose = std::move(choose)](bool chosen) { choose(chosen); });
    addAction(action);
    return action;
}

void ComposerWindow::makeMailActions()
{
    QMenu *menu = menuBar()->addMenu(tr("&Mail"));
    QAction *sends = add(menu, tr("&Send"), QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { send(); });
    sends->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    m_later = menu->addMenu(tr("Send &later"));
    connect(m_later, &QMenu::aboutToShow, this, &ComposerWindow::fillLaterMenu);
    fillLaterMenu();
    QAction *saves = add(menu, tr("Save as &draft"), QKeySequence(Qt::CTRL | Qt::Key_S), [this] { save(); });
    if (!m_mail.redirected)
        add(menu, tr("Save as &template"), {}, [this] {
            if (m_reader->isReading())
                say(tr("A file is still being read. Save the template when it is here."));
            else
                Q_EMIT templateWanted(composition());
        });
    QAction *attaches = add(menu, tr("&Attach files…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A),
                            [this] { addFiles(); });
    menu->addSeparator();
    QAction *discards =
        add(menu, tr("Dis&card"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), [this] { discard(); });
    m_closes = add(menu, tr("&Close"), QKeySequence(Qt::CTRL | Qt::Key_W), [this] { close(); });
    sends->setIcon(icons::icon(u"send"_s));
    saves->setIcon(icons::icon(u"save"_s));
    attaches->setIcon(icons::icon(u"attachment"_s));
    discards->setIcon(icons::icon(u"delete"_s));
    attaches->setEnabled(!m_mail.redirected);
    QToolBar *bar = addToolBar(tr("Toolbar"));
    bar->setObjectName(u"composerBar"_s);
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int side = 4 * theme::step(this);
    bar->setIconSize({side, side});
    bar->addActions({sends, saves, attaches, discards});
    if (auto *button = qobject_cast<QToolButton *>(bar->widgetForAction(sends))) {
        button->setMenu(m_later);
        button->setPopupMode(QToolButton::MenuButtonPopup);
    }
}

// While GnuPG works the mail stays what it was given; closing the window gives that up.
void ComposerWindow::hold()
{
    centralWidget()->setEnabled(false);
    const auto all = actions();
    for (QAction *action : all) {
        if (action == m_closes || !action->isEnabled())
            continue;
        action->setEnabled(false);
        m_held.append(action);
    }
}

void ComposerWindow::release()
{
    centralWidget()->setEnabled(true);
    const auto held = std::exchange(m_held, {});
    for (const QPointer<QAction> &action : held) {
        if (action)
            action->setEnabled(true);
    }
}

// With the times as they are now; what is over is not offered.
void ComposerWindow::fillLaterMenu()
{
    m_later->clear();
    const QDateTime now = m_context.clock.now().toLocalTime();
    for (const SendTimes::Choice &choice : SendTimes::offered(now))
        m_later->addAction(SendTimes::text(choice, now), this, [this, time = choice.time] { sendAt(time); });
    m_later->addSeparator();
    m_later->addAction(tr("At another &time…"), this, [this] { askForTime(); });
}

void ComposerWindow::askForTime()
{
    auto *dialog = new SendTimeDialog(m_context.clock.now().toLocalTime(), this);
    connect(dialog, &SendTimeDialog::chosen, this, &ComposerWindow::sendAt);
    dialog->open();
}

void ComposerWindow::editFields()
{
    auto *dialog = new HeaderFieldsDialog(m_mail.fields, this);
    connect(dialog, &HeaderFieldsDialog::chosen, this,
            [this](const std::vector<compose::ExtraField> &fields) {
                m_mail.fields = fields;
                touch();
            });
    dialog->open();
}

void ComposerWindow::plan(const QDateTime &time)
{
    const QDateTime now = m_context.clock.now();
    m_notBefore = time > now ? time : QDateTime();
    if (m_notBefore.isValid())
        m_plan->show({.signal = theme::Signal::Calm,
                      .icon = u"receipt-waiting"_s,
                      .sentence = tr("“Send” lets it go at the time you have chosen: %1.")
                                      .arg(OutboxWords::moment(m_notBefore, now)),
                      .actions = {{0, tr("&Forget this time")}}});
    else
        m_plan->hide();
}

void ComposerWindow::makeEditActions()
{
    QMenu *menu = menuBar()->addMenu(tr("&Edit"));
    add(menu, tr("&Undo"), {}, [this] { m_editor->undoStep(); });
    add(menu, tr("&Redo"), {}, [this] { m_editor->redo(); });
    menu->addSeparator();
    add(menu, tr("Paste as &plain text"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V),
        [this] { m_editor->pastePlain(); });
}

void ComposerWindow::makeFormatActions()
{
    using Kind = compose::Paragraph::Kind;
    QMenu *menu = menuBar()->addMenu(tr("F&ormat"));
    QAction *formatted =
        addChoice(menu, tr("&Formatted text"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
                  m_editor->isRich(), [this](bool isRich) { m_editor->setRich(isRich); });
    connect(m_editor, &ComposerEditor::formChanged, this, [this, formatted] {
        formatted->setChecked(m_editor->isRich());
        showFormatBar();
    });
    menu->addSeparator();
    m_formatBar = new QToolBar(tr("Formatting"), this);
    m_formatBar->setObjectName(u"formatBar"_s);
    m_formatBar->setMovable(false);
    addToolBarBreak();
    addToolBar(m_formatBar);
    QAction *bold = addChoice(menu, tr("&Bold"), QKeySequence::Bold, false,
                              [this](bool isBold) { m_editor->setBold(isBold); });
    QAction *italic = addChoice(menu, tr("&Italic"), QKeySequence::Italic, false,
                                [this](bool isItalic) { m_editor->setItalic(isItalic); });
    m_formatBar->addActions({bold, italic});
    connect(m_editor, &QTextEdit::currentCharFormatChanged, this, [this, bold, italic] {
        bold->setChecked(m_editor->fontWeight() >= QFont::DemiBold);
        italic->setChecked(m_editor->fontItalic());
    });
    m_formatBar->addActions({
        add(menu, tr("&Link…"), QKeySequence(Qt::CTRL | Qt::Key_K), [this] { askForLink(); }),
        add(menu, tr("B&ullets"), {}, [this] { m_editor->toggleList(Kind::Bullet); }),
        add(menu, tr("&Numbers"), {}, [this] { m_editor->toggleList(Kind::Number); }),
        add(menu, tr("&Quote"), {}, [this] { m_editor->changeQuote(1); }),
        add(menu, tr("Quote l&ess"), {}, [this] { m_editor->changeQuote(-1); }),
    });
    showFormatBar();
}

void ComposerWindow::makeOptionActions()
{
    QMenu *menu = menuBar()->addMenu(tr("O&ptions"));
    addChoice(menu, tr("Show &Cc"), {}, !m_mail.cc.empty(), [this](bool shown) { m_head->showCc(shown); });
    addChoice(menu, tr("Show &Bcc"), {}, !m_mail.bcc.empty(), [this](bool shown) { m_head->showBcc(shown); });
    if (m_mail.redirected)
        return;
    addChoice(menu, tr("Show where answers &go"), {}, !m_mail.replyTo.empty(),
              [this](bool shown) { m_head->showReplyTo(shown); });
    menu->addSeparator();
    addChoice(menu, tr("Ask for a &read receipt"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
              m_mail.asksReceipt, [this](bool asks) {
                  m_mail.asksReceipt = asks;
                  touch();
                  updateWarnings();
              });
    addChoice(menu, tr("Ask for a report of &delivery"), {}, m_mail.asksDelivery, [this](bool asks) {
        m_mail.asksDelivery = asks;
        touch();
        updateWarnings();
    });
    makeProtectionActions(menu);
    menu->addSeparator();
    auto *priorities = new QActionGroup(this);
    const auto offer = [&](const QString &words, compose::Priority priority) {
        priorities->addAction(
            addChoice(menu, words, {}, m_mail.priority == priority, [this, priority](bool chosen) {
                if (!chosen)
                    return;
                m_mail.priority = priority;
                touch();
            }));
    };
    offer(tr("&High priority"), compose::Priority::High);
    offer(tr("&Usual priority"), compose::Priority::Normal);
    offer(tr("&Low priority"), compose::Priority::Low);
    menu->addSeparator();
    add(menu, tr("Header &fields…"), {}, [this] { editFields(); });
    addSpelling(menu);
}

void ComposerWindow::showFormatBar()
{
    m_formatBar->setVisible(m_editor->isRich());
    m_formatBar->setEnabled(m_editor->isRich());
}

void ComposerWindow::askForLink()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Link"));
    dialog->setLabelText(tr("Where does it lead? Empty: nowhere."));
    dialog->setTextValue(m_editor->currentCharFormat().anchorHref());
    connect(dialog, &QInputDialog::textValueSelected, m_editor, &ComposerEditor::setLink);
    dialog->open();
}
