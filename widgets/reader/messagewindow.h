// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "widgets/reader/embeddedmessage.h"
#include "widgets/reader/htmlbody.h"

#include <QWidget>

class ReaderPane;

// A message that came inside another one, in a window of its own: shown as any other, but there is nobody to
// send a receipt for it, nothing is fetched for it, and who wrote it was looked at by no server of ours.
// Deletes itself when it is closed.
class MessageWindow : public QWidget
{
    Q_OBJECT

public:
    MessageWindow(Clock &clock, const EmbeddedMessage &message, BodyForm form, QWidget *parent);

    [[nodiscard]] ReaderPane *pane() const { return m_pane; }
    [[nodiscard]] const store::MessageContent &content() const { return m_message.content; }

private:
    EmbeddedMessage m_message;
    ReaderPane *m_pane;
};
