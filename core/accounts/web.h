// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What is asked of web servers as the window may know it: the window does not know net/.
#include "core/net/formposter.h"
#include "core/net/picturefetcher.h"

namespace accounts {

using net::PictureFailure;
using net::PictureOrder;
using net::PicturesFetched;
using UnsubscribeEnd = net::FormEnd;
using UnsubscribeOrder = net::FormOrder;

}
