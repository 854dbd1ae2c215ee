// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/models/messagelistmodel.h"
#include "core/search/serversearch.h"
#include "widgets/search/searcher.h"
#include "widgets/search/searchstate.h"

#include <QObject>

#include <functional>

// A search in the folder that is open: what is kept here is looked through first, and the server is asked
// only for messages whose text is not all here. Both answers narrow the list as they come; what failed is
// said, and never looks like an empty result. Window thread.
class SearchDesk : public QObject
{
    Q_OBJECT

public:
    struct Context {
        QString cachePath;
        std::function<std::vector<search::NamedFolder>()> folders;  // all there are
        std::function<QHash<QByteArray, search::ReceiptState>()> receipts;
    };
    SearchDesk(Context context, models::MessageListModel &model, Clock &clock, QObject *parent = nullptr);

    void ask(const store::Folder &folder, const QString &name, const QString &text);
    void end();  // nothing is looked for any more: the whole list
    void takeAnswer(const search::ServerSearchResult &result);
    [[nodiscard]] const SearchState &state() const noexcept { return m_state; }

Q_SIGNALS:
    void changed();  // state()
    void searchWanted(const search::ServerSearch &search);
    void searchGivenUp();

private:
    void takeHits(quint64 serial, const std::vector<search::StoreHit> &hits);
    void takeEnd(quint64 serial, const Searcher::End &end);
    void show();

    Context m_context;
    models::MessageListModel &m_model;
    Clock &m_clock;
    Searcher *m_searcher;
    quint64 m_serial = 0;  // of the question that is being asked
    store::FolderId m_folder;
    SearchState m_state;
    std::vector<imap::Uid> m_found, m_unknown;  // m_unknown: ascending
};
