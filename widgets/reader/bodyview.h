// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>
#include <QUrl>

class QTextCursor;

// The text of a message: plain text that we lay out ourselves. Nothing in it is interpreted as markup and
// nothing is ever loaded; only http, https and mailto addresses that stand in the text can be followed, after
// a question that shows where they lead.
class BodyView : public QTextBrowser
{
    Q_OBJECT

public:
    explicit BodyView(QWidget *parent = nullptr);

    // Long texts are cut at first, so that the window never stalls; showAll() brings the rest.
    void showText(const QString &text);
    void showAll();
    [[nodiscard]] bool isCut() const noexcept { return m_rest > 0; }
    [[nodiscard]] bool isEmpty() const { return m_text.trimmed().isEmpty(); }
    void setZoom(double zoom);  // 1: the size of the application's text

Q_SIGNALS:
    void linkWanted(const QUrl &url);

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void doSetSource(const QUrl &name, QTextDocument::ResourceType type) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void lay(QStringView text);
    void insertLine(QTextCursor &cursor, QStringView line) const;

    QString m_text;
    qsizetype m_rest = 0;
};
