// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/protocol/protocoldock.h"

#include "widgets/reader/attachmentsaver.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <functional>

using namespace Qt::StringLiterals;
using accounts::ProtocolLine;
using models::ProtocolModel;

namespace {

// Copies its lines whole. The window has an action for that key, which presses it in what has the keyboard: a
// shortcut here would be in its way.
class LineView final : public QTreeView
{
public:
    LineView(std::function<void()> copy, QWidget *parent) : QTreeView(parent), m_copy(std::move(copy)) {}

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->matches(QKeySequence::Copy))
            m_copy();
        else
            QTreeView::keyPressEvent(event);
    }

private:
    std::function<void()> m_copy;
};

QString sentence()
{
    return ProtocolDock::tr("What Posthorn and the mail servers say to each other while this view is open. "
                            "Passwords are left out; "
                            "addresses, subjects and short pieces of mail are not.");
}

QString heading(ProtocolModel::Column column)
{
    switch (column) {
    case ProtocolModel::TimeColumn: return ProtocolDock::tr("Time");
    case ProtocolModel::ConnectionColumn: return ProtocolDock::tr("Connection");
    case ProtocolModel::DirectionColumn: return ProtocolDock::tr("From");
    case ProtocolModel::TagColumn: return ProtocolDock::tr("Tag");
    case ProtocolModel::TextColumn: return ProtocolDock::tr("Text");
    case ProtocolModel::ColumnCount: break;
    }
    return {};
}

QString directionName(ProtocolLine::Direction direction)
{
    switch (direction) {
    case ProtocolLine::Direction::Sent: return ProtocolDock::tr("Posthorn");
    case ProtocolLine::Direction::Received: return ProtocolDock::tr("Server");
    case ProtocolLine::Direction::Note: return ProtocolDock::tr("Note");
    }
    return {};
}

QPushButton *barButton(const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    theme::makeRoomy(button);
    return button;
}

}

ProtocolDock::ProtocolDock(AccountName accountName, QWidget *parent) : QDockWidget(tr("Protocol log"), parent)
{
    setObjectName(u"protocolDock"_s);  // the window's state refers to it
    setAccessibleName(windowTitle());
    makeModel(std::move(accountName));
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    theme::setSpace(layout, 2, 2, this);
    QLabel *about = theme::label(sentence(), theme::Wrap::Yes, content);
    theme::setDimmed(about);
    layout->addWidget(about);
    layout->addWidget(makeBar(content));
    makeView(content);
    layout->addWidget(m_view, 1);
    setWidget(content);
}

void ProtocolDock::makeModel(AccountName accountName)
{
    m_model = new ProtocolModel(
        {[name = std::move(accountName)](const ProtocolLine &line) {
             return tr("%1, %2").arg(safetext::line(name(line.account)), QString::number(line.connection));
         },
         directionName, [](const QByteArray &octets) { return safetext::line(QString::fromUtf8(octets)); },
         heading, [](const QDateTime &time) { return time.toLocalTime().toString(u"HH:mm:ss.zzz"_s); }},
        this);
    m_filtered = new QSortFilterProxyModel(this);
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterKeyColumn(-1);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
}

QWidget *ProtocolDock::makeBar(QWidget *parent)
{
    auto *bar = new QWidget(parent);
    auto *layout = new QHBoxLayout(bar);
    theme::setSpace(layout, 0, 2, this);
    m_filter = new QLineEdit(bar);
    m_filter->setPlaceholderText(tr("Show only lines with…"));
    m_filter->setAccessibleName(tr("Filter of the protocol log"));
    m_filter->setClearButtonEnabled(true);
    m_pause = barButton(tr("&Pause"), bar);
    m_pause->setCheckable(true);
    QPushButton *clear = barButton(tr("C&lear"), bar);
    QPushButton *saveButton = barButton(tr("&Save…"), bar);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_pause);
    layout->addWidget(clear);
    layout->addWidget(saveButton);
    connect(m_filter, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_pause, &QPushButton::toggled, m_model, &ProtocolModel::setPaused);
    connect(clear, &QPushButton::clicked, m_model, &ProtocolModel::clear);
    connect(saveButton, &QPushButton::clicked, this, &ProtocolDock::save);
    return bar;
}

void ProtocolDock::makeView(QWidget *parent)
{
    m_view = new LineView([this] { copy(); }, parent);
    m_view->setModel(m_filtered);
    m_view->setAccessibleName(windowTitle());
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);  // tens of thousands of lines
    m_view->setAlternatingRowColors(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setTextElideMode(Qt::ElideRight);
    m_view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    const int unit = theme::step(this);
    const std::array widths{28, 36, 24, 16};
    for (int column = 0; column < static_cast<int>(widths.size()); ++column)
        m_view->setColumnWidth(column, unit * widths.at(static_cast<std::size_t>(column)));
    m_view->setMinimumHeight(30 * unit);
    auto *copyAction = new QAction(tr("&Copy lines"), m_view);
    connect(copyAction, &QAction::triggered, this, &ProtocolDock::copy);
    m_view->addAction(copyAction);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ProtocolDock::append(const std::vector<ProtocolLine> &lines)
{
    // Who reads further up is not taken away from there.
    const QScrollBar *bar = m_view->verticalScrollBar();
    const bool follows = bar->value() == bar->maximum();
    m_model->append(lines);
    if (follows)
        m_view->scrollToBottom();
}

QString ProtocolDock::text() const
{
    std::vector<int> rows;
    for (int row = 0; row < m_filtered->rowCount(); ++row)
        rows.push_back(m_filtered->mapToSource(m_filtered->index(row, 0)).row());
    return sentence() + u"\n\n"_s + m_model->text(rows);
}

void ProtocolDock::copy() const
{
    std::vector<int> rows;
    const auto selected = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows.push_back(m_filtered->mapToSource(index).row());
    std::sort(rows.begin(), rows.end());
    QApplication::clipboard()->setText(m_model->text(rows));
}

void ProtocolDock::save()
{
    auto *dialog = new QFileDialog(this, tr("Save protocol log"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(u"posthorn-protocol.txt"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (const auto done = attachmentfiles::writeReplacing(path, text().toUtf8()); !done)
            Q_EMIT failed(done.error());
    });
    dialog->open();
}
