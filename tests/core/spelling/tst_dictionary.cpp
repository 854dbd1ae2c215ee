// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spelling/dictionary.h"
#include "core/spelling/ownwords.h"
#include "core/spelling/spellingworker.h"

#include <QDir>
#include <QTemporaryDir>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using spelling::Dictionary;

namespace {

void write(const QString &path, const QByteArray &octets)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(octets), octets.size());
}

// A dictionary of a few words in a charset of its own.
void writeDictionary(const QString &folder, const QString &language, const QByteArray &charset,
                     const QByteArray &words)
{
    write(folder + u'/' + language + u".aff"_s, "SET " + charset + "\nTRY esianrtolcdugmphbyfvkwz\n");
    write(folder + u'/' + language + u".dic"_s, QByteArray::number(words.count('\n')) + '\n' + words);
}

class OneWord final : public spelling::Speller
{
public:
    [[nodiscard]] bool knows(const QString &word) const override { return word == u"word"_s; }
    [[nodiscard]] QStringList suggestionsFor(const QString &) const override
    {
        return QStringList(20, u"word"_s);
    }
};

}

class DictionaryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsDictionariesByTheirFiles()
    {
        const QTemporaryDir first, second;
        writeDictionary(first.path(), u"en_US"_s, "UTF-8", "word\n");
        writeDictionary(second.path(), u"en_US"_s, "UTF-8", "other\n");
        writeDictionary(second.path(), u"de_DE"_s, "UTF-8", "Wort\n");
        write(second.filePath(u"hyph_de_DE.dic"_s), "x");
        write(second.filePath(u"fr_FR.dic"_s), "1\nmot\n");  // half of one
        const auto found = spelling::dictionariesIn({first.path(), u"/nowhere"_s, second.path()});
        QCOMPARE(found.size(), 2U);
        QCOMPARE(found[0], (Dictionary{u"de_DE"_s, second.path() + u"/de_DE"_s}));
        QCOMPARE(found[1].path, first.path() + u"/en_US"_s);
    }

    void knowsWordsInAnyCharset_data()
    {
        QTest::addColumn<QByteArray>("charset");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("UTF-8") << "UTF-8"_ba
                               << "Größe\nhouse\n"_ba;
        QTest::newRow("Latin 1") << "ISO8859-1"_ba
                                 << "Gr\xf6\xdf"
                                    "e\nhouse\n"_ba;
    }
    void knowsWordsInAnyCharset()
    {
        if (!spelling::isAvailable())
            QSKIP("built without Hunspell");
        QFETCH(QByteArray, charset);
        QFETCH(QByteArray, words);
        const QTemporaryDir folder;
        writeDictionary(folder.path(), u"xx"_s, charset, words);
        const auto speller = spelling::openSpeller({u"xx"_s, folder.path() + u"/xx"_s});
        QVERIFY(speller != nullptr);
        QVERIFY(speller->knows(u"Größe"_s));
        QVERIFY(!speller->knows(u"Grösse"_s));
        QVERIFY(speller->suggestionsFor(u"hous"_s).contains(u"house"_s));
        QVERIFY(speller->suggestionsFor(u"Gröse"_s).contains(u"Größe"_s));
    }

    void opensNothingThatIsNone()
    {
        const QTemporaryDir folder;
        QVERIFY(spelling::openSpeller({u"xx"_s, folder.path() + u"/xx"_s}) == nullptr);
        writeDictionary(folder.path(), u"yy"_s, "KLINGON-1", "word\n");
        QVERIFY(spelling::openSpeller({u"yy"_s, folder.path() + u"/yy"_s}) == nullptr);
    }

    void answersEveryQuestion()
    {
        int opened = 0;
        std::vector<Dictionary> all;
        for (const QString &language : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
            all.push_back({language, {}});
        spelling::SpellingWorker worker(all, [&opened](const Dictionary &dictionary) {
            ++opened;
            return dictionary.language == u"b"_s ? nullptr : std::make_unique<OneWord>();
        });
        const QSignalSpy checked(&worker, &spelling::SpellingWorker::checked),
            suggested(&worker, &spelling::SpellingWorker::suggested);
        worker.check(u"a"_s, {u"word"_s, u"wrod"_s});
        QCOMPARE(checked.back().at(2).toStringList(), QStringList{u"wrod"_s});
        worker.check(u"b"_s, {u"wrod"_s});  // it cannot be read
        worker.check(u"x"_s, {u"wrod"_s});  // there is none
        QCOMPARE(checked.size(), 3);
        QVERIFY(checked[1].at(2).toStringList().isEmpty() && checked[2].at(2).toStringList().isEmpty());
        worker.suggest(u"a"_s, u"wrod"_s);
        QCOMPARE(suggested.back().at(2).toStringList().size(), 8);
        worker.suggest(u"b"_s, u"wrod"_s);
        QVERIFY(suggested.back().at(2).toStringList().isEmpty());
        QCOMPARE(opened, 2);
        worker.check(u"c"_s, {});
        worker.check(u"d"_s, {});
        worker.check(u"b"_s, {});  // still open: asked after the first
        QCOMPARE(opened, 4);
        worker.check(u"a"_s, {});
        QCOMPARE(opened, 5);
    }

    void keepsOwnWords()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"words.txt"_s);
        spelling::OwnWords words(path);
        QVERIFY(!words.has(u"posthorn"_s));
        words.add(u"posthorn"_s);
        words.add(u"Größe"_s);
        QVERIFY(static_cast<bool>(words.keep()));
        QVERIFY(words.has(u"Posthorn"_s));
        const spelling::OwnWords again(path);
        QVERIFY(again.has(u"posthorn"_s) && again.has(u"Größe"_s) && !again.has(u"größe"_s));
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
        spelling::OwnWords nowhere(u"/nowhere/words.txt"_s);
        nowhere.add(u"word"_s);
        QVERIFY(!static_cast<bool>(nowhere.keep()));
        QVERIFY(nowhere.has(u"word"_s));
    }
};

POSTHORN_TEST(DictionaryTest)
#include "tst_dictionary.moc"
