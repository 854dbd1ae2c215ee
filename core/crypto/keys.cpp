// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/keys.h"

#include <algorithm>

namespace crypto {

bool isUsable(const Key &key, KeyUse use)
{
    if (key.flaw)
        return false;
    return use == KeyUse::Signing ? key.canSign && key.isSecretHere : key.canEncrypt;
}

std::optional<Key> obviousKey(const std::vector<Key> &keys, KeyUse use)
{
    // One's own key is one's own: with its secret part here nobody has to say so.
    const auto fits = [use](const Key &key) {
        return isUsable(key, use) && (key.userId.isValid || key.isSecretHere);
    };
    const auto first = std::find_if(keys.begin(), keys.end(), fits);
    if (first == keys.end() || std::find_if(std::next(first), keys.end(), fits) != keys.end())
        return std::nullopt;
    return *first;
}

}
