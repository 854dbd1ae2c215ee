// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/formposter.h"

namespace net {

FormPoster::FormPoster(WebOptions options, Clock &clock, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_clock(clock)
{
    qRegisterMetaType<FormOrder>();
    qRegisterMetaType<FormEnd>();
}

FormPoster::~FormPoster() = default;

void FormPoster::post(const FormOrder &order)
{
    WebRequest request;
    request.url = QUrl(order.address, QUrl::StrictMode);
    request.expect = WebRequest::Expect::Success;
    request.form = order.form;
    Running &running = m_running[order.serial];
    running.client = makeWebClient(m_options, m_clock);
    running.exchange = running.client->ask(request, [this, serial = order.serial](const WebAnswer &answer) {
        const auto ours = m_running.extract(serial);  // kept until the end of this call
        Q_EMIT ended({serial, answer.host, answer.error});
    });
}

void FormPoster::giveUp()
{
    m_running.clear();
}

}
