// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/races/claimant/tripwire.h"

#include <QCoreApplication>
#include <QTimer>

#include <csignal>
#include <cstdlib>
#include <unistd.h>

Tripwire::Tripwire(std::unique_ptr<net::Transport> line, const QByteArray &wish) : m_line(std::move(line))
{
    const qsizetype blank = wish.indexOf(' ');
    if (blank > 0) {
        m_when = wish.first(blank);
        m_text = wish.sliced(blank + 1);
    }
    connect(m_line.get(), &net::Transport::connected, this, &net::Transport::connected);
    connect(m_line.get(), &net::Transport::encrypted, this, &net::Transport::encrypted);
    connect(m_line.get(), &net::Transport::certificateRejected, this, &net::Transport::certificateRejected);
    connect(m_line.get(), &net::Transport::closed, this, &net::Transport::closed);
    connect(m_line.get(), &net::Transport::received, this, [this] {
        if (m_isSaid && m_when == "answered")
            die();
        Q_EMIT received();
    });
}

void Tripwire::die()
{
    ::kill(::getpid(), SIGKILL);
    std::abort();
}

void Tripwire::write(const QByteArray &octets)
{
    const bool isIt = !m_text.isEmpty() && octets.contains(m_text);
    if (isIt && m_when == "before")
        die();
    m_line->write(octets);
    m_isSaid = m_isSaid || isIt;
    // It leaves in the next turns of the event loop. The line may be gone by then: an answer can be as quick.
    constexpr int moment = 1;  // ms
    if (isIt && m_when == "behind")
        QTimer::singleShot(moment, QCoreApplication::instance(), &Tripwire::die);
}
