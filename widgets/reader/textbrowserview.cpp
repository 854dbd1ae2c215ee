// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/textbrowserview.h"

#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QCursor>
#include <QEvent>
#include <QFontInfo>
#include <QScrollBar>
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

void QuietBrowser::showRendered(const RenderedHtml &rendered)
{
    const int position = verticalScrollBar()->value();
    m_pictures.clear();
    for (auto it = rendered.pictures.cbegin(); it != rendered.pictures.cend(); ++it)
        m_pictures.insert(QUrl(it.key()).toString(), it.value());  // as the engine will ask for it
    setHtml(rendered.html);
    verticalScrollBar()->setValue(position);
}

QVariant QuietBrowser::loadResource(int type, const QUrl &name)
{
    // Never nothing: the engine would look for a file of that name itself.
    if (type != QTextDocument::ImageResource)
        return QByteArray("");
    const auto picture = m_pictures.constFind(name.toString());
    return picture != m_pictures.constEnd() ? *picture : QImage(1, 1, QImage::Format_ARGB32_Premultiplied);
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
    connect(m_browser, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) {
        Q_EMIT linkWanted(url, m_claims.value(url.toString(QUrl::FullyEncoded)));
    });
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

void TextBrowserView::showRendered(const RenderedHtml &rendered)
{
    m_claims = rendered.claims;
    if (!rendered.findings.isTooCostly)
        m_browser->showRendered(rendered);
    Q_EMIT prepared(rendered.findings);
}
