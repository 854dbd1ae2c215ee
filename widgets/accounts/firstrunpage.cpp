// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accounts/firstrunpage.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

FirstRunPage::FirstRunPage(QWidget *parent)
    : QWidget(parent), m_stack(new QStackedWidget(this)),
      m_progress(theme::label({}, theme::Wrap::Yes, this)), m_add(new QPushButton(tr("Add account"), this)),
      m_demo(new QPushButton(tr("Try the demo mailbox"), this))
{
    m_stack->addWidget(makeWelcome());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
}

void FirstRunPage::showWelcome()
{
    m_stack->setCurrentIndex(0);
    m_add->setFocus(Qt::OtherFocusReason);
}

void FirstRunPage::showForm()
{
    if (m_form == nullptr) {
        auto *area = new QScrollArea(m_stack);
        area->setWidgetResizable(true);
        area->setFrameShape(QFrame::NoFrame);
        area->setAccessibleName(tr("Add an account"));
        auto *page = new QWidget(area);
        auto *title = theme::label(tr("Add an account"), theme::Wrap::Yes, page);
        title->setFont(theme::titleFont(font()));
        m_form = new AccountForm(std::nullopt, page);
        m_form->setMaximumWidth(140 * theme::step(this));
        auto *column = new QVBoxLayout;
        theme::setSpace(column, 6, 4, this);
        column->addStretch(1);
        column->addWidget(title);
        column->addWidget(m_form);
        column->addStretch(2);
        auto *across = new QHBoxLayout(page);
        across->addStretch(1);
        across->addLayout(column, 4);
        across->addStretch(1);
        area->setWidget(page);
        m_stack->addWidget(area);
        connect(m_form, &AccountForm::testWanted, this, &FirstRunPage::testWanted);
        connect(m_form, &AccountForm::entered, this, &FirstRunPage::entered);
        connect(m_form, &AccountForm::cancelled, this, [this] {
            showWelcome();
            Q_EMIT leftForm();
        });
    }
    m_stack->setCurrentIndex(1);
    m_form->focusFirst();
}

void FirstRunPage::showDemoProgress(const QString &sentence)
{
    m_demo->setEnabled(sentence.isEmpty());
    showSentence(sentence);
}

void FirstRunPage::showTestResult(const accounts::TestResult &result)
{
    if (m_form != nullptr)
        m_form->showTestResult(result);
}

void FirstRunPage::showProblem(const QString &sentence)
{
    if (m_form != nullptr && m_form->isVisible())
        m_form->showProblem(sentence);
    else
        showSentence(sentence);
}

void FirstRunPage::showSentence(const QString &sentence)
{
    m_progress->setText(sentence);
    m_progress->setAccessibleName(sentence);
    m_progress->setVisible(!sentence.isEmpty());
}

void FirstRunPage::forgetForm()
{
    showWelcome();
    if (m_form != nullptr)
        m_form->forgetPassword();
    m_form = nullptr;
    if (QWidget *page = m_stack->widget(1)) {
        m_stack->removeWidget(page);
        page->deleteLater();  // it may be its own button that brought us here
    }
}

QWidget *FirstRunPage::makeWelcome()
{
    auto *page = new QWidget(m_stack);
    auto *icon = new QLabel(page);
    icon->setPixmap(icons::applicationIcon().pixmap(24 * theme::step(this)));
    auto *title = theme::label(tr("Welcome to Posthorn"), theme::Wrap::Yes, page);
    title->setFont(theme::titleFont(theme::titleFont(font())));
    auto *what = theme::label(
        tr("Mail, and the say over what goes back about it: no read receipt leaves this computer "
           "unless you send it."),
        theme::Wrap::Yes, page);
    theme::setDimmed(what);
    for (QPushButton *button : {m_add, m_demo})
        button->setAutoDefault(true);  // Enter presses the one that has the keyboard
    auto *about = theme::label(tr("The demo runs its own mail servers on this computer, with made-up mail."),
                               theme::Wrap::Yes, page);
    about->setFont(theme::captionFont(font()));
    theme::setDimmed(about);
    for (QLabel *label : {icon, title, what, about, m_progress})
        label->setAlignment(Qt::AlignHCenter);
    m_progress->hide();

    auto *column = new QVBoxLayout;
    theme::setSpace(column, 6, 3, this);
    column->addStretch(2);
    for (QWidget *widget : std::initializer_list<QWidget *>{icon, title, what})
        column->addWidget(widget);
    column->addSpacing(3 * theme::step(this));
    const int width = std::max(m_add->sizeHint().width(), m_demo->sizeHint().width()) + 6 * theme::step(this);
    for (QPushButton *button : {m_add, m_demo}) {
        button->setMinimumWidth(width);
        column->addWidget(button, 0, Qt::AlignHCenter);
    }
    column->addWidget(about);
    column->addWidget(m_progress);
    column->addStretch(3);
    auto *across = new QHBoxLayout(page);
    across->addStretch(1);
    across->addLayout(column, 2);
    across->addStretch(1);
    connect(m_add, &QPushButton::clicked, this, &FirstRunPage::showForm);
    connect(m_demo, &QPushButton::clicked, this, &FirstRunPage::demoWanted);
    return page;
}
