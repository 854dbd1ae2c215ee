// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableWidget;

// Header fields of one's own, for those who want them: names and values, as far as a person may write them.
// A value is one line, whatever is pasted.
class HeaderFieldsDialog : public QDialog
{
    Q_OBJECT

public:
    HeaderFieldsDialog(const std::vector<compose::ExtraField> &fields, QWidget *parent);

    [[nodiscard]] std::vector<compose::ExtraField> fields() const;  // without empty rows
    [[nodiscard]] QTableWidget *table() const { return m_table; }

Q_SIGNALS:
    void chosen(const std::vector<compose::ExtraField> &fields);

private:
    void addRow(const compose::ExtraField &field);
    void removeRow();
    void check();
    [[nodiscard]] QString problem() const;

    QTableWidget *m_table;
    QLabel *m_problem;
    QPushButton *m_take;
};
