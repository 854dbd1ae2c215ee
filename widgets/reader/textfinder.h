// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "widgets/reader/searchable.h"

#include <QObject>
#include <QPointer>
#include <QTextBlock>

#include <memory>
#include <vector>

// Finds words in a text that is shown, marks them, and goes from one to the next, round and round. Long texts
// are looked through in pieces, one a turn of the event loop, so that typing never waits; of very many places
// only the first are kept. When the text changes, it looks again. Window thread.
class TextFinder : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextFinder)

public:
    explicit TextFinder(Clock &clock, QObject *parent = nullptr);
    ~TextFinder() override;

    static constexpr std::size_t mostFound = 10'000;

    // What has been found so far.
    struct Found {
        qsizetype current = 0;  // from 1; 0: none yet
        qsizetype count = 0;
        bool isLooking = false;  // more may be found
        bool isCut = false;      // there are more than are kept
    };
    [[nodiscard]] Found found() const;

    // `view` is looked through from now on and outlives this, or is replaced before it goes; null: none.
    void setView(Searchable *view);
    void look(const QString &words, Qt::CaseSensitivity sensitivity);  // empty: for nothing
    void go(int places);  // 1: to the next, -1: to the one before
    void stop();          // nothing is marked any more

Q_SIGNALS:
    void changed();  // found() says something else

private:
    void start();
    void goOn();
    void lookIn(const QTextBlock &block);
    void show(qsizetype index);
    void tell();
    void markFound();
    [[nodiscard]] QTextCursor cursorAt(qsizetype index) const;

    Clock &m_clock;
    Searchable *m_view = nullptr;
    QString m_words;
    Qt::CaseSensitivity m_sensitivity = Qt::CaseInsensitive;
    std::vector<int> m_places;  // in the document, in order
    qsizetype m_current = -1;
    int m_from = 0;  // the first place behind this is the current one
    QTextBlock m_next;
    bool m_isLooking = false, m_isCut = false;
    bool m_hasChanged = false;  // the text, since it was looked through: the places are others now
    std::unique_ptr<Alarm> m_turn;
};
