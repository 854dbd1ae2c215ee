// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/compose/answer.h"
#include "core/compose/reminders.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

class Banner;
class ComposerEditor;
class ComposerHead;
class FileBar;
class FileReader;
class MailSealer;
class QActionGroup;
class QMenu;
class QToolBar;
class SpellingDesk;

namespace models {
class PeopleModel;
}

// A mail that is being written. It keeps nothing and sends nothing itself: it tells what is written a moment
// after it has changed, and again when it is closed, so that nothing is ever lost by closing it.
class ComposerWindow : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ComposerWindow)

public:
    struct Context {
        Clock &clock;
        std::vector<compose::Identity> identities;
        models::PeopleModel &people;            // outlives the window
        std::vector<mime::Mailbox> lists = {};  // mailing lists that are known
        bool isKept = false;                    // it is a draft already
        bool isTouched = false;                 // what is in it is nowhere else
        // Octets that an account's server takes at most; 0: not known.
        std::function<qint64(const QUuid &)> sizeLimit = {};
        MailSealer *sealer = nullptr;      // outlives the window; null: nothing is signed or encrypted
        SpellingDesk *spelling = nullptr;  // outlives the window
    };
    // Time for what is typed to be told: with what saving takes, well within two seconds.
    static constexpr std::chrono::milliseconds restFor{1200};

    ComposerWindow(Context context, compose::Composition begun, QWidget *parent = nullptr);
    ~ComposerWindow() override;

    [[nodiscard]] compose::Composition composition() const;
    [[nodiscard]] bool isWorthKeeping() const;
    // It may yet be encrypted by itself: until that is known, nothing of it belongs on a server as it is.
    [[nodiscard]] bool isUndecided() const;
    // Somebody has sent it, and it goes when it is known who has a key.
    [[nodiscard]] bool isAwaitingKeys() const { return m_sendsWhenKnown.has_value(); }
    [[nodiscard]] ComposerHead *head() const { return m_head; }
    [[nodiscard]] ComposerEditor *editor() const { return m_editor; }
    [[nodiscard]] FileBar *files() const { return m_files; }
    [[nodiscard]] Banner *notice() const { return m_notice; }
    [[nodiscard]] Banner *protection() const { return m_protection; }
    // The program ends: files that are being read are waited for, so long at most.
    void finishReading(std::chrono::milliseconds atMost);
    void say(const QString &sentence);  // above the mail, until it changes
    // send() lets it go at that time, and the window says so; in the past, or invalid: at once.
    void plan(const QDateTime &time);
    [[nodiscard]] QDateTime planned() const { return m_notBefore; }
    // What became of sendWanted() for a mail that is to be signed or encrypted.
    void showSent();
    void showNotSent(const QString &sentence);

public Q_SLOTS:
    // Asks before, if there is something to ask. While it is not known who has a key, the mail waits for that
    // and then goes by itself, unless it is changed meanwhile.
    void send();
    void sendAt(const QDateTime &time);
    void save();
    void discard();  // asks if something is written

Q_SIGNALS:
    void changed(const compose::Composition &composition);     // at rest for a moment
    void saveWanted(const compose::Composition &composition);  // also on the server
    // Not before that time; invalid: as soon as it cannot be undone any more. The window closes, or waits for
    // showSent() where the mail is to be signed or encrypted.
    void sendWanted(const compose::Composition &composition, const QDateTime &notBefore);
    void sealingGivenUp();  // somebody closes the window while it waits: it is a draft again
    void templateWanted(const compose::Composition &composition);
    void discarded();  // the window closes, and nothing is to be left of it

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class End { None, Sent, Discarded };

    void build();
    void makeActions();
    void makeMailActions();
    void makeEditActions();
    void makeFormatActions();
    void makeOptionActions();
    void makeProtectionActions(QMenu *menu);
    void beginProtection();
    void changeWishes(const compose::Identity &before, const compose::Identity &now);
    [[nodiscard]] bool takesWishes() const;
    void switchItself(QAction *action, bool isOn);
    [[nodiscard]] bool canEncrypt() const;
    [[nodiscard]] compose::Composition addressed() const;
    [[nodiscard]] compose::Composition wished() const;
    void changeProtection();
    void changeProtectionAs(int action);
    void showProtection();
    void takeKeys();
    void chooseKeys();
    void choose(const compose::Protection::Choice &choice);
    [[nodiscard]] bool isProtectionReady();
    [[nodiscard]] bool waitsForKeys(const QDateTime &notBefore);
    void giveUpWaiting();
    void waitForSealing(const QDateTime &notBefore);
    void hold();
    void release();
    void addSpelling(QMenu *menu);
    void fillLaterMenu();
    void askForTime();
    void editFields();
    QAction *add(QMenu *menu, const QString &text, const QKeySequence &key, std::function<void()> act);
    QAction *addChoice(QMenu *menu, const QString &text, const QKeySequence &key, bool isChosen,
                       std::function<void(bool)> choose);
    void connectParts();
    void addFiles();
    void addPicture(const QImage &picture);
    void askForLink();
    void showFormatBar();
    void touch();
    void tell();
    void keep();
    void updateWarnings();
    void closeIfRead();
    [[nodiscard]] compose::KnownPeople knownPeople() const;
    void begin(const QDateTime &notBefore);
    void check(const QDateTime &notBefore);
    void leave(const QDateTime &notBefore);
    void askBeforeSending(const std::vector<compose::Reminder> &reminders, const QDateTime &notBefore);
    void showTitle();

    Context m_context;
    compose::Composition m_mail;  // what no part of the window holds
    ComposerHead *m_head;
    Banner *m_plan;
    Banner *m_notice;
    Banner *m_protection;
    ComposerEditor *m_editor;
    FileBar *m_files;
    FileReader *m_reader;
    QToolBar *m_formatBar = nullptr;
    QMenu *m_later = nullptr;
    QAction *m_signs = nullptr, *m_encrypts = nullptr, *m_closes = nullptr;
    QList<QPointer<QAction>> m_held;  // what cannot be chosen while GnuPG works
    std::unique_ptr<Alarm> m_rest;
    QDateTime m_notBefore;
    End m_end = End::None;
    QString m_warning;  // what updateWarnings() has said
    bool m_isTouched = false;
    bool m_closesWhenRead = false;
    bool m_encryptsItself = false;              // as soon as it can, unless somebody has chosen
    bool m_hasChosen = false;                   // somebody, whether it is signed and encrypted
    bool m_switchesItself = false;              // nobody does that
    std::optional<QDateTime> m_sendsWhenKnown;  // who has a key: not before that time
    bool m_isSealing = false;                   // it waits for what sendWanted() comes to
};
