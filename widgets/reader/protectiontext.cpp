// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/protectiontext.h"

#include "widgets/displaytext.h"
#include "widgets/safetext.h"

#include <QLocale>

using namespace Qt::StringLiterals;
using crypto::Decryption;
using crypto::Failure;
using crypto::Judgement;
using Reason = Judgement::Reason;
using Status = Judgement::Status;

namespace {

// "Ann Example <ann@example.org>"; a name that shows an address of its own is left out.
QString shownSigner(const crypto::UserId &signer)
{
    const QString address = safetext::address(signer.address);
    const QString name = safetext::line(signer.name);
    if (name.isEmpty() || name.contains(u'@'))
        return safetext::quoted(address);
    return safetext::quoted(address.isEmpty() ? name : name + u" <"_s + address + u'>');
}

// In groups of four, to be compared aloud.
QString spaced(const QByteArray &fingerprint)
{
    QString text;
    for (qsizetype i = 0; i < fingerprint.size(); i += 4)
        text += (i > 0 ? u" "_s : QString()) + safetext::line(QString::fromLatin1(fingerprint.mid(i, 4)));
    return text;
}

theme::Signal signalOf(const crypto::Opened &opened)
{
    const Status status = opened.signature.status;
    const bool isWrong = status == Status::Bad || status == Status::WrongAddress;
    return isWrong || opened.decryption.state == Decryption::State::Refused ? theme::Signal::Amber
                                                                            : theme::Signal::Calm;
}

}

BannerContent ProtectionText::waiting()
{
    return {theme::Signal::Calm, u"info"_s,
            tr("The signature or encryption of this message is being looked at.")};
}

BannerContent ProtectionText::notLoaded()
{
    return {theme::Signal::Calm,
            u"info"_s,
            tr("This message is signed or encrypted. Not all of it could be loaded."),
            {{TryAgain, tr("Try again")}}};
}

BannerContent ProtectionText::partNotOpened(const crypto::Opened &part)
{
    return {theme::Signal::Amber,
            u"warning"_s,
            tr("That part could not be opened."),
            {{TryAgain, tr("Try again")}, {ShowWhole, tr("Show the message")}},
            reasons(part).join(u'\n')};
}

std::optional<BannerContent> ProtectionText::banner(crypto::InlineForm form)
{
    if (form == crypto::InlineForm::None)
        return std::nullopt;
    const QString sentence = form == crypto::InlineForm::Signed
        ? tr("Some lines of this text say that they are signed. They have not been checked.")
        : tr("This text has encrypted lines in it, which Posthorn does not decrypt.");
    return BannerContent{
        theme::Signal::Calm,
        u"info"_s,
        sentence,
        {},
        tr("This old form covers only some of the lines, and what is beside them looks the same.")};
}

std::optional<BannerContent> ProtectionText::banner(const crypto::Opened &opened, Shown shown)
{
    QStringList sentences;
    if (shown == Shown::PartAlone)
        sentences += tr("You are looking at one part of the message alone.");
    if (opened.decryption.state != Decryption::State::None)
        sentences += decryptionSentence(opened.decryption);
    if (opened.signature.status != Status::Unsigned)
        sentences += signatureSentence(opened.signature);
    if (sentences.isEmpty() && !opened.apart.isEmpty())
        sentences += tr("Only a part of this message is signed or encrypted.");
    if (sentences.isEmpty())
        return std::nullopt;
    BannerContent content{signalOf(opened), u"info"_s, sentences.join(u' ')};
    if (content.signal == theme::Signal::Amber)
        content.icon = u"warning"_s;
    if (opened.decryption.state == Decryption::State::Locked)
        content.actions.append({Decrypt, tr("Decrypt")});
    if (!opened.apart.isEmpty() && shown == Shown::Message)
        content.actions.append({ShowPart, tr("Show that part alone")});
    if (shown == Shown::PartAlone)
        content.actions.append({ShowWhole, tr("Show the message")});
    content.why = reasons(opened).join(u'\n');
    return content;
}

QStringList ProtectionText::reasons(const crypto::Opened &opened)
{
    QStringList reasons;
    const Decryption &decryption = opened.decryption;
    if (decryption.failure)
        reasons += refusal(*decryption.failure);
    if (decryption.state == Decryption::State::Locked)
        reasons += tr("Its key needs a passphrase or a card. GnuPG asks for it; Posthorn never sees it.");
    if (decryption.state == Decryption::State::Open && !decryption.isTamperProof)
        reasons +=
            tr("This kind of encryption does not notice when somebody changes the text on its way. So it is "
               "shown as plain text.");
    if (opened.signature.status != Status::Unsigned) {
        reasons += reason(opened.signature);
        reasons += keyDetails(opened.signature);
    } else if (decryption.state == Decryption::State::Open) {
        reasons += tr("Nobody has signed it: encryption alone does not say who wrote a text.");
    }
    if (decryption.state == Decryption::State::None && opened.signature.status == Status::Unsigned)
        reasons += tr("Nothing is said about the rest, which anybody could have put around it.");
    reasons.removeAll(QString());
    return reasons;
}

QString ProtectionText::signatureSentence(const Judgement &judgement)
{
    const QString signer = shownSigner(judgement.signer);
    switch (judgement.status) {
    case Status::Unsigned: return {};
    case Status::Valid: return tr("Signed by %1.").arg(signer);
    case Status::GoodButUnknownKey: return tr("Signed with a key that is not known to be the sender's.");
    case Status::WrongAddress:
        return judgement.reason == Reason::AuthorUnclear ? tr("Signed, but it is unclear who the sender is.")
                                                         : tr("Signed by somebody else than the sender.");
    case Status::Partial:
        return judgement.reason == Reason::CoversCiphertext
            ? tr("The signature does not say who wrote the text.")
            : tr("This part was signed by %1.").arg(signer);
    case Status::Bad: return tr("The signature is wrong: the text is not what was signed.");
    case Status::Unverifiable: return tr("The signature could not be verified.");
    case Status::Error:
        return judgement.reason == Reason::NotBuilt ? tr("This copy of Posthorn cannot verify signatures.")
                                                    : tr("The signature was not verified.");
    }
    return {};
}

QString ProtectionText::reason(const Judgement &judgement)
{
    switch (judgement.reason) {
    case Reason::None:
        return tr(
            "The whole text is exactly what was signed. Subject, date and recipients are not part of it.");
    case Reason::KeyNotTrusted:
        return tr(
            "The text was not changed. But anybody can make a key with this name on it, and nobody you trust "
            "has confirmed this one.");
    case Reason::AddressNotConfirmed:
        return tr("Another name on the key is confirmed, and the sender's address is not.");
    case Reason::AddressDiffers:
        return tr("The key belongs to %1, which is not the address in the From field.")
            .arg(shownSigner(judgement.signer));
    case Reason::AuthorUnclear:
        return tr(
            "The From field does not name exactly one sender in a plain way, so the signature cannot be "
            "compared with it.");
    case Reason::CoversOnlyAPart: return tr("It says nothing about the rest of the message.");
    case Reason::CoversCiphertext:
        return tr("It was put around an encrypted text, which anybody can do with somebody else's.");
    case Reason::DoesNotMatch:
        return tr("It was changed after it was signed, on purpose or by a server on its way.");
    default: return unverifiableReason(judgement.reason);
    }
}

QString ProtectionText::unverifiableReason(Reason reason)
{
    switch (reason) {
    case Reason::KeyMissing: return tr("You do not have the signer's key.");
    case Reason::KeyExpired: return tr("The key has expired.");
    case Reason::KeyRevoked: return tr("Its owner has revoked the key.");
    case Reason::SignatureExpired: return tr("The signature has expired.");
    case Reason::KeyNotForSigning: return tr("The key is not meant for signing.");
    case Reason::WeakDigest: return tr("It uses an old method with which signatures can be forged.");
    case Reason::NoSignature: return tr("It says that it is signed, and has no signature.");
    case Reason::SeveralSignatures:
        return tr("It has more than one signature, and programs choose differently among them.");
    case Reason::ContentInSignature:
        return tr("The signature belongs to another text than the one beside it.");
    case Reason::OddStructure: return tr("The message is not built as the standards want it.");
    case Reason::TypesDisagree: return tr("It is not what it is called.");
    case Reason::InlineForm:
    case Reason::UnknownForm: return tr("It uses a method that is not known here.");
    case Reason::NotBuilt: return tr("It was built without GPGME.");
    case Reason::ProgramMissing: return tr("GnuPG is not installed (packages gpg and gpgsm).");
    case Reason::TooLarge: return tr("The message is too large for that.");
    case Reason::TookTooLong: return tr("GnuPG did not answer in time.");
    default: return tr("GnuPG failed.");
    }
}

QString ProtectionText::keyDetails(const Judgement &judgement)
{
    if (!judgement.signature || judgement.signature->fingerprint.isEmpty())
        return {};
    QString key = tr("Key: %1").arg(spaced(judgement.signature->fingerprint));
    if (!judgement.signature->made.isValid())
        return key;
    return key + u'\n'
        + tr("Signed: %1")
              .arg(DisplayText::locale().toString(judgement.signature->made.toLocalTime(),
                                                  QLocale::ShortFormat));
}

QString ProtectionText::decryptionSentence(const Decryption &decryption)
{
    switch (decryption.state) {
    case Decryption::State::None: return {};
    case Decryption::State::Locked: return tr("This message is encrypted.");
    case Decryption::State::Open: return tr("This message was encrypted.");
    case Decryption::State::Refused: break;
    }
    return decryption.failure == Failure::NotBuilt
        ? tr("This message is encrypted. This copy of Posthorn cannot decrypt it.")
        : tr("This message is encrypted, and was not decrypted.");
}

QString ProtectionText::refusal(Failure failure)
{
    switch (failure) {
    case Failure::NotBuilt: return unverifiableReason(Reason::NotBuilt);
    case Failure::ProgramMissing: return unverifiableReason(Reason::ProgramMissing);
    case Failure::TooLarge: return unverifiableReason(Reason::TooLarge);
    case Failure::TookTooLong: return unverifiableReason(Reason::TookTooLong);
    case Failure::Malformed: return unverifiableReason(Reason::OddStructure);
    case Failure::Unsupported: return unverifiableReason(Reason::UnknownForm);
    case Failure::NoSecretKey: return tr("You do not have the key for which it was encrypted.");
    case Failure::Locked: return tr("The passphrase was not given.");
    case Failure::NoIntegrity:
        return tr("It is encrypted in an old way in which anybody can change the text unseen. Opening it "
                  "could send "
                  "its contents to somebody else.");
    case Failure::Damaged: return tr("It was damaged or changed on its way.");
    case Failure::KeyMissing:  // of mail that goes
    case Failure::KeyExpired:
    case Failure::KeyRevoked:
    case Failure::KeyNotTrusted:
    case Failure::KeyUnusable:
    case Failure::Unexplained: break;
    }
    return tr("GnuPG failed.");
}
