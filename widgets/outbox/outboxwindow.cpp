// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/outboxwindow.h"

#include "widgets/displaytext.h"
#include "widgets/emptystate.h"
#include "widgets/hairline.h"
#include "widgets/icons.h"
#include "widgets/outbox/outboxwords.h"
#include "widgets/panesplitter.h"
#include "widgets/roomyrows.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using models::OutboxModel;
using outbox::OutboxEntry;

namespace {

// The state has a sign beside its words, so that what waits for somebody is found at a glance.
class OutboxRows : public RoomyRows
{
public:
    OutboxRows(const OutboxModel &model, QObject *parent) : RoomyRows(parent), m_model(model) {}

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        RoomyRows::initStyleOption(option, index);
        if (index.column() != OutboxModel::StateColumn)
            return;
        const OutboxEntry &entry = m_model.at(index.row());
        const bool waits = OutboxWords::isScheduled(entry) || entry.state == outbox::MailState::Queued;
        const int side = 4 * theme::step(option->fontMetrics);
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = {side, side};
        option->icon = icons::icon(entry.waitsForUser() ? u"warning"_s
                                       : waits          ? u"receipt-waiting"_s
                                                        : u"send"_s);
    }

private:
    const OutboxModel &m_model;
};

}

OutboxWindow::OutboxWindow(OutboxModel &model, Clock &clock, QWidget *parent)
    : QMainWindow(parent), m_model(model), m_clock(clock), m_stack(new QStackedWidget(this)),
      m_view(new QTreeView(m_stack)), m_empty(new EmptyState(m_stack)),
      m_subject(theme::label({}, theme::Wrap::Yes, this)), m_why(theme::label({}, theme::Wrap::Yes, this)),
      m_recipients(theme::label({}, theme::Wrap::Yes, this))
{
    setWindowTitle(tr("Outbox"));
    setWindowIcon(icons::applicationIcon());
    setObjectName(u"outbox"_s);
    makeActions();
    build();
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &OutboxWindow::showState);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &OutboxWindow::showState);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &OutboxWindow::showChosen);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &OutboxWindow::showChosen);
    connect(m_view, &QAbstractItemView::activated, this, &OutboxWindow::openChosen);
    connect(m_view, &QWidget::customContextMenuRequested, this, &OutboxWindow::showMenu);
    theme::resizeWithin(this, {190, 120});
    showState();
}

OutboxWindow::~OutboxWindow() = default;

void OutboxWindow::build()
{
    const int unit = theme::step(this);
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new OutboxRows(m_model, m_view));
    m_view->setAccessibleName(windowTitle());
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setTextElideMode(Qt::ElideRight);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(OutboxModel::SubjectColumn, QHeaderView::Stretch);
    header->setMinimumSectionSize(12 * unit);
    m_view->setColumnWidth(OutboxModel::StateColumn, 40 * unit);
    m_view->setColumnWidth(OutboxModel::RecipientsColumn, 50 * unit);
    m_view->setColumnWidth(OutboxModel::TimeColumn, 34 * unit);
    auto *facts = new QWidget(this);
    auto *lines = new QVBoxLayout(facts);
    theme::setSpace(lines, 4, 2, this);
    m_subject->setFont(theme::titleFont(font()));
    for (QLabel *label : {m_subject, m_why, m_recipients}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        lines->addWidget(label);
    }
    lines->addStretch(1);
    auto *area = new QScrollArea(this);
    area->setWidget(facts);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(tr("About the chosen mail"));
    auto *splitter = new PaneSplitter(Qt::Vertical, m_stack);
    splitter->addWidget(m_view);
    splitter->addWidget(area);
    splitter->setSizes({60 * unit, 45 * unit});
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_empty);
    m_empty->show({u"send"_s, tr("Nothing waits to be sent"),
                   tr("Mail that is on its way is shown here until it has gone, and mail that could not be "
                      "sent until you have decided about it.")});
    setCentralWidget(m_stack);
}

QAction *OutboxWindow::add(Act act, const QString &text, const QString &icon, const QList<QKeySequence> &keys)
{
    auto *action = new QAction(icons::icon(icon), text, this);
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, [this, act] { wish(act); });
    addAction(action);
    m_actions.at(act) = action;
    return action;
}

void OutboxWindow::makeActions()
{
    QToolBar *bar = addToolBar(tr("Toolbar"));
    bar->setObjectName(u"outboxBar"_s);
    bar->setAccessibleName(bar->windowTitle());
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int side = 4 * theme::step(this);
    bar->setIconSize({side, side});
    bar->addAction(add(SendNow, tr("&Send now"), u"send"_s,
                       {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)}));
    bar->addAction(add(Edit, tr("&Edit"), u"edit"_s, {QKeySequence(Qt::CTRL | Qt::Key_E)}));
    bar->addAction(add(ToOthers, tr("Send to the &others"), u"forward"_s,
                       {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return)}));
    bar->addAction(add(Again, tr("Send a&gain"), u"refresh"_s, {QKeySequence(Qt::CTRL | Qt::Key_R)}));
    bar->addAction(add(GiveUp, tr("Gi&ve up"), u"delete"_s, {QKeySequence(QKeySequence::Delete)}));
    auto *closing = new QAction(this);
    closing->setShortcuts({QKeySequence(QKeySequence::Close), QKeySequence(Qt::Key_Escape)});
    connect(closing, &QAction::triggered, this, &QWidget::close);
    addAction(closing);
}

std::optional<OutboxEntry> OutboxWindow::chosen() const
{
    const QModelIndex current = m_view->currentIndex();
    return current.isValid() ? std::optional(m_model.at(current.row())) : std::nullopt;
}

void OutboxWindow::select(const QUuid &mail)
{
    if (const int row = m_model.rowOf(mail); row >= 0)
        m_view->setCurrentIndex(m_model.index(row, 0));
}

void OutboxWindow::showState()
{
    const bool isEmpty = m_model.rowCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    if (!isEmpty && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model.index(0, 0));
    showChosen();
}

void OutboxWindow::showChosen()
{
    const auto mail = chosen();
    const bool isThere = mail.has_value();
    m_actions[SendNow]->setEnabled(isThere && mail->canGoNow());
    m_actions[Edit]->setEnabled(isThere && mail->canBeTakenBack());
    m_actions[ToOthers]->setEnabled(isThere && mail->canGoToOthers());
    m_actions[Again]->setEnabled(isThere && mail->waitsForUser());
    m_actions[GiveUp]->setEnabled(isThere && mail->canBeGivenUp());
    for (int act = 0; act < ActCount; ++act) {
        QAction *action = m_actions.at(static_cast<std::size_t>(act));
        const bool saysWhy = isThere && !action->isEnabled();
        action->setToolTip(saysWhy ? whyNot(static_cast<Act>(act), *mail) : QString());
    }
    if (!isThere)
        return;
    m_subject->setText(safetext::line(DisplayText::subject(mail->subject)));
    m_why->setText(OutboxWords::why(*mail, m_clock.now()));
    m_why->setVisible(!m_why->text().isEmpty());
    m_recipients->setText(OutboxWords::recipients(*mail).join(u'\n'));
}

// In the tool tip of what cannot be done.
QString OutboxWindow::whyNot(Act act, const OutboxEntry &mail)
{
    using outbox::MailState;
    if (mail.state == MailState::Sending)
        return tr("It is being sent just now.");
    if (mail.state == MailState::Sent)
        return tr("It has been sent.");
    switch (act) {
    case SendNow: return tr("It has been tried; send it again instead.");
    case Edit: return tr("Some recipients have it, or may have it.");
    case ToOthers: return tr("Nobody has been refused, or there is nobody else.");
    case Again: return tr("It goes by itself.");
    case GiveUp:
    case ActCount: break;
    }
    return {};
}

// What somebody most likely wants of it who opens it.
void OutboxWindow::openChosen()
{
    if (m_actions[Edit]->isEnabled())
        wish(Edit);
}

void OutboxWindow::showMenu(const QPoint &at)
{
    if (!m_view->indexAt(at).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : m_actions) {
        if (action->isEnabled())
            menu->addAction(action);
    }
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void OutboxWindow::wish(Act act)
{
    const auto mail = chosen();
    if (!mail)
        return;
    switch (act) {
    case SendNow: Q_EMIT sendNowWanted(mail->id); break;
    case Edit: Q_EMIT editWanted(mail->id); break;
    case ToOthers: Q_EMIT othersWanted(mail->id); break;
    case Again:
        if (mail->state == outbox::MailState::Uncertain)
            askBeforeAgain(*mail);
        else
            Q_EMIT againWanted(mail->id);
        break;
    case GiveUp: askBeforeGiveUp(*mail); break;
    case ActCount: break;
    }
}

void OutboxWindow::askBeforeAgain(const OutboxEntry &mail)
{
    ask(tr("Send again"),
        tr("Send “%1” again? It may arrive twice.").arg(safetext::quoted(DisplayText::subject(mail.subject))),
        tr("It keeps its Message-ID, by which many programs notice that they have it already.")
            + (mail.isPartlySent() ? QString()
                                   : u' '
                       + tr("If the account has a folder for sent mail, that is looked into first: what is "
                            "found there is not sent again. For mail that was passed on as it is this "
                            "cannot be told.")),
        tr("&Send again"), [this, id = mail.id] { Q_EMIT againWanted(id); });
}

void OutboxWindow::askBeforeGiveUp(const OutboxEntry &mail)
{
    QString facts = tr("Who has it keeps it; nobody else gets it.");
    if (!mail.draft.isNull())
        facts += u' ' + tr("What you have written stays here as a draft.");
    ask(tr("Give up"), tr("Give up sending “%1”?").arg(safetext::quoted(DisplayText::subject(mail.subject))),
        facts, tr("&Give up"), [this, id = mail.id] { Q_EMIT giveUpWanted(id); });
}

void OutboxWindow::ask(const QString &title, const QString &question, const QString &facts,
                       const QString &yes, std::function<void()> act)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, title, question, QMessageBox::NoButton, this);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(facts);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowModality(Qt::WindowModal);
    auto *does = box->addButton(yes, QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(tr("&Leave it as it is"), QMessageBox::RejectRole));
    connect(does, &QPushButton::clicked, this, [act = std::move(act)] { act(); });
    box->open();
}

// Where there is no room for all columns, the recipients are told below.
void OutboxWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_view->setColumnHidden(OutboxModel::RecipientsColumn, width() < 140 * theme::step(this));
}

void OutboxWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_subject->setFont(theme::titleFont(font()));
}
