// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"

#include <QFrame>

class FlowLayout;
class QAbstractItemModel;
class QLineEdit;
class RecipientChip;

// The recipients of one field as pieces that can be chosen, moved and removed with the keyboard alone, and a
// line to type in behind them, which completes from the people that are known. A comma, a semicolon, Enter or
// leaving the line makes a piece of what is typed; several addresses may be pasted at once.
class RecipientField : public QFrame
{
    Q_OBJECT

public:
    RecipientField(const QString &name, QAbstractItemModel *people, QWidget *parent);

    void setRecipients(const std::vector<compose::Recipient> &recipients);
    // With what is typed and is no piece yet.
    [[nodiscard]] std::vector<compose::Recipient> recipients() const;
    [[nodiscard]] std::vector<compose::Recipient> pieces() const;  // without it
    void takeTyped();  // what is typed becomes pieces, if it has an address
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] compose::Recipient takeAway(RecipientChip *chip);
    [[nodiscard]] QLineEdit *line() const { return m_line; }

Q_SIGNALS:
    void changed();
    // To another field: "To", "Cc" or "Bcc", by its place among them.
    void moveWanted(const compose::Recipient &recipient, int field);
    // Dragged to a place of the screen: takeAway() it, if another field is there.
    void dropped(RecipientChip *chip, const QPoint &at);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void add(const compose::Recipient &recipient);
    void take(const mime::Mailbox &mailbox);
    void remove(RecipientChip *chip);
    void edit(RecipientChip *chip);
    void showMenu(RecipientChip *chip, const QPoint &at);
    void focusBeside(RecipientChip *chip, int step);
    bool handleKey(RecipientChip *chip, int key);
    bool handleLineKey(int key);
    void complete(QAbstractItemModel *people);

    FlowLayout *m_layout;
    QLineEdit *m_line;
    QList<RecipientChip *> m_chips;
};
