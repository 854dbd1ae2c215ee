// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/sealinghelp.h"

using namespace Qt::StringLiterals;

void SealingHelp::open(QWidget *parent)
{
    openAs<SealingHelp>(parent);
}

SealingHelp::SealingHelp(QWidget *parent)
    : HelpPage(
        tr("Signing and encrypting"), u"encryption"_s,
        //: The language of the help page that is shown: "en" or, where there is a page in it, another one
        tr("en", "help page"), parent)
{}
