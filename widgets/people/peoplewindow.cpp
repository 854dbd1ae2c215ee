// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/people/peoplewindow.h"

#include "widgets/emptystate.h"
#include "widgets/icons.h"
#include "widgets/people/peopletable.h"
#include "widgets/roomyrows.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QAction>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

PeopleWindow::PeopleWindow(const models::PeopleModel &people, const QDateTime &now, QWidget *parent)
    : QMainWindow(parent), m_table(new PeopleTable(people, now, this)),
      m_found(new QSortFilterProxyModel(this)), m_search(new QLineEdit(this)),
      m_stack(new QStackedWidget(this)), m_view(new QTreeView(m_stack)), m_empty(new EmptyState(m_stack)),
      m_said(theme::label({}, theme::Wrap::Yes, this))
{
    setWindowTitle(tr("People"));
    setWindowIcon(icons::applicationIcon());
    setObjectName(u"people"_s);
    m_found->setSourceModel(m_table);
    m_found->setFilterRole(PeopleTable::TextRole);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_found->setSortRole(PeopleTable::SortRole);
    makeActions();
    build();
    connect(m_search, &QLineEdit::textChanged, this, &PeopleWindow::search);
    connect(m_found, &QAbstractItemModel::modelReset, this, &PeopleWindow::showState);
    connect(m_found, &QAbstractItemModel::rowsRemoved, this, &PeopleWindow::showState);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PeopleWindow::showState);
    connect(m_view, &QAbstractItemView::activated, this, &PeopleWindow::write);
    connect(m_view, &QWidget::customContextMenuRequested, this, &PeopleWindow::showMenu);
    theme::resizeWithin(this, {180, 130});
    showState();
}

PeopleWindow::~PeopleWindow() = default;

void PeopleWindow::build()
{
    const int unit = theme::step(this);
    m_search->setPlaceholderText(tr("Find people by name or address"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_view->setModel(m_found);
    m_view->setItemDelegate(new RoomyRows(m_view));
    m_view->setAccessibleName(windowTitle());
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(-1, Qt::AscendingOrder);  // the likeliest first, as they come
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(PeopleTable::AddressColumn, QHeaderView::Stretch);
    m_view->setColumnWidth(PeopleTable::NameColumn, 55 * unit);
    m_view->setColumnWidth(PeopleTable::LastColumn, 30 * unit);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    m_said->setContentsMargins(3 * unit, unit, 3 * unit, unit);
    m_said->hide();
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(unit);
    layout->addWidget(m_search);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_said);
    setCentralWidget(page);
}

QAction *PeopleWindow::add(const QString &text, const QString &icon, const QKeySequence &key,
                           void (PeopleWindow::*act)())
{
    auto *action = new QAction(icons::icon(icon), text, this);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    return action;
}

void PeopleWindow::makeActions()
{
    QToolBar *bar = addToolBar(tr("Toolbar"));
    bar->setObjectName(u"peopleBar"_s);
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int side = 4 * theme::step(this);
    bar->setIconSize({side, side});
    m_write = add(tr("&Write to"), u"edit"_s, QKeySequence(Qt::CTRL | Qt::Key_N), &PeopleWindow::write);
    m_forget =
        add(tr("&Forget…"), u"delete"_s, QKeySequence(QKeySequence::Delete), &PeopleWindow::askBeforeForget);
    bar->addActions({m_write, m_forget, add(tr("&Import…"), u"folder"_s, {}, &PeopleWindow::chooseImport),
                     add(tr("&Export…"), u"save"_s, {}, &PeopleWindow::chooseExport)});
    auto *closing = new QAction(this);
    closing->setShortcuts({QKeySequence(QKeySequence::Close), QKeySequence(Qt::Key_Escape)});
    connect(closing, &QAction::triggered, this, &QWidget::close);
    addAction(closing);
}

PeopleWindow::Mailboxes PeopleWindow::chosen() const
{
    Mailboxes all;
    const auto rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        all.push_back(m_table->at(m_found->mapToSource(row).row()).mailbox);
    return all;
}

void PeopleWindow::write()
{
    if (const Mailboxes to = chosen(); !to.empty())
        Q_EMIT writeWanted(to);
}

void PeopleWindow::askBeforeForget()
{
    const Mailboxes people = chosen();
    if (people.empty())
        return;
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Forget"),
                                     people.size() == 1
                                         ? tr("Forget %1?").arg(safetext::quoted(people.front().display()))
                                         : tr("Forget %n people?", nullptr, static_cast<int>(people.size())),
                                     QMessageBox::NoButton, this);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(tr("They are not offered any more when you write, until you write to them "
                                    "again. Mail stays as it is."));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::WindowModal);
    auto *forgets = question->addButton(tr("&Forget"), QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(tr("&Keep"), QMessageBox::RejectRole));
    connect(forgets, &QPushButton::clicked, this, [this, people] { Q_EMIT forgetWanted(people); });
    question->open();
}

void PeopleWindow::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("Import an address book"), {},
                                   tr("Address books (*.vcf *.vcard);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PeopleWindow::importWanted);
    dialog->open();
}

// Whoever is chosen; nobody is chosen: all that are shown.
void PeopleWindow::chooseExport()
{
    Mailboxes people = chosen();
    const int shown = people.empty() ? m_found->rowCount() : 0;
    for (int row = 0; row < shown; ++row)
        people.push_back(m_table->at(m_found->mapToSource(m_found->index(row, 0)).row()).mailbox);
    auto *dialog = new QFileDialog(this, tr("Export %n people", nullptr, static_cast<int>(people.size())), {},
                                   tr("Address books (*.vcf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"vcf"_s);
    dialog->selectFile(u"people.vcf"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, people](const QString &path) { Q_EMIT exportWanted(path, people); });
    dialog->open();
}

void PeopleWindow::search(const QString &text)
{
    m_found->setFilterFixedString(text.trimmed());
    showState();
}

void PeopleWindow::say(const QString &sentence)
{
    m_said->setText(sentence);
    m_said->setVisible(!sentence.isEmpty());
}

void PeopleWindow::showState()
{
    const bool hasChosen = m_view->selectionModel()->hasSelection();
    m_write->setEnabled(hasChosen);
    m_forget->setEnabled(hasChosen);
    const bool isEmpty = m_found->rowCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    if (!isEmpty)
        return;
    if (m_search->text().trimmed().isEmpty())
        m_empty->show(
            {u"mail-read"_s, tr("Nobody is known yet"),
             tr("People you write to and who write to you are shown here, and whoever you import.")});
    else
        m_empty->show({u"search"_s, tr("Nobody was found"), tr("No name and no address is like that.")});
}

void PeopleWindow::showMenu(const QPoint &at)
{
    if (!m_view->indexAt(at).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_write, m_forget});
    menu->popup(m_view->viewport()->mapToGlobal(at));
}
