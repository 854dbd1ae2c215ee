// SPDX-License-Identifier: GPL-3.0-or-later
// What the window asks of web servers, by its reader's wish.
#include "widgets/mainwindow_p.h"
#include "widgets/reader/linkdialog.h"
#include "widgets/reader/picturedesk.h"
#include "widgets/reader/readerpane.h"
#include "widgets/reader/readingdesk.h"
#include "widgets/reader/unsubscribedesk.h"

void MainWindowPrivate::connectWeb()
{
    RemotePictures *remotes = reader->remotePictures();
    pictures = new PictureDesk(*remotes, q);
    unsubscribing = new UnsubscribeDesk(*reader->headerPanel(), q);
    QObject::connect(remotes, &RemotePictures::wanted, q, &MainWindow::remotePicturesWanted);
    QObject::connect(remotes, &RemotePictures::givenUp, q, &MainWindow::remotePicturesGivenUp);
    QObject::connect(remotes, &RemotePictures::permissionWanted, q, &MainWindow::picturePermissionWanted);
    QObject::connect(pictures, &PictureDesk::permissionDropWanted, q,
                     &MainWindow::picturePermissionDropWanted);
    QObject::connect((*actions)[ActionId::RemotePictures], &QAction::triggered, q,
                     [this] { pictures->showPermissions(); });
    QObject::connect(unsubscribing, &UnsubscribeDesk::wanted, q, &MainWindow::unsubscribeWanted);
    QObject::connect(unsubscribing, &UnsubscribeDesk::said, q,
                     [this](const QString &sentence) { showNotice(sentence); });
    QObject::connect(unsubscribing, &UnsubscribeDesk::pageWanted, q,
                     [this](const QUrl &page) { (new LinkDialog(page, {}, q))->open(); });
    QObject::connect(reading, &ReadingDesk::displayed, q,
                     [this](const store::MessageRow & /*row*/, const store::Folder &in) { openForWeb(in); });
}

// What the message that is on screen now has elsewhere, and what our own server found out about it.
void MainWindowPrivate::openForWeb(const store::Folder &in)
{
    const auto of = account(in.account);
    const QByteArray server = of ? of->authenticationServer.toUtf8() : QByteArray();
    const auto header = mime::Header::parse(reading->content().header.value_or(QByteArray()));
    const bool isJunk = in.role == store::FolderRole::Junk;
    pictures->open({header, server, isJunk});
    unsubscribing->open(mime::readListUnsubscribe(header, server), isJunk);
}

void MainWindow::showPicturePermissions(const std::vector<store::PicturePermission> &permissions)
{
    d->pictures->setPermissions(permissions);
}

void MainWindow::showRemotePictures(const accounts::PicturesFetched &news)
{
    d->reader->remotePictures()->take(news);
}

void MainWindow::showUnsubscribed(const accounts::UnsubscribeEnd &end)
{
    d->unsubscribing->take(end);
}
