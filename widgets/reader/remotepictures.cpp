// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/remotepictures.h"

#include "core/html/address.h"
#include "widgets/safetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Scope = store::PicturePermission::Scope;

namespace {

constexpr qsizetype hostsNamed = 12;

QString named(QStringList hosts)
{
    hosts.removeDuplicates();
    QStringList safe;
    for (const QString &host : hosts.mid(0, hostsNamed))
        safe.append(safetext::line(host));
    return safe.join(u", "_s) + (hosts.size() > hostsNamed ? u" …"_s : QString());
}

QString named(const mime::Mailbox &author)
{
    return safetext::quoted(author.addrSpec());
}

}

RemotePictures::RemotePictures(QObject *parent) : QObject(parent) {}

void RemotePictures::forget()
{
    m_rights = {};
    renew();
}

void RemotePictures::renew()
{
    m_findings = {};
    m_asked.clear();
    m_pictures.clear();
    m_failures.clear();
    ++m_serial;
    if (std::exchange(m_state, State::Hidden) == State::Fetching)
        Q_EMIT givenUp();
}

void RemotePictures::setRights(const PictureRights &rights)
{
    m_rights = rights;
    if (m_state == State::Hidden && mayBeStanding() && m_rights.isPermitted)
        ask();
    Q_EMIT changed();
}

// Where the width decides what is shown, another width may show more of them.
void RemotePictures::setFindings(const HtmlFindings &findings)
{
    m_findings = findings;
    if (m_state == State::Shown || (m_state == State::Hidden && mayBeStanding() && m_rights.isPermitted))
        ask();
    Q_EMIT changed();
}

void RemotePictures::ask()
{
    accounts::PictureOrder order{++m_serial, {}};
    for (const QString &address : std::as_const(m_findings.remotes)) {
        if (!m_asked.contains(address) && !order.addresses.contains(address))
            order.addresses.append(address);
    }
    if (order.addresses.isEmpty())
        return;
    m_asked += order.addresses;
    setState(State::Fetching);
    Q_EMIT wanted(order);
}

void RemotePictures::take(const accounts::PicturesFetched &news)
{
    if (news.serial != m_serial || m_state != State::Fetching)
        return;
    m_pictures.insert(news.pictures);
    m_failures += news.failures;
    if (news.isLast)
        setState(State::Shown);
    if (!news.pictures.isEmpty())
        Q_EMIT picturesArrived();
}

void RemotePictures::act(int action)
{
    switch (action) {
    case Stop:
        ++m_serial;
        Q_EMIT givenUp();
        setState(State::Shown);
        return;
    case TryAgain:
        m_failures.clear();
        m_asked.removeIf([this](const QString &address) { return !m_pictures.contains(address); });
        break;
    case AlwaysForSender:
    case AlwaysForDomain:
        if (!mayBeStanding())
            return;
        Q_EMIT permissionWanted(store::picturePermissionFor(
            action == AlwaysForSender ? Scope::Sender : Scope::Domain, m_rights.author));
        break;
    case Show: break;
    default: return;  // not ours
    }
    ask();
}

void RemotePictures::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

bool RemotePictures::mayBeStanding() const
{
    return m_rights.isProven && !m_rights.isJunk;
}

std::optional<BannerContent> RemotePictures::notice() const
{
    if (m_findings.hosts.isEmpty())
        return std::nullopt;
    switch (m_state) {
    case State::Hidden: return hiddenNotice();
    case State::Shown: return shownNotice();
    case State::Fetching: break;
    }
    QStringList hosts;
    for (const QString &address : m_asked)
        hosts.append(html::hostOf(address));
    return BannerContent{theme::Signal::Calm,
                         u"info"_s,
                         tr("Pictures are being loaded from %1.").arg(named(hosts)),
                         {{Stop, tr("Stop")}}};
}

BannerContent RemotePictures::hiddenNotice() const
{
    BannerContent content{
        theme::Signal::Calm, u"info"_s, tr("Remote pictures are not shown."), {}, whyHidden()};
    if (m_findings.remotes.isEmpty())
        return content;  // there are only those that nobody would see
    content.actions = {{Show, tr("Show pictures")}};
    if (m_rights.isPermitted && !m_rights.isProven)
        content.sentence = tr("Remote pictures are not shown: it is not certain that %1 sent this message.")
                               .arg(named(m_rights.author));
    if (mayBeStanding())
        content.standing = {
            {AlwaysForSender, tr("Show pictures of %1").arg(named(m_rights.author))},
            {AlwaysForDomain,
             tr("Show pictures of everybody at %1").arg(safetext::quoted(m_rights.author.domain))}};
    return content;
}

QString RemotePictures::whyHidden() const
{
    QStringList sentences{
        tr("They are not part of the message. Asking for them would tell %1 that you read it, "
           "when and where.")
            .arg(named(m_findings.hosts)),
        aboutTrackers()};
    if (m_rights.isJunk)
        sentences += tr("In this folder they are only shown for one message at a time.");
    else if (!m_rights.isProven)
        sentences +=
            tr("Your mail server does not confirm who sent this message, so they can only be shown for "
               "this one.");
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

QString RemotePictures::aboutTrackers() const
{
    if (m_findings.trackers.isEmpty())
        return {};
    return tr("Pictures that nobody would see, there only to be asked for: %1. These are never loaded.")
        .arg(named(m_findings.trackers));
}

std::optional<BannerContent> RemotePictures::shownNotice() const
{
    BannerContent content{theme::Signal::Calm, u"info"_s, {}, {}, {}};
    const bool isWhole = std::all_of(m_asked.begin(), m_asked.end(),
                                     [this](const QString &address) { return m_pictures.contains(address); });
    if (!isWhole) {
        content.sentence = tr("Some remote pictures are missing.");
        content.actions = {{TryAgain, tr("Try again")}};
    } else if (!m_findings.trackers.isEmpty()) {
        content.sentence = tr("Remote pictures are shown, but for those that nobody would see.");
    } else {
        return std::nullopt;
    }
    QStringList sentences{aboutFailures(), aboutTrackers()};
    sentences.removeAll(QString());
    content.why = sentences.join(u'\n');
    return content;
}

QString RemotePictures::aboutFailures() const
{
    const auto reason = [](Error::Kind why) {
        switch (why) {
        case Error::Kind::Refused: return tr("it was refused, or is not asked for such a picture");
        case Error::Kind::Untrusted: return tr("the certificate of the server is not in order");
        case Error::Kind::LimitExceeded: return tr("too large or too many");
        case Error::Kind::Unsupported: return tr("what came is no picture");
        case Error::Kind::Timeout: return tr("no answer in time");
        case Error::Kind::NotFound: return tr("the server was not found");
        default: return tr("the connection failed");
        }
    };
    QStringList lines;
    for (const accounts::PictureFailure &failure : m_failures.mid(0, hostsNamed))
        lines += tr("%1: %2.").arg(safetext::quoted(failure.host), reason(failure.why));
    return lines.join(u'\n');
}
