// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/searchhelp.h"

using namespace Qt::StringLiterals;

void SearchHelp::open(QWidget *parent)
{
    openAs<SearchHelp>(parent);
}

SearchHelp::SearchHelp(QWidget *parent)
    : HelpPage(
        tr("Searching"), u"search"_s,
        //: The language of the help page that is shown: "en" or, where there is a page in it, another one
        tr("en", "help page"), parent)
{}
