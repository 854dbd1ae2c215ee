// SPDX-License-Identifier: GPL-3.0-or-later
// bench_fill PORT MAILBOX COUNT SEED: makes a mailbox of made-up mail and warms the server's cache of it. The
// same seed makes the same mail. ENVELOPE and BODYSTRUCTURE of a message have about 600 octets; its text is
// short.
#include "core/imap/sync/convert.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "tests/bench/rawimap.h"

namespace {

class Dice
{
public:
    explicit Dice(unsigned long long seed) : m_state(seed * 0x9E3779B97F4A7C15ULL + 1) {}
    unsigned below(unsigned limit)
    {
        m_state ^= m_state << 13;
        m_state ^= m_state >> 7;
        m_state ^= m_state << 17;
        return static_cast<unsigned>((m_state >> 11) % limit);
    }
    template <typename Words>
    const char *of(const Words &words)
    {
        return words[below(static_cast<unsigned>(words.size()))];
    }

private:
    unsigned long long m_state;
};

constexpr auto firstNames =
    std::to_array({"Anna", "Bertil", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hiroshi", "Ines", "Jakub",
                   "Katarina", "Leopold", "Marguerite", "Nils", "Oluwaseun", "Priya", "Quentin", "Rosalind"});
constexpr auto lastNames =
    std::to_array({"Albrecht", "Bergstrom", "Castellano", "Dvorak", "Eriksson", "Fitzgerald", "Gunnarsson",
                   "Haddad", "Ivanova", "Jankowski", "Kowalczyk", "Lindqvist", "Montgomery", "Nakamura",
                   "Okonkwo", "Papadopoulos", "Rasmussen", "Schneider"});
constexpr auto hosts =
    std::to_array({"brightwater.example", "harbour-office.example", "lists.kernel-friends.example",
                   "mail.northern-lights.example", "quartz.example", "shop.old-town.example"});
constexpr auto words =
    std::to_array({"agenda",  "budget",   "contract", "delivery", "estimate", "feedback",  "garden",
                   "holiday", "invoice",  "journal",  "kernel",   "library",  "meeting",   "network",
                   "orchard", "patch",    "question", "release",  "schedule", "timetable", "upgrade",
                   "vacancy", "workshop", "review",   "summary",  "proposal"});
constexpr auto encodedWords =
    std::to_array({"=?UTF-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=", "=?UTF-8?B?0J/RgNC40LLQtdGC?=",
                   "=?ISO-8859-1?Q?Caf=E9?=", "=?UTF-8?Q?R=C3=A9union?="});

std::string person(Dice &dice)
{
    const std::string first = dice.of(firstNames), last = dice.of(lastNames);
    return first + ' ' + last + " <" + first + '.' + last + std::to_string(dice.below(50)) + '@'
        + dice.of(hosts) + '>';
}

std::string date(std::time_t when, const char *format)
{
    std::tm parts{};
    ::gmtime_r(&when, &parts);
    std::array<char, 64> text{};
    std::strftime(text.data(), text.size(), format, &parts);
    return text.data();
}

std::string subject(Dice &dice)
{
    std::string text = dice.below(3) == 0 ? "Re: " : "";
    for (unsigned left = 3 + dice.below(6); left > 0; --left)
        text += dice.of(words) + std::string(" ");
    return text + (dice.below(20) == 0 ? dice.of(encodedWords) : std::to_string(dice.below(1000)).c_str());
}

std::string body(Dice &dice)
{
    std::string text;
    for (unsigned left = 12 + dice.below(20); left > 0; --left)
        text += std::string(dice.of(words)) + (left % 8 == 0 ? "\r\n" : " ");
    return text + "\r\n";
}

std::string bodies(Dice &dice)
{
    const unsigned kind = dice.below(10);
    if (kind < 5)
        return "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            + body(dice);
    const std::string edge = "=_edge_" + std::to_string(dice.below(1000000000));
    const std::string plain = "--" + edge
        + "\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n"
          "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        + body(dice);
    if (kind < 9)
        return "Content-Type: multipart/alternative; boundary=\"" + edge + "\"\r\n\r\n" + plain + "--" + edge
            + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: "
              "quoted-printable\r\n\r\n<p>"
            + body(dice) + "</p>\r\n--" + edge + "--\r\n";
    return "Content-Type: multipart/mixed; boundary=\"" + edge + "\"\r\n\r\n" + plain + "--" + edge
        + "\r\nContent-Type: application/pdf; name=\"" + dice.of(words)
        + ".pdf\"\r\n"
          "Content-Disposition: attachment; filename=\""
        + dice.of(words) + ".pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n--" + edge
        + "--\r\n";
}

// One message in seventy was filed later than it was written, the others have been a short while under way.
std::string message(Dice &dice, unsigned number, std::time_t arrived)
{
    const std::time_t sent =
        arrived - static_cast<std::time_t>(dice.below(70) == 0 ? dice.below(8000000) : dice.below(240));
    std::string text = "From: " + person(dice) + "\r\nTo: " + person(dice);
    if (dice.below(3) == 0)
        text += ",\r\n " + person(dice);
    if (dice.below(4) == 0)
        text += "\r\nCc: " + person(dice);
    text += "\r\nSubject: " + subject(dice) + "\r\nDate: " + date(sent, "%a, %d %b %Y %H:%M:%S +0000")
        + "\r\nMessage-ID: <" + std::to_string(number) + '.' + std::to_string(dice.below(1000000000)) + '@'
        + dice.of(hosts) + '>';
    if (number > 20 && dice.below(2) == 0) {
        const std::string parent =
            '<' + std::to_string(number - 1 - dice.below(20)) + ".parent@" + dice.of(hosts) + '>';
        text += "\r\nIn-Reply-To: " + parent + "\r\nReferences: <" + std::to_string(number / 30) + ".root@"
            + dice.of(hosts) + ">\r\n " + parent;
    }
    if (dice.below(50) == 0)
        text += "\r\nDisposition-Notification-To: " + person(dice);
    return text + "\r\nMIME-Version: 1.0\r\n" + bodies(dice);
}

void append(RawImap &server, const std::string &mailbox, unsigned count, unsigned seed)
{
    constexpr unsigned aCommand = 2000;
    constexpr std::time_t newest = 1760000000;
    Dice dice(seed);
    for (unsigned done = 0; done < count;) {
        std::string octets = server.tag() + " APPEND \"" + mailbox + '"';
        for (unsigned i = 0; i < aCommand && done < count; ++i, ++done) {
            const std::time_t arrived = newest - static_cast<std::time_t>(count - done) * 300;
            const std::string text = message(dice, done, arrived);
            const std::string flags = dice.below(10) < 7 ? "\\Seen" : "";
            octets += " (" + flags
                + (dice.below(30) != 0 ? ""
                       : flags.empty() ? "$Work"
                                       : " $Work")
                + ") \"" + date(arrived, "%d-%b-%Y %H:%M:%S +0000") + "\" {" + std::to_string(text.size())
                + "+}\r\n" + text;
        }
        server.send(octets + "\r\n");
        server.answer();
    }
}

}

int main(int argc, char **argv)
{
    if (argc != 5) {
        std::fputs("usage: bench_fill PORT MAILBOX COUNT SEED\n", stderr);
        return 2;
    }
    const std::string mailbox = argv[2];
    RawImap server(std::atoi(argv[1]));
    if (mailbox != "INBOX")
        server.command("CREATE \"" + mailbox + '"');
    append(server, mailbox, static_cast<unsigned>(std::atoi(argv[3])),
           static_cast<unsigned>(std::atoi(argv[4])));
    server.command("EXAMINE \"" + mailbox + '"');
    // What the floor asks for and what the program asks for, so that the server is at its best for both.
    server.command("UID FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE"
                   " BODY.PEEK[HEADER.FIELDS (REFERENCES DISPOSITION-NOTIFICATION-TO LIST-ID)])");
    server.command(std::string("UID FETCH 1:* (") + imap::sync::summaryItems + ')');
    return 0;
}
