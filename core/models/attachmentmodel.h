// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/part.h"

#include <QAbstractListModel>

#include <functional>
#include <vector>

namespace models {

// The attachments of the message that is shown, and the pictures of its HTML form after them: values copied
// from its structure. Names are as sent and not safe as paths; naming an unnamed part and showing names
// safely is the caller's business (`Wording`). Window thread.
class AttachmentModel : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttachmentModel)

public:
    enum Role {
        SectionRole = Qt::UserRole + 1,  // QByteArray: the IMAP part number
        SizeRole,                        // qint64, decoded octets, estimated
        TypeRole,                        // "image/png"
    };
    struct Wording {
        std::function<QString(const mime::PartInfo &)>
            name;  // required: what is shown and offered as a file name
        std::function<QString(const mime::PartInfo &)> accessibleText = {};
    };

    explicit AttachmentModel(Wording wording, QObject *parent = nullptr);
    ~AttachmentModel() override;

    void setStructure(const mime::PartInfo &root);
    void clear();
    [[nodiscard]] const mime::PartInfo *partAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    Wording m_wording;
    std::vector<mime::PartInfo> m_parts;
};

}
