// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/rows.h"
#include "widgets/emptystate.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/htmlbody.h"

#include <QWidget>

#include <memory>
#include <optional>

class AttachmentBar;
class BodyView;
class HeaderPanel;
class QStackedWidget;
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
    void completeMessage(const store::MessageContent &content);  // more of what is shown has come
    void showProgress(qint64 octets, qint64 of);                 // of what is being loaded; `of` 0: not known
    void showFailure(const Error &error, bool offline);
    void setBodyForm(BodyForm form);
    [[nodiscard]] BodyForm bodyForm() const { return m_html->form(); }
    void setZoom(double zoom);
    // At most this one and one about the message's form are visible.
    void showReceiptBanner(const std::optional<BannerContent> &content);

    // What makes it doubtful who wrote the message that is shown; gone with the message.
    void showAuthorBanner(const std::optional<BannerContent> &content);

    // The message that is shown reports about mail of ours; gone with the message.
    void showReportCard(const std::optional<BannerContent> &content);

    // The message that is shown is no longer on the server.
    void showGoneBanner(bool isGone);

    [[nodiscard]] HeaderPanel *headerPanel() const { return m_header; }
    [[nodiscard]] AttachmentBar *attachmentBar() const { return m_attachments; }
    // What the text is read in at the moment.
    [[nodiscard]] QWidget *body() const;

Q_SIGNALS:
    void retryWanted();
    void saveGoneWanted();
    void closeWanted();
    void receiptActionWanted(int id);
    void reportActionWanted(int id);
    void sectionsWanted(const QByteArrayList &sections);  // of the message that is shown

private:
    void updateBody();
    void showAttachments();
    void showText();
    void wait();
    void updateFormBanner();
    void askAboutLink(const QUrl &url, const QString &claimedHost);

    Clock &m_clock;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QWidget *m_message;
    HeaderPanel *m_header;
    Banner *m_gone;
    Banner *m_author;
    Banner *m_receipt;
    Banner *m_report;
    Banner *m_form;
    QStackedWidget *m_bodyStack;
    QWidget *m_blank;
    Skeleton *m_skeleton;
    EmptyState *m_failure;
    BodyView *m_body;
    HtmlBody *m_html;
    AttachmentBar *m_attachments;
    store::MessageContent m_content;
    bool m_lacksFields = false;  // of the header, some could not be read
    bool m_hasText = false;      // m_body has that of m_content
    std::unique_ptr<Alarm> m_patience;
};
