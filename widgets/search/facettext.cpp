// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/facettext.h"

#include "core/base/overloaded.h"
#include "widgets/displaytext.h"
#include "widgets/safetext.h"

namespace {

using receipts::ColumnState;

const char *wordFor(search::AttachmentKind kind)
{
    using search::AttachmentKind;
    switch (kind) {
    case AttachmentKind::Any: break;
    case AttachmentKind::Image: return QT_TRANSLATE_NOOP("FacetText", "Pictures");
    case AttachmentKind::Audio: return QT_TRANSLATE_NOOP("FacetText", "Sound");
    case AttachmentKind::Video: return QT_TRANSLATE_NOOP("FacetText", "Videos");
    case AttachmentKind::Pdf: return QT_TRANSLATE_NOOP("FacetText", "PDF");
    case AttachmentKind::Document: return QT_TRANSLATE_NOOP("FacetText", "Documents");
    case AttachmentKind::Spreadsheet: return QT_TRANSLATE_NOOP("FacetText", "Spreadsheets");
    case AttachmentKind::Presentation: return QT_TRANSLATE_NOOP("FacetText", "Presentations");
    case AttachmentKind::Archive: return QT_TRANSLATE_NOOP("FacetText", "Archives");
    case AttachmentKind::Calendar: return QT_TRANSLATE_NOOP("FacetText", "Appointments");
    case AttachmentKind::Contact: return QT_TRANSLATE_NOOP("FacetText", "Business cards");
    case AttachmentKind::Message: return QT_TRANSLATE_NOOP("FacetText", "Messages");
    }
    return QT_TRANSLATE_NOOP("FacetText", "Any");
}

const char *wordFor(search::State state)
{
    using search::State;
    switch (state) {
    case State::Unread: break;
    case State::Read: return QT_TRANSLATE_NOOP("FacetText", "Read");
    case State::Flagged: return QT_TRANSLATE_NOOP("FacetText", "Starred");
    case State::Answered: return QT_TRANSLATE_NOOP("FacetText", "Answered");
    case State::Draft: return QT_TRANSLATE_NOOP("FacetText", "Drafts");
    case State::Deleted: return QT_TRANSLATE_NOOP("FacetText", "Marked as deleted");
    case State::Forwarded: return QT_TRANSLATE_NOOP("FacetText", "Forwarded");
    case State::Junk: return QT_TRANSLATE_NOOP("FacetText", "Junk");
    }
    return QT_TRANSLATE_NOOP("FacetText", "Unread");
}

ColumnState columnOf(search::ReceiptQuestion question)
{
    switch (question) {
    case search::ReceiptQuestion::Sent: return ColumnState::Sent;
    case search::ReceiptQuestion::Denied: return ColumnState::Denied;
    case search::ReceiptQuestion::Blocked: return ColumnState::Blocked;
    default: return ColumnState::Requested;
    }
}

}

QString FacetText::group(search::FacetGroup group)
{
    switch (group) {
    case search::FacetGroup::People: break;
    case search::FacetGroup::Folders: return tr("Folders");
    case search::FacetGroup::Attachments: return tr("Attachments");
    case search::FacetGroup::States: return tr("State");
    case search::FacetGroup::Receipts: return tr("Receipts");
    case search::FacetGroup::Tags: return tr("Tags");
    }
    return tr("From");
}

QString FacetText::name(const search::Facet &facet)
{
    if (!facet.name.isEmpty())
        return safetext::line(facet.name);
    return std::visit(
        overloaded{
            [](const search::AttachmentTerm &term) { return tr(wordFor(term.kind)); },
            [](const search::StateTerm &term) { return tr(wordFor(term.state)); },
            [](const search::ReceiptTerm &term) { return DisplayText::receiptName(columnOf(term.question)); },
            [](const search::TextTerm &term) { return safetext::line(term.text); },
            [](const search::TagTerm &term) { return safetext::line(term.keyword); },
            [](const search::FolderTerm &term) { return safetext::line(term.name); },
            [](const auto & /*others*/) { return QString(); },
        },
        facet.query.term);
}
