// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/web.h"
#include "core/store/picturepermissions.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/htmlview.h"

#include <QHash>
#include <QObject>

#include <optional>

// Who is said to have written the message that is open, and what the reader has said of their pictures.
struct PictureRights {
    mime::Mailbox author = {};
    bool isProven = false;     // our own server vouches for the author (mime/provenauthor.h)
    bool isPermitted = false;  // the reader wants the author's pictures always
    bool isJunk = false;       // the message lies where nothing is shown for always
};

// What becomes of the pictures that the open message has elsewhere. They are asked for when the reader says
// so, for this message or for always; those that nobody would see are never asked for. Nothing is fetched
// here: the addresses go out by signal.
class RemotePictures : public QObject
{
    Q_OBJECT

public:
    // In the banner, beside what else it may offer.
    enum Action { Show = 100, Stop, TryAgain, AlwaysForSender, AlwaysForDomain };

    explicit RemotePictures(QObject *parent);

    void forget();  // another message is opened, or none
    void renew();   // other content of the same message: the rights stay
    void setRights(const PictureRights &rights);
    void setFindings(const HtmlFindings &findings);
    void take(const accounts::PicturesFetched &news);  // of another order: nothing happens
    void act(int action);

    [[nodiscard]] const QHash<QString, QByteArray> &pictures() const noexcept { return m_pictures; }
    [[nodiscard]] std::optional<BannerContent> notice() const;

Q_SIGNALS:
    void changed();          // notice() says something else
    void picturesArrived();  // pictures() has more
    void wanted(const accounts::PictureOrder &order);
    void givenUp();
    void permissionWanted(const store::PicturePermission &permission);

private:
    enum class State { Hidden, Fetching, Shown };

    void ask();
    void setState(State state);
    [[nodiscard]] bool mayBeStanding() const;
    [[nodiscard]] BannerContent hiddenNotice() const;
    [[nodiscard]] std::optional<BannerContent> shownNotice() const;
    [[nodiscard]] QString whyHidden() const;
    [[nodiscard]] QString aboutTrackers() const;
    [[nodiscard]] QString aboutFailures() const;

    PictureRights m_rights;
    HtmlFindings m_findings;
    State m_state = State::Hidden;
    quint64 m_serial = 0;
    QStringList m_asked;  // addresses
    QHash<QString, QByteArray> m_pictures;
    QList<accounts::PictureFailure> m_failures;
};
