// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/attachmentmodel.h"

#include <QDialog>

class QCheckBox;

// Asks before a file from a message is handed to another program, or says why it is not. The default is not
// to. Deletes itself.
class AttachmentDialog : public QDialog
{
    Q_OBJECT

public:
    // By item.assessment: a question, or for what is saved only the reason.
    AttachmentDialog(const models::AttachmentItem &item, QWidget *parent);

Q_SIGNALS:
    void openWanted(bool alwaysForThisKind);
    void saveWanted();

private:
    void addQuestion(const models::AttachmentItem &item);
    void addRefusal(const models::AttachmentItem &item);

    QCheckBox *m_always = nullptr;
};
