// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/attachmentsaver.h"

#include "core/mime/part.h"
#include "widgets/displaytext.h"
#include "widgets/errortext.h"
#include "widgets/reader/partwaiter.h"
#include "widgets/safetext.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHash>
#include <QSaveFile>
#include <QStandardPaths>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace attachmentfiles {

namespace {

constexpr int mostNames = 3000;  // more than one message can have parts
constexpr auto privateFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString numbered(const QString &name, int number)
{
    if (number == 1)
        return name;
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString stem = dot > 0 ? name.first(dot) : name;
    const QString extension = dot > 0 ? name.sliced(dot) : QString();
    return u"%1 (%2)%3"_s.arg(stem, QString::number(number), extension);
}

Error storageError(const QFileDevice &file)
{
    return Error{Error::Kind::Storage, file.errorString().toUtf8()};
}

}

Result<QString> writeNew(const QString &folder, const QString &name, const QByteArray &octets)
{
    for (int number = 1; number <= mostNames; ++number) {
        QFile file(folder + u'/' + numbered(name, number));
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, privateFile)) {
            if (QFileInfo(file).exists() || QFileInfo(file).isSymLink())
                continue;
            return storageError(file);
        }
        if (file.write(octets) != octets.size() || !file.flush()) {
            const Error error = storageError(file);
            file.remove();
            return error;
        }
        return QFileInfo(file).fileName();
    }
    return Error{Error::Kind::Storage, "no free name"_ba};
}

Result<void> writeReplacing(const QString &path, const QByteArray &octets)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return storageError(file);
    file.setPermissions(privateFile);
    if (file.write(octets) != octets.size() || !file.commit())
        return storageError(file);
    return {};
}

}

AttachmentSaver::AttachmentSaver(QWidget *window, PartWaiter &waiter, QObject *parent)
    : QObject(parent), m_window(window), m_waiter(waiter),
      m_lastFolder(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation))
{
    m_workers.setMaxThreadCount(1);
}

AttachmentSaver::~AttachmentSaver()
{
    m_workers.waitForDone();  // a file is written whole, also when the window closes
}

void AttachmentSaver::save(const store::MessageContent &content, const mime::PartInfo &part)
{
    auto *dialog = new QFileDialog(m_window, tr("Save attachment"), m_lastFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(DisplayText::attachmentName(part));
    connect(dialog, &QFileDialog::fileSelected, this, [this, content, part](const QString &path) {
        m_lastFolder = QFileInfo(path).absolutePath();
        auto batch = std::make_shared<Batch>(Batch{m_lastFolder, 1, {}, {}});
        begin({Job{std::move(batch), part, {}, path}}, content);
    });
    dialog->open();
}

void AttachmentSaver::saveOctets(const QString &name, const QByteArray &octets)
{
    mime::PartInfo whole;
    whole.section = "whole";
    whole.encoding = "8bit";
    whole.fileName = name;
    save({{}, {}, whole, {{whole.section, octets}}}, whole);
}

void AttachmentSaver::saveAll(const store::MessageContent &content, const std::vector<mime::PartInfo> &parts)
{
    auto *dialog = new QFileDialog(m_window, tr("Save all attachments in a folder"), m_lastFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setLabelText(QFileDialog::Accept, tr("Save here"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, content, parts](const QString &folder) {
        m_lastFolder = folder;
        const auto batch = std::make_shared<Batch>(Batch{folder, static_cast<int>(parts.size()), {}, {}});
        std::vector<Job> jobs;
        jobs.reserve(parts.size());
        for (const mime::PartInfo &part : parts)
            jobs.push_back({batch, part, folder, {}});
        begin(jobs, content);
    });
    dialog->open();
}

void AttachmentSaver::begin(const std::vector<Job> &jobs, const store::MessageContent &content)
{
    QByteArrayList sections;
    QHash<QByteArray, Job> bySection;
    for (const Job &job : jobs) {
        sections += job.part.section;
        bySection.insert(job.part.section, job);
    }
    const qsizetype missing = m_waiter.want(
        content, sections, [this, bySection](const QByteArray &section, const Result<QByteArray> &octets) {
            if (octets)
                write(bySection[section], *octets);
            else
                finish(bySection[section], octets.error());
        });
    if (missing > 0)
        Q_EMIT progressed(tr("Loading %n attachment(s)…", nullptr, static_cast<int>(missing)));
}

void AttachmentSaver::write(const Job &job, const QByteArray &encoded)
{
    const QString name = DisplayText::attachmentName(job.part);
    m_workers.start([this, job, name, encoded] {
        const QByteArray octets = mime::decodeTransfer(encoded, job.part.encoding);
        Result<QString> saved = QFileInfo(job.path).fileName();
        if (job.path.isEmpty())
            saved = attachmentfiles::writeNew(job.folder, name, octets);
        else if (const auto written = attachmentfiles::writeReplacing(job.path, octets); !written)
            saved = written.error();
        QMetaObject::invokeMethod(
            this, [this, job, saved] { finish(job, saved); }, Qt::QueuedConnection);
    });
}

void AttachmentSaver::finish(const Job &job, const Result<QString> &saved)
{
    Batch &batch = *job.batch;
    if (saved) {
        batch.saved += *saved;
    } else {
        // The disk's words are the system's, in the user's language; those of a server come with their
        // quotation.
        const Error &why = saved.error();
        const QString reason = why.kind == Error::Kind::Storage && !why.detail.isEmpty()
            ? safetext::line(QString::fromUtf8(why.detail))
            : ErrorText::sentence(why);
        //: %1 is the name of an attachment, %2 why it could not be saved
        batch.unsaved += tr("%1 (%2)").arg(safetext::quoted(DisplayText::attachmentName(job.part)), reason);
    }
    if (batch.saved.size() + batch.unsaved.size() == batch.wanted)
        tell(batch);
}

void AttachmentSaver::tell(const Batch &batch)
{
    const QString folder = safetext::quoted(QDir::toNativeSeparators(batch.folder));
    if (batch.unsaved.isEmpty() && batch.wanted == 1)
        Q_EMIT progressed(tr("Saved %1 in %2").arg(safetext::quoted(batch.saved.first()), folder));
    else if (batch.unsaved.isEmpty())
        Q_EMIT progressed(tr("Saved %n attachment(s) in %1", nullptr, batch.wanted).arg(folder));
    else
        Q_EMIT failed(tr("%1 of %2 attachments were saved in %3. Not saved: %4")
                          .arg(DisplayText::locale().toString(batch.saved.size()),
                               DisplayText::locale().toString(batch.wanted), folder,
                               batch.unsaved.join(u", "_s)));
}
