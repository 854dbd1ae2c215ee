// SPDX-License-Identifier: GPL-3.0-or-later
// A mail that is to be signed or encrypted: what the window offers and says, and how it waits for GnuPG.
#include "widgets/composer/composerhead.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/mailsealer.h"
#include "widgets/composer/recipientchip.h"
#include "widgets/composer/recipientfield.h"
#include "widgets/composer/sealinghelp.h"
#include "widgets/composer/sealingtext.h"
#include "widgets/icons.h"
#include "widgets/reader/banner.h"
#include "widgets/safetext.h"

#include <QActionGroup>
#include <QEvent>
#include <QMenu>
#include <QToolBar>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

RecipientChip::KeyState keyStateOf(const mime::Mailbox &mailbox, const sealing::Plan &plan)
{
    using State = sealing::AddressKey::State;
    const auto known =
        std::find_if(plan.recipients.begin(), plan.recipients.end(), [&](const sealing::AddressKey &each) {
            return each.address.compare(mailbox.addrSpec(), Qt::CaseInsensitive) == 0;
        });
    if (known == plan.recipients.end() || known->state == State::Looking)
        return RecipientChip::KeyState::Unasked;
    if (known->state == State::Found)
        return RecipientChip::KeyState::Found;
    return known->state == State::ToChoose ? RecipientChip::KeyState::ToChoose
                                           : RecipientChip::KeyState::Missing;
}

QString keysAwaited()
{
    return ComposerWindow::tr(
        "Keys are being looked for on this computer. The mail goes by itself when they are known.");
}

}

void ComposerWindow::makeProtectionActions(QMenu *menu)
{
    // What cannot be is offered to nobody; what is to be protected all the same says so, and can be let go.
    if (m_context.sealer == nullptr || (!m_context.sealer->isBuilt() && !m_mail.protection.isAny()))
        return;
    menu->addSeparator();
    m_signs = addChoice(menu, tr("S&ign"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
                        m_mail.protection.isSigned, [this](bool isSigned) {
                            m_mail.protection.isSigned = isSigned;
                            m_hasChosen = m_hasChosen || !m_switchesItself;
                            changeProtection();
                        });
    m_encrypts = addChoice(menu, tr("&Encrypt"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
                           m_mail.protection.isEncrypted, [this](bool isEncrypted) {
                               m_mail.protection.isEncrypted = isEncrypted;
                               m_encryptsItself = false;
                               m_hasChosen = m_hasChosen || !m_switchesItself;
                               changeProtection();
                           });
    m_encrypts->setIcon(icons::icon(u"lock"_s));
    if (auto *bar = findChild<QToolBar *>(u"composerBar"_s))
        bar->addActions({m_signs, m_encrypts});
    auto *forms = new QActionGroup(this);
    const auto offer = [&](const QString &words, compose::Form form) {
        forms->addAction(
            addChoice(menu, words, {}, m_mail.protection.form == form, [this, form](bool isChosen) {
                if (!isChosen)
                    return;
                m_mail.protection.form = form;
                changeProtection();
            }));
    };
    offer(tr("With Open&PGP"), compose::Form::OpenPgp);
    offer(tr("With S/&MIME"), compose::Form::Smime);
    add(menu, tr("About e&ncryption"), QKeySequence::HelpContents, [this] { SealingHelp::open(this); });
    connect(m_context.sealer, &MailSealer::keysChanged, this, &ComposerWindow::takeKeys);
    connect(m_protection, &Banner::actionWanted, this, &ComposerWindow::changeProtectionAs);
    showProtection();
}

// What the account wishes for mail that is begun; a draft has its own wish. Encryption is switched on by
// itself at most once, and never off.
void ComposerWindow::beginProtection()
{
    const auto identity = m_head->identity();
    if (!takesWishes() || !identity)
        return;
    if (identity->signsMail)
        switchItself(m_signs, true);
    m_encryptsItself = identity->encryptsMail && !m_mail.protection.isEncrypted;
    showProtection();
}

bool ComposerWindow::takesWishes() const
{
    return m_encrypts != nullptr && !m_context.isKept && !m_context.isTouched && !m_hasChosen;
}

// Another account may wish otherwise.
void ComposerWindow::changeWishes(const compose::Identity &before, const compose::Identity &now)
{
    if (!takesWishes())
        return;
    if (before.signsMail != now.signsMail)
        switchItself(m_signs, now.signsMail);
    m_encryptsItself = now.encryptsMail && !m_mail.protection.isEncrypted;
}

// Nobody has written anything by that; but what somebody has written is kept as it will go.
void ComposerWindow::switchItself(QAction *action, bool isOn)
{
    const bool wasTouched = m_isTouched;
    const auto awaited = std::exchange(m_sendsWhenKnown, std::nullopt);
    m_switchesItself = true;
    action->setChecked(isOn);
    m_switchesItself = false;
    m_sendsWhenKnown = awaited;
    m_isTouched = wasTouched;
    if (!wasTouched)
        m_rest.reset();
}

bool ComposerWindow::canEncrypt() const
{
    const sealing::Plan plan = m_context.sealer->planOf(wished());
    return !plan.recipients.empty() && plan.isReady();
}

bool ComposerWindow::isUndecided() const
{
    if (!m_encryptsItself)
        return false;
    const compose::Composition mail = wished();
    return m_context.sealer->planOf(mail).recipients.empty() || m_context.sealer->isLooking(mail);
}

// From whom to whom, which is all that keys depend on; an address that is still being typed is none yet.
compose::Composition ComposerWindow::addressed() const
{
    compose::Composition mail = m_mail;
    m_head->read(mail);
    mail.to = m_head->field(0)->pieces();
    mail.cc = m_head->field(1)->pieces();
    mail.bcc = m_head->field(2)->pieces();
    return mail;
}

// As it goes, if all the keys are found that it may need.
compose::Composition ComposerWindow::wished() const
{
    compose::Composition mail = addressed();
    mail.protection.isEncrypted = mail.protection.isEncrypted || m_encryptsItself;
    return mail;
}

void ComposerWindow::changeProtection()
{
    touch();
    showProtection();
}

void ComposerWindow::changeProtectionAs(int action)
{
    if (action == SealingText::LeaveUnencrypted)
        m_encrypts->setChecked(false);
    else if (action == SealingText::LeaveUnsigned)
        m_signs->setChecked(false);
    else
        chooseKeys();
}

void ComposerWindow::showProtection()
{
    if (m_encryptsItself && canEncrypt()) {
        switchItself(m_encrypts, true);  // and comes back here
        return;
    }
    const bool isAny = m_context.sealer != nullptr && m_mail.protection.isAny();
    m_protection->setVisible(isAny);
    const sealing::Plan plan = isAny ? m_context.sealer->planOf(addressed()) : sealing::Plan();
    const auto chips = m_head->findChildren<RecipientChip *>();
    for (RecipientChip *chip : chips)
        chip->setKeyState(keyStateOf(chip->recipient().mailbox, plan));
    if (!isAny)
        return;
    const auto content = SealingText::bar(m_mail.protection, plan);
    if (content != m_protection->content())
        m_protection->show(content);
}

void ComposerWindow::takeKeys()
{
    showProtection();
    if (!m_sendsWhenKnown || m_context.sealer->isLooking(wished()))
        return;
    const QDateTime notBefore = *std::exchange(m_sendsWhenKnown, std::nullopt);
    if (m_notice->content().sentence == keysAwaited())
        m_notice->hide();
    check(notBefore);
}

// True: whether it can be encrypted, or how, is still being looked for, and it goes when that is known.
bool ComposerWindow::waitsForKeys(const QDateTime &notBefore)
{
    if (m_context.sealer == nullptr || !m_context.sealer->isLooking(wished()))
        return false;
    m_isTouched = true;  // closed now, it is a draft
    m_sendsWhenKnown = notBefore;
    say(keysAwaited());
    return true;
}

void ComposerWindow::giveUpWaiting()
{
    if (!std::exchange(m_sendsWhenKnown, std::nullopt))
        return;
    say(tr("The mail was changed while keys were looked for, so that it has not been sent."));
}

// Whoever comes back may have got a key elsewhere.
void ComposerWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::ActivationChange || !isActiveWindow() || m_encrypts == nullptr)
        return;
    m_context.sealer->forgetMissing(wished());
    showProtection();
}

// One menu for all addresses of which a person may decide something.
void ComposerWindow::chooseKeys()
{
    const sealing::Plan plan = m_context.sealer->planOf(addressed());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto offer = [&](const sealing::AddressKey &address) {
        if (address.candidates.size() < 2 && address.state != sealing::AddressKey::State::ToChoose)
            return;
        menu->addSection(safetext::quoted(QString::fromUtf8(address.address)));
        for (const crypto::Key &key : address.candidates) {
            QAction *action = menu->addAction(
                SealingText::key(key), this,
                [this, choice = compose::Protection::Choice{address.address, key.fingerprint}] {
                    choose(choice);
                });
            action->setCheckable(true);
            action->setChecked(address.key.fingerprint == key.fingerprint);
        }
    };
    offer(plan.own);
    for (const sealing::AddressKey &each : plan.recipients)
        offer(each);
    menu->popup(m_protection->mapToGlobal(m_protection->rect().bottomLeft()));
}

void ComposerWindow::choose(const compose::Protection::Choice &choice)
{
    auto &choices = m_mail.protection.choices;
    std::erase_if(choices, [&](const auto &each) {
        return each.address.compare(choice.address, Qt::CaseInsensitive) == 0;
    });
    choices.push_back(choice);
    changeProtection();
}

// True: it can go as it is wished. It never goes otherwise: what is missing, the user decides about.
bool ComposerWindow::isProtectionReady()
{
    if (!m_mail.protection.isAny())
        return true;
    const sealing::Plan plan =
        m_context.sealer != nullptr ? m_context.sealer->planOf(addressed()) : sealing::Plan();
    if (plan.isReady())
        return true;
    say(SealingText::bar(m_mail.protection, plan).sentence);
    return false;
}

void ComposerWindow::waitForSealing(const QDateTime &notBefore)
{
    m_isSealing = true;
    m_rest.reset();
    hold();
    say(tr("The mail is being signed or encrypted…"));
    Q_EMIT sendWanted(composition(), notBefore);
}

void ComposerWindow::showSent()
{
    m_isSealing = false;
    m_end = End::Sent;
    close();
}

void ComposerWindow::showNotSent(const QString &sentence)
{
    m_isSealing = false;
    release();
    say(sentence);
}
