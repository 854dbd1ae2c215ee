// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"
#include "core/compose/identity.h"

#include <QWidget>

#include <array>

class QAbstractItemModel;
class QComboBox;
class QLabel;
class QLineEdit;
class RecipientChip;
class RecipientField;

// Above the text: as whom, to whom, about what. Cc, Bcc and Reply-To show themselves when they have
// something, or when somebody wants them.
class ComposerHead : public QWidget
{
    Q_OBJECT

public:
    ComposerHead(std::vector<compose::Identity> identities, QAbstractItemModel *people, QWidget *parent);

    void show(const compose::Composition &composition);
    using QWidget::show;
    void read(compose::Composition &into) const;
    [[nodiscard]] std::optional<compose::Identity> identity() const;

    void showCc(bool isShown);
    void showBcc(bool isShown);
    void showReplyTo(bool isShown);
    void focusFirstEmpty();  // To, or the subject; else nothing has been done
    [[nodiscard]] bool hasRecipients() const;
    // The address that the mail was to come from, where it is none of ours any more; else empty.
    [[nodiscard]] QString identityGone() const { return m_identityGone; }
    [[nodiscard]] QLineEdit *subject() const { return m_subject; }
    [[nodiscard]] RecipientField *field(int place) const { return m_fields[static_cast<std::size_t>(place)]; }

Q_SIGNALS:
    void changed();
    void subjectChanged(const QString &subject);
    void identityChanged(const compose::Identity &before, const compose::Identity &now);

private:
    void build(QAbstractItemModel *people);
    void addIdentities();
    void setRowShown(QWidget *field, QLabel *label, bool isShown);
    void chooseIdentity(int index);
    void add(const compose::Recipient &recipient, int place);
    void drop(RecipientField *from, RecipientChip *chip, const QPoint &at);

    std::vector<compose::Identity> m_identities;
    int m_identity = 0;
    QString m_identityGone;
    QComboBox *m_from;
    std::array<RecipientField *, 3> m_fields{};  // To, Cc, Bcc
    std::array<QLabel *, 3> m_labels{};
    QLineEdit *m_replyTo;
    QLabel *m_replyToLabel;
    QLineEdit *m_subject;
};
