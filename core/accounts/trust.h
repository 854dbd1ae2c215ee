// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The questions about certificates as the window may know them: the window does not know net/.
#include "core/net/certificates.h"

namespace accounts {

using net::AcceptedCertificate;
using net::CertificateProblem;
using net::CertificateQuestion;

}
