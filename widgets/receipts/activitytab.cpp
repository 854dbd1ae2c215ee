// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/activitytab.h"

#include "widgets/reader/attachmentsaver.h"
#include "widgets/receipts/centrewords.h"
#include "widgets/receipts/timelinedelegate.h"
#include "widgets/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using models::ActivityModel;
using receipts::Activity;

namespace {

constexpr int exportPage = 1000;  // lines: a few milliseconds' work

// RFC 4180, 2; and "=1+1" from a mail is no formula.
QByteArray csvCell(QByteArray text)
{
    if (!text.isEmpty() && QByteArray("=+-@\t\r").contains(text.front()))
        text.prepend('\'');
    return '"' + text.replace('"', "\"\"") + '"';
}

QByteArray joined(const std::vector<QByteArray> &addresses)
{
    return QByteArrayList(addresses.begin(), addresses.end()).join(' ');
}

// The oldest first.
QByteArray csvLines(const std::vector<Activity> &lines)
{
    QByteArray text;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        const QByteArrayList cells{line->at.toUTC().toString(Qt::ISODateWithMs).toLatin1(),
                                   CentreWords::event(line->event).toUtf8(),
                                   line->askedBy.sender,
                                   line->askedBy.subject.toUtf8(),
                                   joined(line->recipients),
                                   line->messageId,
                                   line->serverText,
                                   line->key.value.toHex()};
        QByteArrayList quoted;
        for (const QByteArray &cell : cells)
            quoted.append(csvCell(cell));
        text += quoted.join(',') + "\r\n";
    }
    return text;
}

QByteArray jsonItems(const std::vector<Activity> &lines)
{
    QJsonArray all;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        QJsonArray recipients;
        for (const QByteArray &address : line->recipients)
            recipients.append(QString::fromUtf8(address));
        all.append(QJsonObject{{u"time"_s, line->at.toUTC().toString(Qt::ISODateWithMs)},
                               {u"event"_s, line->event},
                               {u"words"_s, CentreWords::event(line->event)},
                               {u"askedBy"_s, QString::fromUtf8(line->askedBy.sender)},
                               {u"subject"_s, line->askedBy.subject},
                               {u"recipients"_s, recipients},
                               {u"messageId"_s, QString::fromUtf8(line->messageId)},
                               {u"server"_s, QString::fromUtf8(line->serverText)},
                               {u"request"_s, QString::fromLatin1(line->key.value.toHex())}});
    }
    return all.isEmpty() ? QByteArray() : QJsonDocument(all).toJson().mid(2).chopped(3);  // "[\n" … "\n]\n"
}

}

ActivityTab::ActivityTab(QWidget *parent)
    : CentreTab(tr("Activity"), parent),
      m_model(new ActivityModel({[](ActivityModel::Column column) { return CentreWords::heading(column); },
                                 [](const Activity &line, ActivityModel::Column column) {
                                     return CentreWords::cell(line, column);
                                 }},
                                this))
{
    for (const auto &[text, format] :
         {std::pair{tr("Export as &CSV…"), Format::Csv}, std::pair{tr("Export as &JSON…"), Format::Json}}) {
        auto *button = new QPushButton(text, this);
        button->setAutoDefault(false);
        theme::makeRoomy(button);
        controls()->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, which = format] { askWhere(which); });
    }
    controls()->addStretch(1);
    view()->setModel(m_model);
    view()->setItemDelegate(new TimelineDelegate(nullptr, view()));
    setColumns({54, 56, 40, 0, 40, 40});
    connect(m_model, &ActivityModel::pageWanted, this, &ActivityTab::linesWanted);
    connect(m_model, &ActivityModel::settled, this, &ActivityTab::showState);
    showState();
}

void ActivityTab::take(const receipts::ActivityPage &page)
{
    if (page.serial >= 0)
        m_model->take(page);
    else if (m_export && page.serial == -m_exports)
        takeForExport(page);
}

void ActivityTab::takeForExport(const receipts::ActivityPage &page)
{
    m_export->parts.append(written(m_export->format, page.lines));
    if (!page.isLast) {
        Q_EMIT linesWanted({-m_exports, exportPage, page.lines.back().id});
        return;
    }
    const auto wanted = *std::exchange(m_export, std::nullopt);
    const QByteArray octets = whole(wanted.format, {wanted.parts.rbegin(), wanted.parts.rend()});
    if (const auto done = attachmentfiles::writeReplacing(wanted.path, octets); !done)
        Q_EMIT exportFailed(done.error());
}

void ActivityTab::askWhere(Format format)
{
    auto *dialog = new QFileDialog(this, tr("Export activity"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(format == Format::Csv ? u"posthorn-receipts.csv"_s : u"posthorn-receipts.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString &path) {
        m_export = Export{path, format, {}};
        ++m_exports;
        Q_EMIT linesWanted({-m_exports, exportPage, std::nullopt});
    });
    dialog->open();
}

QByteArray ActivityTab::csv(const std::vector<Activity> &lines)
{
    return whole(Format::Csv, {written(Format::Csv, lines)});
}

QByteArray ActivityTab::json(const std::vector<Activity> &lines)
{
    return whole(Format::Json, {written(Format::Json, lines)});
}

QByteArray ActivityTab::written(Format format, const std::vector<Activity> &lines)
{
    return format == Format::Csv ? csvLines(lines) : jsonItems(lines);
}

QByteArray ActivityTab::whole(Format format, const QByteArrayList &parts)
{
    if (format == Format::Csv)
        return "time,event,asked by,message,receipt to,message-id,server,request\r\n" + parts.join();
    QByteArrayList some = parts;
    some.removeAll({});
    return "[\n" + some.join(",\n") + (some.isEmpty() ? "]\n" : "\n]\n");
}

void ActivityTab::showState()
{
    if (m_model->rowCount() > 0 || m_model->isAsking())
        showList();
    else
        showEmpty(u"receipt-waiting"_s, tr("Nothing has happened yet"),
                  tr("Every decision about a read receipt, and every step of carrying it out, is written "
                     "down here and never changed."));
}
