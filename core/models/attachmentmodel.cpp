// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/attachmentmodel.h"

#include <algorithm>

namespace models {

namespace {

constexpr qsizetype judgedOctets = 4096;  // of what is here; all of it is judged before it is opened

QString holderName(const mime::PartInfo &root, const QByteArray &section)
{
    if (root.isMultipart() && root.section == section && !root.fileName.isEmpty())
        return root.fileName;
    for (const mime::PartInfo &child : root.parts) {
        if (QString name = holderName(child, section); !name.isEmpty())
            return name;
    }
    return {};
}

}

AttachmentModel::AttachmentModel(Wording wording, QObject *parent)
    : QAbstractListModel(parent), m_wording(std::move(wording))
{
    Q_ASSERT(m_wording.name);
}

AttachmentModel::~AttachmentModel() = default;

void AttachmentModel::setStructure(const mime::PartInfo &root, const mime::SectionOctets &octets)
{
    beginResetModel();
    m_items.clear();
    for (const mime::PartInfo *part : mime::attachments(root))
        add(root, *part, octets);
    for (const mime::PartInfo *picture : mime::inlinePictures(root))
        add(root, *picture, octets);
    endResetModel();
}

void AttachmentModel::add(const mime::PartInfo &root, const mime::PartInfo &part,
                          const mime::SectionOctets &octets)
{
    AttachmentItem item;
    item.part = part;
    const QByteArray holder = mime::holderOf(part.section);
    item.isWithin = !holder.isEmpty();
    item.origin = item.isWithin ? holderName(root, holder) : QString();
    const auto here = octets ? octets(part.section) : std::nullopt;
    const QByteArray beginning = here
        ? mime::decodeTransfer(QByteArrayView(*here).first(std::min(here->size(), judgedOctets)),
                               part.encoding)
        : QByteArray();
    const QString name = m_wording.name(part);
    const QByteArray type = part.type + '/' + part.subtype;
    item.assessment = mime::assessFile({name, part.fileName, type, beginning});
    m_items.push_back(std::move(item));
}

void AttachmentModel::clear()
{
    beginResetModel();
    m_items.clear();
    endResetModel();
}

const AttachmentItem *AttachmentModel::itemAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_items[static_cast<std::size_t>(row)] : nullptr;
}

const mime::PartInfo *AttachmentModel::partAt(int row) const
{
    const AttachmentItem *item = itemAt(row);
    return item != nullptr ? &item->part : nullptr;
}

int AttachmentModel::rowOf(const QByteArray &section) const
{
    const auto found = std::find_if(m_items.begin(), m_items.end(),
                                    [&](const AttachmentItem &item) { return item.part.section == section; });
    return found != m_items.end() ? static_cast<int>(found - m_items.begin()) : -1;
}

int AttachmentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant AttachmentModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AttachmentItem &item = m_items[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return m_wording.name(item.part);
    case Qt::AccessibleTextRole:
        return m_wording.accessibleText ? QVariant(m_wording.accessibleText(item)) : QVariant();
    case SectionRole: return item.part.section;
    case SizeRole: return mime::decodedSizeEstimate(item.part);
    case TypeRole: return QByteArray(item.part.type + '/' + item.part.subtype);
    default: return {};
    }
}

Qt::ItemFlags AttachmentModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled : flags;
}

}
