// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accounts/certificatedialog.h"

#include "widgets/displaytext.h"
#include "widgets/errortext.h"
#include "widgets/icons.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostNames = 8;

// "AB:CD:…", broken in the middle, so that two of them can be compared by eye.
QString fingerprintText(const QByteArray &sha256)
{
    const QString hex = QString::fromLatin1(sha256.toHex(':').toUpper());
    const qsizetype half = 48;
    return hex.size() > half ? hex.left(half) + u'\n' + hex.mid(half) : hex;
}

QString namesText(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names.first(qMin(names.size(), mostNames)))
        shown += safetext::line(name);
    if (names.size() > mostNames)
        shown += u"…"_s;
    return shown.isEmpty() ? CertificateDialog::tr("none") : shown.join(u", "_s);
}

}

CertificateDialog::CertificateDialog(const accounts::CertificateQuestion &question, QWidget *parent)
    : QDialog(parent), m_question(question)
{
    setWindowTitle(tr("Certificate"));
    setAttribute(Qt::WA_DeleteOnClose);
    const QString where = safetext::quoted(u"%1:%2"_s.arg(question.host, QString::number(question.port)));
    auto *title = theme::label(tr("The server %1 cannot prove that it is the right one.").arg(where),
                               theme::Wrap::Yes, this);
    title->setFont(theme::titleFont(font()));
    setAccessibleDescription(title->text());
    auto *advice = theme::label(
        tr("Nothing has been sent to this server. If you do not expect this, stay offline and ask "
           "whoever runs it for the fingerprint."),
        theme::Wrap::Yes, this);
    theme::setDimmed(advice);

    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 3, this);
    layout->addWidget(title);
    addProblems(*layout);
    addFacts(*layout);
    layout->addWidget(advice);
    layout->addStretch(1);
    addButtons(*layout);
    setMinimumWidth(130 * theme::step(this));
    connect(this, &QDialog::finished, this,
            [this](int result) { Q_EMIT decided(m_question, result == Accepted); });
}

void CertificateDialog::addProblems(QBoxLayout &layout)
{
    for (const accounts::CertificateProblem problem : std::as_const(m_question.problems)) {
        auto *line = new QHBoxLayout;
        line->setSpacing(2 * theme::step(this));
        auto *icon = new QLabel(this);
        icon->setPixmap(icons::pixmap(u"stop"_s, 4 * theme::step(this),
                                      theme::signalColor(theme::Signal::Red, palette()),
                                      devicePixelRatioF()));
        line->addWidget(icon, 0, Qt::AlignTop);
        line->addWidget(
            theme::label(ErrorText::certificateProblem(problem, m_question.host), theme::Wrap::Yes, this), 1);
        layout.addLayout(line);
    }
}

void CertificateDialog::addFacts(QBoxLayout &layout)
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(3 * theme::step(this));
    form->setVerticalSpacing(theme::step(this));
    const auto addFact = [&](const QString &name, const QString &value) {
        auto *key = theme::label(name, theme::Wrap::No, this);
        key->setAlignment(Qt::AlignTop | Qt::AlignLeading);
        theme::setDimmed(key);
        auto *label = theme::label(value, theme::Wrap::Yes, this);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setAccessibleName(name);
        form->addRow(key, label);
        return label;
    };
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    addFact(tr("Fingerprint (SHA-256)"), fingerprintText(m_question.sha256))->setFont(fixed);
    if (!m_question.previousSha256.isEmpty())
        addFact(tr("Accepted before"), fingerprintText(m_question.previousSha256))->setFont(fixed);
    addFact(tr("Made for"), safetext::line(m_question.subject));
    addFact(tr("Host names"), namesText(m_question.names));
    addFact(tr("Issued by"), safetext::line(m_question.issuer));
    addFact(tr("Valid"),
            tr("from %1 until %2")
                .arg(DisplayText::day(m_question.validFrom), DisplayText::day(m_question.validUntil)));
    layout.addLayout(form);
}

void CertificateDialog::addButtons(QBoxLayout &layout)
{
    auto *buttons = new QDialogButtonBox(this);
    auto *accept = buttons->addButton(tr("Accept exactly this certificate"), QDialogButtonBox::ActionRole);
    auto *offline = buttons->addButton(tr("Stay offline"), QDialogButtonBox::RejectRole);
    for (QPushButton *button : {accept, offline})
        theme::makeRoomy(button);
    accept->setAutoDefault(false);
    offline->setDefault(true);
    offline->setFocus();
    layout.addWidget(buttons);
    connect(accept, &QPushButton::clicked, this, &QDialog::accept);
    connect(offline, &QPushButton::clicked, this, &QDialog::reject);
}
