// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

void installTranslations(QCoreApplication &application, const QLocale &locale)
{
    Q_INIT_RESOURCE(translations);
    auto *qt = new QTranslator(&application);
    if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
    // Without a translation the source texts are shown; their plurals still need the English forms.
    for (const QLocale &wanted : {QLocale(QLocale::English), locale}) {
        auto *own = new QTranslator(&application);
        if (own->load(wanted, u"posthorn"_s, u"_"_s, u":/i18n"_s))
            QCoreApplication::installTranslator(own);
    }
}
