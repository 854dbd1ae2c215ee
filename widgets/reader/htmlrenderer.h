// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/textdocconverter.h"
#include "widgets/reader/htmlview.h"
#include "widgets/reader/latestjob.h"

#include <QImage>

// What the view needs of an HTML body, made ready in a thread of its own: cleaned, styled, converted, its
// pictures decoded.
struct RenderedHtml {
    QString html;  // empty: too costly
    HtmlFindings findings;
    QHash<QString, QImage> pictures;
    QHash<QString, QString> claims;  // link → the host its text claims
};

struct RenderRequest {
    HtmlMessage message;
    html::Medium medium;
    html::ConvertOptions options;
};

// Pure: the same request gives the same answer, on any thread.
[[nodiscard]] RenderedHtml renderHtml(const RenderRequest &request);

// Only the answer to the last request is told.
class HtmlRenderer : public QObject
{
    Q_OBJECT

public:
    explicit HtmlRenderer(QObject *parent = nullptr);

    void render(const RenderRequest &request);
    void giveUp() { m_job.giveUp(); }

Q_SIGNALS:
    void rendered(const RenderedHtml &result);

private:
    LatestJob m_job;
};
