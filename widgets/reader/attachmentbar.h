// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/attachmentmodel.h"

#include <QWidget>

class AttachmentDelegate;
class QLabel;
class QListView;
class QPushButton;
class Thumbnailer;

// The foot of the reader: what is attached, what it is, and what can be done with it: by buttons, keys, the
// context menu, or by dragging it out. It does nothing of that itself.
class AttachmentBar : public QWidget
{
    Q_OBJECT

public:
    explicit AttachmentBar(QWidget *parent = nullptr);

    // Hides itself when nothing is attached. Again for the same message: what was chosen stays so.
    void showStructure(const mime::PartInfo &root, const mime::SectionOctets &octets = {});
    void clear();
    [[nodiscard]] std::vector<mime::PartInfo> parts() const;
    // The chosen one, else the first.
    [[nodiscard]] std::optional<models::AttachmentItem> currentItem() const;
    [[nodiscard]] std::optional<mime::PartInfo> currentPart() const;
    void copyName() const;  // of the current one, as it is shown

Q_SIGNALS:
    void openWanted(const models::AttachmentItem &item);
    void dragWanted(const models::AttachmentItem &item);
    void saveWanted(const mime::PartInfo &part);
    void saveAllWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void connectAll();
    void fitHeight();
    void makeThumbnails(const mime::SectionOctets &octets);
    void showMenu(const QPoint &at);

    models::AttachmentModel *m_model;
    QLabel *m_count;
    QListView *m_list;
    AttachmentDelegate *m_delegate;
    Thumbnailer *m_thumbnailer;
    QPushButton *m_open;
    QPushButton *m_save;
    QPushButton *m_saveAll;
};
