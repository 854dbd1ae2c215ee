// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/attachedfile.h"
#include "core/mime/part.h"
#include "core/mime/unpacked.h"

#include <QAbstractListModel>

#include <functional>
#include <vector>

namespace models {

struct AttachmentItem {
    mime::PartInfo part;
    mime::FileAssessment assessment;  // by name and type, and by the first octets if they are here
    QString origin;                   // the file that it was in ("winmail.dat"), as sent; empty: none
    bool isWithin = false;            // it was in another part
};

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
        std::function<QString(const AttachmentItem &)> accessibleText = {};
    };

    explicit AttachmentModel(Wording wording, QObject *parent = nullptr);
    ~AttachmentModel() override;

    // `octets` of what is here; the structure may be one of mime::unpacked().
    void setStructure(const mime::PartInfo &root, const mime::SectionOctets &octets = {});
    void clear();
    [[nodiscard]] const AttachmentItem *itemAt(int row) const;
    [[nodiscard]] const mime::PartInfo *partAt(int row) const;
    [[nodiscard]] int rowOf(const QByteArray &section) const;  // -1: none

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    void add(const mime::PartInfo &root, const mime::PartInfo &part, const mime::SectionOctets &octets);

    Wording m_wording;
    std::vector<AttachmentItem> m_items;
};

}
