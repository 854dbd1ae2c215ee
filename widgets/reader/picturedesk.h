// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/header.h"
#include "widgets/reader/picturepermissionsdialog.h"
#include "widgets/reader/remotepictures.h"

#include <QObject>
#include <QPointer>

#include <vector>

// Knows whose pictures the reader wants always, says for the message that is open whether that holds, and
// shows the list of them.
class PictureDesk : public QObject
{
    Q_OBJECT

public:
    PictureDesk(RemotePictures &pictures, QWidget *window);

    struct Opened {
        const mime::Header &header;
        QByteArray authenticationServer;  // accounts::Account
        bool isJunk = false;
    };
    void open(const Opened &message);  // a message is on screen now
    void setPermissions(std::vector<store::PicturePermission> permissions);
    void showPermissions();

Q_SIGNALS:
    void permissionDropWanted(const store::PicturePermission &permission);

private:
    void tellRights();

    RemotePictures &m_pictures;
    QWidget *m_window;
    PictureRights m_rights;  // of the message that was opened last
    std::vector<store::PicturePermission> m_permissions;
    QPointer<PicturePermissionsDialog> m_dialog;
};
