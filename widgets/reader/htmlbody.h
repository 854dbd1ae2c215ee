// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/rows.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/htmlview.h"
#include "widgets/reader/remotepictures.h"

#include <QSet>

#include <optional>

enum class BodyForm { Html, Simplified, Plain };

// The HTML form of the message that is open: whether there is one and it is wanted, what is missing of it,
// whether it can be shown. It asks for nothing from elsewhere but what the reader wants to see (remotes());
// parts of the message it asks for by signal, each once.
class HtmlBody : public QObject
{
    Q_OBJECT

public:
    HtmlBody(Clock &clock, QWidget *parent);

    enum class State {
        None,     // no HTML, or it is not wanted
        Missing,  // it has been asked for
        Preparing,
        Shown,
        TooCostly,
    };
    [[nodiscard]] State state() const noexcept { return m_state; }
    [[nodiscard]] QWidget *widget() { return m_view->widget(); }
    [[nodiscard]] BodyForm form() const noexcept { return m_form; }
    void setForm(BodyForm form);
    void setCharset(const QByteArray &charset);  // chosen by somebody, for this message; empty: none
    void setZoom(double zoom) { m_view->setZoom(zoom); }
    [[nodiscard]] Searchable *searchable() { return m_view->searchable(); }
    [[nodiscard]] PaperBody forPaper() const { return m_view->forPaper(); }

    void open(const store::MessageContent &content, BodyForm form);  // of another message
    // What the same message is when it has been verified or decrypted. Never: not even its reader can have
    // anything loaded for it from elsewhere, since what was decrypted could be handed out that way.
    enum class Elsewhere { Named, Never };
    void replace(const store::MessageContent &content, Elsewhere elsewhere);
    void complete(const store::MessageContent &content);  // more of the same has come
    void close();

    // What there is to say about the form of what is shown; nullopt: nothing.
    [[nodiscard]] std::optional<BannerContent> notice() const;
    // What it has elsewhere.
    [[nodiscard]] RemotePictures *remotes() const noexcept { return m_remotes; }

Q_SIGNALS:
    void stateChanged();
    void sectionsWanted(const QByteArrayList &sections);
    void linkWanted(const QUrl &url, const QString &claimedHost);
    void findWanted();

private:
    void show();
    void ask(const QByteArrayList &sections);
    void takeFindings(HtmlFindings findings);
    void setState(State state);

    HtmlView *m_view;
    BodyForm m_form = BodyForm::Html;
    QByteArray m_charset;
    std::optional<store::MessageContent> m_content;
    QSet<QByteArray> m_asked;
    HtmlFindings m_findings;
    RemotePictures *m_remotes;
    Elsewhere m_elsewhere = Elsewhere::Named;
    State m_state = State::None;
};
