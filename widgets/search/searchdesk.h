// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/models/messagelistmodel.h"
#include "core/search/serverrounds.h"
#include "core/search/serversearch.h"
#include "widgets/search/searcher.h"
#include "widgets/search/searchstate.h"

#include <QObject>

#include <functional>
#include <map>

// A search in the folder that is open, in its account, or everywhere: what is kept here is looked through
// first, and the servers are asked only about messages whose text is not all here, and about folders that
// have not been loaded. Answers narrow the list as they come, or take its place where they are from many
// folders; what failed is said, and never looks like an empty result. Window thread.
class SearchDesk : public QObject
{
    Q_OBJECT

public:
    struct Context {
        QString cachePath;
        std::function<std::vector<search::NamedFolder>()> folders;  // all there are
        std::function<std::optional<store::Folder>(store::FolderId)> folder;
        std::function<QString(const store::Folder &)> folderName;  // for people
        std::function<QString(const QUuid &)> accountName;
        std::function<std::optional<search::StoreHit>(store::FolderId, imap::Uid)> find;  // what is here
        std::function<QHash<QByteArray, search::ReceiptState>()> receipts;
    };
    SearchDesk(Context context, models::MessageListModel &model, Clock &clock, QObject *parent = nullptr);

    // Somebody is still typing: what is here is looked through at once, and no server is asked yet. The same
    // question as a whole one goes on from there.
    enum class Reach { Here, Servers };
    void ask(const store::Folder &folder, const QString &name, const QString &text, SearchScope scope,
             Reach reach = Reach::Servers);
    void end();   // nothing is looked for any more: the whole list
    void stop();  // what was found stays
    void takeAnswer(const search::ServerSearchResult &result);
    // What is found stays true: new mail that is meant comes into the list at once. What is not meant any
    // more stays until somebody asks again, so that nothing goes under anybody's hands.
    void heed(const store::ChangeSet &changes);
    [[nodiscard]] const SearchState &state() const noexcept { return m_state; }
    [[nodiscard]] const search::Facets &facets() const noexcept { return m_facets; }
    // What is being asked, with the place in its words: it means the same wherever it is asked from.
    [[nodiscard]] QString wholeQuestion() const;
    [[nodiscard]] bool isOn() const noexcept { return m_state.here != SearchState::Stage::None; }

Q_SIGNALS:
    void changed();  // state()
    void counted();  // facets()
    void searchWanted(const search::ServerSearch &search);
    void searchGivenUp();

private:
    struct Question {
        store::Folder folder;
        QString name, text;
        SearchScope scope = SearchScope::Folder;
    };
    [[nodiscard]] bool isWide() const noexcept { return m_state.scope != SearchScope::Folder; }
    void begin(const Question &question);
    [[nodiscard]] std::vector<store::FolderId> scopeOf(const Question &question) const;
    void takeHits(quint64 serial, const std::vector<search::StoreHit> &hits);
    void takeEnd(quint64 serial, const Searcher::End &end);
    [[nodiscard]] std::vector<search::ServerRounds::Place> placesToAsk(const Searcher::End &end) const;
    void askNext();
    void lookAtNew();
    [[nodiscard]] std::vector<search::StoreHit> newOf(const search::ServerSearchResult &result);
    void add(const std::vector<search::StoreHit> &hits);
    void noteServer();
    void show();

    Context m_context;
    models::MessageListModel &m_model;
    Clock &m_clock;
    Searcher *m_searcher;
    quint64 m_serial = 0;  // of the question that is being asked
    Question m_question;
    SearchState m_state;
    search::Facets m_facets;
    search::ServerRounds m_rounds;
    std::vector<imap::Uid> m_found;       // in the one folder
    std::vector<store::CopyId> m_copies;  // wherever they are
    std::vector<store::CopyId> m_new;     // have come or have changed since, and are still to be looked at
    std::vector<store::InsertedCopy> m_fresh;  // of many folders: not in the list yet
    std::map<store::FolderId, std::vector<search::StoreHit>> m_unknown;  // each by ascending UID
    std::vector<store::FolderId> m_incomplete;
    std::optional<std::size_t> m_listed;  // of m_found: in the list; nullopt: it is about another question
    bool m_isListed = false;              // the list is about this question
    Reach m_reach = Reach::Servers;
};
