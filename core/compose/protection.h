// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace compose {

enum class Form { OpenPgp, Smime };

// How a mail is to be protected, as its writer wishes it.
struct Protection {
    // A key that somebody has chosen for an address, among several or although nobody says whose it is.
    struct Choice {
        QByteArray address{};      // addr-spec
        QByteArray fingerprint{};  // hexadecimal

        friend bool operator==(const Choice &, const Choice &) = default;
    };
    bool isSigned = false;
    bool isEncrypted = false;
    Form form = Form::OpenPgp;
    std::vector<Choice> choices{};

    [[nodiscard]] bool isAny() const { return isSigned || isEncrypted; }
    friend bool operator==(const Protection &, const Protection &) = default;
};

}
