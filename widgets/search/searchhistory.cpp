// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/searchhistory.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace {

const QString textsKey = u"search/history"_s;
const QString keptKey = u"search/keepsHistory"_s;

}

void SearchHistory::add(const QString &text)
{
    const QString whole = text.trimmed();
    if (!m_isKept || whole.isEmpty())
        return;
    m_texts.removeAll(whole);
    m_texts.prepend(whole);
    while (m_texts.size() > most)
        m_texts.removeLast();
}

void SearchHistory::keep(bool wanted)
{
    m_isKept = wanted;
    if (!wanted)
        clear();
}

void SearchHistory::save(QSettings &settings) const
{
    settings.setValue(textsKey, m_texts);
    settings.setValue(keptKey, m_isKept);
}

void SearchHistory::restore(const QSettings &settings)
{
    m_isKept = settings.value(keptKey, true).toBool();
    m_texts = m_isKept ? settings.value(textsKey).toStringList().mid(0, most) : QStringList();
}
