// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/picturedesk.h"

#include "core/mime/provenauthor.h"

PictureDesk::PictureDesk(RemotePictures &pictures, QWidget *window)
    : QObject(window), m_pictures(pictures), m_window(window)
{}

void PictureDesk::open(const Opened &message)
{
    const auto proven = mime::provenAuthor(message.header, message.authenticationServer);
    const auto claimed =
        mime::parseAddressList(message.header.first("From").value_or(QByteArray())).mailboxes;
    m_rights = {};
    m_rights.isProven = proven.has_value();
    m_rights.isJunk = message.isJunk;
    if (!claimed.empty())
        m_rights.author = claimed.front();
    tellRights();
}

void PictureDesk::setPermissions(std::vector<store::PicturePermission> permissions)
{
    m_permissions = std::move(permissions);
    tellRights();
    if (m_dialog)
        m_dialog->setPermissions(m_permissions);
}

void PictureDesk::tellRights()
{
    m_rights.isPermitted = !m_rights.author.isEmpty() && store::isPermitted(m_permissions, m_rights.author);
    m_pictures.setRights(m_rights);
}

void PictureDesk::showPermissions()
{
    if (!m_dialog) {
        m_dialog = new PicturePermissionsDialog(m_window);
        connect(m_dialog, &PicturePermissionsDialog::dropWanted, this, &PictureDesk::permissionDropWanted);
        m_dialog->setPermissions(m_permissions);
        m_dialog->show();
    }
    m_dialog->raise();
    m_dialog->activateWindow();
}
