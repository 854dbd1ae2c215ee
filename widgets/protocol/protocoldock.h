// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/models/protocolmodel.h"

#include <QDockWidget>

#include <functional>

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTreeView;

// What is being said between Posthorn and the IMAP servers, for people who want to know why something does
// not work: filter, pause, copy, save. It shows a server's text as plain text made safe, never as anything
// else.
class ProtocolDock : public QDockWidget
{
    Q_OBJECT

public:
    // The name of an account, as the user calls it.
    using AccountName = std::function<QString(const QUuid &)>;
    explicit ProtocolDock(AccountName accountName, QWidget *parent = nullptr);

    void append(const std::vector<accounts::ProtocolLine> &lines);
    // The file's content: what is visible, under a sentence that says what it holds.
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void failed(const Error &why);  // the file could not be written

private:
    void makeModel(AccountName accountName);
    [[nodiscard]] QWidget *makeBar(QWidget *parent);
    void makeView(QWidget *parent);
    void copy() const;
    void save();

    models::ProtocolModel *m_model = nullptr;
    QSortFilterProxyModel *m_filtered = nullptr;
    QTreeView *m_view = nullptr;
    QLineEdit *m_filter = nullptr;
    QPushButton *m_pause = nullptr;
};
