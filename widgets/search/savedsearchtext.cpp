// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/savedsearchtext.h"

#include "widgets/safetext.h"

using namespace Qt::StringLiterals;
using search::SavedSearch;
using Kind = SavedSearch::Kind;

QString SavedSearchText::name(const SavedSearch &saved)
{
    switch (saved.kind) {
    case Kind::Own: break;
    case Kind::UnifiedInbox: return tr("All inboxes");
    case Kind::Unread: return tr("Unread");
    case Kind::Flagged: return tr("Starred");
    case Kind::ReceiptsWanted: return tr("Receipts wanted");
    case Kind::WithAttachments: return tr("With attachments");
    case Kind::AllMail: return tr("All mail");
    }
    return safetext::line(saved.name);
}

QString SavedSearchText::icon(const SavedSearch &saved)
{
    switch (saved.kind) {
    case Kind::Own: break;
    case Kind::UnifiedInbox: return u"folder-inbox"_s;
    case Kind::Unread: return u"mail-unread"_s;
    case Kind::Flagged: return u"flag"_s;
    case Kind::ReceiptsWanted: return u"receipt-asked"_s;
    case Kind::WithAttachments: return u"attachment"_s;
    case Kind::AllMail: return u"folder-archive"_s;
    }
    return u"search"_s;
}

QString SavedSearchText::sentence(const SavedSearch &saved, std::optional<qint64> messages)
{
    const int count = static_cast<int>(messages.value_or(0));
    if (count == 0)
        return tr("Search %1").arg(name(saved));
    return (saved.kind == Kind::ReceiptsWanted ? tr("Search %1, %n to answer", nullptr, count)
                                               : tr("Search %1, %n unread", nullptr, count))
        .arg(name(saved));
}
