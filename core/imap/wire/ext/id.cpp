// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/id.h"

namespace imap {

// id_response = "ID" SPACE id_params_list                                                    (RFC 2971, 4)
// id_params_list = "(" #(string SPACE nstring) ")" / nil
IdData idData(Cursor &in)
{
    IdData id;
    in.space();
    if (in.acceptNil())
        return id;
    in.expect('(');
    in.acceptSpaces();
    while (!in.failed() && !in.isNext(')')) {
        const StringToken field = in.nstring();
        in.space();
        const StringToken value = in.nstring();
        if (!field.isNil && !value.isNil)
            id.fields.emplace_back(field.keptUpper(), value.kept());
        in.boundList(id.fields.size());
        in.acceptSpaces();
    }
    in.expect(')');
    return id;
}

}
