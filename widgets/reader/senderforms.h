// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reader/htmlbody.h"

#include <QList>
#include <QStringList>

// In which form the mail of some senders is shown, as somebody has chosen. It is a matter of looks alone:
// nothing is loaded or believed because of it, so that whoever borrows an address gains nothing. A value.
class SenderForms
{
public:
    [[nodiscard]] std::optional<BodyForm> of(const QByteArray &address) const;
    void remember(const QByteArray &address, BodyForm form);  // of many, those remembered last are kept
    void forget(const QByteArray &address);

    // For settings. What is no such list is read as far as it is one.
    [[nodiscard]] QStringList toStrings() const;
    [[nodiscard]] static SenderForms fromStrings(const QStringList &strings);

private:
    struct Entry {
        QByteArray address;  // domain and local part in lower case
        BodyForm form = BodyForm::Html;
    };
    QList<Entry> m_entries;  // the newest last
};

// A form's name in settings, and what it is a name of.
[[nodiscard]] QString nameOf(BodyForm form);
[[nodiscard]] std::optional<BodyForm> bodyFormNamed(QStringView name);
