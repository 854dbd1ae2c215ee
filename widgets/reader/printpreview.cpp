// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/printpreview.h"

#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QPrintPreviewWidget>
#include <QPushButton>
#include <QVBoxLayout>

PrintPreview::PrintPreview(PrintedMessage message, QWidget *parent)
    : QDialog(parent), m_message(std::move(message))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Print preview"));
    auto *pages = new QPrintPreviewWidget(this);
    pages->setAccessibleName(tr("Pages"));
    auto *buttons = new QDialogButtonBox(this);
    auto *smaller = buttons->addButton(tr("S&maller"), QDialogButtonBox::ActionRole);
    auto *larger = buttons->addButton(tr("&Larger"), QDialogButtonBox::ActionRole);
    auto *print = buttons->addButton(tr("&Print…"), QDialogButtonBox::AcceptRole);
    auto *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 2, 2, this);
    layout->addWidget(pages, 1);
    layout->addWidget(buttons);
    theme::resizeWithin(this, {180, 200});

    connect(pages, &QPrintPreviewWidget::paintRequested, this, [this](QPrinter *printer) {
        PrintedMessage::setMargins(*printer);
        m_message.paint(*printer);
    });
    connect(smaller, &QPushButton::clicked, pages, [pages] { pages->zoomOut(); });
    connect(larger, &QPushButton::clicked, pages, [pages] { pages->zoomIn(); });
    connect(print, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT printWanted();
    });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}
