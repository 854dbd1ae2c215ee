// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/authorship.h"
#include "widgets/reader/banner.h"

#include <QCoreApplication>

#include <optional>

// What is told about who really wrote a message: one sentence, and for each finding why.
class AuthorshipText
{
    Q_DECLARE_TR_FUNCTIONS(AuthorshipText)

public:
    // nullopt: nothing was found.
    [[nodiscard]] static std::optional<BannerContent> banner(
        const std::vector<mime::AuthorFinding> &findings);

private:
    static QString sentence(const mime::AuthorFinding &finding);
    static QString reason(const mime::AuthorFinding &finding);
};
