// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/sasl.h"

#include <QList>

#include <array>

// A SASL exchange under a server that is made of the fuzzer's octets: the first octet is the mechanism, then
// one challenge a line. "%" is what the client sent as its nonce, so that a challenge can get beyond it.
namespace fuzz {

inline bool sasl(QByteArrayView input)
{
    if (input.isEmpty())
        return true;
    constexpr std::array names{"SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN", "CRAM-MD5"};
    const QByteArray mechanism = names.at(static_cast<unsigned char>(input.front()) % names.size());
    const QByteArray password = "c4nary!";
    const auto client = net::makeSaslClient(mechanism, {"bob", Secret(password)}, "imap", "mail.test");
    if (!client)
        return false;
    const bool isScram = mechanism.startsWith("SCRAM");
    const bool hidesPassword = isScram || mechanism == "CRAM-MD5";
    QByteArray nonce;
    bool failed = false;
    const auto take = [&](const QByteArray &challenge) {
        const auto step = (*client)->step(challenge);
        if (!step) {
            failed = true;
            return !(*client)->isComplete();
        }
        const QByteArray response = step->response.reveal();
        const qsizetype at = response.indexOf("r=");
        if (nonce.isEmpty() && at >= 0)
            nonce = response.sliced(at + 2);
        // A server that knows the password may send it as its nonce, and has it sent back (RFC 5802, 5.1).
        const bool echoed = challenge.contains(password);
        return !failed && (echoed || !(hidesPassword && response.contains(password)))
            && response.size() < 100'000;
    };
    if ((*client)->clientFirst() && !take({}))
        return false;
    const auto challenges = input.sliced(1).toByteArray().split('\n');
    int rounds = 0;
    for (QByteArray challenge : challenges) {
        if (++rounds > 8)
            break;
        // Deriving a key of a million rounds is allowed, and would be all that the fuzzer does.
        if (const qsizetype count = challenge.indexOf("i="); count >= 0 && challenge.size() - count > 6)
            challenge.truncate(count + 6);
        if (!take(challenge.replace('%', nonce)))
            return false;
    }
    // Nobody can sign who does not know the password (RFC 5802, 5).
    return !isScram || !(*client)->isComplete();
}

}
