// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/rows.h"
#include "widgets/emptystate.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/htmlbody.h"
#include "widgets/reader/latestjob.h"
#include "widgets/reader/printedmessage.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class AttachmentBar;
class BodyView;
class FindBar;
class HeaderPanel;
class QStackedWidget;
class QVBoxLayout;
class Skeleton;

// Shows one message: header, banners, text, attachments; or what is there instead. It asks for nothing by
// itself.
class ReaderPane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReaderPane)

public:
    explicit ReaderPane(Clock &clock, QWidget *parent = nullptr);
    ~ReaderPane() override;

    void showNothing();
    void showSelection(qsizetype count);             // several messages are chosen
    void showLoading(const store::MessageRow &row);  // what the list knows; bars where the text will be
    void showMessage(const store::MessageRow &row, const store::MessageContent &content);
    // Something else in the place of its text and attachments: what was signed, or what was decrypted.
    void replaceContent(const store::MessageContent &content, bool isDecrypted);
    void completeMessage(const store::MessageContent &content);  // more of what is shown has come
    void showProgress(qint64 octets, qint64 of);                 // of what is being loaded; `of` 0: not known
    void showFailure(const Error &error, bool offline);
    void setBodyForm(BodyForm form);  // of the message that is shown
    // In which form a message is shown when it is opened.
    void setFormOf(std::function<BodyForm(const store::MessageRow &)> formOf)
    {
        m_formOf = std::move(formOf);
    }
    // In which its text is read, instead of what it says itself; empty: that. Until another is shown.
    void setCharset(const QByteArray &charset);
    [[nodiscard]] BodyForm bodyForm() const { return m_html->form(); }
    [[nodiscard]] BodyForm formFor(const store::MessageRow &row) const;
    void setZoom(double zoom);
    void setMonospaced(bool isMonospaced);  // of plain text
    void find();                            // in the text that is shown
    void findNext(int step);                // 1: on, -1: back
    bool closeFind();                       // false: it was closed
    // What is shown, as it would be on paper; none: no message is shown.
    [[nodiscard]] std::optional<PrintedMessage> forPaper();
    // At most this one and one about the message's form are visible.
    void showReceiptBanner(const std::optional<BannerContent> &content);

    // What makes it doubtful who wrote the message that is shown; gone with the message.
    void showAuthorBanner(const std::optional<BannerContent> &content);

    // What its signature and encryption are worth; gone with the message.
    void showProtectionBanner(const std::optional<BannerContent> &content);

    // The message that is shown reports about mail of ours; gone with the message.
    void showReportCard(const std::optional<BannerContent> &content);

    // The message that is shown is no longer on the server.
    void showGoneBanner(bool isGone);

    // It is a draft, which can be written on; gone with the message.
    void showDraftBanner(bool isDraft);

    [[nodiscard]] HeaderPanel *headerPanel() const { return m_header; }
    [[nodiscard]] AttachmentBar *attachmentBar() const { return m_attachments; }
    [[nodiscard]] RemotePictures *remotePictures() const { return m_html->remotes(); }
    // What the text is read in at the moment.
    [[nodiscard]] QWidget *body() const;

Q_SIGNALS:
    void retryWanted();
    void saveGoneWanted();
    void closeWanted();
    void receiptActionWanted(int id);
    void reportActionWanted(int id);
    void protectionActionWanted(int id);
    void draftEditWanted();
    void mailtoWanted(const QUrl &address);
    void sectionsWanted(const QByteArrayList &sections);  // of the message that is shown

private:
    void addProtectionBanner(QVBoxLayout *message);
    void addDraftBanner(QVBoxLayout *message);
    void updateBody();
    void showAttachments();
    void showText();
    void readText();
    [[nodiscard]] QString plainText() const;
    void giveUpReading();
    void wait();
    void updateFormBanner();
    void askAboutLink(const QUrl &url, const QString &claimedHost);

    Clock &m_clock;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QWidget *m_message;
    HeaderPanel *m_header;
    Banner *m_gone;
    Banner *m_draft;
    Banner *m_author;
    Banner *m_protection;
    Banner *m_receipt;
    Banner *m_report;
    Banner *m_form;
    QStackedWidget *m_bodyStack;
    QWidget *m_blank;
    Skeleton *m_skeleton;
    EmptyState *m_failure;
    BodyView *m_body;
    HtmlBody *m_html;
    FindBar *m_find;
    AttachmentBar *m_attachments;
    std::function<BodyForm(const store::MessageRow &)> m_formOf;
    QByteArray m_charset;
    store::MessageRow m_row;
    store::MessageContent m_content;
    bool m_lacksFields = false;  // of the header, some could not be read
    bool m_hasText = false;      // m_body has that of m_content, or is about to have it
    bool m_isReading = false;    // that text, in another thread
    LatestJob m_reading;
    std::unique_ptr<Alarm> m_patience;
};
