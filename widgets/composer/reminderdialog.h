// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/reminders.h"

#include <QDialog>

// One question for everything that somebody may have forgotten. Going back is the safe answer, and the
// default.
class ReminderDialog : public QDialog
{
    Q_OBJECT

public:
    ReminderDialog(const std::vector<compose::Reminder> &reminders, QWidget *parent);
};
