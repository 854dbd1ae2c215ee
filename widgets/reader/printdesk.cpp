// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/printdesk.h"

#include "widgets/displaytext.h"
#include "widgets/errortext.h"
#include "widgets/reader/attachmentsaver.h"
#include "widgets/reader/printpreview.h"
#include "widgets/safetext.h"

#include <QBuffer>
#include <QDir>
#include <QFileDialog>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>

using namespace Qt::StringLiterals;

namespace {

constexpr int pdfDotsPerInch = 300;

QByteArray pdfOf(const PrintedMessage &message)
{
    QByteArray octets;
    QBuffer buffer(&octets);
    if (!buffer.open(QIODevice::WriteOnly))
        return {};
    QPdfWriter writer(&buffer);
    writer.setTitle(message.subject());
    writer.setCreator(u"Posthorn"_s);
    writer.setResolution(pdfDotsPerInch);
    const bool isLetter = DisplayText::locale().measurementSystem() == QLocale::ImperialUSSystem;
    writer.setPageSize(QPageSize(isLetter ? QPageSize::Letter : QPageSize::A4));
    PrintedMessage::setMargins(writer);
    message.paint(writer);
    return octets;
}

}

PrintDesk::PrintDesk(std::function<std::optional<PrintedMessage>()> shown, QWidget *window)
    : QObject(window), m_shown(std::move(shown)), m_window(window)
{
    m_writer.setMaxThreadCount(1);
}

// A file that was asked for is written, also when the window closes.
PrintDesk::~PrintDesk()
{
    m_writer.waitForDone();
}

void PrintDesk::print()
{
    if (const auto message = m_shown())
        print(*message);
}

void PrintDesk::print(const PrintedMessage &message)
{
    auto *dialog = new QPrintDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->printer()->setDocName(message.subject());
    PrintedMessage::setMargins(*dialog->printer());  // as the preview's; the dialog can change them
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this,
            [message](QPrinter *printer) { message.paint(*printer); });
    dialog->open();
}

void PrintDesk::preview()
{
    const auto message = m_shown();
    if (!message)
        return;
    auto *dialog = new PrintPreview(*message, m_window);
    connect(dialog, &PrintPreview::printWanted, this, [this, message] { print(*message); });
    dialog->open();
}

void PrintDesk::savePdf()
{
    const auto message = m_shown();
    if (!message)
        return;
    auto *dialog = new QFileDialog(m_window, tr("Save as PDF"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"pdf"_s);
    dialog->selectFile(safetext::fileName(message->subject() + u".pdf"_s, tr("message.pdf")));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, message](const QString &path) { write(*message, path); });
    dialog->open();
}

// Laid out, painted and written on a worker: of a long message that can take seconds.
void PrintDesk::write(const PrintedMessage &message, const QString &path)
{
    m_writer.start([this, message, path] {
        const auto written = attachmentfiles::writeReplacing(path, pdfOf(message));
        QMetaObject::invokeMethod(
            this,
            [this, path, written] {
                if (!written)
                    Q_EMIT failed(
                        tr("The PDF file was not saved. %1").arg(ErrorText::sentence(written.error())));
                else
                    Q_EMIT saved(tr("Saved %1").arg(safetext::quoted(QDir::toNativeSeparators(path))));
            },
            Qt::QueuedConnection);
    });
}
