// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/savedsearchdesk.h"

#include "widgets/safetext.h"
#include "widgets/search/savedsearchtext.h"
#include "widgets/search/searchbar.h"
#include "widgets/search/searchdesk.h"
#include "widgets/search/searchespanel.h"

#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using search::SavedSearch;

SavedSearchDesk::SavedSearchDesk(SearchCounter::Context counting, Clock &clock, SearchBar &bar,
                                 SearchDesk &desk, QWidget *window)
    : QObject(window),
      m_model(new models::SavedSearchModel({&SavedSearchText::name, &SavedSearchText::sentence}, this)),
      m_counter(new SearchCounter(std::move(counting), clock, this)), m_bar(bar), m_desk(desk),
      m_window(window)
{
    connect(m_model, &models::SavedSearchModel::changeWanted, this, &SavedSearchDesk::changeWanted);
    connect(m_counter, &SearchCounter::counted, m_model, &models::SavedSearchModel::setCount);
    connect(&bar, &SearchBar::saveWanted, this, &SavedSearchDesk::askForName);
    connect(&desk, &SearchDesk::changed, this, &SavedSearchDesk::follow);
}

SavedSearchDesk::~SavedSearchDesk() = default;

SearchesPanel *SavedSearchDesk::makePanel(QWidget *parent)
{
    m_panel = new SearchesPanel(*m_model, parent);
    connect(m_panel, &SearchesPanel::chosen, this, &SavedSearchDesk::open);
    connect(m_panel, &SearchesPanel::removalWanted, this, &SavedSearchDesk::askAboutRemoval);
    return m_panel;
}

void SavedSearchDesk::show(const std::vector<SavedSearch> &searches)
{
    m_model->show(searches);
    m_counter->count(searches);
}

void SavedSearchDesk::heed(const store::ChangeSet &changes)
{
    const bool isOther =
        std::any_of(changes.folders.begin(), changes.folders.end(), [](const store::FolderChange &change) {
            return change.emptied || !change.inserted.empty() || !change.changed.empty()
                || !change.removed.empty();
        });
    if (isOther || !changes.foldersRemoved.empty())
        m_counter->countAgain();
}

void SavedSearchDesk::open(const SavedSearch &saved)
{
    if (!m_open)
        m_scopeBefore = m_bar.scope();
    m_open = saved;
    m_bar.setScope(SearchScope::Everywhere);
    m_bar.open(search::question(saved));
    m_panel->setCurrent(saved);
    Q_EMIT openChanged();
}

// Another text is not that search any more.
void SavedSearchDesk::follow()
{
    if (!m_open || (m_desk.isOn() && m_desk.state().text == search::question(*m_open).trimmed()))
        return;
    m_open.reset();
    m_panel->setCurrent(std::nullopt);
    if (!m_desk.isOn())
        m_bar.setScope(m_scopeBefore);
    Q_EMIT openChanged();
}

void SavedSearchDesk::askForName()
{
    const QString text = m_desk.wholeQuestion();
    if (text.isEmpty())
        return;
    auto *dialog = new QInputDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keep the search"));
    dialog->setLabelText(tr("It stands above the folders, and new mail comes into it by itself. Its name:"));
    dialog->setTextValue(text);
    dialog->setOkButtonText(tr("Keep"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, text](const QString &name) {
        if (!name.trimmed().isEmpty())
            m_model->add(name.trimmed(), text);
    });
    dialog->open();
}

// Those that everybody has can be had back.
void SavedSearchDesk::askAboutRemoval(int row)
{
    const auto saved = m_model->at(row);
    if (!saved)
        return;
    if (saved->kind != SavedSearch::Kind::Own) {
        m_model->remove(row);
        return;
    }
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Delete the search"),
                                     tr("Delete the search %1? The messages stay where they are.")
                                         .arg(safetext::quoted(SavedSearchText::name(*saved))),
                                     QMessageBox::NoButton, m_window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    auto *yes = question->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(tr("&Keep it"), QMessageBox::RejectRole));
    connect(yes, &QPushButton::clicked, this,
            [this, saved = *saved] { m_model->remove(m_model->rowOf(saved)); });
    question->open();
}
