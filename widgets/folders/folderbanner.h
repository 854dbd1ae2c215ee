// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "widgets/reader/banner.h"

#include <QHash>
#include <QSet>

#include <optional>

// Above the panes: what is unusual about the folder that is open. Hidden when nothing is.
class FolderBanner : public Banner
{
    Q_OBJECT

public:
    explicit FolderBanner(QWidget *parent = nullptr);

    // Deleted on the server, and still open here (RFC 2180, 3.2).
    void setGhost(store::FolderId folder, bool isGhost);
    [[nodiscard]] bool isGhost(store::FolderId folder) const { return m_ghosts.contains(folder); }
    // So many messages the server counts and does not give.
    void setWithheld(store::FolderId folder, int messages);
    void showFolder(const std::optional<store::Folder> &folder);

private:
    [[nodiscard]] std::optional<BannerContent> contentFor(const store::Folder &folder) const;

    QSet<store::FolderId> m_ghosts;
    QHash<store::FolderId, int> m_withheld;
};
