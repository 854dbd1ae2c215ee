// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/faketransport.h"

// Plays a dialogue against a client on a FakeTransport, line by line:
//   S: 220 hello        the server sends this line
//   C: EHLO [127.0.0.1] the client has written exactly this line, and nothing before it that is not in the
//   script
//   + connected         TCP (and implicit TLS) is up;  + encrypted  TLS is up;  + closed  the server is gone
// Returns what differs, or nothing. Whatever the client writes after the last line is left for the test to
// look at.
[[nodiscard]] inline QByteArray play(FakeTransport &line, const QByteArray &script)
{
    QByteArray written;
    for (const QByteArray &each : script.split('\n')) {
        if (each.startsWith("S: ")) {
            line.serverSends(each.sliced(3) + "\r\n");
        } else if (each == "+ connected") {
            line.accept();
        } else if (each == "+ encrypted") {
            line.finishTls();
        } else if (each == "+ closed") {
            line.serverCloses();
        } else if (each.startsWith("C: ") || each == "C:") {
            written += line.takeWritten();
            const QByteArray expected = each.sliced(std::min<qsizetype>(3, each.size())) + "\r\n";
            if (!written.startsWith(expected))
                return "expected \"" + expected.trimmed() + "\", the client wrote \"" + written.trimmed()
                    + '"';
            written.remove(0, expected.size());
        } else if (!each.isEmpty()) {
            return "not a line of a script: " + each;
        }
        if (!written.isEmpty() && !each.startsWith("C:"))
            return "the client also wrote \"" + written.trimmed() + '"';
    }
    return written.isEmpty() ? QByteArray() : "the client also wrote \"" + written.trimmed() + '"';
}
