// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where a search looks.
enum class SearchScope { Folder, Account, Everywhere };
