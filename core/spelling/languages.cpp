// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spelling/languages.h"

#include <QHash>

#include <array>

using namespace Qt::StringLiterals;

namespace spelling {

namespace {

constexpr qsizetype enough = 4000;  // UTF-16 units of a text that tell its language
constexpr int fewest = 2;           // small words, so that a name is no language
// A word that several languages have counts for each of them.
constexpr auto smallWords = std::to_array<std::pair<const char16_t *, const char16_t *>>({
    {u"cs", u"a je na se v že to s z do jsem jsou bych ale jak pro po ve od při nebo který dobrý den"},
    {u"da", u"og det er jeg en til af ikke på de med for der vi har den som kan så et hej hilsen"},
    {u"de",
     u"der die das und ich nicht ist ein eine es zu in den mit sie wir auf für von auch dass wie ja am im "
     u"dem hallo noch haben bin sehr liebe lieber grüße danke oder aber wird bei mir dir ihnen"},
    {u"en",
     u"the and to of is it that you i not for on with have this be are was but we they at my your can will "
     u"please thanks dear hello would there here what do from"},
    {u"es", u"el la de que y en los se no un una por con para es su lo como más pero gracias hola muy está"},
    {u"fi", u"ja on ei se että en hän oli mutta ole niin kun minä sinä me te he tämä kiitos hei"},
    {u"fr",
     u"le la les de des et est je vous nous un une que pour pas dans ce il elle qui sur avec au du ne merci "
     u"bonjour mais ou très"},
    {u"hu", u"a az és nem hogy is egy van ez meg de csak már volt vagy köszönöm én te kell lehet"},
    {u"it", u"il la di che e un una per non è sono con le i si da come ma del della grazie ciao molto anche"},
    {u"nl", u"de het een en van ik niet is dat te op zijn met voor je er maar ook aan we heb dank hallo wij"},
    {u"nb", u"og det er jeg en til av ikke på de med for vi har den som kan så et hei hilsen"},
    {u"pl", u"i w nie na to się z że do jest jak co po ale tak o czy już dla od dziękuję dzień dobry są"},
    {u"pt", u"o a de que e não um uma para com os em por se mas como mais é está obrigado olá muito você"},
    {u"ro", u"și de la nu că în este un o cu pe mai să din am sunt pentru dar mulțumesc bună"},
    {u"ru", u"и в не на что с я он как это по но мы вы к за от для так все спасибо здравствуйте или"},
    {u"sv", u"och det är jag en att som på inte för med den av till har vi kan så ett hej hälsningar om"},
    {u"uk", u"і в не на що з я він як це по але ми ви до за від для так дякую або та є"},
});

QHash<QString, int> wordsOf(QStringView text)
{
    QHash<QString, int> words;
    const auto lines = text.left(enough).split(u'\n');
    for (const QStringView line : lines) {
        if (line.startsWith(u'>'))
            continue;
        qsizetype begin = 0;
        for (qsizetype at = 0; at <= line.size(); ++at) {
            if (at < line.size() && line[at].isLetter())
                continue;
            if (at > begin)
                ++words[line.sliced(begin, at - begin).toString().toLower()];
            begin = at + 1;
        }
    }
    return words;
}

int score(const QHash<QString, int> &words, QStringView language)
{
    const QStringView code = language.left(language.indexOf(u'_'));
    int found = 0;
    for (const auto &[name, list] : smallWords) {
        if (code != name)
            continue;
        for (const QStringView word : QStringView(list).split(u' '))
            found += words.value(word.toString());
    }
    return found;
}

}

QString guessLanguage(QStringView text, const QStringList &languages)
{
    const auto words = wordsOf(text);
    QString best;
    int most = fewest - 1;
    for (const QString &language : languages) {
        if (const int found = score(words, language); found > most) {
            best = language;
            most = found;
        }
    }
    return best;
}

}
