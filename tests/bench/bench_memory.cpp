// SPDX-License-Identifier: GPL-3.0-or-later
// bench_memory: what a message of the open folder takes in the model and the sequence map, and with the view,
// of a million. Exact: what malloc has handed out.
#include "core/imap/session/sequencemap.h"
#include "widgets/messages/messageview.h"

#include <QApplication>

#include <cstdio>

#include "tests/bench/measures.h"

namespace {

constexpr int messages = 1000000;

std::vector<store::InsertedCopy> copies()
{
    std::vector<store::InsertedCopy> all;
    all.reserve(messages);
    for (int i = messages; i > 0; --i)
        all.push_back({{i}, {static_cast<quint32>(i)}, i * qint64{300000}});
    return all;
}

imap::SequenceMap sequenceMap()
{
    imap::SequenceMap map;
    map.reset(messages);
    for (quint32 i = 1; i <= messages; ++i) {
        if (!map.learn(imap::SeqNum{i}, imap::Uid{i}))
            std::abort();
    }
    return map;
}

}

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    SystemClock clock;
    models::MessageListModel model({[](store::CopyId id) {
        store::MessageRow row;
        row.id = id;
        return std::optional(row);
    }});
    const double before = measures::heapBytes();
    const imap::SequenceMap map = sequenceMap();
    model.setFolder({1}, copies());
    const double filled = measures::heapBytes();
    MessageView view(model, clock);
    view.show();
    view.grab();  // lays it out and paints it
    const double shown = measures::heapBytes();
    std::printf("{\"scenario\":\"memory\",\"model_bytes\":%.1f,\"view_bytes\":%.1f,\"messages\":%u}\n",
                (filled - before) / messages, (shown - before) / messages, map.size());
    return 0;
}
