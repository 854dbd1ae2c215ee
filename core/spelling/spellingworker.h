// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/spelling/dictionary.h"

#include <QObject>

namespace spelling {

// Asks dictionaries, in a thread where that holds up nobody; all calls come as queued signals. A dictionary
// is read when it is first asked, and the last few stay.
class SpellingWorker : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SpellingWorker)

public:
    SpellingWorker(std::vector<Dictionary> dictionaries, OpenSpeller open, QObject *parent = nullptr);
    ~SpellingWorker() override;

public Q_SLOTS:
    void check(const QString &language, const QStringList &words);  // answered by checked()
    void suggest(const QString &language, const QString &word);     // answered by suggested()

Q_SIGNALS:
    // `wrong` are those of them that the dictionary does not know; none, when it cannot be read.
    void checked(const QString &language, const QStringList &words, const QStringList &wrong);
    void suggested(const QString &language, const QString &word, const QStringList &suggestions);

private:
    struct Opened {
        QString language;
        std::unique_ptr<Speller> speller;  // null: it cannot be read
    };
    [[nodiscard]] const Speller *spellerFor(const QString &language);

    std::vector<Dictionary> m_dictionaries;
    OpenSpeller m_open;
    std::vector<Opened> m_opened;  // the one asked last comes last
};

}
