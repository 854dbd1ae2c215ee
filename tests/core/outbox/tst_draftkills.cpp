// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/drafts.h"
#include "core/store/writer.h"

#include <QTemporaryDir>

#include <array>
#include <csignal>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using outbox::Draft;
using outbox::Drafts;

namespace {

const QUuid draftId = QUuid::createUuidV5(QUuid(), QByteArray("draft"));

struct Program {
    explicit Program(const QString &path)
        : user(std::move(*store::openUser(path))), journal(user.database, clock),
          drafts(user.database, journal, clock,
                 [](const QUuid &, store::FolderRole) { return std::optional<QByteArray>(); })
    {}

    FakeClock clock;
    store::UserDatabase user;
    journal::Journal journal;
    Drafts drafts;
};

// Types without an end, from `first` on; tells each number that it has been told is kept.
[[noreturn]] void type(const QString &path, int first, int told)
{
    Program program(path);
    QObject::connect(&program.drafts, &Drafts::saved, [&first, told] {
        if (::write(told, &first, sizeof(first)) != sizeof(first))
            ::_exit(1);
    });
    for (;; ++first)
        program.drafts.save({.id = draftId, .account = {}, .composition = QByteArray::number(first)});
}

}

// A program that really dies while somebody types.
class DraftKillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsKeptSurvivesAKill()
    {
        COVERS("REL-19");
        const QTemporaryDir folder;
        const QString path = folder.path() + u"/user.db"_s;
        {
            Program makesTheFile(path);
        }
        std::mt19937 random(19);
        std::uniform_int_distribution<int> words(1, 12);
        int last = 0;
        for (int kill = 0; kill < 200; ++kill) {
            last = typeAndKill(path, last + 1, words(random), last);
            Program again(path);
            std::vector<Draft> known;
            QObject::connect(&again.drafts, &Drafts::known,
                             [&known](const Draft &draft) { known.push_back(draft); });
            again.drafts.restore();
            QCOMPARE(known.size(), 1U);
            const int kept = known.front().composition.toInt();
            QVERIFY2(kept == last || kept == last + 1, qPrintable(u"%1, told %2"_s.arg(kept).arg(last)));
            last = kept;
        }
    }

private:
    // Kills it when it has told so many; what it told last.
    static int typeAndKill(const QString &path, int first, int after, int last)
    {
        std::array<int, 2> line{};
        if (::pipe(line.data()) != 0)
            return last;
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(line[0]);
            type(path, first, line[1]);
        }
        ::close(line[1]);
        int number = 0;
        for (int told = 0; told < after && ::read(line[0], &number, sizeof(number)) == sizeof(number); ++told)
            last = number;
        ::kill(child, SIGKILL);
        while (::read(line[0], &number, sizeof(number)) == sizeof(number))
            last = number;  // told before it died
        ::close(line[0]);
        ::waitpid(child, nullptr, 0);
        return last;
    }
};

POSTHORN_TEST(DraftKillsTest)
#include "tst_draftkills.moc"
