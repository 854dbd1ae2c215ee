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

void PictureDesk::setExceptions(std::vector<store::PictureException> exceptions)
{
    m_exceptions = std::move(exceptions);
    tellRights();
    if (m_dialog)
        m_dialog->setExceptions(m_exceptions);
}

void PictureDesk::tellRights()
{
    m_rights.isException = !m_rights.author.isEmpty() && store::isException(m_exceptions, m_rights.author);
    m_pictures.setRights(m_rights);
}

void PictureDesk::showExceptions()
{
    if (!m_dialog) {
        m_dialog = new PictureExceptionsDialog(m_window);
        connect(m_dialog, &PictureExceptionsDialog::dropWanted, this, &PictureDesk::exceptionDropWanted);
        m_dialog->setExceptions(m_exceptions);
        m_dialog->show();
    }
    m_dialog->raise();
    m_dialog->activateWindow();
}
