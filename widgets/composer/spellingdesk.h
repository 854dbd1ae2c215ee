// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/spelling/dictionary.h"
#include "core/spelling/ownwords.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QThread>
#include <QThreadPool>

namespace spelling {
class SpellingWorker;
}

// What all editors ask about words: it remembers what dictionaries have said, and asks them in a thread of
// its own, begun with the first word. Nobody waits: what is not known yet is told by judged(). Window thread.
class SpellingDesk : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SpellingDesk)

public:
    struct Context {
        std::vector<spelling::Dictionary> dictionaries = {};
        spelling::OpenSpeller open = spelling::openSpeller;
        QString ownWords = {};  // the file they are in
        QString settings = {};  // the file that keeps whether spelling is checked
    };
    enum class Verdict { Right, Wrong, NotKnownYet };

    explicit SpellingDesk(Context context, QObject *parent = nullptr);
    ~SpellingDesk() override;

    [[nodiscard]] QStringList languages() const;  // "de_DE"; empty: there is nothing to check with
    [[nodiscard]] QString usualLanguage() const;  // the system's, or the first
    [[nodiscard]] bool isOn() const noexcept { return m_isOn && !m_context.dictionaries.empty(); }
    void setOn(bool isOn);

    [[nodiscard]] Verdict verdict(const QString &language, const QString &word);
    void suggest(const QString &language, const QString &word);
    void learn(const QString &word);

Q_SIGNALS:
    // `wrong` are those of them that the dictionary does not know.
    void judged(const QString &language, const QStringList &words, const QStringList &wrong);
    void suggested(const QString &language, const QString &word, const QStringList &suggestions);
    void changed();  // isOn(), or words of one's own

private:
    void start();
    void flush();
    void take(const QString &language, const QStringList &words, const QStringList &wrong);

    Context m_context;
    spelling::OwnWords m_own;
    QHash<QString, QHash<QString, Verdict>> m_verdicts;  // by language; NotKnownYet: asked
    QHash<QString, QStringList> m_toAsk;                 // by language
    spelling::SpellingWorker *m_worker = nullptr;
    QThread m_thread;
    QThreadPool m_writer;  // of own words, one file at a time
    bool m_isOn = true;
};
