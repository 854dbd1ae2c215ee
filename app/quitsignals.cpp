// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/quitsignals.h"

#include <QSocketNotifier>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace app {

namespace {

// All a handler may see.
volatile std::sig_atomic_t writingEnd = -1;

void handle(int number)
{
    const int before = errno;  // of whatever is interrupted here
    const char one = static_cast<char>(number);
    [[maybe_unused]] const ssize_t written = ::write(static_cast<int>(writingEnd), &one, 1);
    errno = before;
}

}

QuitSignals::QuitSignals(QObject *parent) : QObject(parent)
{
    if (::pipe2(m_line.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;  // no descriptor is left: signals do what they do without us
    writingEnd = m_line[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_line[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char octet = 0;
        while (::read(m_line[0], &octet, 1) > 0) {}
        Q_EMIT quitWanted();
    });
    Action ours = {};
    ours.sa_handler = handle;
    ours.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
    sigemptyset(&ours.sa_mask);
    for (std::size_t i = 0; i < quitting.size(); ++i) {
        sigaction(quitting[i], &ours, &m_before[i]);
        if (m_before[i].sa_handler == SIG_IGN)
            sigaction(quitting[i], &m_before[i], nullptr);  // somebody wants that (nohup)
    }
}

QuitSignals::~QuitSignals()
{
    if (!m_notifier)
        return;
    for (std::size_t i = 0; i < quitting.size(); ++i)
        sigaction(quitting[i], &m_before[i], nullptr);
    writingEnd = -1;
    m_notifier.reset();
    for (const int end : m_line)
        ::close(end);
}

}
