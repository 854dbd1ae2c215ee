// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"

Q_LOGGING_CATEGORY(logWire, "posthorn.wire", QtWarningMsg)
Q_LOGGING_CATEGORY(logNet, "posthorn.net", QtWarningMsg)
Q_LOGGING_CATEGORY(logSession, "posthorn.session", QtWarningMsg)
Q_LOGGING_CATEGORY(logSync, "posthorn.sync", QtWarningMsg)
Q_LOGGING_CATEGORY(logStore, "posthorn.store", QtWarningMsg)
Q_LOGGING_CATEGORY(logJournal, "posthorn.journal", QtWarningMsg)
Q_LOGGING_CATEGORY(logReceipts, "posthorn.receipts", QtWarningMsg)
Q_LOGGING_CATEGORY(logSmtp, "posthorn.smtp", QtWarningMsg)
Q_LOGGING_CATEGORY(logAccounts, "posthorn.accounts", QtWarningMsg)
Q_LOGGING_CATEGORY(logApp, "posthorn.app", QtWarningMsg)
