// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"

#include <QWidget>

class QLabel;
class QListWidget;

// The files that go along, with their sizes; Delete takes one away. Hides itself when there is none.
class FileBar : public QWidget
{
    Q_OBJECT

public:
    explicit FileBar(QWidget *parent = nullptr);

    void setFiles(const std::vector<compose::Attachment> &files);
    void add(const compose::Attachment &file);
    [[nodiscard]] const std::vector<compose::Attachment> &files() const noexcept { return m_files; }
    [[nodiscard]] QListWidget *list() const { return m_list; }
    void removeChosen();

Q_SIGNALS:
    void changed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showAll();
    void fitHeight();

    std::vector<compose::Attachment> m_files;
    QLabel *m_sum;
    QListWidget *m_list;
};
