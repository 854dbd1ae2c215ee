// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <vector>

class QListWidget;
class QPushButton;

// What could not be done, and why: each can be tried again, or forgotten. It stays open beside the work.
class FailuresDialog : public QDialog
{
    Q_OBJECT

public:
    struct Failure {
        qint64 id = 0;
        QString what, why;
        bool lacksFolder = false;  // to be made first
    };
    explicit FailuresDialog(QWidget *parent);

    void setFailures(const std::vector<Failure> &failures);  // none: it closes

Q_SIGNALS:
    void retryWanted(qint64 id);
    void forgetWanted(qint64 id);
    void createWanted(const QList<qint64> &ids);  // the folder of each, and try again

private:
    [[nodiscard]] QList<qint64> chosen() const;
    void updateButtons();

    QListWidget *m_list;
    QPushButton *m_create;
    QPushButton *m_retry;
    QPushButton *m_forget;
};
