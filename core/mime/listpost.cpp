// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/listpost.h"

#include "core/mime/fieldsyntax.h"

#include <QByteArrayList>

namespace mime {

std::vector<Mailbox> listAddresses(const Header &header)
{
    std::vector<Mailbox> found;
    for (const QByteArray &field : header.all("List-Post")) {
        for (const QByteArray &url : messageIds(field)) {  // "<…>", as those are
            if (!url.toLower().startsWith("<mailto:"))
                continue;
            const QByteArray address = url.sliced(8).chopped(1).split('?').front();
            const auto list = parseAddressList(QByteArray::fromPercentEncoding(address)).mailboxes;
            found.insert(found.end(), list.begin(), list.end());
        }
    }
    if (!found.empty())
        return found;
    const QByteArray listId = withoutComments(header.first("List-Id").value_or(QByteArray()));
    const qsizetype open = listId.lastIndexOf('<');
    const QByteArray label = listId.sliced(open + 1).split('>').front().trimmed().toLower();
    for (const char *name : {"To", "Cc"}) {
        for (const QByteArray &field : header.all(name)) {
            for (const Mailbox &mailbox : parseAddressList(field).mailboxes) {
                if (!label.isEmpty() && (mailbox.localPart + '.' + mailbox.domain).toLower() == label)
                    found.push_back(mailbox);
            }
        }
    }
    return found;
}

}
