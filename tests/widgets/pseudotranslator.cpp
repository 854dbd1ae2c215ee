// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/pseudotranslator.h"

#include <QHash>

QString PseudoTranslator::translate(const char * /*context*/, const char *source,
                                    const char * /*disambiguation*/, int /*n*/) const
{
    static const QHash<QChar, QChar> accents{{u'a', u'á'}, {u'e', u'é'}, {u'i', u'í'}, {u'o', u'ó'},
                                             {u'u', u'ú'}, {u'A', u'Á'}, {u'E', u'É'}, {u'I', u'Í'},
                                             {u'O', u'Ó'}, {u'U', u'Ú'}};
    const QString text = QString::fromUtf8(source);
    if (text == QLatin1String("d MMM") || text == QLatin1String("d MMM yyyy") || text.isEmpty())
        return text;  // formats, not words
    QString pseudo(u'[');
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool place = text[i] == u'%' && i + 1 < text.size();
        pseudo += place ? text[i] : accents.value(text[i], text[i]);
        if (place)
            pseudo += text[++i];
    }
    return pseudo + QString(text.size() / 3, u'~') + u']';
}
