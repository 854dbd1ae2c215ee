// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/changes.h"
#include "core/store/reader.h"
#include "widgets/reader/sourcetext.h"
#include "widgets/reader/textview.h"

#include <optional>

class EmptyState;
class FindBar;
class QPushButton;
class QStackedWidget;

// The octets of a message, made visible.
class SourceView : public TextView
{
    Q_OBJECT

public:
    explicit SourceView(Clock &clock, QWidget *parent = nullptr);

    void showOctets(const QByteArray &octets);

private:
    std::optional<SourceText> m_rest;
};

// A message as it came, in a window of its own. What is not here is asked for by signal, and waited for until
// it comes or the window is closed. Deletes itself when it closes.
class SourceWindow : public QWidget
{
    Q_OBJECT

public:
    struct Context {
        const store::Reader &reader;  // outlives it
        Clock &clock;
    };
    SourceWindow(Context context, store::CopyId copy, QWidget *parent);

    // Asks for what is missing, unless it is all here.
    void load();
    void apply(const store::ChangeSet &changes);
    void showProgress(store::CopyId copy, qint64 octets, qint64 of);  // 0: nobody knows of how many
    void showFailure(store::CopyId copy, const Error &why);
    [[nodiscard]] bool isWaitingFor(store::CopyId copy) const { return m_isWaiting && copy == m_copy; }

    // Header and text of a message, when both are here; of one without parts they are (RFC 3501, 6.4.5).
    [[nodiscard]] static std::optional<QByteArray> octetsOf(const store::MessageContent &content);

Q_SIGNALS:
    void contentWanted(store::CopyId copy, const QByteArrayList &sections);
    void contentGivenUp(store::CopyId copy);  // it was closed before it came
    void saveWanted(const QString &subject, const QByteArray &octets);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    bool showWhatIsHere();
    void layOut();
    void showWaiting(const QString &sentence);

    Context m_context;
    store::CopyId m_copy;
    QString m_subject;
    QByteArray m_octets;
    bool m_isHere = false, m_hasFailed = false, m_isWaiting = false;
    QStackedWidget *m_pages;
    EmptyState *m_waiting;
    SourceView *m_view;
    FindBar *m_find;
    QPushButton *m_save;
};
