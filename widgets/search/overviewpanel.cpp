// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/overviewpanel.h"

#include "widgets/hairline.h"
#include "widgets/search/facetrow.h"
#include "widgets/search/facettext.h"
#include "widgets/search/histogram.h"
#include "widgets/theme.h"

#include <QVBoxLayout>

#include <algorithm>

OverviewPanel::OverviewPanel(FolderName folderName, QWidget *parent)
    : QWidget(parent), m_folderName(std::move(folderName)), m_histogram(new Histogram(this))
{
    setAccessibleName(tr("Overview of what was found"));
    auto *inner = new QVBoxLayout;
    theme::setSpace(inner, 2, 0, this);
    inner->setContentsMargins(2 * theme::step(this), 0, 2 * theme::step(this), theme::step(this));
    inner->addWidget(m_histogram);
    int titleWidth = 0;
    for (std::size_t group = 0; group < search::facetGroups; ++group) {
        auto *row = new FacetRow(FacetText::group(static_cast<search::FacetGroup>(group)), this);
        inner->addWidget(row);
        m_rows.append(row);
        titleWidth = std::max(titleWidth, row->titleWidth());
        connect(row, &FacetRow::wanted, this, [this](const search::Query &query, search::Refinement how) {
            Q_EMIT searchWanted(search::refined(m_text, query, how));
        });
    }
    for (FacetRow *row : std::as_const(m_rows))
        row->setTitleWidth(titleWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(inner);
    layout->addWidget(new Hairline(this));
    connect(m_histogram, &Histogram::daysWanted, this,
            [this](QDate first, QDate last) { Q_EMIT searchWanted(search::withDays(m_text, first, last)); });
    connect(m_histogram, &Histogram::allWanted, this, [this] {
        const QString all = search::withDays(m_text, {}, {});
        if (!all.isEmpty() && all != m_text)
            Q_EMIT searchWanted(all);
    });
}

void OverviewPanel::show(const QString &text, const search::ParsedQuery &parsed, const search::Facets &facets)
{
    m_text = text;
    m_histogram->show(facets.days);
    for (std::size_t group = 0; group < search::facetGroups; ++group) {
        QList<FacetRow::Value> values;
        for (const search::Facet &facet : facets.groups[group]) {
            const QString place = facet.folder.value != 0 ? m_folderName(facet.folder) : QString();
            values.append({facet.query, place.isEmpty() ? FacetText::name(facet) : place, facet.messages,
                           search::refinementOf(parsed, facet.query)});
        }
        m_rows.at(static_cast<qsizetype>(group))->show(values);
    }
}
