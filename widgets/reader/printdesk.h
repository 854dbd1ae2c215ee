// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reader/printedmessage.h"

#include <QObject>
#include <QThreadPool>

#include <optional>

// Brings the message that is shown to paper: asks for a printer, shows what it will look like, or writes a
// PDF file, on a worker. Window thread.
class PrintDesk : public QObject
{
    Q_OBJECT

public:
    // `shown`: the message as it is on screen now; none: there is none.
    PrintDesk(std::function<std::optional<PrintedMessage>()> shown, QWidget *window);
    PrintDesk(const PrintDesk &) = delete;
    PrintDesk &operator=(const PrintDesk &) = delete;
    ~PrintDesk() override;

    void print();
    void preview();
    void savePdf();

Q_SIGNALS:
    void saved(const QString &sentence);
    void failed(const QString &sentence);

private:
    void print(const PrintedMessage &message);
    void write(const PrintedMessage &message, const QString &path);

    std::function<std::optional<PrintedMessage>()> m_shown;
    QWidget *m_window;
    QThreadPool m_writer;
};
