// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

// A bare socket that speaks IMAP as user alice: it sends a command and counts the octets until the tagged
// answer, without looking at them. What it takes is what server and loopback take: the floor of every ratio.
// It blocks; a failure ends the process.
class RawImap
{
public:
    explicit RawImap(int port);
    ~RawImap();
    RawImap(const RawImap &) = delete;
    RawImap &operator=(const RawImap &) = delete;

    struct Answer {
        double milliseconds = 0;
        long long octets = 0;
        std::string end;  // the last of it, with the tagged line
    };
    Answer command(std::string_view words);
    void attempt(std::string_view words);  // whatever the answer
    // IDLE until that many lines have come that hold `word`; the octets are looked at for it.
    Answer idleUntil(std::string_view word, long long lines);
    void send(std::string_view octets);

    // A literal's command is sent in pieces: begin with tag(), end with answer().
    std::string tag();
    Answer answer();

private:
    Answer readAnswer();
    std::string readSome();

    int m_socket = -1;
    int m_tags = 0;
    std::string m_tag;
    std::vector<char> m_buffer = std::vector<char>(256 * 1024);
};
