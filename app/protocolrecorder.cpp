// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/protocolrecorder.h"

namespace app {

void ProtocolRecorder::setRecording(bool recording)
{
    m_recording = recording;
    if (recording)
        return;
    m_alarm.reset();
    m_lines.clear();
    m_leftOut = 0;
}

void ProtocolRecorder::add(const accounts::ProtocolLine &line)
{
    if (!m_recording)
        return;
    if (m_lines.size() < batchLines)
        m_lines.push_back(line);
    else
        ++m_leftOut;
    if (!m_alarm)
        m_alarm = m_clock.alarm(batchEvery, [this] { deliver(); });
}

void ProtocolRecorder::deliver()
{
    m_alarm.reset();
    if (m_leftOut > 0) {
        accounts::ProtocolLine note = m_lines.back();
        note.direction = accounts::ProtocolLine::Direction::Note;
        note.text = "lines left out: " + QByteArray::number(qulonglong{m_leftOut});
        m_lines.push_back(note);
        m_leftOut = 0;
    }
    m_deliver(std::exchange(m_lines, {}));
}

}
