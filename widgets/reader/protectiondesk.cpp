// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/protectiondesk.h"

#include "core/crypto/limits.h"
#include "widgets/reader/partcontent.h"

using crypto::Consent;
using crypto::Decryption;
using crypto::Opened;
using Shown = ProtectionText::Shown;

namespace {

const QByteArray wholeText = QByteArrayLiteral("TEXT");

// What others would take apart or show as HTML is a file.
bool holdsOthers(const mime::PartInfo &info)
{
    return info.type == "message" || info.subtype.contains("ms-tnef");
}

void makePlain(mime::ParsedPart &part)
{
    if (holdsOthers(part.info)) {
        part.info.type = "application";
        part.info.subtype = "octet-stream";
        part.parts.clear();
    }
    for (mime::ParsedPart &inside : part.parts)
        makePlain(inside);
    if (part.info.type != "text" || part.info.subtype != "html")
        return;
    part.body = mime::readableText(part.info, part.body).toUtf8();
    part.info.subtype = "plain";
    part.info.encoding = "8bit";
    part.info.parameters = {{"charset", QStringLiteral("utf-8")}};
    part.info.octets = part.body.size();
}

mime::PartInfo structureOf(const mime::ParsedPart &part)
{
    mime::PartInfo info = part.info;
    info.parts.clear();
    for (const mime::ParsedPart &inside : part.parts)
        info.parts.push_back(structureOf(inside));
    return info;
}

crypto::InlineForm inlineFormOf(const store::MessageContent &content)
{
    const mime::PartInfo *part = mime::readablePart(content.structure);
    const auto octets = part != nullptr ? content.section(part->section) : std::nullopt;
    const bool mayBe = octets && (part->encoding == "base64" || octets->contains("-----BEGIN PGP "));
    return mayBe ? crypto::inlineForm(mime::readableText(*part, *octets)) : crypto::InlineForm::None;
}

}

OpenedContent openedContent(const Opened &opened, const store::MessageContent &original)
{
    if (!opened.content)
        return {original};
    const bool isSure =
        opened.decryption.isTamperProof || opened.signature.status == crypto::Judgement::Status::Valid;
    mime::ParsedPart root = *opened.content;
    if (!isSure)
        makePlain(root);
    OpenedContent result{{original.id, original.header, structureOf(root), {}}, opened.isDecrypted, true};
    addSections(root, result.content);
    return result;
}

ProtectionDesk::ProtectionDesk(std::unique_ptr<crypto::Backend> backend, Clock &clock, QObject *parent)
    : QObject(parent), m_opener(std::move(backend), clock)
{
    connect(&m_opener, &crypto::MessageOpener::opened, this, &ProtectionDesk::take);
}

void ProtectionDesk::open(const store::MessageContent &content, qint64 messageOctets)
{
    close();
    m_content = content;
    m_messageOctets = messageOctets;
    look();
}

void ProtectionDesk::close()
{
    m_opener.giveUp();
    m_content = {};
    m_whole = {};
    m_request = {};
    m_isWaiting = m_isAtWork = m_hasReplaced = false;
    Q_EMIT bannerChanged(std::nullopt);
}

void ProtectionDesk::look()
{
    if (!m_content.header)
        return;
    if (crypto::claimsProtection(m_content.structure)) {
        look({}, Consent::ByItself);
        return;
    }
    m_whole.apart = crypto::protectedParts(m_content.structure);
    const auto banner = m_whole.apart.isEmpty() ? ProtectionText::banner(inlineFormOf(m_content))
                                                : ProtectionText::banner(m_whole, Shown::Message);
    if (banner)
        Q_EMIT bannerChanged(banner);
}

void ProtectionDesk::look(const QByteArray &section, Consent consent)
{
    m_request = {*m_content.header, {}, section, consent};
    if (m_messageOctets > crypto::limits::messageOctets) {
        Opened tooLarge;
        tooLarge.signature.status = crypto::Judgement::Status::Error;
        tooLarge.signature.reason = crypto::Judgement::Reason::TooLarge;
        take(tooLarge);
        return;
    }
    m_isWaiting = true;
    Q_EMIT bannerChanged(ProtectionText::waiting());
    if (m_content.section(wholeText))
        start();
    else
        Q_EMIT sectionsWanted({wholeText});
}

void ProtectionDesk::complete(const store::MessageContent &content)
{
    m_content = content;
    if (m_isWaiting)
        start();
}

void ProtectionDesk::start()
{
    const auto text = m_content.section(wholeText);
    if (!text)
        return;
    m_isWaiting = false;
    m_request.text = *text;
    m_isAtWork = true;
    m_opener.open(m_request);
}

void ProtectionDesk::fail()
{
    if (m_isWaiting)  // and still is: it may come when the line is there again
        Q_EMIT bannerChanged(ProtectionText::notLoaded());
}

void ProtectionDesk::take(const Opened &opened)
{
    m_isAtWork = false;
    if (m_request.section.isEmpty()) {
        m_whole = opened;
        show(opened, Shown::Message);
        const auto banner = ProtectionText::banner(opened, Shown::Message);
        if (!opened.content && m_request.consent == Consent::Asked)
            Q_EMIT notOpened(banner ? banner->sentence : QString());
    } else if (opened.content) {
        show(opened, Shown::PartAlone);
    } else {  // what is on show stays
        Q_EMIT bannerChanged(ProtectionText::partNotOpened(opened));
    }
}

void ProtectionDesk::show(const Opened &opened, Shown shown)
{
    if (opened.content || m_hasReplaced)
        Q_EMIT contentOpened(openedContent(opened, m_content));
    m_hasReplaced = opened.content.has_value();
    Q_EMIT bannerChanged(ProtectionText::banner(opened, shown));
}

void ProtectionDesk::openForUse()
{
    if (!m_content.header || !crypto::claimsProtection(m_content.structure))
        Q_EMIT notOpened({});
    else if (m_isWaiting && m_request.section.isEmpty())
        m_request.consent = Consent::Asked;  // it begins when the octets are here
    else if (!m_isAtWork || !m_request.section.isEmpty() || m_request.consent != Consent::Asked)
        look({}, Consent::Asked);
}

void ProtectionDesk::act(int action)
{
    if (!m_content.header)
        return;
    switch (static_cast<ProtectionText::Action>(action)) {
    case ProtectionText::Decrypt: look(m_request.section, Consent::Asked); break;
    case ProtectionText::TryAgain: look(m_request.section, m_request.consent); break;
    case ProtectionText::ShowPart: look(m_whole.apart.value(0), Consent::Asked); break;
    case ProtectionText::ShowWhole:
        m_request.section.clear();
        show(m_whole, Shown::Message);
        break;
    }
}
