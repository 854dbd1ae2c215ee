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
#include <limits>

using namespace Qt::StringLiterals;
using models::ActivityModel;
using receipts::Activity;

namespace {

constexpr int exportSerial = -1;

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
    setColumns({54, 56, 46, 0, 40});
    connect(m_model, &ActivityModel::pageWanted, this, &ActivityTab::linesWanted);
    connect(m_model, &ActivityModel::settled, this, &ActivityTab::showState);
    showState();
}

void ActivityTab::take(const receipts::ActivityPage &page)
{
    if (page.serial != exportSerial) {
        m_model->take(page);
        return;
    }
    const auto wanted = std::exchange(m_export, std::nullopt);
    if (!wanted)
        return;
    const QByteArray octets = wanted->format == Format::Csv ? csv(page.lines) : json(page.lines);
    if (const auto done = attachmentfiles::writeReplacing(wanted->path, octets); !done)
        Q_EMIT exportFailed(done.error());
}

void ActivityTab::askWhere(Format format)
{
    auto *dialog = new QFileDialog(this, tr("Export activity"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(format == Format::Csv ? u"posthorn-receipts.csv"_s : u"posthorn-receipts.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString &path) {
        m_export = Export{path, format};
        Q_EMIT linesWanted({exportSerial, std::numeric_limits<int>::max(), std::nullopt});
    });
    dialog->open();
}

QByteArray ActivityTab::csv(const std::vector<Activity> &lines)
{
    QByteArray text = "time,event,receipt to,message-id,server,request\r\n";
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        const QByteArrayList cells{line->at.toUTC().toString(Qt::ISODateWithMs).toLatin1(),
                                   CentreWords::event(line->event).toUtf8(),
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

QByteArray ActivityTab::json(const std::vector<Activity> &lines)
{
    QJsonArray all;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        QJsonArray recipients;
        for (const QByteArray &address : line->recipients)
            recipients.append(QString::fromUtf8(address));
        all.append(QJsonObject{{u"time"_s, line->at.toUTC().toString(Qt::ISODateWithMs)},
                               {u"event"_s, line->event},
                               {u"words"_s, CentreWords::event(line->event)},
                               {u"recipients"_s, recipients},
                               {u"messageId"_s, QString::fromUtf8(line->messageId)},
                               {u"server"_s, QString::fromUtf8(line->serverText)},
                               {u"request"_s, QString::fromLatin1(line->key.value.toHex())}});
    }
    return QJsonDocument(all).toJson();
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
