// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"
#include "core/store/database.h"

#include <QMetaType>

#include <vector>

namespace store {

// Whose pictures from elsewhere are always shown: the user's wish, in user.db. It counts only for mail that
// is proven to be theirs (mime/provenauthor.h).
struct PictureException {
    enum class Scope { Sender, Domain };  // stored numbers
    Scope scope = Scope::Sender;
    // An addr-spec, or a domain; the domain in ASCII and lower case. The whole of it: "example.org" is
    // neither "sub.example.org" nor "notexample.org".
    QByteArray value;

    friend bool operator==(const PictureException &, const PictureException &) = default;
};

[[nodiscard]] PictureException pictureExceptionFor(PictureException::Scope scope,
                                                   const mime::Mailbox &sender);
[[nodiscard]] bool isException(const std::vector<PictureException> &all, const mime::Mailbox &sender);

// By scope, then by value.
[[nodiscard]] Result<std::vector<PictureException>> pictureExceptions(const Database &user);
[[nodiscard]] Result<void> keepPictureException(const Database &user, const PictureException &exception);
[[nodiscard]] Result<void> dropPictureException(const Database &user, const PictureException &exception);

}

Q_DECLARE_METATYPE(store::PictureException)
