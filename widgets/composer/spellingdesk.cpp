// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/spellingdesk.h"

#include "core/spelling/spellingworker.h"
#include "widgets/displaytext.h"

#include <QSettings>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using spelling::SpellingWorker;

namespace {

constexpr qsizetype mostRemembered = 50'000;  // words of a language; then it begins anew
constexpr qsizetype atOnce = 200;             // words in one question: a suggestion waits no longer than that
const QString switchKey = u"composer/spelling"_s;

}

SpellingDesk::SpellingDesk(Context context, QObject *parent)
    : QObject(parent), m_context(std::move(context)), m_own(m_context.ownWords)
{
    m_writer.setMaxThreadCount(1);
    if (!m_context.settings.isEmpty())
        m_isOn = QSettings(m_context.settings, QSettings::IniFormat).value(switchKey, true).toBool();
}

SpellingDesk::~SpellingDesk()
{
    m_writer.waitForDone();
    m_thread.quit();
    m_thread.wait();
}

QStringList SpellingDesk::languages() const
{
    QStringList all;
    for (const spelling::Dictionary &each : m_context.dictionaries)
        all.append(each.language);
    return all;
}

QString SpellingDesk::usualLanguage() const
{
    const QStringList all = languages();
    QString wanted = DisplayText::locale().name();
    if (all.contains(wanted))
        return wanted;
    const QString code = wanted.left(wanted.indexOf(u'_'));
    const auto like = std::find_if(all.begin(), all.end(), [&](const QString &language) {
        return language.left(language.indexOf(u'_')) == code;
    });
    return like != all.end() ? *like : all.value(0);
}

void SpellingDesk::setOn(bool isOn)
{
    if (isOn == m_isOn)
        return;
    m_isOn = isOn;
    if (!m_context.settings.isEmpty())
        QSettings(m_context.settings, QSettings::IniFormat).setValue(switchKey, isOn);
    Q_EMIT changed();
}

SpellingDesk::Verdict SpellingDesk::verdict(const QString &language, const QString &word)
{
    if (m_own.has(word))
        return Verdict::Right;
    auto &known = m_verdicts[language];
    const auto verdict = known.constFind(word);
    if (verdict != known.cend())
        return *verdict;
    if (known.size() >= mostRemembered)
        known.clear();
    known.insert(word, Verdict::NotKnownYet);
    if (m_toAsk.isEmpty())
        QMetaObject::invokeMethod(this, &SpellingDesk::flush, Qt::QueuedConnection);
    m_toAsk[language].append(word);
    return Verdict::NotKnownYet;
}

void SpellingDesk::start()
{
    if (m_worker != nullptr)
        return;
    m_worker = new SpellingWorker(m_context.dictionaries, m_context.open);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &SpellingWorker::checked, this, &SpellingDesk::take);
    connect(m_worker, &SpellingWorker::suggested, this, &SpellingDesk::suggested);
    m_thread.setObjectName(u"spelling"_s);
    m_thread.start(QThread::LowPriority);
}

void SpellingDesk::flush()
{
    start();
    const auto toAsk = std::exchange(m_toAsk, {});
    for (auto each = toAsk.cbegin(); each != toAsk.cend(); ++each) {
        for (qsizetype begin = 0; begin < each->size(); begin += atOnce)
            QMetaObject::invokeMethod(m_worker,
                                      [worker = m_worker, language = each.key(),
                                       words = each->mid(begin, atOnce)] { worker->check(language, words); });
    }
}

void SpellingDesk::take(const QString &language, const QStringList &words, const QStringList &wrong)
{
    auto &known = m_verdicts[language];
    for (const QString &word : words)
        known.insert(word, Verdict::Right);
    for (const QString &word : wrong)
        known.insert(word, Verdict::Wrong);
    Q_EMIT judged(language, words, wrong);
}

void SpellingDesk::suggest(const QString &language, const QString &word)
{
    start();
    QMetaObject::invokeMethod(m_worker,
                              [worker = m_worker, language, word] { worker->suggest(language, word); });
}

void SpellingDesk::learn(const QString &word)
{
    m_own.add(word);
    m_writer.clear();  // the newer file has all that an older one would have
    m_writer.start([words = m_own] {
        (void)words.keep();  // where that fails, the word is right until the program ends
    });
    Q_EMIT changed();
}
