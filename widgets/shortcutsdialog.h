// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class Actions;

// The list of shortcuts, made from the action table.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    ShortcutsDialog(const Actions &actions, QWidget *parent);
};
