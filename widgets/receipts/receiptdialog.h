// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/receipts/receiptservice.h"
#include "widgets/receipts/receiptwords.h"

#include <QDialog>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

// The question, before anything leaves the machine: who asks, where the answer would go, what the sender
// learns, and the message exactly as it would be sent. Answers once, by decided(); closing it is "Not now".
class ReceiptDialog : public QDialog
{
    Q_OBJECT

public:
    ReceiptDialog(ReceiptCase receipt, Clock &clock, QWidget *parent);

    [[nodiscard]] const receipts::RequestKey &key() const noexcept { return m_case.request.key; }
    [[nodiscard]] bool isAnswered() const noexcept { return m_answered; }
    // Somebody else has answered meanwhile: closes without a decision.
    void withdraw();

Q_SIGNALS:
    void decided(const receipts::Decision &decision);

protected:
    void done(int result) override;
    void showEvent(QShowEvent *event) override;

private:
    void addHeading(QBoxLayout &layout);
    void addFacts(QBoxLayout &layout);
    void addWarnings(QBoxLayout &layout);
    void addPreview(QBoxLayout &layout);
    [[nodiscard]] QComboBox *makeIdentities();
    [[nodiscard]] QComboBox *makeLanguages();
    [[nodiscard]] QWidget *makeOptions();
    void word();
    void addButtons(QBoxLayout &layout);
    void updatePreview();
    void answer(receipts::Decision::Kind kind);

    ReceiptCase m_case;
    receipts::ReportOptions m_options;  // time and id are fixed, so that the preview is what is sent
    receipts::Report m_report;
    bool m_answered = false;
    QPlainTextEdit *m_text = nullptr;
    QPlainTextEdit *m_raw = nullptr;
    QLabel *m_envelope = nullptr;
    QCheckBox *m_program = nullptr;
    QCheckBox *m_header = nullptr;
    QComboBox *m_language = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_decline = nullptr;
    QPushButton *m_notNow = nullptr;
};
