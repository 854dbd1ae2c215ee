// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reader/openedkinds.h"

#include <QDialog>

class QListWidget;
class QPushButton;

// Which kinds of attached files are opened without a question. They come here from that question; here they
// can be seen and taken away again. Deletes itself.
class OpenedKindsDialog : public QDialog
{
    Q_OBJECT

public:
    OpenedKindsDialog(OpenedKinds kinds, QWidget *parent);

private:
    void show(int row);
    void askAgain();

    OpenedKinds m_kinds;
    QStringList m_extensions;  // one for each row
    QListWidget *m_list;
    QPushButton *m_askAgain;
};
