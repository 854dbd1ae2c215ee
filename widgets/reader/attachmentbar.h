// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/attachmentmodel.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;

// The foot of the reader: what is attached, by name and size, and the ways to save it. Nothing is opened from
// here.
class AttachmentBar : public QWidget
{
    Q_OBJECT

public:
    explicit AttachmentBar(QWidget *parent = nullptr);

    void showStructure(const mime::PartInfo &root);  // hides itself when nothing is attached
    void clear();
    [[nodiscard]] std::vector<mime::PartInfo> parts() const;
    [[nodiscard]] std::optional<mime::PartInfo> currentPart() const;  // the chosen one, else the first

Q_SIGNALS:
    void saveWanted(const mime::PartInfo &part);
    void saveAllWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fitHeight();

    models::AttachmentModel *m_model;
    QLabel *m_count;
    QListView *m_list;
    QPushButton *m_save;
    QPushButton *m_saveAll;
};
