// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/attachmentmodel.h"

#include <QCoreApplication>
#include <QString>

// What is said about a file in a message.
class AttachmentText
{
    Q_DECLARE_TR_FUNCTIONS(AttachmentText)

public:
    // "Picture, PNG": what it is, with the extension that counts.
    [[nodiscard]] static QString kind(const mime::FileAssessment &assessment);
    // Below the name: what it is, how large, where it was; that it is saved only.
    [[nodiscard]] static QString caption(const models::AttachmentItem &item);
    // For screen readers.
    [[nodiscard]] static QString sentence(const models::AttachmentItem &item);
    // Why it is saved only.
    [[nodiscard]] static QString risk(mime::FileRisk risk);
    [[nodiscard]] static QString icon(const mime::FileAssessment &assessment);

    // "1.2 MB of 5.0 MB"
    [[nodiscard]] static QString progress(qint64 octets, qint64 of);

private:
    [[nodiscard]] static QString reference(const mime::PartInfo &part);
};
