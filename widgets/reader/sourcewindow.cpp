// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/sourcewindow.h"

#include "widgets/displaytext.h"
#include "widgets/emptystate.h"
#include "widgets/errortext.h"
#include "widgets/reader/attachmenttext.h"
#include "widgets/reader/findbar.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

SourceView::SourceView(Clock &clock, QWidget *parent) : TextView(clock, parent)
{
    setAccessibleName(tr("Source of the message"));
    setMonospaced(true);
}

void SourceView::showOctets(const QByteArray &octets)
{
    m_rest.emplace(octets);
    bool isFirst = true;
    fill([this, isFirst](QTextCursor &cursor) mutable {
        for (qsizetype laid = 0; laid < pieceCharacters && !m_rest->atEnd();) {
            const SourceText::Line line = m_rest->next();
            if (!std::exchange(isFirst, false))
                cursor.insertBlock();
            cursor.insertText(line.text);
            cursor.block().setUserState(line.isContinued ? continued : -1);
            laid += line.text.size() + 20;
        }
        return !m_rest->atEnd();
    });
}

SourceWindow::SourceWindow(Context context, store::CopyId copy, QWidget *parent)
    : QWidget(parent, Qt::Window), m_context(context), m_copy(copy), m_pages(new QStackedWidget(this)),
      m_waiting(new EmptyState(m_pages)), m_view(new SourceView(context.clock, m_pages)),
      m_find(new FindBar(context.clock, this)), m_save(new QPushButton(tr("&Save…"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const auto row = context.reader.row(copy);
    m_subject = DisplayText::subject(row ? row->subject : QString());
    setWindowTitle(tr("Source of “%1”").arg(m_subject));
    m_pages->addWidget(m_waiting);
    m_pages->addWidget(m_view);
    m_save->setEnabled(false);
    layOut();
    theme::resizeWithin(this, {200, 160});
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveWanted(m_subject, m_octets); });
    connect(m_waiting, &EmptyState::actionWanted, this, [this] {
        if (m_hasFailed)
            load();
        else
            close();
    });
    connect(m_view, &SourceView::findWanted, m_find, &FindBar::open);
    const auto key = [this](const QKeySequence &keys, auto slot) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, slot);
    };
    key(QKeySequence::Find, [this] { m_find->open(); });
    key(Qt::Key_F3, [this] { m_find->go(1); });
    key(Qt::SHIFT | Qt::Key_F3, [this] { m_find->go(-1); });
    key(QKeySequence::Save, [this] { m_save->click(); });
    key(Qt::Key_Escape, [this] {
        if (m_find->isVisible())
            m_find->closeBar();
        else
            close();
    });
}

void SourceWindow::layOut()
{
    auto *close = new QPushButton(tr("&Close"), this);
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(theme::step(this), 0, theme::step(this), theme::step(this));
    buttons->addStretch();
    buttons->addWidget(m_save);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 0, 1, this);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_find);
    layout->addLayout(buttons);
}

std::optional<QByteArray> SourceWindow::octetsOf(const store::MessageContent &content)
{
    if (!content.header)
        return std::nullopt;
    auto text = content.section("TEXT");
    const mime::PartInfo &root = content.structure;
    if (!text && !root.isMultipart() && root.parts.empty() && root.section == "1")
        text = content.section(root.section);
    return text ? std::optional(*content.header + *text) : std::nullopt;
}

void SourceWindow::load()
{
    if (showWhatIsHere())
        return;
    m_hasFailed = false;
    m_isWaiting = true;
    showWaiting(tr("All of it is needed, with everything that is attached."));
    m_pages->setCurrentWidget(m_waiting);
    Q_EMIT contentWanted(m_copy, {"TEXT"_ba});
}

void SourceWindow::showWaiting(const QString &sentence)
{
    m_waiting->show({u"mail-read"_s, tr("Loading the whole message…"), sentence, tr("Cancel")});
}

void SourceWindow::showProgress(store::CopyId copy, qint64 octets, qint64 of)
{
    if (isWaitingFor(copy))
        showWaiting(AttachmentText::progress(octets, of));
}

void SourceWindow::closeEvent(QCloseEvent *event)
{
    QWidget::closeEvent(event);
    if (std::exchange(m_isWaiting, false))
        Q_EMIT contentGivenUp(m_copy);
}

bool SourceWindow::showWhatIsHere()
{
    const auto content = m_context.reader.content(m_copy);
    const auto octets = content ? octetsOf(*content) : std::nullopt;
    if (!octets)
        return false;
    m_isHere = true;
    m_isWaiting = false;
    m_octets = *octets;
    m_view->showOctets(m_octets);
    m_pages->setCurrentWidget(m_view);
    m_find->setView(m_view);
    m_save->setEnabled(true);
    m_view->setFocus();
    return true;
}

void SourceWindow::apply(const store::ChangeSet &changes)
{
    if (m_isHere)
        return;
    for (const store::FolderChange &change : changes.folders) {
        const auto &arrived = change.contentArrived;
        if (std::find(arrived.begin(), arrived.end(), m_copy) != arrived.end() && showWhatIsHere())
            return;
    }
}

void SourceWindow::showFailure(store::CopyId copy, const Error &why)
{
    if (m_isHere || copy != m_copy)
        return;
    m_hasFailed = true;
    m_isWaiting = false;
    m_waiting->show(
        {u"warning"_s, tr("The message could not be loaded"), ErrorText::sentence(why), tr("Try again")});
}
