// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/opener.h"
#include "core/crypto/protection.h"
#include "widgets/reader/banner.h"

#include <QCoreApplication>

#include <optional>

// What is told about the signature and the encryption of a message: one sentence above its text, where no
// text can draw, and why on request.
class ProtectionText
{
    Q_DECLARE_TR_FUNCTIONS(ProtectionText)

public:
    enum Action { Decrypt, ShowPart, ShowWhole, TryAgain };
    enum class Shown { Message, PartAlone };

    // nullopt: the message is neither signed nor encrypted.
    [[nodiscard]] static std::optional<BannerContent> banner(const crypto::Opened &opened, Shown shown);
    [[nodiscard]] static std::optional<BannerContent> banner(crypto::InlineForm form);
    [[nodiscard]] static BannerContent waiting();
    [[nodiscard]] static BannerContent notLoaded();
    [[nodiscard]] static BannerContent partNotOpened(const crypto::Opened &part);

private:
    static QString signatureSentence(const crypto::Judgement &judgement);
    static QString reason(const crypto::Judgement &judgement);
    static QString unverifiableReason(crypto::Judgement::Reason reason);
    static QString keyDetails(const crypto::Judgement &judgement);
    static QString decryptionSentence(const crypto::Decryption &decryption);
    static QString refusal(crypto::Failure failure);
    static QStringList reasons(const crypto::Opened &opened);
};
