// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QString>

namespace app {

// "Try the demo mailbox": runs the demo script, which prepares private servers and a mailbox and keeps them
// until its standard input closes, and opens a second Posthorn on the demo's profile. Ends both when this
// program ends.
class DemoProcess : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoProcess)

public:
    enum class Step { Download, Mailbox, Servers };
    Q_ENUM(Step)

    DemoProcess(QString script, QString program, QObject *parent = nullptr);
    ~DemoProcess() override;

    void start();  // does nothing while one runs
    // The script beside the program or in the source tree it was built from; empty: not there.
    [[nodiscard]] static QString findScript();

Q_SIGNALS:
    void progressed(app::DemoProcess::Step step);
    void opened();
    void failed(const QString &reason);  // the script's last words
    void ended();

private:
    void readLines();
    void openWindow(const QString &profile);

    QString m_script, m_program, m_profile, m_lastLine;
    QProcess m_servers, m_window;
};

}
