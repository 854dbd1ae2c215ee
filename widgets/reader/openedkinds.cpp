// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/openedkinds.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace {

const auto key = u"attachments/openedWithoutQuestion"_s;

}

QStringList OpenedKinds::all() const
{
    return QSettings(m_file, QSettings::IniFormat).value(key).toStringList();
}

void OpenedKinds::add(const QString &extension) const
{
    QStringList known = all();
    known.append(extension);
    known.removeDuplicates();
    keep(known);
}

void OpenedKinds::remove(const QString &extension) const
{
    QStringList known = all();
    known.removeAll(extension);
    keep(known);
}

void OpenedKinds::keep(const QStringList &extensions) const
{
    QSettings(m_file, QSettings::IniFormat).setValue(key, extensions);
}
