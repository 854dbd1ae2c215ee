// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/sort.h"

#include "core/imap/wire/limits.h"
#include "core/imap/wire/productions.h"

#include <utility>

namespace imap {

// sort-data = "SORT" *(SP nz-number) [SP "(" "MODSEQ" SP mod-sequence-value ")"]    (RFC 5256, 4; RFC 7162,
// 7)
SortData sortData(Cursor &in)
{
    SearchData same = searchData(in);
    return {std::move(same.numbers), same.modSeq};
}

// thread-data = "THREAD" [SP 1*thread-list]                                                  (RFC 5256, 5)
// thread-list = "(" (thread-members / thread-nested) ")"
// thread-members = nz-number *(SP nz-number) [SP thread-nested]; thread-nested = 2*thread-list
// Each message is the parent of the next; the lists behind the last are its children. Lists that begin with
// another list have lost their first message: it gets the number 0.
ThreadData threadData(Cursor &in)
{
    struct OpenList {
        quint32 depth;  // of its next message
        bool isEmpty = true;
    };
    ThreadData data;
    std::vector<OpenList> lists;
    const auto open = [&] {
        if (!lists.empty() && std::exchange(lists.back().isEmpty, false))
            data.nodes.push_back({0, lists.back().depth++});
        lists.push_back({lists.empty() ? 0 : lists.back().depth});
        if (lists.size() > limits::threadNesting)
            in.failLimit("lists within a thread");
    };
    for (in.acceptSpaces(); !in.failed() && !in.atEnd(); in.acceptSpaces()) {
        if (in.accept('(')) {
            open();
        } else if (!lists.empty() && in.accept(')')) {
            lists.pop_back();
        } else if (!lists.empty() && in.isDigitNext()) {
            lists.back().isEmpty = false;
            data.nodes.push_back({in.nonZeroNumber(), lists.back().depth++});
        } else {
            in.fail("a thread");
        }
    }
    if (!in.failed() && !lists.empty())
        in.fail("the end of a thread");
    return data;
}

}
