// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/header.h"
#include "core/store/rows.h"

#include <QWidget>

class ElidingLabel;
class QLabel;
class QPlainTextEdit;
class QToolButton;

// The head of a message: the subject as its title, one line of who, to whom and when; and all header fields
// on demand. The sender's address is always shown, whatever the name claims to be.
class HeaderPanel : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderPanel(QWidget *parent = nullptr);

    void showRow(const store::MessageRow &row);  // what the list knows, while the header is on its way
    void showHeader(const mime::Header &header);
    void setExpanded(bool expanded);
    [[nodiscard]] bool isExpanded() const;
    void offerUnsubscribe(bool isPossible);  // of the message that is shown; gone with it

Q_SIGNALS:
    void expandedChanged(bool expanded);
    void unsubscribeWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;  // where a label has none of its own

private:
    void layOut();
    void placeFacts();
    void showRecipients(const QString &names);

    QString m_sender;  // the address
    QLabel *m_subject;
    ElidingLabel *m_from;
    ElidingLabel *m_address;
    QLabel *m_date;
    ElidingLabel *m_recipients;
    QToolButton *m_unsubscribe;
    QToolButton *m_more;
    QPlainTextEdit *m_all;
};
