// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptdialog.h"

#include "core/mime/part.h"
#include "widgets/icons.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using receipts::Decision;

namespace {

QPlainTextEdit *textField(const QString &name, QWidget *parent)
{
    auto *edit = new QPlainTextEdit(parent);
    edit->setAccessibleName(name);
    edit->setTabChangesFocus(true);
    edit->setMinimumHeight(9 * edit->fontMetrics().height());
    return edit;
}

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = theme::label(text, theme::Wrap::Yes, parent);
    label->setFont(theme::strongFont(parent->font()));
    return label;
}

void colored(QLabel *label, theme::Signal signal)
{
    QPalette palette = label->palette();
    palette.setColor(label->foregroundRole(), theme::signalColor(signal, palette));
    label->setPalette(palette);
}

}

ReceiptDialog::ReceiptDialog(ReceiptCase receipt, Clock &clock, QWidget *parent)
    : QDialog(parent), m_case(std::move(receipt)), m_options(m_case.reportOptions(clock.now()))
{
    setWindowTitle(tr("Read receipt"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 3, this);
    addHeading(*layout);
    addFacts(*layout);
    addWarnings(*layout);
    addPreview(*layout);
    addButtons(*layout);
    updatePreview();
    resize(190 * theme::step(this), 150 * theme::step(this));
    m_notNow->setFocus();
}

void ReceiptDialog::withdraw()
{
    m_answered = true;
    reject();
}

void ReceiptDialog::done(int result)
{
    if (m_answered)
        QDialog::done(result);
    else
        answer(Decision::Kind::NotNow);  // Escape, or the window's close button
}

void ReceiptDialog::addHeading(QBoxLayout &layout)
{
    auto *title =
        theme::label(tr("Send a read receipt to %1?").arg(ReceiptWords::addresses(m_case.request.notifyTo)),
                     theme::Wrap::Yes, this);
    title->setFont(theme::titleFont(font()));
    layout.addWidget(title);
    setAccessibleDescription(title->text());
}

void ReceiptDialog::addFacts(QBoxLayout &layout)
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(3 * theme::step(this));
    form->setVerticalSpacing(theme::step(this));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto addFact = [&](const QString &name, const QString &value) {
        auto *label = theme::label(value, theme::Wrap::Yes, this);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setAccessibleName(name);
        auto *key = theme::label(name, theme::Wrap::No, this);
        key->setAlignment(Qt::AlignTop | Qt::AlignLeading);
        theme::setDimmed(key);
        form->addRow(key, label);
        return label;
    };
    addFact(tr("Asked by"), ReceiptWords::asker(m_case));
    auto *where = addFact(tr("The answer goes to"), ReceiptWords::addresses(m_case.request.notifyTo));
    const auto &warnings = m_case.verdict.warnings;
    if (std::any_of(warnings.begin(), warnings.end(), ReceiptWords::isOdd)) {
        where->setFont(theme::strongFont(font()));
        colored(where, theme::Signal::Amber);
    }
    addFact(tr("It comes from"), safetext::address(m_case.answerFrom.addrSpec()));
    addFact(tr("The sender learns"),
            tr("that this address is in use, that the message was displayed, when you answered, and, if you "
               "leave it "
               "so, the name of this program"));
    layout.addLayout(form);
}

void ReceiptDialog::addWarnings(QBoxLayout &layout)
{
    for (const receipts::Warning warning : std::as_const(m_case.verdict.warnings)) {
        const auto signal = ReceiptWords::isOdd(warning) ? theme::Signal::Amber : theme::Signal::Calm;
        auto *line = new QHBoxLayout;
        line->setSpacing(2 * theme::step(this));
        auto *icon = new QLabel(this);
        icon->setPixmap(icons::pixmap(signal == theme::Signal::Amber ? u"warning"_s : u"info"_s,
                                      4 * theme::step(this), theme::signalColor(signal, palette()),
                                      devicePixelRatioF()));
        line->addWidget(icon, 0, Qt::AlignTop);
        line->addWidget(theme::label(ReceiptWords::warning(warning, m_case), theme::Wrap::Yes, this), 1);
        layout.addLayout(line);
    }
    auto *why = new QPushButton(tr("Why am I asked?"), this);
    why->setFlat(true);
    why->setCheckable(true);
    why->setAutoDefault(false);
    auto *reasons = theme::label(ReceiptWords::why(m_case), theme::Wrap::Yes, this);
    theme::setDimmed(reasons);
    reasons->hide();
    connect(why, &QPushButton::toggled, reasons, &QLabel::setVisible);
    layout.addWidget(why, 0, Qt::AlignLeading);
    layout.addWidget(reasons);
}

void ReceiptDialog::addPreview(QBoxLayout &layout)
{
    m_text = textField(tr("What the sender reads"), this);
    m_text->setPlainText(m_options.humanText);
    m_program = new QCheckBox(tr("Say which program I use"), this);
    m_program->setChecked(true);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_envelope = theme::label({}, theme::Wrap::Yes, this);
    m_envelope->setFont(fixed);
    m_envelope->setAccessibleName(tr("Envelope"));
    m_raw = textField(tr("Exactly what is sent"), this);
    m_raw->setReadOnly(true);
    m_raw->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_raw->setFont(fixed);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(4 * theme::step(this));
    grid->setVerticalSpacing(2 * theme::step(this));
    grid->addWidget(heading(tr("What the sender reads"), this), 0, 0);
    grid->addWidget(m_program, 1, 0);
    grid->addWidget(m_text, 2, 0);
    grid->addWidget(heading(tr("Exactly what is sent"), this), 0, 1);
    grid->addWidget(m_envelope, 1, 1);
    grid->addWidget(m_raw, 2, 1);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    grid->setRowStretch(2, 1);
    layout.addLayout(grid, 1);
    connect(m_text, &QPlainTextEdit::textChanged, this, &ReceiptDialog::updatePreview);
    connect(m_program, &QCheckBox::toggled, this, &ReceiptDialog::updatePreview);
}

void ReceiptDialog::addButtons(QBoxLayout &layout)
{
    auto *buttons = new QDialogButtonBox(this);
    m_send = buttons->addButton(tr("Send receipt"), QDialogButtonBox::ActionRole);
    m_decline = buttons->addButton(tr("Decline"), QDialogButtonBox::ActionRole);
    m_notNow = buttons->addButton(tr("Not now"), QDialogButtonBox::RejectRole);
    for (QPushButton *button : {m_send, m_decline})
        button->setAutoDefault(false);  // Enter is always the safe choice
    for (QPushButton *button : {m_send, m_decline, m_notNow})
        theme::makeRoomy(button);
    m_notNow->setDefault(true);
    layout.addWidget(buttons);
    connect(m_send, &QPushButton::clicked, this, [this] { answer(Decision::Kind::Send); });
    connect(m_decline, &QPushButton::clicked, this, [this] { answer(Decision::Kind::Deny); });
    connect(m_notNow, &QPushButton::clicked, this, [this] { answer(Decision::Kind::NotNow); });
}

void ReceiptDialog::updatePreview()
{
    receipts::ReportOptions options = m_options;
    options.humanText = m_text->toPlainText();
    if (!m_program->isChecked())
        options.reportingUa.clear();
    m_report = receipts::buildReport(m_case.request, options);

    QByteArray envelope =
        "MAIL FROM:<" + (m_case.hasSender ? m_case.answerFrom.addrSpec() : QByteArray()) + '>';
    for (const QByteArray &recipient : m_report.recipients)
        envelope += "\nRCPT TO:<" + recipient + '>';
    m_envelope->setText(safetext::paragraphs(mime::decodeCharset(envelope, "utf-8")));
    QByteArray lines = m_report.message;
    m_raw->setPlainText(safetext::paragraphs(mime::decodeCharset(lines.replace("\r\n", "\n"), "utf-8")));
}

void ReceiptDialog::answer(Decision::Kind kind)
{
    if (std::exchange(m_answered, true))
        return;  // a second click is not a second receipt
    for (QPushButton *button : {m_send, m_decline, m_notNow})
        button->setEnabled(false);
    Decision decision = m_case.decision(kind);
    if (kind == Decision::Kind::Send)
        decision.report = m_report;
    Q_EMIT decided(decision);
    QDialog::done(kind == Decision::Kind::Send ? Accepted : Rejected);
}
