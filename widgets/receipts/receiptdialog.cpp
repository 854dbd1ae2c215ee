// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptdialog.h"

#include "core/mime/part.h"
#include "widgets/icons.h"
#include "widgets/receipts/receipthelp.h"
#include "widgets/receipts/receipttexts.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTextCursor>
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
    // On a small screen, or with large letters, the facts scroll; the answers are always there.
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(windowTitle());
    area->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(area);
    auto *facts = new QVBoxLayout(content);
    theme::setSpace(facts, 4, 3, this);
    addHeading(*facts);
    addFacts(*facts);
    addWarnings(*facts);
    addPreview(*facts);
    area->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 0, 0, this);
    layout->addWidget(area, 1);
    addButtons(*layout);
    updatePreview();
    theme::resizeWithin(this, {190, 150});
    ReceiptHelp::openOnF1(this);
    m_notNow->setFocus();
}

// Where the keyboard is shows from the beginning. Being shown takes this attribute away.
void ReceiptDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    setAttribute(Qt::WA_KeyboardFocusChange);
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
    if (m_case.ownAddresses.size() > 1) {
        auto *key = theme::label(tr("It comes from"), theme::Wrap::No, this);
        theme::setDimmed(key);
        form->addRow(key, makeIdentities());
    } else {
        addFact(tr("It comes from"), safetext::address(m_case.answerFrom.addrSpec()));
    }
    addFact(tr("The sender learns"),
            tr("that this address is in use, that the message was displayed, when you answered, and, if you "
               "leave it "
               "so, the name of this program"));
    layout.addLayout(form);
}

void ReceiptDialog::addWarnings(QBoxLayout &layout)
{
    const QList<receipts::Warning> warnings = ReceiptWords::said(m_case);
    for (const receipts::Warning warning : warnings) {
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
    grid->addWidget(makeOptions(), 1, 0);
    grid->addWidget(m_text, 2, 0);
    grid->addWidget(heading(tr("Exactly what is sent"), this), 0, 1);
    grid->addWidget(m_envelope, 1, 1);
    grid->addWidget(m_raw, 2, 1);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    grid->setRowStretch(2, 1);
    layout.addLayout(grid, 1);
    connect(m_text, &QPlainTextEdit::textChanged, this, &ReceiptDialog::updatePreview);
}

// Whoever is one of several people here, or has several addresses, chooses which of them the sender learns.
QComboBox *ReceiptDialog::makeIdentities()
{
    auto *box = new QComboBox(this);
    box->setObjectName(u"identity"_s);
    box->setAccessibleName(tr("It comes from"));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    for (const QByteArray &address : std::as_const(m_case.ownAddresses)) {
        if (!std::all_of(address.begin(), address.end(), isAscii))
            continue;  // a report is made of ASCII (RFC 8098, 3.1); others want RFC 6533
        box->addItem(safetext::address(address), address);
        if (address.compare(m_case.answerFrom.addrSpec(), Qt::CaseInsensitive) == 0)
            box->setCurrentIndex(box->count() - 1);
    }
    connect(box, &QComboBox::activated, this, [this, box] {
        const auto parsed = mime::parseAddressList(box->currentData().toByteArray()).mailboxes;
        if (parsed.empty())
            return;
        m_options.from = {m_options.from.name, parsed.front().localPart, parsed.front().domain};
        if (m_text->document()->isModified())
            updatePreview();  // the words are the user's own
        else
            word();
    });
    return box;
}

QComboBox *ReceiptDialog::makeLanguages()
{
    auto *box = new QComboBox(this);
    box->setObjectName(u"language"_s);
    box->setAccessibleName(tr("Language of the text"));
    box->setToolTip(tr("Chosen by what the message or its sender’s address tells; you may choose another."));
    const QString chosen = receipttexts::languageFor(m_case.language);
    const auto languages = receipttexts::languages();
    for (const receipttexts::Language &language : languages) {
        box->addItem(language.name, language.code);
        if (language.code == chosen)
            box->setCurrentIndex(box->count() - 1);
    }
    connect(box, &QComboBox::activated, this, &ReceiptDialog::word);
    return box;
}

QWidget *ReceiptDialog::makeOptions()
{
    auto *options = new QWidget(this);
    auto *layout = new QVBoxLayout(options);
    layout->setContentsMargins({});
    m_language = makeLanguages();
    m_program = new QCheckBox(tr("Say which program I use"), options);
    m_program->setChecked(true);
    m_header = new QCheckBox(tr("Return the message’s header lines"), options);
    m_header->setObjectName(u"returnHeader"_s);
    const bool mayReturn = !m_case.header.isEmpty() && !m_case.request.isEncrypted;
    m_header->setEnabled(mayReturn);
    m_header->setToolTip(mayReturn
                             ? tr("They name the servers that the message came through, on your side, too.")
                             : tr("Of an encrypted message nothing is returned."));
    layout->addWidget(m_language, 0, Qt::AlignLeading);
    for (QCheckBox *box : {m_program, m_header}) {
        layout->addWidget(box);
        connect(box, &QCheckBox::toggled, this, &ReceiptDialog::updatePreview);
    }
    return options;
}

// Written over what is there, so that Undo in the field brings back what somebody has typed.
void ReceiptDialog::word()
{
    m_case.word(m_options, m_language->currentData().toString());
    QTextCursor cursor(m_text->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(m_options.humanText);
    m_text->document()->setModified(false);
    updatePreview();
}

void ReceiptDialog::addButtons(QBoxLayout &layout)
{
    auto *buttons = new QDialogButtonBox(this);
    const int unit = theme::step(this);
    buttons->setContentsMargins(4 * unit, 2 * unit, 4 * unit, 4 * unit);
    auto *help = buttons->addButton(tr("Help"), QDialogButtonBox::HelpRole);
    help->setAutoDefault(false);
    connect(help, &QPushButton::clicked, this, [this] { ReceiptHelp::open(this); });
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
    if (m_header->isChecked())
        options.includeHeaders = m_case.header;
    m_report = receipts::buildReport(m_case.request, options);

    QByteArray envelope = "MAIL FROM:<" + (m_case.hasSender ? m_options.from.addrSpec() : QByteArray()) + '>';
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
