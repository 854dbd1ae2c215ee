// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;
class QLocale;

// Qt's and our own translations for a locale, from our resources; kept by the application. To be called
// before the first string is shown.
void installTranslations(QCoreApplication &application, const QLocale &locale);
