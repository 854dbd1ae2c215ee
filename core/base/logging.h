// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

// One category per layer. Detail strings of servers may be logged at debug level; secrets have no way to get
// here (base/secret.h), and the raw wire log is a separate thing that a user asks for.
Q_DECLARE_LOGGING_CATEGORY(logWire)      // posthorn.wire
Q_DECLARE_LOGGING_CATEGORY(logNet)       // posthorn.net
Q_DECLARE_LOGGING_CATEGORY(logSession)   // posthorn.session
Q_DECLARE_LOGGING_CATEGORY(logSync)      // posthorn.sync
Q_DECLARE_LOGGING_CATEGORY(logStore)     // posthorn.store
Q_DECLARE_LOGGING_CATEGORY(logJournal)   // posthorn.journal
Q_DECLARE_LOGGING_CATEGORY(logReceipts)  // posthorn.receipts
Q_DECLARE_LOGGING_CATEGORY(logSmtp)      // posthorn.smtp
Q_DECLARE_LOGGING_CATEGORY(logAccounts)  // posthorn.accounts
Q_DECLARE_LOGGING_CATEGORY(logApp)       // posthorn.app
