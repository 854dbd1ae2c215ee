// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/rawimap.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Time = std::chrono::steady_clock;

[[noreturn]] void die(const char *what, const std::string &detail = {})
{
    std::fprintf(stderr, "bench: %s %s\n", what, detail.c_str());
    std::exit(1);
}

double since(Time::time_point start)
{
    return std::chrono::duration<double, std::milli>(Time::now() - start).count();
}

// Enough to hold a tagged line, which is the last thing of an answer.
constexpr std::size_t tail = 1024;

}

RawImap::RawImap(int port) : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<unsigned short>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        die("no server", std::strerror(errno));
    const int one = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    readSome();
    command("LOGIN alice secret");
}

RawImap::~RawImap()
{
    ::close(m_socket);
}

std::string RawImap::readSome()
{
    const auto got = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
    if (got <= 0)
        die("the server has closed the connection");
    return {m_buffer.data(), static_cast<std::size_t>(got)};
}

void RawImap::send(std::string_view octets)
{
    while (!octets.empty()) {
        const auto sent = ::send(m_socket, octets.data(), octets.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            die("the server takes nothing any more");
        octets.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string RawImap::tag()
{
    return m_tag = 'B' + std::to_string(++m_tags);
}

RawImap::Answer RawImap::command(std::string_view words)
{
    send(tag() + ' ' + std::string(words) + "\r\n");
    return answer();
}

void RawImap::attempt(std::string_view words)
{
    send(tag() + ' ' + std::string(words) + "\r\n");
    readAnswer();
}

RawImap::Answer RawImap::answer()
{
    Answer answer = readAnswer();
    if (!answer.end.starts_with("OK"))
        die("the server answered", answer.end);
    return answer;
}

RawImap::Answer RawImap::readAnswer()
{
    const auto start = Time::now();
    const std::string wanted = '\n' + m_tag + ' ';
    Answer answer;
    std::string end = "\n";
    for (;;) {
        const std::string got = readSome();
        answer.octets += static_cast<long long>(got.size());
        end += got;
        if (end.size() > tail)
            end.erase(0, end.size() - tail);
        if (end.ends_with("\r\n") && end.find(wanted) != std::string::npos)
            break;
    }
    answer.milliseconds = since(start);
    answer.end = end.substr(end.find(wanted) + wanted.size());
    return answer;
}

RawImap::Answer RawImap::idleUntil(std::string_view word, long long lines)
{
    send(tag() + " IDLE\r\n");
    const auto start = Time::now();
    Answer answer;
    std::string line;
    while (lines > 0) {
        const std::string got = readSome();
        answer.octets += static_cast<long long>(got.size());
        line += got;
        std::size_t at = 0;
        for (std::size_t end; (end = line.find('\n', at)) != std::string::npos; at = end + 1) {
            if (std::string_view(line).substr(at, end - at).find(word) != std::string_view::npos)
                --lines;
        }
        line.erase(0, at);
    }
    answer.milliseconds = since(start);
    send("DONE\r\n");
    this->answer();
    return answer;
}
