// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/helppage.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QFile>
#include <QShortcut>
#include <QTextBrowser>
#include <QTextFrame>
#include <QTextTable>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

// Local names are not looked up, and others even less.
class Page final : public QTextBrowser
{
public:
    using QTextBrowser::QTextBrowser;
    QVariant loadResource(int /*type*/, const QUrl & /*name*/) override { return {}; }
};

QString text(const QString &name, const QString &language)
{
    QFile file(u":/help/%1_%2.md"_s.arg(name, language));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

}

HelpPage::HelpPage(const QString &title, const QString &name, const QString &language, QWidget *parent)
    : QWidget(parent, Qt::Window), m_page(new Page(this))
{
    setWindowTitle(title);
    setWindowIcon(icons::applicationIcon());
    setAttribute(Qt::WA_DeleteOnClose);
    m_page->setAccessibleName(title);
    m_page->setOpenLinks(false);
    m_page->setFrameShape(QFrame::NoFrame);
    m_page->document()->setDocumentMargin(6 * theme::step(this));
    const QString translated = text(name, language);
    m_page->setMarkdown(translated.isEmpty() ? text(name, u"en"_s) : translated);
    layTables();
    m_page->moveCursor(QTextCursor::Start);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_page);
    auto *close = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(close, &QShortcut::activated, this, &QWidget::close);
    theme::resizeWithin(this, {250, 180});
    m_page->setFocus();
}

// Markdown has no say in how tables look.
void HelpPage::layTables()
{
    const auto frames = m_page->document()->rootFrame()->childFrames();
    for (QTextFrame *frame : frames) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (table == nullptr)
            continue;
        QTextTableFormat format = table->format();
        format.setBorder(1);
        format.setBorderCollapse(true);
        format.setBorderBrush(theme::hairline(palette()));
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setCellPadding(theme::step(this));
        format.setWidth(QTextLength(QTextLength::PercentageLength, 98));
        table->setFormat(format);
    }
}
