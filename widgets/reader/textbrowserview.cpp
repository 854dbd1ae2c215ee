// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/textbrowserview.h"

#include "widgets/reader/cleancopy.h"
#include "widgets/reader/textmenu.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QContextMenuEvent>
#include <QCursor>
#include <QEvent>
#include <QFontInfo>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto settled = 150ms;  // after which a new width is meant

html::Color colorOf(const QColor &color)
{
    return {color.red(), color.green(), color.blue(), 1};
}

// As the engine will ask for them.
QHash<QString, QImage> byEngineNames(const QHash<QString, QImage> &pictures)
{
    QHash<QString, QImage> named;
    for (auto it = pictures.cbegin(); it != pictures.cend(); ++it)
        named.insert(QUrl(it.key()).toString(), it.value());
    return named;
}

// Never nothing: the engine would look for a file of that name itself.
QVariant quietResource(const QHash<QString, QImage> &pictures, int type, const QUrl &name)
{
    if (type != QTextDocument::ImageResource)
        return QByteArray("");
    const auto picture = pictures.constFind(name.toString());
    return picture != pictures.constEnd() ? *picture : QImage(1, 1, QImage::Format_ARGB32_Premultiplied);
}

// Qt goes to the beginning for a name that nothing has.
bool hasAnchor(const QTextDocument &document, const QString &name)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            if (it.fragment().charFormat().anchorNames().contains(name))
                return true;
        }
    }
    return false;
}

// A document that gets its pictures from a map, and asks for nothing else.
class QuietDocument final : public QTextDocument
{
public:
    explicit QuietDocument(QHash<QString, QImage> pictures) : m_pictures(std::move(pictures)) {}

protected:
    QVariant loadResource(int type, const QUrl &name) override
    {
        return quietResource(m_pictures, type, name);
    }

private:
    QHash<QString, QImage> m_pictures;
};

}

QuietBrowser::QuietBrowser(QWidget *parent) : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setAccessibleName(tr("Message text"));
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(3 * theme::step(this));
    connect(this, &QTextBrowser::highlighted, this, &QuietBrowser::tellTarget);
}

QuietBrowser::~QuietBrowser() = default;

void QuietBrowser::showRendered(const RenderedHtml &rendered)
{
    const int position = verticalScrollBar()->value();
    m_pictures = byEngineNames(rendered.pictures);
    setHtml(rendered.html);
    verticalScrollBar()->setValue(position);
}

QVariant QuietBrowser::loadResource(int type, const QUrl &name)
{
    return quietResource(m_pictures, type, name);
}

void QuietBrowser::doSetSource(const QUrl & /*name*/, QTextDocument::ResourceType /*type*/) {}

void QuietBrowser::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    Q_EMIT looksChanged();
}

void QuietBrowser::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        Q_EMIT looksChanged();
}

void QuietBrowser::reveal(const QTextCursor &found)
{
    setTextCursor(found);
    ensureCursorVisible();
}

void QuietBrowser::contextMenuEvent(QContextMenuEvent *event)
{
    showTextMenu(this, anchorAt(event->pos()), event->globalPos());
}

QMimeData *QuietBrowser::createMimeDataFromSelection() const
{
    return CleanCopy::data(textCursor());
}

// Where a link really leads, while the mouse or the keyboard is on it.
void QuietBrowser::tellTarget(const QUrl &url)
{
    QToolTip::showText(QCursor::pos(), safetext::line(url.toString(QUrl::FullyEncoded)).left(300), this);
}

TextBrowserView::TextBrowserView(Clock &clock, QWidget *parent)
    : HtmlView(parent), m_clock(clock), m_browser(new QuietBrowser(parent)), m_renderer(this)
{
    connect(&m_renderer, &HtmlRenderer::rendered, this, &TextBrowserView::showRendered);
    connect(m_browser, &QuietBrowser::looksChanged, this, &TextBrowserView::renderSoon);
    connect(m_browser, &QuietBrowser::findWanted, this, &HtmlView::findWanted);
    connect(m_browser, &QTextBrowser::anchorClicked, this, &TextBrowserView::follow);
}

// A place within the message is gone to; all other places are asked about.
void TextBrowserView::follow(const QUrl &url)
{
    const QString place = url.fragment(QUrl::FullyDecoded);
    if (!url.isRelative() || !url.path().isEmpty())
        Q_EMIT linkWanted(url, m_claims.value(url.toString(QUrl::FullyEncoded)));
    else if (hasAnchor(*m_browser->document(), place))
        m_browser->scrollToAnchor(place);
}

TextBrowserView::~TextBrowserView() = default;

void TextBrowserView::show(const HtmlMessage &message, HtmlForm form)
{
    m_message = message;
    if (std::exchange(m_form, form) != form)
        m_browser->verticalScrollBar()->setValue(0);  // more of the same leaves the reader where they are
    render();
}

void TextBrowserView::clear()
{
    m_message.reset();
    m_last.reset();
    m_soon.reset();
    m_renderer.giveUp();
    m_claims.clear();
    m_browser->showRendered({});
}

void TextBrowserView::setZoom(double zoom)
{
    m_zoom = std::clamp(zoom, 0.5, 3.0);
    if (m_message)
        render();
}

void TextBrowserView::renderSoon()
{
    if (!m_message || !m_last)
        return;
    const RenderRequest now = request();
    const bool isSame = std::abs(now.medium.width - m_last->medium.width) < 4
        && now.medium.fontSize == m_last->medium.fontSize && now.options.colors == m_last->options.colors;
    if (!isSame)
        m_soon = m_clock.alarm(settled, [this] { render(); });
}

void TextBrowserView::render()
{
    m_soon.reset();
    if (!m_message)
        return;
    m_last = request();
    m_renderer.render(*m_last);
}

RenderRequest TextBrowserView::request() const
{
    const QPalette &palette = m_browser->palette();
    const double margins =
        2 * m_browser->document()->documentMargin() + m_browser->verticalScrollBar()->sizeHint().width();
    // It fills what it is in, and is as wide only when it is on screen.
    const double width = std::max(m_browser->parentWidget()->width() - margins, 200.0) / m_zoom;
    const html::Scheme scheme = theme::isDark(palette) ? html::Scheme::Dark : html::Scheme::Light;
    RenderRequest request{*m_message, {width, scheme, double(QFontInfo(m_browser->font()).pixelSize())}, {}};
    request.options.width = width;
    request.options.zoom = m_zoom;
    request.options.scheme = scheme;
    request.options.colors = {colorOf(palette.color(QPalette::Base)), colorOf(palette.color(QPalette::Text)),
                              colorOf(palette.color(QPalette::Link))};
    request.options.isSimplified = m_form == HtmlForm::Simplified;
    return request;
}

// Rendered anew, because colours and widths are those of the screen.
PaperBody TextBrowserView::forPaper() const
{
    if (!m_message)
        return {};
    RenderRequest paper = request();
    paper.options.zoom = 1;
    paper.medium.scheme = paper.options.scheme = html::Scheme::Light;
    paper.options.colors = {colorOf(Qt::white), colorOf(Qt::black), colorOf(Qt::darkBlue)};
    return [paper](double width) mutable -> std::unique_ptr<QTextDocument> {
        paper.medium.width = paper.options.width = width;
        const RenderedHtml rendered = renderHtml(paper);
        if (rendered.findings.isTooCostly)
            return nullptr;
        auto document = std::make_unique<QuietDocument>(byEngineNames(rendered.pictures));
        document->setHtml(rendered.html);
        return document;
    };
}

void TextBrowserView::showRendered(const RenderedHtml &rendered)
{
    m_claims = rendered.claims;
    if (!rendered.findings.isTooCostly)
        m_browser->showRendered(rendered);
    Q_EMIT prepared(rendered.findings);
}
