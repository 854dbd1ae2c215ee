// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/senderforms.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostSenders = 1000;

const QStringList formNames{u"html"_s, u"simplified"_s, u"plain"_s};  // by BodyForm

}

QString nameOf(BodyForm form)
{
    return formNames.at(static_cast<qsizetype>(form));
}

std::optional<BodyForm> bodyFormNamed(QStringView name)
{
    const qsizetype form = formNames.indexOf(name);
    return form < 0 ? std::nullopt : std::optional(static_cast<BodyForm>(form));
}

std::optional<BodyForm> SenderForms::of(const QByteArray &address) const
{
    for (const Entry &entry : m_entries) {
        if (entry.address.compare(address, Qt::CaseInsensitive) == 0)
            return entry.form;
    }
    return std::nullopt;
}

void SenderForms::remember(const QByteArray &address, BodyForm form)
{
    forget(address);
    if (address.isEmpty())
        return;
    m_entries.append({address.toLower(), form});
    if (m_entries.size() > mostSenders)
        m_entries.removeFirst();
}

void SenderForms::forget(const QByteArray &address)
{
    m_entries.removeIf(
        [&](const Entry &entry) { return entry.address.compare(address, Qt::CaseInsensitive) == 0; });
}

QStringList SenderForms::toStrings() const
{
    QStringList strings;
    for (const Entry &entry : m_entries)
        strings += nameOf(entry.form) + u' ' + QString::fromUtf8(entry.address);
    return strings;
}

SenderForms SenderForms::fromStrings(const QStringList &strings)
{
    SenderForms forms;
    for (const QString &string : strings) {
        const qsizetype blank = string.indexOf(u' ');
        const auto form = bodyFormNamed(QStringView(string).first(std::max<qsizetype>(blank, 0)));
        if (form)
            forms.remember(string.sliced(blank + 1).toUtf8(), *form);
    }
    return forms;
}
