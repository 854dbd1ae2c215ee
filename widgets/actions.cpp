// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/actions.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace {

enum class Menu { File, Edit, View, Go, Folder, Message, Help };
enum class Place { MenuOnly, ToolBar };
enum class Kind { Plain, Checkable };

struct ActionSpec {
    ActionId id;
    Menu menu;
    const char *text;
    const char *shortcuts;  // portable, separated by blanks
    const char *icon;
    Place place = Place::MenuOnly;
    Kind kind = Kind::Plain;
    bool startsGroup = false;
};

// clang-format off
constexpr auto actionTable = std::to_array<ActionSpec>({
    {ActionId::AddAccount,         Menu::File,    QT_TRANSLATE_NOOP("Actions", "&Add account…"),            "",             "account-add"},
    {ActionId::AccountSettings,    Menu::File,    QT_TRANSLATE_NOOP("Actions", "Account s&ettings…"),       "",             "settings"},
    {ActionId::OpenAttachment,     Menu::File,    QT_TRANSLATE_NOOP("Actions", "Open attac&hment"),         "Ctrl+O",       "attachment",  Place::MenuOnly, Kind::Plain, true},
    {ActionId::SaveAttachment,     Menu::File,    QT_TRANSLATE_NOOP("Actions", "&Save attachment…"),        "Ctrl+S",       "save"},
    {ActionId::SaveAllAttachments, Menu::File,    QT_TRANSLATE_NOOP("Actions", "Save a&ll attachments…"),   "Ctrl+Shift+S", "save"},
    {ActionId::OpenedKinds, Menu::File, QT_TRANSLATE_NOOP("Actions", "Attachments opened &without a question…"), "", ""},
    {ActionId::Print, Menu::File, QT_TRANSLATE_NOOP("Actions", "&Print…"), "Ctrl+P", "", Place::MenuOnly, Kind::Plain, true},
    {ActionId::PrintPreview, Menu::File, QT_TRANSLATE_NOOP("Actions", "Print pre&view…"), "Ctrl+Shift+P", ""},
    {ActionId::SavePdf, Menu::File, QT_TRANSLATE_NOOP("Actions", "Save as PD&F…"), "", ""},
    {ActionId::GoOnline,           Menu::File,    QT_TRANSLATE_NOOP("Actions", "Go &online"),               "",             "online",      Place::MenuOnly, Kind::Plain, true},
    {ActionId::SaveData,           Menu::File,    QT_TRANSLATE_NOOP("Actions", "Save &data: headers only"), "",            "",            Place::MenuOnly, Kind::Checkable},
    {ActionId::Refresh,            Menu::File,    QT_TRANSLATE_NOOP("Actions", "&Refresh"),                 "F5",           "refresh",     Place::ToolBar},
    {ActionId::Quit,               Menu::File,    QT_TRANSLATE_NOOP("Actions", "&Quit"),                    "Ctrl+Q",       "close",       Place::MenuOnly, Kind::Plain, true},
    {ActionId::Undo, Menu::Edit, QT_TRANSLATE_NOOP("Actions", "&Undo"), "Ctrl+Z", ""},
    {ActionId::Copy, Menu::Edit, QT_TRANSLATE_NOOP("Actions", "C&opy"), "Ctrl+C", "", Place::MenuOnly, Kind::Plain, true},
    {ActionId::SelectAll, Menu::Edit, QT_TRANSLATE_NOOP("Actions", "Select &all"), "Ctrl+A", ""},
    {ActionId::Search,             Menu::Edit,    QT_TRANSLATE_NOOP("Actions", "&Search"),                  "Ctrl+F /",     "search",      Place::MenuOnly, Kind::Plain, true},
    {ActionId::ClearSearch,        Menu::Edit,    QT_TRANSLATE_NOOP("Actions", "&Clear search"),            "Ctrl+Shift+F", "close"},
    {ActionId::SelectConversation, Menu::Edit, QT_TRANSLATE_NOOP("Actions", "Select con&versation"), "Ctrl+Shift+A", "", Place::MenuOnly, Kind::Plain, true},
    {ActionId::FindInMessage, Menu::Edit, QT_TRANSLATE_NOOP("Actions", "&Find in message…"), "Ctrl+Alt+F", "", Place::MenuOnly, Kind::Plain, true},
    {ActionId::FindNext, Menu::Edit, QT_TRANSLATE_NOOP("Actions", "Find &next"), "F3", ""},
    {ActionId::FindPrevious, Menu::Edit, QT_TRANSLATE_NOOP("Actions", "Find &previous"), "Shift+F3", ""},
    {ActionId::ComfortableList,    Menu::View,    QT_TRANSLATE_NOOP("Actions", "&Comfortable list"),        "Ctrl+1",       "",            Place::MenuOnly, Kind::Checkable},
    {ActionId::CompactList,        Menu::View,    QT_TRANSLATE_NOOP("Actions", "Com&pact list"),            "Ctrl+2",       "",            Place::MenuOnly, Kind::Checkable},
    {ActionId::RequestsFirst,      Menu::View,    QT_TRANSLATE_NOOP("Actions", "Requests for receipts &first"), "Ctrl+3",     "",            Place::MenuOnly, Kind::Checkable, true},
    {ActionId::OnlyRequests,       Menu::View,    QT_TRANSLATE_NOOP("Actions", "&Only requests to answer"),  "Ctrl+4",       "",            Place::MenuOnly, Kind::Checkable},
    {ActionId::SortBy, Menu::View, QT_TRANSLATE_NOOP("Actions", "Sort &by"), "", "", Place::MenuOnly, Kind::Plain, true},
    {ActionId::Conversations, Menu::View, QT_TRANSLATE_NOOP("Actions", "Con&versations"), "Ctrl+9", "", Place::MenuOnly, Kind::Checkable},
    {ActionId::FoldAll, Menu::View, QT_TRANSLATE_NOOP("Actions", "Fold all conversations"), "", ""},
    {ActionId::UnfoldAll, Menu::View, QT_TRANSLATE_NOOP("Actions", "Unfold all conversations"), "", ""},
    {ActionId::AllHeaders,         Menu::View,    QT_TRANSLATE_NOOP("Actions", "All &header fields"),       "Ctrl+H",       "info",        Place::MenuOnly, Kind::Checkable, true},
    {ActionId::ShowHtml, Menu::View, QT_TRANSLATE_NOOP("Actions", "&Message as HTML"), "Ctrl+5", "", Place::MenuOnly, Kind::Checkable, true},
    {ActionId::ShowSimplified, Menu::View, QT_TRANSLATE_NOOP("Actions", "Message as &simplified HTML"), "Ctrl+6", "", Place::MenuOnly, Kind::Checkable},
    {ActionId::ShowPlain, Menu::View, QT_TRANSLATE_NOOP("Actions", "Message as plain &text"), "Ctrl+7", "", Place::MenuOnly, Kind::Checkable},
    {ActionId::AlwaysThisForm, Menu::View, QT_TRANSLATE_NOOP("Actions", "Always like this for this sen&der"), "", "", Place::MenuOnly, Kind::Checkable},
    {ActionId::FixedWidth, Menu::View, QT_TRANSLATE_NOOP("Actions", "Plain text in fi&xed width"), "Ctrl+8", "", Place::MenuOnly, Kind::Checkable, true},
    {ActionId::TextEncoding, Menu::View, QT_TRANSLATE_NOOP("Actions", "Text e&ncoding"), "", ""},
    {ActionId::MessageSource, Menu::View, QT_TRANSLATE_NOOP("Actions", "Messa&ge source"), "Ctrl+U", ""},
    {ActionId::ZoomIn, Menu::View, QT_TRANSLATE_NOOP("Actions", "&Larger text"), "Ctrl++ Ctrl+=", "", Place::MenuOnly, Kind::Plain, true},
    {ActionId::ZoomOut, Menu::View, QT_TRANSLATE_NOOP("Actions", "Sm&aller text"), "Ctrl+-", ""},
    {ActionId::ZoomReset, Menu::View, QT_TRANSLATE_NOOP("Actions", "&Usual text size"), "Ctrl+0", ""},
    {ActionId::ProtocolLog,        Menu::View,    QT_TRANSLATE_NOOP("Actions", "P&rotocol log"),           "Ctrl+Shift+L", "info",        Place::MenuOnly, Kind::Checkable},
    {ActionId::ReceiptsCentre,     Menu::View,    QT_TRANSLATE_NOOP("Actions", "R&eceipts Centre"),          "Ctrl+Shift+R", "receipt-sent", Place::MenuOnly, Kind::Plain, true},
    {ActionId::Outbox, Menu::View, QT_TRANSLATE_NOOP("Actions", "Out&box"), "Ctrl+Shift+O", "send"},
    {ActionId::People, Menu::View, QT_TRANSLATE_NOOP("Actions", "Peop&le"), "Ctrl+Shift+B", ""},
    {ActionId::NextMessage,        Menu::Go,      QT_TRANSLATE_NOOP("Actions", "&Next message"),            "J Ctrl+Down",  ""},
    {ActionId::PreviousMessage,    Menu::Go,      QT_TRANSLATE_NOOP("Actions", "&Previous message"),        "K Ctrl+Up",    ""},
    {ActionId::NextUnread,         Menu::Go,      QT_TRANSLATE_NOOP("Actions", "Next &unread message"),     "N",            "mail-unread"},
    {ActionId::NextConversation, Menu::Go, QT_TRANSLATE_NOOP("Actions", "Next &conversation"), "Ctrl+Shift+Down", ""},
    {ActionId::NextPane,           Menu::Go,      QT_TRANSLATE_NOOP("Actions", "Next p&ane"),               "F6",           "",            Place::MenuOnly, Kind::Plain, true},
    {ActionId::OpenFolder,         Menu::Go,      QT_TRANSLATE_NOOP("Actions", "&Open folder by name…"),    "Ctrl+L",       "",            Place::MenuOnly, Kind::Plain, true},
    {ActionId::NewFolder, Menu::Folder, QT_TRANSLATE_NOOP("Actions", "&New folder…"), "Ctrl+Shift+N", "folder"},
    {ActionId::RenameFolder, Menu::Folder, QT_TRANSLATE_NOOP("Actions", "&Rename folder…"), "F2", ""},
    {ActionId::DeleteFolder, Menu::Folder, QT_TRANSLATE_NOOP("Actions", "&Delete folder"), "", "delete"},
    {ActionId::SubscribeFolder, Menu::Folder, QT_TRANSLATE_NOOP("Actions", "&Subscribe"), "", "", Place::MenuOnly, Kind::Plain, true},
    {ActionId::UnsubscribeFolder, Menu::Folder, QT_TRANSLATE_NOOP("Actions", "&Unsubscribe"), "", ""},
    {ActionId::WatchFolder, Menu::Folder, QT_TRANSLATE_NOOP("Actions", "&Watch for new mail"), "", "", Place::MenuOnly, Kind::Checkable},
    {ActionId::NewMessage, Menu::Message, QT_TRANSLATE_NOOP("Actions", "Ne&w message"), "Ctrl+N", "edit", Place::ToolBar},
    {ActionId::Reply, Menu::Message, QT_TRANSLATE_NOOP("Actions", "R&eply"), "Ctrl+R R", "reply", Place::ToolBar, Kind::Plain, true},
    {ActionId::ReplyAll, Menu::Message, QT_TRANSLATE_NOOP("Actions", "Reply to every&body"), "Shift+R", "reply-all", Place::ToolBar},
    {ActionId::ReplyList, Menu::Message, QT_TRANSLATE_NOOP("Actions", "Reply to the l&ist"), "L", ""},
    {ActionId::Forward, Menu::Message, QT_TRANSLATE_NOOP("Actions", "&Forward"), "F", "forward", Place::ToolBar},
    {ActionId::ForwardAttached, Menu::Message, QT_TRANSLATE_NOOP("Actions", "Forward as a file"), "", ""},
    {ActionId::Redirect, Menu::Message, QT_TRANSLATE_NOOP("Actions", "Pass on as it is"), "", ""},
    {ActionId::EditAsNew, Menu::Message, QT_TRANSLATE_NOOP("Actions", "Edit as new"), "E", ""},
    {ActionId::Drafts, Menu::Message, QT_TRANSLATE_NOOP("Actions", "What you have begu&n to write…"), "Ctrl+Shift+E", "folder-drafts"},
    {ActionId::NewFromTemplate, Menu::Message, QT_TRANSLATE_NOOP("Actions", "New from a template…"), "Ctrl+Shift+T", ""},
    {ActionId::MarkRead,           Menu::Message, QT_TRANSLATE_NOOP("Actions", "Mark as &read"),            "M",            "mail-read",   Place::ToolBar, Kind::Plain, true},
    {ActionId::MarkUnread,         Menu::Message, QT_TRANSLATE_NOOP("Actions", "Mark as &unread"),          "Shift+M",      "mail-unread", Place::ToolBar},
    {ActionId::Star,               Menu::Message, QT_TRANSLATE_NOOP("Actions", "&Star"),                    "S",            "flag",        Place::ToolBar,  Kind::Checkable},
    {ActionId::Delete, Menu::Message, QT_TRANSLATE_NOOP("Actions", "De&lete"), "Del", "delete", Place::ToolBar, Kind::Plain, true},
    {ActionId::DeleteForGood, Menu::Message, QT_TRANSLATE_NOOP("Actions", "Delete for &good"), "Shift+Del", ""},
    {ActionId::Archive, Menu::Message, QT_TRANSLATE_NOOP("Actions", "&Archive"), "A", "archive", Place::ToolBar},
    {ActionId::Junk, Menu::Message, QT_TRANSLATE_NOOP("Actions", "&Junk"), "Shift+J", "junk"},
    {ActionId::MoveTo, Menu::Message, QT_TRANSLATE_NOOP("Actions", "&Move to…"), "Ctrl+Shift+M", "folder"},
    {ActionId::CopyTo, Menu::Message, QT_TRANSLATE_NOOP("Actions", "Cop&y to…"), "Ctrl+Shift+C", ""},
    {ActionId::MoreLike, Menu::Message, QT_TRANSLATE_NOOP("Actions", "More li&ke this"), "Ctrl+Shift+K", "search"},
    {ActionId::SendReceipt,        Menu::Message, QT_TRANSLATE_NOOP("Actions", "Preview and send re&ceipt…"), "Ctrl+Y",     "receipt-sent", Place::MenuOnly, Kind::Plain, true},
    {ActionId::DeclineReceipt,     Menu::Message, QT_TRANSLATE_NOOP("Actions", "&Decline receipt"),         "Ctrl+D",       "receipt-declined"},
    {ActionId::ReceiptNotNow,      Menu::Message, QT_TRANSLATE_NOOP("Actions", "Receipt: n&ot now"),        "Ctrl+T",       "receipt-waiting"},
    {ActionId::NeverReceipts,      Menu::Message, QT_TRANSLATE_NOOP("Actions", "Ne&ver receipts for this sender"), "Ctrl+Shift+D", "receipt-blocked"},
    {ActionId::ReceiptRules,       Menu::Message, QT_TRANSLATE_NOOP("Actions", "Rules for recei&pts…"),     "",             ""},
    {ActionId::RemotePictures,     Menu::Message, QT_TRANSLATE_NOOP("Actions", "Remo&te pictures…"),        "",             ""},
    {ActionId::NotDone, Menu::Message, QT_TRANSLATE_NOOP("Actions", "C&hanges that were not made…"), "", "warning", Place::MenuOnly, Kind::Plain, true},
    {ActionId::SearchHelp,         Menu::Help,    QT_TRANSLATE_NOOP("Actions", "&Searching"),                 "",             "search"},
    {ActionId::ReceiptHelp,        Menu::Help,    QT_TRANSLATE_NOOP("Actions", "Read &receipts"),             "Shift+F1",     "receipt-sent"},
    {ActionId::Shortcuts,          Menu::Help,    QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"),      "F1",           "info"},
    {ActionId::About,              Menu::Help,    QT_TRANSLATE_NOOP("Actions", "&About Posthorn"),          "",             ""},
});
// clang-format on

constexpr bool inEnumOrder(std::span<const ActionSpec> specs)
{
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (specs[i].id != static_cast<ActionId>(i))
            return false;
    }
    return specs.size() == actionCount;
}
static_assert(inEnumOrder(actionTable), "an action's place in the table is its enum value");

struct MenuSpec {
    Menu id;
    const char *title;
};
constexpr auto menuTable = std::to_array<MenuSpec>({
    {Menu::File, QT_TRANSLATE_NOOP("Actions", "&File")},
    {Menu::Edit, QT_TRANSLATE_NOOP("Actions", "&Edit")},
    {Menu::View, QT_TRANSLATE_NOOP("Actions", "&View")},
    {Menu::Go, QT_TRANSLATE_NOOP("Actions", "&Go")},
    {Menu::Folder, QT_TRANSLATE_NOOP("Actions", "Fol&der")},
    {Menu::Message, QT_TRANSLATE_NOOP("Actions", "&Message")},
    {Menu::Help, QT_TRANSLATE_NOOP("Actions", "&Help")},
});

QString translated(const char *text)
{
    return QCoreApplication::translate("Actions", text);
}

QList<QKeySequence> shortcutsOf(const ActionSpec &spec)
{
    QList<QKeySequence> keys;
    const auto names = QString::fromLatin1(spec.shortcuts).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &name : names)
        keys += QKeySequence(name, QKeySequence::PortableText);
    return keys;
}

}

Actions::Actions(QMainWindow *window) : QObject(window), m_window(window)
{
    for (const ActionSpec &spec : actionTable) {
        auto *action = new QAction(translated(spec.text), window);
        action->setShortcuts(shortcutsOf(spec));
        action->setCheckable(spec.kind == Kind::Checkable);
        if (*spec.icon != '\0')
            action->setIcon(icons::icon(QString::fromLatin1(spec.icon)));
        m_actions[static_cast<std::size_t>(spec.id)] = action;
        window->addAction(action);  // shortcuts work also where the menu bar is hidden
    }
    (*this)[ActionId::Quit]->setMenuRole(QAction::QuitRole);
    (*this)[ActionId::About]->setMenuRole(QAction::AboutRole);
}

void Actions::buildMenuBar()
{
    for (const MenuSpec &menuSpec : menuTable) {
        QMenu *menu = m_window->menuBar()->addMenu(translated(menuSpec.title));
        menu->setToolTipsVisible(true);  // they say why something cannot be done
        for (const ActionSpec &spec : actionTable) {
            if (spec.menu != menuSpec.id)
                continue;
            if (spec.startsGroup)
                menu->addSeparator();
            menu->addAction((*this)[spec.id]);
        }
    }
    m_window->menuBar()->setAccessibleName(tr("Menu bar"));
}

void Actions::buildToolBar()
{
    auto *bar = new QToolBar(tr("Toolbar"), m_window);
    bar->setObjectName(u"toolBar"_s);  // the window's state refers to it
    bar->setAccessibleName(bar->windowTitle());
    bar->setMovable(false);
    const int side = 4 * theme::step(bar);
    bar->setIconSize({side, side});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (const ActionSpec &spec : actionTable) {
        if (spec.place == Place::ToolBar)
            bar->addAction((*this)[spec.id]);
    }
    m_window->addToolBar(bar);
}
