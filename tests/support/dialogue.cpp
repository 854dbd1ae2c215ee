// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/dialogue.h"

#include "core/imap/session/commands/select.h"

#include <QMetaEnum>

#include "tests/support/cuts.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

QByteArray unescaped(QByteArrayView text)
{
    QByteArray octets;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            octets += text[i];
            continue;
        }
        switch (const char c = text[++i]; c) {
        case 'r': octets += '\r'; break;
        case 'n': octets += '\n'; break;
        case 't': octets += '\t'; break;
        case 'x':
            octets += QByteArray::fromHex(
                text.sliced(i + 1, std::min<qsizetype>(2, text.size() - i - 1)).toByteArray());
            i += 2;
            break;
        default: octets += c;
        }
    }
    return octets;
}

QByteArray visible(const QByteArray &octets)
{
    QByteArray shown;
    for (const char c : octets) {
        if (c == '\r')
            shown += "\\r";
        else if (c == '\n')
            shown += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f)
            shown += "\\x" + QByteArray(1, c).toHex();
        else
            shown += c;
    }
    return shown;
}

}

Dialogue::Dialogue(imap::SessionOptions options)
{
    m_pieceOctets = qEnvironmentVariableIntValue("POSTHORN_FEED");
    m_lowerCase = qEnvironmentVariableIsSet("POSTHORN_LOWER");
    auto transport = std::make_unique<FakeTransport>(options.security);
    m_transport = transport.get();
    m_session = std::make_unique<imap::Session>(std::move(transport), std::move(options), m_clock);
    watchSession();
}

Dialogue::~Dialogue() = default;

void Dialogue::watchSession()
{
    using imap::Session;
    const Session *session = m_session.get();
    const auto tell = [this](const QByteArray &event) { m_events.append(event); };
    QObject::connect(session, &Session::phaseChanged, session, [=](imap::Phase phase) {
        tell("phase " + QByteArray::number(static_cast<int>(phase)));
    });
    QObject::connect(session, &Session::credentialsNeeded, session, [=] { tell("credentialsNeeded"); });
    QObject::connect(session, &Session::authenticationFailed, session,
                     [this](const Error &why, net::LoginProblem problem) {
                         m_loginProblem = problem;
                         m_events.append("authenticationFailed " + why.detail);
                     });
    QObject::connect(session, &Session::ready, session, [=] { tell("ready"); });
    QObject::connect(session, &Session::untagged, session,
                     [=](const imap::Untagged &data) { tell("untagged " + describe(data)); });
    QObject::connect(session, &Session::drained, session, [=] { tell("drained"); });
    QObject::connect(session, &Session::alerted, session,
                     [=](const QByteArray &text) { tell("alerted " + text); });
    QObject::connect(session, &Session::closed, session, [=](const Error &why) {
        tell("closed " + QByteArray::number(static_cast<int>(why.kind)) + ' ' + why.detail);
    });
    QObject::connect(session, &Session::traffic, session, [this](const imap::TrafficLine &line) {
        constexpr std::array prefixes{"C: ", "S: ", "-- "};
        m_traffic.append(prefixes.at(static_cast<std::size_t>(line.direction)) + line.text);
    });
}

void Dialogue::record(imap::Command *command)
{
    QObject::connect(
        command, &imap::Command::finished, m_session.get(),
        [this](const imap::Completion &completion) { m_events.append("finished " + describe(completion)); });
}

QByteArrayList Dialogue::eventsLike(QByteArrayView start) const
{
    QByteArrayList found;
    std::copy_if(m_events.begin(), m_events.end(), std::back_inserter(found),
                 [start](const QByteArray &event) { return event.startsWith(start); });
    return found;
}

void Dialogue::open()
{
    if (std::exchange(m_opened, true))
        return;
    m_session->start();
    m_transport->accept();
}

void Dialogue::greet(const QByteArray &capabilities)
{
    open();
    serverSends("* PREAUTH [CAPABILITY " + capabilities + "] hello\r\n");
    m_events.clear();
}

void Dialogue::select(quint32 exists, const QByteArray &mailbox)
{
    m_session->run(std::make_unique<imap::SelectCommand>(mailbox));
    const QByteArray written = m_transport->takeWritten();
    const QByteArray tag = written.first(std::max<qsizetype>(written.indexOf(' '), 0));
    serverSends("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\r\n* " + QByteArray::number(exists)
                + " EXISTS\r\n* 0 RECENT\r\n* OK [PERMANENTFLAGS (\\Seen \\Flagged \\*)] ok\r\n* OK "
                  "[UIDVALIDITY 1] ok\r\n"
                  "* OK [UIDNEXT "
                + QByteArray::number(exists + 1) + "] ok\r\n" + tag + " OK [READ-WRITE] selected\r\n");
    m_events.clear();
}

void Dialogue::play(const char *script, const std::source_location &where)
{
    ++posthorn_test::checks();
    m_where = where;
    open();
    for (const QByteArray &line : QByteArray(script).split('\n')) {
        if (m_failed)
            return;
        qsizetype indent = 0;
        while (indent < line.size() && line[indent] == ' ')
            ++indent;
        m_line = line.sliced(indent);
        if (m_between && !m_line.isEmpty() && m_stream.isBetweenResponses())
            m_between();
        if (!m_line.isEmpty() && !m_line.startsWith('#'))
            playLine(m_line);
        m_clock.advance(std::chrono::milliseconds(0));
    }
    m_line = "(end of script)";
    if (!m_failed)
        expectSilence();
}

void Dialogue::playLine(const QByteArray &line)
{
    const QByteArray kind = line.first(std::min<qsizetype>(3, line.size()));
    const QByteArray rest = line.sliced(kind.size());
    if (kind == "C: ")
        return expect(rest + "\r\n");
    if (kind == "C! ")
        return expect(unescaped(rest));
    expectSilence();
    if (m_failed)
        return;
    if (kind == "S: " || kind == "S:")
        serverSends(rest + "\r\n");
    else if (kind == "S! ")
        serverSends(unescaped(rest));
    else if (kind == "T: ")
        elapse(rest);
    else if (kind == "U: " && m_steps.contains(rest))
        m_steps.at(rest)();
    else if (line == "TLS" && m_transport->tlsStarted())
        m_transport->finishTls();
    else if (line == "X")
        m_transport->serverCloses();
    else
        fail("cannot be played");
}

void Dialogue::serverSends(const QByteArray &script)
{
    const QByteArray octets = m_stream.follow(script, m_lowerCase);
    posthorn_test::Cut &cut = posthorn_test::cut();
    if (m_mayCut)
        cut.longest = std::max(cut.longest, octets.size());
    qsizetype sent = 0;
    while (sent < octets.size() && m_transport) {
        const qsizetype left = octets.size() - sent;
        qsizetype piece = m_pieceOctets > 0 ? std::min(m_pieceOctets, left) : left;
        if (const qsizetype ahead = m_splitAt - m_serverOctets; ahead > 0 && ahead < piece)
            piece = ahead;
        if (m_mayCut && sent < cut.at && cut.at < octets.size())
            piece = std::min(piece, cut.at - sent);
        m_serverOctets += piece;
        m_transport->serverSends(octets.sliced(sent, piece));
        sent += piece;
    }
}

void Dialogue::expect(const QByteArray &octets)
{
    m_written += m_transport ? m_transport->takeWritten() : QByteArray();
    if (!m_written.startsWith(octets))
        return fail("the client sent \"" + visible(m_written) + '"');
    m_written.remove(0, octets.size());
}

void Dialogue::expectSilence()
{
    m_written += m_transport ? m_transport->takeWritten() : QByteArray();
    if (!m_written.isEmpty())
        fail("before this the client also sent \"" + visible(m_written) + '"');
}

void Dialogue::elapse(const QByteArray &span)
{
    qsizetype digits = 0;
    while (digits < span.size() && span[digits] >= '0' && span[digits] <= '9')
        ++digits;
    const qint64 count = span.first(digits).toLongLong();
    const QByteArray unit = span.sliced(digits);
    if (unit == "ms")
        m_clock.advance(std::chrono::milliseconds(count));
    else if (unit == "s")
        m_clock.advance(std::chrono::seconds(count));
    else if (unit == "min")
        m_clock.advance(std::chrono::minutes(count));
    else
        fail("is no span of time");
}

void Dialogue::fail(const QByteArray &why)
{
    m_failed = true;
    const QByteArray message = "\"" + m_line + "\": " + why;
    QTest::qFail(message.constData(), m_where.file_name(), static_cast<int>(m_where.line()));
}
