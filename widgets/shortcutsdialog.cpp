// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shortcutsdialog.h"

#include "widgets/actions.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

ShortcutsDialog::ShortcutsDialog(const Actions &actions, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    auto *list = new QWidget(area);
    auto *form = new QFormLayout(list);
    form->setHorizontalSpacing(8 * theme::step(this));
    form->setVerticalSpacing(theme::step(this));
    for (std::size_t i = 0; i < actionCount; ++i) {
        const QAction *action = actions[static_cast<ActionId>(i)];
        const QString keys = QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
        if (keys.isEmpty())
            continue;
        QString text = action->text();
        text.remove(QLatin1Char('&'));
        auto *key = theme::label(keys, theme::Wrap::No, this);
        key->setFont(theme::strongFont(font()));
        form->addRow(theme::label(text, theme::Wrap::No, this), key);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 4, this);
    area->setWidget(list);
    layout->addWidget(area, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    theme::resizeWithin(this, {120, 200});
}
