// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/askedtab.h"

#include "widgets/displaytext.h"
#include "widgets/icons.h"
#include "widgets/receipts/centrewords.h"
#include "widgets/receipts/listreceipts.h"
#include "widgets/receipts/timelinedelegate.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;
using models::AskedModel;
using receipts::Decision;

AskedTab::AskedTab(Context context, QWidget *parent)
    : CentreTab(tr("Asked of me"), parent), m_context(std::move(context)),
      m_bulk(new BulkAnswers({m_context.desk, m_context.clock,
                              [this](store::CopyId copy) { return displayed(copy); },
                              [this](store::CopyId copy) {
                                  const auto content = m_context.reader.header(copy);
                                  return content && content->header;
                              },
                              [this](store::CopyId copy) { return senderOf(copy); }},
                             this))
{
    makeModel();
    makeButtons();
    connect(m_bulk, &BulkAnswers::headerWanted, this, &AskedTab::headerWanted);
    connect(m_bulk, &BulkAnswers::resultChanged, m_model, &AskedModel::refreshStates);
    connect(view(), &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT messageWanted(m_model->at(index.row()).message.id); });
}

void AskedTab::makeModel()
{
    m_model = new AskedModel(
        {[this](int limit, const store::Reader::AskedCursor *before) { return page(limit, before); },
         [this](store::CopyId copy) -> std::optional<AskedModel::Row> {
             auto row = m_context.reader.row(copy);
             auto folder = row ? m_context.reader.folder(row->folder) : std::nullopt;
             if (!folder)
                 return std::nullopt;
             return AskedModel::Row{std::move(*row), std::move(*folder)};
         },
         [](AskedModel::Column column) { return CentreWords::heading(column); },
         [this](const AskedModel::Row &row, AskedModel::Column column) { return cell(row, column); },
         [this](const AskedModel::Row &row) {
             const auto state = m_context.receipt(row.message, row.folder).state;
             const QString icon = DisplayText::receiptIcon(state);
             return icon.isEmpty() ? QVariant() : QVariant(icons::icon(icon));
         },
         [this](const AskedModel::Row &row) {
             const models::ReceiptView receipt = m_context.receipt(row.message, row.folder);
             return receipt.reason.isEmpty() ? DisplayText::receiptState(receipt.state)
                                             : receipt.reason.toHtmlEscaped();
         }},
        this);
    view()->setModel(m_model);
    view()->setItemDelegate(new TimelineDelegate(nullptr, view()));
    setColumns({62, 46, 0, 40, 30});
    connect(m_model, &QAbstractItemModel::modelReset, this, &AskedTab::showState);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &AskedTab::showState);
}

void AskedTab::makeButtons()
{
    const auto button = [this](const QString &text, auto act) {
        auto *made = new QPushButton(text, this);
        made->setAutoDefault(false);
        made->setEnabled(false);
        theme::makeRoomy(made);
        controls()->addWidget(made);
        connect(made, &QPushButton::clicked, this, act);
        return made;
    };
    m_send = button(tr("&Send receipts…"), [this] { begin(ReceiptAction::Preview); });
    m_decline = button(tr("&Decline"), [this] { begin(ReceiptAction::Decline); });
    m_never = button(tr("Ne&ver for these senders…"), [this] { begin(ReceiptAction::NeverForSender); });
    m_notNow = button(tr("&Not now"), [this] { begin(ReceiptAction::NotNow); });
    controls()->addStretch(1);
    connect(view()->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AskedTab::updateButtons);
    connect(m_model, &QAbstractItemModel::modelReset, this, &AskedTab::updateButtons);  // nothing is chosen
}

void AskedTab::updateButtons()
{
    const bool isAny = view()->selectionModel()->hasSelection();
    for (QPushButton *each : {m_send, m_decline, m_never, m_notNow})
        each->setEnabled(isAny);
}

QList<store::CopyId> AskedTab::chosen() const
{
    QList<store::CopyId> copies;
    const auto selected = view()->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        copies.append(m_model->at(index.row()).message.id);
    // Those that are further down have not been read yet, and are meant as well.
    const bool areAll = m_context.only && copies.size() == m_model->rowCount();
    return areAll ? *m_context.only : copies;
}

std::vector<store::Reader::Asked> AskedTab::page(int limit, const store::Reader::AskedCursor *before) const
{
    if (!m_context.only)
        return m_context.reader.askedOfUs(limit, before);
    std::vector<store::Reader::Asked> asked;
    const qsizetype first = before != nullptr ? before->message + 1 : 0;
    for (qsizetype at = first; at < m_context.only->size() && at < first + limit; ++at)
        asked.push_back({m_context.only->at(at), {0, at}});
    return asked;
}

QByteArray AskedTab::senderOf(store::CopyId copy) const
{
    const auto row = m_context.reader.row(copy);
    return row ? row->fromAddress : QByteArray();
}

void AskedTab::begin(ReceiptAction action)
{
    const QList<store::CopyId> picked = chosen();
    const QList<store::CopyId> copies = picked.isEmpty() && m_context.only ? *m_context.only : picked;
    if (copies.isEmpty())
        return;
    switch (action) {
    case ReceiptAction::Decline: confirmDeclining(copies); break;
    case ReceiptAction::NotNow: m_bulk->answer(copies, Decision::Kind::NotNow); break;
    case ReceiptAction::NeverForSender: confirmNever(copies); break;
    default: confirmSending(copies); break;
    }
}

std::optional<ReceiptDesk::Displayed> AskedTab::displayed(store::CopyId copy) const
{
    const auto row = m_context.reader.row(copy);
    const auto folder = row ? m_context.reader.folder(row->folder) : std::nullopt;
    const auto account = folder ? m_context.account(folder->account) : std::nullopt;
    const auto content = account ? m_context.reader.header(copy) : std::nullopt;
    const auto request = content ? receiptinput::request(*account, *content) : std::nullopt;
    if (!request)
        return std::nullopt;
    ReceiptDesk::Displayed message = receiptinput::displayed(*request, *row, *folder, *account);
    receiptinput::addHeader(message, *content);
    return message;
}

QString AskedTab::cell(const AskedModel::Row &row, AskedModel::Column column) const
{
    switch (column) {
    case AskedModel::StateColumn: {
        const QString result = m_bulk->result(row.message.id);
        return result.isEmpty() ? DisplayText::receiptState(m_context.receipt(row.message, row.folder).state)
                                : result;
    }
    case AskedModel::SenderColumn: return safetext::line(row.message.from);
    case AskedModel::SubjectColumn: return DisplayText::subject(safetext::line(row.message.subject));
    case AskedModel::PlaceColumn: {
        const auto account = m_context.account(row.folder.account);
        const QString folder = DisplayText::folderName({{}, {}, row.folder.name, row.folder});
        return account ? tr("%1, %2").arg(folder, safetext::line(account->name)) : folder;
    }
    case AskedModel::DateColumn: return DisplayText::listDate(row.message.date, m_context.clock.now());
    case AskedModel::ColumnCount: break;
    }
    return {};
}

// One question for all of them; each that goes out is exactly what its preview would have shown.
void AskedTab::confirmSending(const QList<store::CopyId> &copies)
{
    confirm(tr("Send %n receipts?", nullptr, static_cast<int>(copies.size())),
            tr("Each sender learns that your address is in use and when the message was displayed. "
               "Whatever looks odd is left for you to open."),
            tr("Send receipts"), [this, copies] { m_bulk->answer(copies, Decision::Kind::Send); });
}

// It cannot be taken back: every program that opens these mailboxes sees them as answered.
void AskedTab::confirmDeclining(const QList<store::CopyId> &copies)
{
    const auto decline = [this, copies] { m_bulk->answer(copies, Decision::Kind::Deny); };
    if (copies.size() == 1)
        decline();
    else
        confirm(tr("Decline %n receipts?", nullptr, static_cast<int>(copies.size())),
                tr("Nothing is sent, and none of your mail programs asks again. It cannot be undone."),
                tr("Decline"), decline);
}

void AskedTab::confirmNever(const QList<store::CopyId> &copies)
{
    confirm(tr("Never send receipts to those who wrote these %n messages?", nullptr,
               static_cast<int>(copies.size())),
            tr("A rule is made for each of them, and nothing is sent. The rules can be changed under "
               "“Rules for receipts”."),
            tr("Never send"), [this, copies] { m_bulk->never(copies); });
}

void AskedTab::confirm(const QString &question, const QString &facts, const QString &verb,
                       const std::function<void()> &then)
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(tr("Read receipts"));
    box->setTextFormat(Qt::PlainText);
    box->setText(question + u"\n\n"_s + facts);
    auto *go = box->addButton(verb, QMessageBox::AcceptRole);
    auto *leave = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    box->setDefaultButton(leave);
    box->setEscapeButton(leave);
    connect(box, &QMessageBox::buttonClicked, this, [go, then](QAbstractButton *clicked) {
        if (clicked == go)
            then();
    });
    box->open();
}

void AskedTab::apply(const store::ChangeSet &changes)
{
    m_bulk->apply(changes);
    m_model->apply(changes);
    if (m_context.only)
        return;
    // Who reads and chooses is not disturbed: what is new comes when the tab is shown again.
    if (m_model->hasNews() && (!isVisible() || m_model->rowCount() == 0))
        m_model->load();
}

void AskedTab::refreshStates()
{
    m_model->refreshStates();
}

void AskedTab::showEvent(QShowEvent *event)
{
    if (m_model->hasNews() || m_model->rowCount() == 0)
        m_model->load();
    CentreTab::showEvent(event);
}

void AskedTab::showState()
{
    if (m_model->rowCount() > 0)
        showList();
    else
        showEmpty(u"receipt-asked"_s, tr("Nobody asks for a receipt"),
                  tr("Messages that ask you for a read receipt are gathered here, from all folders that "
                     "have been opened, until long after they are answered."));
}
