// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/facets.h"
#include "core/search/refine.h"

#include <QWidget>

#include <functional>

class FacetRow;
class Histogram;

// What a search has found, to look at: when the messages are from, and what they have in common. Whatever is
// clicked makes another text of the search.
class OverviewPanel : public QWidget
{
    Q_OBJECT

public:
    using FolderName = std::function<QString(store::FolderId)>;
    explicit OverviewPanel(FolderName folderName, QWidget *parent = nullptr);

    // `text`: of the search; `facets`: of all that is found so far.
    void show(const QString &text, const search::ParsedQuery &parsed, const search::Facets &facets);
    [[nodiscard]] Histogram *histogram() const { return m_histogram; }

Q_SIGNALS:
    void searchWanted(const QString &text);

private:
    FolderName m_folderName;
    Histogram *m_histogram;
    QList<FacetRow *> m_rows;  // by FacetGroup
    QString m_text;
};
