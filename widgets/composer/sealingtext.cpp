// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/sealingtext.h"

#include "widgets/safetext.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;
using crypto::Failure;
using sealing::AddressKey;
using State = AddressKey::State;

BannerContent SealingText::bar(const compose::Protection &protection, const sealing::Plan &plan)
{
    const auto isLooking = [](const AddressKey &each) { return each.state == State::Looking; };
    if (isLooking(plan.own) || std::any_of(plan.recipients.begin(), plan.recipients.end(), isLooking))
        return {.icon = u"lock-open"_s, .sentence = tr("Looking for keys on this computer…")};
    BannerContent content;
    if (!plan.isReady()) {
        content = {
            .signal = theme::Signal::Amber, .icon = u"warning"_s, .sentence = trouble(protection, plan)};
        if (protection.isEncrypted)
            content.actions.append({LeaveUnencrypted, tr("Do not encrypt")});
        else
            content.actions.append({LeaveUnsigned, tr("Do not sign")});
    } else if (protection.isEncrypted) {
        content = {.icon = u"lock"_s,
                   .sentence = protection.isSigned
                       ? tr("The text and the files are signed and encrypted. The subject, and who writes to "
                            "whom, can be read by others.")
                       : tr("The text and the files are encrypted. The subject, and who writes to whom, can "
                            "be read by others.")};
    } else {
        content = {.icon = u"lock-open"_s,
                   .sentence = tr("The text and the files are signed. Anybody can read them.")};
    }
    const auto isOpenToChoice = [](const AddressKey &each) {
        return each.candidates.size() > 1 || each.state == State::ToChoose;
    };
    if (isOpenToChoice(plan.own)
        || std::any_of(plan.recipients.begin(), plan.recipients.end(), isOpenToChoice))
        content.actions.prepend({ChooseKeys, tr("Choose keys…")});
    return content;
}

QString SealingText::trouble(const compose::Protection &protection, const sealing::Plan &plan)
{
    if (plan.own.state != State::Found)
        return ownTrouble(protection, plan.own);
    const auto isWithout = [](const AddressKey &each) { return each.state != State::Found; };
    const auto first = std::find_if(plan.recipients.begin(), plan.recipients.end(), isWithout);
    const auto all = std::count_if(plan.recipients.begin(), plan.recipients.end(), isWithout);
    return first == plan.recipients.end() ? QString() : recipientTrouble(*first, static_cast<int>(all) - 1);
}

QString SealingText::ownTrouble(const compose::Protection &protection, const AddressKey &own)
{
    const QString address = safetext::quoted(QString::fromUtf8(own.address));
    switch (own.state) {
    case State::ToChoose:
        return tr("You have several keys for %1: choose the one that is used.").arg(address);
    case State::Failed: return reason(own.why.value_or(Failure::Unexplained));
    case State::Looking:
    case State::Found:
    case State::Missing:
    case State::Unusable: break;
    }
    return protection.isEncrypted
        ? tr("You have no key of your own for %1 on this computer, so that you could not read what you send. "
             "The draft stays on this computer.")
              .arg(address)
        : tr("You have no key of your own for %1 on this computer, so that nothing can be signed.")
              .arg(address);
}

QString SealingText::recipientTrouble(const AddressKey &recipient, int others)
{
    const QString address = safetext::quoted(QString::fromUtf8(recipient.address));
    const QString more = others > 0 ? u' ' + tr("And %n more.", nullptr, others) : QString();
    switch (recipient.state) {
    case State::ToChoose:
        return (recipient.candidates.size() > 1
                    ? tr("There are several keys for %1: choose one, leave the address out, or send without "
                         "encryption.")
                    : tr(
                        "There is a key for %1, but nobody has confirmed that it is theirs: choose it, leave "
                        "the address out, or send without encryption."))
                   .arg(address)
            + more;
    case State::Unusable:
        return tr("The key for %1 cannot be used. %2 Leave the address out, or send without encryption.")
                   .arg(address, reason(recipient.why.value_or(Failure::KeyUnusable)))
            + more;
    case State::Failed: return reason(recipient.why.value_or(Failure::Unexplained));
    case State::Looking:
    case State::Found:
    case State::Missing: break;
    }
    return tr("There is no key for %1 on this computer: leave the address out, or send without encryption.")
               .arg(address)
        + more;
}

QString SealingText::failure(const crypto::Sealed &sealed)
{
    const QString why = reason(sealed.failure.value_or(Failure::Unexplained));
    if (sealed.address.isEmpty())
        return tr("The mail was not sent to anybody. %1 It is still here.").arg(why);
    return tr("The mail was not sent to anybody. The key for %1: %2 It is still here.")
        .arg(safetext::quoted(QString::fromUtf8(sealed.address)), why);
}

QString SealingText::draftFailure(const crypto::Sealed &sealed)
{
    return tr("The draft stays on this computer, because it could not be encrypted for the server. %1")
        .arg(reason(sealed.failure.value_or(Failure::Unexplained)));
}

QString SealingText::reason(Failure failure)
{
    switch (failure) {
    case Failure::NotBuilt: return tr("This copy of Posthorn was built without support for encryption.");
    case Failure::ProgramMissing: return tr("GnuPG is not installed.");
    case Failure::TooLarge: return tr("The mail is too large to be signed or encrypted.");
    case Failure::TookTooLong: return tr("GnuPG took too long.");
    case Failure::NoSecretKey: return tr("The secret part of your key is not on this computer.");
    case Failure::Locked: return tr("The passphrase was not given.");
    case Failure::KeyMissing: return tr("It is not on this computer any more.");
    case Failure::KeyExpired: return tr("It has expired.");
    case Failure::KeyRevoked: return tr("It has been revoked.");
    case Failure::KeyNotTrusted: return tr("Nobody has confirmed that it is theirs.");
    case Failure::KeyUnusable: return tr("It is switched off, broken, or not meant for this.");
    case Failure::Malformed:
    case Failure::Unsupported:
    case Failure::NoIntegrity:
    case Failure::Damaged:
    case Failure::Unexplained: break;
    }
    return tr("GnuPG failed.");
}

QString SealingText::key(const crypto::Key &key)
{
    const QString fingerprint = QString::fromLatin1(key.fingerprint);
    const QString made = QLocale().toString(key.made.toLocalTime().date(), QLocale::ShortFormat);
    const QString name = key.userId.name.isEmpty() ? QString::fromUtf8(key.userId.address) : key.userId.name;
    const QString text = tr("%1, of %2, %3").arg(safetext::quoted(name), made, fingerprint.right(16));
    return key.userId.isValid || key.isSecretHere ? text : tr("%1 (not confirmed)").arg(text);
}
