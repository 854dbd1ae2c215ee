// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/attachmentmodel.h"

namespace models {

AttachmentModel::AttachmentModel(Wording wording, QObject *parent)
    : QAbstractListModel(parent), m_wording(std::move(wording))
{
    Q_ASSERT(m_wording.name);
}

AttachmentModel::~AttachmentModel() = default;

void AttachmentModel::setStructure(const mime::PartInfo &root)
{
    beginResetModel();
    m_parts.clear();
    for (const mime::PartInfo *part : mime::attachments(root))
        m_parts.push_back(*part);
    for (const mime::PartInfo *picture : mime::inlinePictures(root))
        m_parts.push_back(*picture);
    endResetModel();
}

void AttachmentModel::clear()
{
    beginResetModel();
    m_parts.clear();
    endResetModel();
}

const mime::PartInfo *AttachmentModel::partAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_parts[static_cast<std::size_t>(row)] : nullptr;
}

int AttachmentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_parts.size());
}

QVariant AttachmentModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const mime::PartInfo &part = m_parts[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return m_wording.name(part);
    case Qt::AccessibleTextRole:
        return m_wording.accessibleText ? QVariant(m_wording.accessibleText(part)) : QVariant();
    case SectionRole: return part.section;
    case SizeRole: return mime::decodedSizeEstimate(part);
    case TypeRole: return QByteArray(part.type + '/' + part.subtype);
    default: return {};
    }
}

}
