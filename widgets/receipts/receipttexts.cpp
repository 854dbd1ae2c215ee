// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receipttexts.h"

#include "widgets/displaytext.h"

#include <algorithm>
#include <array>

namespace {

struct Words {
    const char *code, *name, *subject;
    const char *text;  // %1: when it was sent, %2: to whom, %3: its subject
    const char *noDate;
};

// In UTF-8.
constexpr auto words = std::to_array<Words>({
    {"en", "English", "Read: %1",
     "The message that you sent on %1 to %2 with the subject “%3” has been displayed on a screen.\n\n"
     "This does not mean that it has been read or understood.",
     "an unknown day"},
    {"de", "Deutsch", "Gelesen: %1",
     "Ihre Nachricht vom %1 an %2 mit dem Betreff „%3“ ist auf einem Bildschirm angezeigt worden.\n\n"
     "Das heißt nicht, dass sie gelesen oder verstanden wurde.",
     "einem unbekannten Tag"},
    {"fr", "Français", "Lu : %1",
     "Le message que vous avez envoyé le %1 à %2 avec l’objet « %3 » a été affiché sur un écran.\n\n"
     "Cela ne signifie pas qu’il a été lu ou compris.",
     "(date inconnue)"},
    {"es", "Español", "Leído: %1",
     "El mensaje que envió el %1 a %2 con el asunto «%3» se ha mostrado en una pantalla.\n\n"
     "Esto no significa que se haya leído o entendido.",
     "(fecha desconocida)"},
    {"it", "Italiano", "Letto: %1",
     "Il messaggio inviato il %1 a %2 con oggetto «%3» è stato visualizzato su uno schermo.\n\n"
     "Ciò non significa che sia stato letto o compreso.",
     "(data sconosciuta)"},
    {"nl", "Nederlands", "Gelezen: %1",
     "Het bericht dat u op %1 aan %2 hebt gestuurd met het onderwerp “%3” is op een scherm weergegeven.\n\n"
     "Dat betekent niet dat het gelezen of begrepen is.",
     "een onbekende dag"},
    {"pt", "Português", "Lida: %1",
     "A mensagem que enviou em %1 para %2 com o assunto “%3” foi apresentada num ecrã.\n\n"
     "Isto não significa que tenha sido lida ou compreendida.",
     "(data desconhecida)"},
    {"pl", "Polski", "Przeczytano: %1",
     "Wiadomość wysłana dnia %1 do %2 o temacie „%3” została wyświetlona na ekranie.\n\n"
     "Nie oznacza to, że została przeczytana lub zrozumiana.",
     "(data nieznana)"},
    {"sv", "Svenska", "Läst: %1",
     "Meddelandet som du skickade %1 till %2 med ämnet ”%3” har visats på en skärm.\n\n"
     "Det betyder inte att det har lästs eller förståtts.",
     "(okänt datum)"},
    {"da", "Dansk", "Læst: %1",
     "Meddelelsen, som du sendte %1 til %2 med emnet “%3”, er blevet vist på en skærm.\n\n"
     "Det betyder ikke, at den er blevet læst eller forstået.",
     "(ukendt dato)"},
});

// Where most people read one of them; countries of several languages tell nothing.
struct Country {
    const char *domain, *code;
};
constexpr auto countries = std::to_array<Country>({
    {"de", "de"}, {"at", "de"}, {"li", "de"}, {"fr", "fr"}, {"es", "es"}, {"mx", "es"}, {"ar", "es"},
    {"cl", "es"}, {"pe", "es"}, {"it", "it"}, {"nl", "nl"}, {"pt", "pt"}, {"br", "pt"}, {"pl", "pl"},
    {"se", "sv"}, {"dk", "da"}, {"uk", "en"}, {"ie", "en"}, {"us", "en"}, {"au", "en"}, {"nz", "en"},
});

// Small words that are in nearly every text of a language, and in none of the others here.
struct SmallWords {
    const char *code, *words;
};
constexpr auto smallWords = std::to_array<SmallWords>({
    {"en", "the and you that this with from have will would are please your been they which"},
    {"de", "und nicht ich sie mit ist für eine einen wir dass bitte auf auch aber werden wird"},
    {"fr", "les des est vous nous pour dans avec pas sur bonjour cette merci votre mais être"},
    {"es", "el los las usted pero muy gracias hola cuando sobre hasta puede nuestro tiene este"},
    {"it", "il che di non sono della gli questo anche grazie nel alla ciao molto abbiamo"},
    {"nl", "het een van niet zijn voor ik wij aan ook naar maar jullie bij wordt graag"},
    {"pt", "os não uma você dos mais obrigado ao em são também olá isso nossa muito"},
    {"pl", "nie się że jest jak oraz proszę dla przez czy są dzień dobry będzie tylko"},
    {"sv", "och att är inte för jag till från också hej vara eller tack detta"},
    {"da", "og ikke jeg af også være hvis eller noget hilsen blev vores meget denne"},
});
constexpr qsizetype textToLookAt = 4000;  // characters

// Nothing but a clear lead tells anything: a name, or a quotation in another language, does not.
QString languageOf(QStringView text)
{
    constexpr int fewest = 4, lead = 2;
    static const QHash<QString, const char *> codes = [] {
        QHash<QString, const char *> all;
        for (const SmallWords &one : smallWords) {
            for (const QString &word : QString::fromUtf8(one.words).split(QLatin1Char(' ')))
                all.insert(word, one.code);
        }
        return all;
    }();
    QHash<QString, int> found;
    QString word;
    const QString looked = text.first(std::min(text.size(), textToLookAt)).toString() + QLatin1Char(' ');
    for (const QChar c : looked) {
        if (c.isLetter()) {
            word += c.toLower();
            continue;
        }
        if (const char *code = codes.value(word))
            ++found[QString::fromLatin1(code)];
        word.clear();
    }
    QString best;
    int most = 0, next = 0;
    for (auto it = found.cbegin(); it != found.cend(); ++it) {
        next = std::max(next, std::min(most, it.value()));
        if (it.value() > most) {
            most = it.value();
            best = it.key();
        }
    }
    return most >= fewest && most >= lead * next ? best : QString();
}

const Words *wordsIn(const QString &code)
{
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const Words &one) { return code == QLatin1String(one.code); });
    return found == words.end() ? nullptr : &*found;
}

const Words &wordsOrEnglish(const QString &code)
{
    const Words *found = wordsIn(code);
    return found != nullptr ? *found : words.front();
}

// The first of "de-DE;q=0.8, en" that there is.
QString firstKnown(const QString &tags)
{
    const auto all = tags.split(QLatin1Char(','));
    for (const QString &tag : all) {
        QString code =
            tag.section(QLatin1Char(';'), 0, 0).trimmed().section(QLatin1Char('-'), 0, 0).toLower();
        if (wordsIn(code) != nullptr)
            return code;
    }
    return {};
}

// One pass, so that a subject with "%2" in it stays what it is.
QString filled(const char *pattern, const QStringList &values)
{
    const QString text = QString::fromUtf8(pattern);
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int number =
            text.at(i) == QLatin1Char('%') && i + 1 < text.size() ? text.at(i + 1).digitValue() : -1;
        if (number < 1 || number > values.size()) {
            out += text.at(i);
            continue;
        }
        out += values.at(number - 1);
        ++i;
    }
    return out;
}

}

QList<receipttexts::Language> receipttexts::languages()
{
    QList<Language> all;
    for (const Words &one : words)
        all.append({QString::fromLatin1(one.code), QString::fromUtf8(one.name)});
    return all;
}

QString receipttexts::likelyLanguage(const mime::Header &header, const QString &text,
                                     const QByteArray &senderDomain)
{
    for (const char *field : {"Content-Language", "Accept-Language"}) {
        if (QString code = firstKnown(header.text(field)); !code.isEmpty())
            return code;
    }
    if (QString code = languageOf(text); !code.isEmpty())
        return code;
    const QByteArray country = senderDomain.mid(senderDomain.lastIndexOf('.') + 1).toLower();
    const auto found = std::find_if(countries.begin(), countries.end(),
                                    [&](const Country &one) { return country == one.domain; });
    return found == countries.end() ? QString() : QString::fromLatin1(found->code);
}

QString receipttexts::languageFor(const QString &likely)
{
    if (wordsIn(likely) != nullptr)
        return likely;
    const QString own = QLocale::languageToCode(DisplayText::locale().language());
    return wordsIn(own) != nullptr ? own : QString::fromLatin1(words.front().code);
}

QString receipttexts::subject(const QString &language, const Facts &facts)
{
    return filled(wordsOrEnglish(language).subject, {facts.subject});
}

QString receipttexts::text(const QString &language, const Facts &facts)
{
    const Words &use = wordsOrEnglish(language);
    const QLocale own = DisplayText::locale();
    const bool isOwn = QLocale::languageToCode(own.language()) == QLatin1String(use.code);
    const QLocale locale = isOwn ? own : QLocale(QLatin1String(use.code));
    const QDateTime sent = facts.sent.toLocalTime();
    const QString when = !sent.isValid() ? QString::fromUtf8(use.noDate)
                                         : locale.toString(sent.date(), QLocale::LongFormat)
            + QLatin1String(", ") + locale.toString(sent.time(), QLocale::ShortFormat);
    return filled(use.text, {when, facts.recipient, facts.subject});
}
