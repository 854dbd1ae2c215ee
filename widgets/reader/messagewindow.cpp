// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/messagewindow.h"

#include "widgets/displaytext.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/readerpane.h"

#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

MessageWindow::MessageWindow(Clock &clock, const EmbeddedMessage &message, BodyForm form, QWidget *parent)
    : QWidget(parent, Qt::Window), m_message(message), m_pane(new ReaderPane(clock, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("%1 — Posthorn").arg(DisplayText::subject(message.row.subject)));
    auto *origin = new Banner(this);
    origin->show({theme::Signal::Calm, u"info"_s,
                  tr("This message came inside another one. Whoever made that could write anything here.")});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(origin);
    layout->addWidget(m_pane, 1);
    m_pane->setBodyForm(form);
    m_pane->showMessage(message.row, message.content);
    m_pane->replaceContent(message.content, true);  // nothing from elsewhere: it may have been encrypted
    theme::resizeWithin(this, {200, 160});
    auto *leave = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(leave, &QShortcut::activated, this, [this] {
        if (!m_pane->closeFind())
            close();
    });
    auto *find = new QShortcut(QKeySequence(QKeySequence::Find), this);
    connect(find, &QShortcut::activated, m_pane, &ReaderPane::find);
}
