// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "widgets/reader/htmlrenderer.h"
#include "widgets/reader/htmlview.h"
#include "widgets/reader/searchable.h"

#include <QTextBrowser>

#include <memory>
#include <optional>

// A QTextBrowser that shows what it is given and asks nobody for anything: pictures come from a map, all
// other resources are none. Links are told, never followed. What is copied is what cleancopy.h says.
class QuietBrowser : public QTextBrowser, public Searchable
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuietBrowser)

public:
    explicit QuietBrowser(QWidget *parent = nullptr);

    ~QuietBrowser() override;

    void showRendered(const RenderedHtml &rendered);

    [[nodiscard]] QTextDocument *searched() override { return document(); }
    [[nodiscard]] QTextCursor chosen() const override { return textCursor(); }
    void mark(const QList<QTextEdit::ExtraSelection> &found) override { setExtraSelections(found); }
    void reveal(const QTextCursor &found) override;
    void takeFocus() override { setFocus(Qt::OtherFocusReason); }

Q_SIGNALS:
    void looksChanged();  // its palette, its font or its width
    void findWanted();

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void doSetSource(const QUrl &name, QTextDocument::ResourceType type) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;

private:
    void tellTarget(const QUrl &url);

    QHash<QString, QImage> m_pictures;
};

class TextBrowserView : public HtmlView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextBrowserView)

public:
    TextBrowserView(Clock &clock, QWidget *parent);
    ~TextBrowserView() override;

    [[nodiscard]] QWidget *widget() override { return m_browser; }
    void show(const HtmlMessage &message, HtmlForm form) override;
    void clear() override;
    void setZoom(double zoom) override;
    [[nodiscard]] Searchable *searchable() override { return m_browser; }
    [[nodiscard]] PaperBody forPaper() const override;

private:
    void follow(const QUrl &url);
    void render();
    void renderSoon();
    void showRendered(const RenderedHtml &rendered);
    [[nodiscard]] RenderRequest request() const;

    Clock &m_clock;
    QuietBrowser *m_browser;
    HtmlRenderer m_renderer;
    std::optional<HtmlMessage> m_message;
    std::optional<RenderRequest> m_last;  // what is on screen, or on its way there
    HtmlForm m_form = HtmlForm::Full;
    double m_zoom = 1;
    QHash<QString, QString> m_claims;
    std::unique_ptr<Alarm> m_soon;
};
