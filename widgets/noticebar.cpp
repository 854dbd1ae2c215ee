// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/noticebar.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype most = 20;  // a server that never stops talking is cut short
enum Button { Dismiss, Answer };

}

NoticeBar::NoticeBar(QWidget *parent) : Banner(parent)
{
    hide();
    connect(this, &Banner::actionWanted, this, &NoticeBar::take);
}

bool NoticeBar::say(const Notice &notice)
{
    const bool isKnown = std::any_of(m_notices.cbegin(), m_notices.cend(), [&notice](const Notice &each) {
        return each.sentence == notice.sentence && each.about == notice.about;
    });
    if (notice.sentence.isEmpty() || isKnown)
        return false;
    if (m_notices.size() < most)
        m_notices.append(notice);
    if (m_notices.size() == 1)
        showFirst();
    return true;
}

void NoticeBar::retract(qint64 about)
{
    const bool isShown = !m_notices.isEmpty() && m_notices.first().about == about;
    m_notices.removeIf([about](const Notice &each) { return each.about == about && about != 0; });
    if (isShown)
        showFirst();
}

void NoticeBar::take(int button)
{
    if (m_notices.isEmpty())
        return;
    const Notice answered = m_notices.takeFirst();
    showFirst();
    if (button == Answer && answered.act)
        answered.act();
}

void NoticeBar::showFirst()
{
    if (m_notices.isEmpty()) {
        hide();
        return;
    }
    const Notice &first = m_notices.first();
    QList<BannerContent::Action> actions{{Dismiss, tr("Dismiss")}};
    if (!first.answer.isEmpty())
        actions.prepend({Answer, first.answer});
    show({theme::Signal::Amber, u"info"_s, first.sentence, actions});
}
