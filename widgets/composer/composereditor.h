// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"

#include <QHash>
#include <QImage>
#include <QTextEdit>

class ComposerHighlighter;

// Where the text of a mail is written: plain text, or formatted as far as compose::RichText knows. Nothing is
// ever loaded for it; what is pasted is cleaned, and in plain text it is text.
class ComposerEditor : public QTextEdit
{
    Q_OBJECT

public:
    explicit ComposerEditor(QWidget *parent = nullptr);

    void show(const QString &text, const std::optional<compose::RichText> &rich);
    using QTextEdit::show;
    [[nodiscard]] bool isRich() const noexcept { return m_isRich; }
    // What is written stays as far as the other form knows it.
    void setRich(bool isRich);
    [[nodiscard]] QString plainText() const;
    [[nodiscard]] std::optional<compose::RichText> richText() const;

    // A picture that can be shown within the text; insertPicture() puts it there.
    void addPicture(const QByteArray &contentId, const QImage &image);
    void insertPicture(const QByteArray &contentId, const QString &name);

    void undoStep();  // also the switch between plain and formatted text
    void pastePlain();
    // Below all else. One that somebody has changed stays; where there was none, the new one is put at the
    // end.
    void changeSignature(const QString &before, const QString &now);
    void setBold(bool isBold);
    void setItalic(bool isItalic);
    void setLink(const QString &address);  // of what is chosen; empty: none
    void toggleList(compose::Paragraph::Kind kind);
    void changeQuote(int step);
    [[nodiscard]] ComposerHighlighter *highlighter() const { return m_highlighter; }

    QVariant loadResource(int type, const QUrl &name) override;

Q_SIGNALS:
    void filesPasted(const QList<QUrl> &files);
    void picturePasted(const QImage &picture);
    void formChanged();  // isRich() is another

protected:
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    bool m_isRich = false;
    std::optional<std::pair<QString, std::optional<compose::RichText>>>
        m_before;  // before the form was changed
    ComposerHighlighter *m_highlighter;
    QHash<QString, QImage> m_pictures;  // by "cid:…"
};
