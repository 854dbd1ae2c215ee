// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/headerfieldsdialog.h"

#include "core/compose/message.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

enum Column { NameColumn, ValueColumn, ColumnCount };

QString inOneLine(const QString &value)
{
    QString line = value;
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator
            || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return line.simplified();
}

}

HeaderFieldsDialog::HeaderFieldsDialog(const std::vector<compose::ExtraField> &fields, QWidget *parent)
    : QDialog(parent), m_table(new QTableWidget(0, ColumnCount, this)),
      m_problem(theme::label({}, theme::Wrap::Yes, this))
{
    setWindowTitle(tr("Header fields"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    m_table->setAccessibleName(windowTitle());
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Value")});
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(NameColumn, 45 * theme::step(this));
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    auto *buttons = new QDialogButtonBox(this);
    m_take = buttons->addButton(tr("&Use these"), QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("&Leave it as it is"), QDialogButtonBox::RejectRole);
    auto *more = buttons->addButton(tr("&Add"), QDialogButtonBox::ActionRole);
    auto *less = buttons->addButton(tr("&Remove"), QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 2, this);
    layout->addWidget(theme::label(tr("These fields go with the mail as they are here. What the mail needs "
                                      "itself, as To and Subject, is written above the text."),
                                   theme::Wrap::Yes, this));
    layout->addWidget(m_table, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    for (const compose::ExtraField &field : fields)
        addRow(field);
    if (fields.empty())
        addRow({});
    connect(m_table, &QTableWidget::itemChanged, this, &HeaderFieldsDialog::check);
    connect(more, &QPushButton::clicked, this, [this] {
        addRow({});
        m_table->editItem(m_table->item(m_table->rowCount() - 1, NameColumn));
    });
    connect(less, &QPushButton::clicked, this, &HeaderFieldsDialog::removeRow);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        const auto all = this->fields();
        accept();
        Q_EMIT chosen(all);
    });
    theme::resizeWithin(this, {140, 70});
    check();
}

void HeaderFieldsDialog::addRow(const compose::ExtraField &field)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, NameColumn, new QTableWidgetItem(QString::fromUtf8(field.name)));
    m_table->setItem(row, ValueColumn, new QTableWidgetItem(field.value));
}

void HeaderFieldsDialog::removeRow()
{
    if (m_table->currentRow() >= 0)
        m_table->removeRow(m_table->currentRow());
    check();
}

std::vector<compose::ExtraField> HeaderFieldsDialog::fields() const
{
    std::vector<compose::ExtraField> all;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QByteArray name = m_table->item(row, NameColumn)->text().trimmed().toUtf8();
        const QString value = inOneLine(m_table->item(row, ValueColumn)->text());
        if (!name.isEmpty() || !value.isEmpty())
            all.push_back({name, value});
    }
    return all;
}

// The first of them, in a sentence; empty: there is none.
QString HeaderFieldsDialog::problem() const
{
    for (const compose::ExtraField &each : fields()) {
        if (each.name.isEmpty())
            return tr("A field has no name.");
        if (!compose::mayBeWritten(each.name))
            return tr("“%1” cannot be written by hand: it is no name of a field, or Posthorn or the mail "
                      "servers "
                      "write it themselves.")
                .arg(safetext::quoted(each.name));
        if (each.value.isEmpty())
            return tr("“%1” has no value.").arg(safetext::quoted(each.name));
    }
    return {};
}

void HeaderFieldsDialog::check()
{
    const QString sentence = problem();
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    m_take->setEnabled(sentence.isEmpty());
}
