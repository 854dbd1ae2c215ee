// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/peoplemodel.h"

#include <QAbstractItemModelTester>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using models::PeopleModel;

namespace {

const QDateTime now(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);

mime::Mailbox at(const char *domain, const QString &name = {})
{
    return {name, "ann", domain};
}

}

class PeopleModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsTheLikeliestFirst()
    {
        PeopleModel model;
        const QAbstractItemModelTester tester(&model);
        model.meet({{at("typo.example"), now.addDays(-200), 1, 0},
                    {at("list.example"), now, 0, 4},
                    {at("friend.example"), now.addDays(-10), 3, 0},
                    {{}, now, 9, 9}},
                   now);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.people()[0].mailbox.domain, "friend.example"_ba);
        QCOMPARE(model.people()[2].mailbox.domain, "typo.example"_ba);
        QVERIFY(model.isWrittenTo(at("typo.example")));
        QVERIFY(!model.isWrittenTo(at("list.example")));
    }

    // Anybody can send mail from ever new addresses: whom we write to ourselves stays, and stays first.
    void aFloodOfStrangersIsCutOff()
    {
        COVERS("SEC-63");
        PeopleModel model;
        model.meet({{at("friend.example"), now.addDays(-100), 2, 0}}, now);
        std::vector<models::Person> strangers;
        for (int number = 0; number < 20'000; ++number)
            strangers.push_back({{{}, QByteArray::number(number), "spam.example"}, now, 0, 1});
        model.meet(strangers, now);
        model.meet(strangers, now);
        QCOMPARE(model.people().size(), PeopleModel::most);
        QCOMPARE(model.people().front().mailbox.domain, "friend.example"_ba);
        QVERIFY(model.isWrittenTo(at("friend.example")));
    }

    void forgetsUntilSomebodyIsRemembered()
    {
        PeopleModel model;
        const QSignalSpy remembered(&model, &PeopleModel::remembered);
        model.meet({{at("friend.example"), now, 1, 0}, {at("typo.example"), now, 1, 0}}, now);
        model.forget(at("Typo.Example"));
        model.meet({{at("typo.example"), now, 5, 5}}, now);
        QCOMPARE(model.rowCount(), 1);
        model.remember(at("friend.example"));
        QCOMPARE(remembered.size(), 0);
        model.remember(at("typo.example"));
        QCOMPARE(remembered.size(), 1);
        model.meet({{at("typo.example"), now, 1, 0}}, now);
        QCOMPARE(model.rowCount(), 2);
    }

    void forgetsManyAtOnce()
    {
        PeopleModel model;
        const QAbstractItemModelTester tester(&model);
        const QSignalSpy reset(&model, &PeopleModel::modelReset);
        model.meet({{at("a.example"), now, 3, 0}, {at("b.example"), now, 2, 0}, {at("c.example"), now, 1, 0}},
                   now);
        model.forgetAll({at("A.example"), at("c.example"), at("never-met.example")});
        QCOMPARE(reset.size(), 2);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.people()[0].mailbox.domain, "b.example"_ba);
        model.meet({{at("c.example"), now, 1, 0}, {at("never-met.example"), now, 1, 0}}, now);
        QCOMPARE(model.rowCount(), 1);
        model.forgetAll({at("b.example")});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(reset.size(), 3);  // with meet()
    }

    // Whoever comes from an address book is known, behind those who were met lately.
    void putsAnAddressBookBehindThem()
    {
        PeopleModel model;
        model.meet({{.mailbox = at("book.example"), .isKept = true},
                    {at("friend.example"), now, 0, 1},
                    {at("long-ago.example"), now.addDays(-900), 0, 1}},
                   now);
        QCOMPARE(model.people()[0].mailbox.domain, "friend.example"_ba);
        QCOMPARE(model.people()[1].mailbox.domain, "book.example"_ba);
    }

    void knowsAPersonOnce()
    {
        PeopleModel model;
        model.meet({{at("x.example", u"Old"_s), now.addDays(-9), 1, 0}}, now);
        model.meet({{at("X.example", u"New"_s), now, 0, 2}, {at("x.example"), now.addDays(-99), 1, 0}}, now);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.people()[0].written, 2);
        QCOMPARE(model.people()[0].last, now);
        QCOMPARE(model.index(0).data().toString(), u"New <ann@x.example>"_s);
        QCOMPARE(model.index(0).data(PeopleModel::MailboxRole).value<mime::Mailbox>().localPart, "ann"_ba);
        model.forget(at("x.example"));
        QCOMPARE(model.rowCount(), 0);
    }
};

POSTHORN_TEST(PeopleModelTest)
#include "tst_peoplemodel.moc"
