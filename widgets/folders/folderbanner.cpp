// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/folders/folderbanner.h"

using namespace Qt::StringLiterals;

FolderBanner::FolderBanner(QWidget *parent) : Banner(parent)
{
    setObjectName(u"folderBanner"_s);
    hide();
}

void FolderBanner::setGhost(store::FolderId folder, bool isGhost)
{
    if (isGhost)
        m_ghosts.insert(folder);
    else
        m_ghosts.remove(folder);
}

void FolderBanner::setWithheld(store::FolderId folder, int messages)
{
    m_withheld.insert(folder, messages);
}

void FolderBanner::showFolder(const std::optional<store::Folder> &folder)
{
    const auto wanted = folder ? contentFor(*folder) : std::nullopt;
    if (!wanted)
        hide();
    else if (isHidden() || content().sentence != wanted->sentence)
        Banner::show(*wanted);
}

std::optional<BannerContent> FolderBanner::contentFor(const store::Folder &folder) const
{
    if (isGhost(folder.id))
        return BannerContent{
            theme::Signal::Amber, u"warning"_s,
            tr("This folder was deleted by another program. It disappears when you leave it.")};
    if (folder.state && folder.state->readOnly)
        return BannerContent{theme::Signal::Calm, u"info"_s,
                             tr("This folder can only be read at the moment: nothing in it can be changed.")};
    if (const int withheld = m_withheld.value(folder.id); withheld > 0)
        return BannerContent{
            theme::Signal::Amber,
            u"warning"_s,
            tr("%n message(s) of this folder are missing here.", nullptr, withheld),
            {},
            tr("The server counts them, but does not hand them out. Posthorn asks again each "
               "time the folder is opened. Another mail program may show the same gap; the "
               "people who run the server can mend it.")};
    return std::nullopt;
}
