// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/composer/composerdesk.h"

#include <QDialog>

class QPushButton;
class QTreeWidget;

// Mail that was begun and is kept here: each can be written on, or thrown away. Closes when none is left.
class DraftsDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Kind { Drafts, Templates };

    DraftsDialog(Kind kind, const std::vector<ComposerDesk::Kept> &drafts, const QDateTime &now,
                 QWidget *parent);

    void setDrafts(const std::vector<ComposerDesk::Kept> &drafts);

Q_SIGNALS:
    void openWanted(const QUuid &draft);
    void discardWanted(const QUuid &draft);

private:
    [[nodiscard]] QList<QUuid> chosen() const;
    void openChosen();
    void askBeforeDiscard();
    void updateButtons();

    Kind m_kind;
    QDateTime m_now;
    QTreeWidget *m_list;
    QPushButton *m_open;
    QPushButton *m_discard;
};
