// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/completion.h"

#include <QObject>

#include <functional>

class QCompleter;
class QLineEdit;
class QStandardItemModel;

// What can come next in a search, below its field while somebody types: keys, and behind a key its values,
// people, folders, tags. The arrow keys choose, Enter or Tab takes, Escape closes; Control and the space bar
// ask for it.
class SearchCompleter : public QObject
{
    Q_OBJECT

public:
    using Vocabulary = std::function<search::Vocabulary()>;
    SearchCompleter(QLineEdit *field, Vocabulary vocabulary);  // a child of the field

    [[nodiscard]] bool isOpen() const;         // with something chosen in it: Enter is for that
    [[nodiscard]] QStringList offers() const;  // as they are shown; none: closed

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Wish { Typed, Asked };
    void offer(Wish wish);
    void take(const QString &text);

    QLineEdit *m_field;
    Vocabulary m_vocabulary;
    QStandardItemModel *m_model;
    QCompleter *m_completer;
    search::TextRange m_replaced;
};
