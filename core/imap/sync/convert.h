// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/imap/session/session.h"
#include "core/imap/wire/response.h"
#include "core/store/changes.h"

#include <QByteArray>

#include <functional>
#include <optional>
#include <span>

// Wire values to store values: the only place where the two meet.
namespace imap::sync {

// What every list row is made of. Header fields instead of ENVELOPE: they carry more (References, the receipt
// request) and our own reader of them is the same for every server.
inline constexpr char summaryItems[] = "UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE "
                                       "BODY.PEEK[HEADER.FIELDS (DATE SUBJECT FROM TO CC MESSAGE-ID "
                                       "IN-REPLY-TO REFERENCES DISPOSITION-NOTIFICATION-TO)]";

// nullopt: the response lacks what a row cannot do without (UID, the header fields), or its values are
// hollow, which is not data. `ownAddress` picks the address that keys a receipt request
// (receipts/ownaddress.h). Confirmed: hollow values are taken as well, since they were meant.
using OwnAddress = std::function<QByteArray(const mime::Header &)>;
[[nodiscard]] OwnAddress ownAddressOf(const accounts::Account &account);
enum class Trust { None, Confirmed };
[[nodiscard]] std::optional<store::FetchedMessage> fetchedMessage(const FetchItems &items,
                                                                  const OwnAddress &ownAddress,
                                                                  Trust trust = Trust::None);
// The values that servers tell of a message that is gone: NIL, nothing at all in a message of no octets, the
// year 0 (RFC 2180, 4.1.3), or words of their own (Courier). A real message may look the same, rarely.
[[nodiscard]] bool isHollow(const FetchItems &items);
// Of these: not one octet, as some servers (Mailutils) tell of what is gone for as long as the mailbox is
// open.
[[nodiscard]] bool isWithoutOctets(const FetchItems &items);
[[nodiscard]] store::Flags storeFlags(std::span<const QByteArray> flags);
[[nodiscard]] store::MailboxState mailboxState(const SelectedMailbox &selected);
[[nodiscard]] mime::PartInfo partInfo(const BodyStructure &root);
[[nodiscard]] store::ListedFolder listedFolder(const ListData &data);

}
