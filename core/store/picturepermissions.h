// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"
#include "core/store/database.h"

#include <QMetaType>

#include <vector>

namespace store {

// Whose pictures from elsewhere are always shown: the user's wish, in user.db. It counts only for mail that
// is proven to be theirs (mime/provenauthor.h).
struct PicturePermission {
    enum class Scope { Sender, Domain };  // stored numbers
    Scope scope = Scope::Sender;
    // An addr-spec, or a domain; the domain in ASCII and lower case. The whole of it: "example.org" is
    // neither "sub.example.org" nor "notexample.org".
    QByteArray value;

    friend bool operator==(const PicturePermission &, const PicturePermission &) = default;
};

[[nodiscard]] PicturePermission picturePermissionFor(PicturePermission::Scope scope,
                                                     const mime::Mailbox &sender);
[[nodiscard]] bool isPermitted(const std::vector<PicturePermission> &all, const mime::Mailbox &sender);

// By scope, then by value.
[[nodiscard]] Result<std::vector<PicturePermission>> picturePermissions(const Database &user);
[[nodiscard]] Result<void> keepPicturePermission(const Database &user, const PicturePermission &permission);
[[nodiscard]] Result<void> dropPicturePermission(const Database &user, const PicturePermission &permission);

}

Q_DECLARE_METATYPE(store::PicturePermission)
