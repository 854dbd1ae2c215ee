// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/attachmentdialog.h"

#include "widgets/displaytext.h"
#include "widgets/reader/attachmenttext.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

AttachmentDialog::AttachmentDialog(const models::AttachmentItem &item, QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Open an attachment"));
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 3, this);
    const bool isRefused = item.assessment.risk.has_value();
    auto *heading =
        theme::label(isRefused ? tr("This attachment can only be saved") : tr("Open this attachment?"),
                     theme::Wrap::Yes, this);
    heading->setFont(theme::titleFont(font()));
    auto *name = theme::label(safetext::line(DisplayText::attachmentName(item.part)), theme::Wrap::Yes, this);
    name->setFont(theme::strongFont(font()));
    auto *caption = theme::label(AttachmentText::caption(item), theme::Wrap::Yes, this);
    theme::setDimmed(caption);
    for (QLabel *label : {heading, name, caption})
        layout->addWidget(label);
    if (isRefused)
        addRefusal(item);
    else
        addQuestion(item);
    setMinimumWidth(100 * theme::step(this));
}

void AttachmentDialog::addQuestion(const models::AttachmentItem &item)
{
    layout()->addWidget(theme::label(
        tr("The program that the desktop has for such files gets a copy, which it cannot change and which is "
           "removed when Posthorn ends. Open only what you expect: a file can be made to harm the program "
           "that "
           "opens it."),
        theme::Wrap::Yes, this));
    const bool isKnown =
        item.assessment.kind != mime::FileKind::Unknown && !item.assessment.extension.isEmpty();
    if (isKnown) {
        m_always = new QCheckBox(
            tr("Do not ask again for .%1 files").arg(safetext::line(item.assessment.extension)), this);
        layout()->addWidget(m_always);
    }
    auto *buttons = new QDialogButtonBox(this);
    auto *open = buttons->addButton(tr("Open"), QDialogButtonBox::ActionRole);
    auto *cancel = buttons->addButton(tr("Do not open"), QDialogButtonBox::RejectRole);
    open->setAutoDefault(false);
    cancel->setDefault(true);
    layout()->addWidget(buttons);
    cancel->setFocus();
    connect(open, &QPushButton::clicked, this, [this] {
        Q_EMIT openWanted(m_always != nullptr && m_always->isChecked());
        accept();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void AttachmentDialog::addRefusal(const models::AttachmentItem &item)
{
    layout()->addWidget(theme::label(AttachmentText::risk(*item.assessment.risk), theme::Wrap::Yes, this));
    auto *buttons = new QDialogButtonBox(this);
    auto *save = buttons->addButton(tr("Save…"), QDialogButtonBox::ActionRole);
    auto *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    save->setAutoDefault(false);
    close->setDefault(true);
    layout()->addWidget(buttons);
    close->setFocus();
    connect(save, &QPushButton::clicked, this, [this] {
        Q_EMIT saveWanted();
        accept();
    });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}
