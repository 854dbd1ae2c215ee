// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QImage>
#include <QStyledItemDelegate>

// A chip: a picture or what kind of file it is, the name elided in its middle (so that the extension shows),
// and below it what is to be known.
class AttachmentDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setThumbnail(const QByteArray &section, const QImage &image) { m_thumbnails.insert(section, image); }
    [[nodiscard]] bool hasThumbnail(const QByteArray &section) const
    {
        return m_thumbnails.contains(section);
    }
    void forgetThumbnails() { m_thumbnails.clear(); }
    [[nodiscard]] static int pictureSide(const QFontMetrics &metrics);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintPicture(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &place) const;

    QHash<QByteArray, QImage> m_thumbnails;  // by section
};
