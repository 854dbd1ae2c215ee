// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/encodingmenu.h"

#include "core/mime/charset.h"

#include <QActionGroup>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Encoding {
    const char *charset;
    const char *script;
};

// Those of which mail without a true label is likely to be, by script.
constexpr auto encodings = std::to_array<Encoding>({
    {"utf-8", QT_TRANSLATE_NOOP("EncodingMenu", "Unicode")},
    {"windows-1252", QT_TRANSLATE_NOOP("EncodingMenu", "Western")},
    {"iso-8859-15", QT_TRANSLATE_NOOP("EncodingMenu", "Western")},
    {"macintosh", QT_TRANSLATE_NOOP("EncodingMenu", "Western")},
    {"windows-1250", QT_TRANSLATE_NOOP("EncodingMenu", "Central European")},
    {"iso-8859-2", QT_TRANSLATE_NOOP("EncodingMenu", "Central European")},
    {"windows-1251", QT_TRANSLATE_NOOP("EncodingMenu", "Cyrillic")},
    {"koi8-r", QT_TRANSLATE_NOOP("EncodingMenu", "Cyrillic")},
    {"iso-8859-5", QT_TRANSLATE_NOOP("EncodingMenu", "Cyrillic")},
    {"windows-1253", QT_TRANSLATE_NOOP("EncodingMenu", "Greek")},
    {"windows-1254", QT_TRANSLATE_NOOP("EncodingMenu", "Turkish")},
    {"windows-1255", QT_TRANSLATE_NOOP("EncodingMenu", "Hebrew")},
    {"windows-1256", QT_TRANSLATE_NOOP("EncodingMenu", "Arabic")},
    {"windows-1257", QT_TRANSLATE_NOOP("EncodingMenu", "Baltic")},
    {"iso-2022-jp", QT_TRANSLATE_NOOP("EncodingMenu", "Japanese")},
    {"shift_jis", QT_TRANSLATE_NOOP("EncodingMenu", "Japanese")},
    {"euc-jp", QT_TRANSLATE_NOOP("EncodingMenu", "Japanese")},
    {"gb18030", QT_TRANSLATE_NOOP("EncodingMenu", "Chinese, simplified")},
    {"big5", QT_TRANSLATE_NOOP("EncodingMenu", "Chinese, traditional")},
    {"euc-kr", QT_TRANSLATE_NOOP("EncodingMenu", "Korean")},
    {"windows-874", QT_TRANSLATE_NOOP("EncodingMenu", "Thai")},
});

}

EncodingMenu::EncodingMenu(QWidget *parent) : QMenu(parent)
{
    auto *group = new QActionGroup(this);
    const auto add = [&](const QString &words, const QByteArray &charset) {
        QAction *action = addAction(words);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, charset] { Q_EMIT charsetChosen(charset); });
    };
    add(tr("&Automatic"), {});
    addSeparator();
    for (const Encoding &encoding : encodings) {
        if (!mime::isKnownCharset(mime::canonicalCharset(encoding.charset)))
            continue;
        //: %1 is a script or a part of the world, %2 the name of an encoding
        add(tr("%1 (%2)").arg(tr(encoding.script), QString::fromLatin1(encoding.charset)), encoding.charset);
    }
    showAutomatic();
}

void EncodingMenu::showAutomatic()
{
    actions().constFirst()->setChecked(true);
}
