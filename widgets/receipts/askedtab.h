// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/models/askedmodel.h"
#include "widgets/receipts/bulkanswers.h"
#include "widgets/receipts/centretab.h"

class QLabel;
class QPushButton;

// "Asked of me": every request for a receipt, and one answer for as many of them as are chosen.
class AskedTab : public CentreTab
{
    Q_OBJECT

public:
    struct Context {
        const store::Reader &reader;
        Clock &clock;
        ReceiptDesk &desk;
        std::function<std::optional<accounts::Account>(const QUuid &)> account;
        // How the request stands, as the message list shows it.
        std::function<models::ReceiptView(const store::MessageRow &, const store::Folder &)> receipt;
        // These and no others; nullopt: all there are.
        std::optional<QList<store::CopyId>> only = {};
    };
    explicit AskedTab(Context context, QWidget *parent = nullptr);

    // What is chosen, or all where only some were asked for: with a question where something would go out, or
    // a rule would be made.
    void begin(ReceiptAction action);

    void apply(const store::ChangeSet &changes);
    void refreshStates();
    void giveUp(store::CopyId copy) { m_bulk->giveUp(copy); }  // its header could not be fetched
    [[nodiscard]] models::AskedModel *model() const noexcept { return m_model; }
    [[nodiscard]] BulkAnswers *bulk() const noexcept { return m_bulk; }

Q_SIGNALS:
    void messageWanted(store::CopyId copy);
    void headerWanted(store::CopyId copy);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeModel();
    void makeButtons();
    [[nodiscard]] QList<store::CopyId> chosen() const;
    [[nodiscard]] std::vector<store::Reader::Asked> page(int limit,
                                                         const store::Reader::AskedCursor *before) const;
    [[nodiscard]] QByteArray senderOf(store::CopyId copy) const;
    [[nodiscard]] std::optional<ReceiptDesk::Displayed> displayed(store::CopyId copy) const;
    [[nodiscard]] QString cell(const models::AskedModel::Row &row, models::AskedModel::Column column) const;
    void confirmSending(const QList<store::CopyId> &copies);
    void confirmDeclining(const QList<store::CopyId> &copies);
    void confirmNever(const QList<store::CopyId> &copies);
    void confirm(const QString &question, const QString &facts, const QString &verb,
                 const std::function<void()> &then);
    void showState();
    void updateButtons();

    Context m_context;
    models::AskedModel *m_model = nullptr;
    BulkAnswers *m_bulk = nullptr;
    QPushButton *m_send = nullptr, *m_decline = nullptr, *m_never = nullptr, *m_notNow = nullptr;
};
