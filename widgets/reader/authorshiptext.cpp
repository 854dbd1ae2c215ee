// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/authorshiptext.h"

#include "widgets/safetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Kind = mime::AuthorFinding::Kind;

std::optional<BannerContent> AuthorshipText::banner(const std::vector<mime::AuthorFinding> &findings)
{
    if (findings.empty())
        return std::nullopt;
    const mime::AuthorFinding &first = findings.front();  // warnings come first
    const bool isWarned = mime::isWarning(first.kind);
    const auto warnings = std::count_if(findings.begin(), findings.end(),
                                        [](const auto &each) { return mime::isWarning(each.kind); });
    QStringList reasons;
    for (const mime::AuthorFinding &finding : findings)
        reasons += warnings > 1 ? sentence(finding) + u' ' + reason(finding) : reason(finding);
    BannerContent content;
    content.signal = isWarned ? theme::Signal::Amber : theme::Signal::Calm;
    content.icon = isWarned ? u"warning"_s : u"info"_s;
    content.sentence =
        warnings > 1 ? tr("Several things make it uncertain who wrote this message.") : sentence(first);
    content.why = reasons.join(u'\n');
    return content;
}

QString AuthorshipText::sentence(const mime::AuthorFinding &finding)
{
    const QString shown = safetext::quoted(finding.shown), actual = safetext::quoted(finding.actual);
    switch (finding.kind) {
    case Kind::SeveralFromFields: return tr("This message names its sender more than once.");
    case Kind::NoAuthor: return tr("This message does not say who wrote it.");
    case Kind::UnclearAuthor: return tr("The sender's address is not written clearly.");
    case Kind::DisguisedAddress: return tr("The sender's address is disguised.");
    case Kind::OtherAddressInName:
        return tr("The sender's name shows %1, but the address is %2.").arg(shown, actual);
    case Kind::HiddenText: return tr("The sender's name has hidden characters.");
    case Kind::LookAlikeDomain:
        return tr("The sender's domain %2 can be mistaken for %1.").arg(shown, actual);
    case Kind::MixedScripts:
        return tr("The sender's domain mixes letters of several alphabets: %1").arg(actual);
    case Kind::AuthenticationFailed:
        return tr("Your mail server could not confirm that this message is from its sender.");
    case Kind::AuthenticatedOther:
        return tr("Your mail server confirmed %2, but the sender is at %1.").arg(shown, actual);
    case Kind::SeveralAuthors: return tr("This message has several authors.");
    case Kind::SenderElsewhere: return tr("This message was sent by %1 for its author.").arg(actual);
    case Kind::RepliesElsewhere: return tr("Answers to this message go to %1.").arg(actual);
    }
    return {};
}

QString AuthorshipText::reason(const mime::AuthorFinding &finding)
{
    switch (finding.kind) {
    case Kind::SeveralFromFields:
        return tr(
            "Programs choose differently among several From fields, so another one may have been checked.");
    case Kind::NoAuthor: return tr("Its From field has no address.");
    case Kind::UnclearAuthor: return tr("Its From field can be read in more than one way.");
    case Kind::DisguisedAddress:
        return tr(
            "It contains encoded text or control characters, with which some programs can be deceived.");
    case Kind::OtherAddressInName:
        return tr("A sender can choose the name freely; only the address says where a message claims to come "
                  "from.");
    case Kind::HiddenText:
        return tr("Characters that cannot be seen or that change the direction of text can make an address "
                  "look like another.");
    case Kind::LookAlikeDomain:
        return tr("Different letters can look the same. Compare the domain with the one you know.");
    case Kind::MixedScripts:
        return tr("No language is written like this, but it can make a domain look like another.");
    case Kind::AuthenticationFailed:
        return tr("The check %1 failed. This happens with forged mail, and sometimes with forwarded mail.")
            .arg(safetext::quoted(finding.actual));
    case Kind::AuthenticatedOther:
        return tr("The check was passed for another domain than the one that is shown.");
    case Kind::SeveralAuthors: return tr("Its From field has more than one address.");
    case Kind::SenderElsewhere:
        return tr(
            "Its Sender field has another domain than its From field. Mailing lists and services do this.");
    case Kind::RepliesElsewhere:
        return tr(
            "Its Reply-To field has another domain than its From field. Mailing lists and services do this.");
    }
    return {};
}
