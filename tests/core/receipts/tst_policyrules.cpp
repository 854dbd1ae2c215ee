// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/policyrules.h"
#include "core/store/userdatabase.h"

#include <QTemporaryDir>

#include "tests/core/receipts/receiptworld.h"

using namespace receipts;
using namespace Qt::StringLiterals;
using Scope = PolicyRule::Scope;

// Whose requests are answered how, and that the nearest rule decides.
class PolicyRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNearestRuleDecides();
    void aDomainIsTheWholeDomain_data();
    void aDomainIsTheWholeDomain();
    void aSenderIsOneAddress_data();
    void aSenderIsOneAddress();
    void whatIsTypedBecomesARule_data();
    void whatIsTypedBecomesARule();
    void nobodyIsAnsweredByOneClickForAll();
    void aListIsKnownByItsIdentifier();
    void rulesAreKept();
    void whatANewerProgramWroteIsLeftAlone();
    void aRuleThatCannotBeKeptIsSaidSo();
};

namespace {

Request requestFrom(const QByteArray &from, const QByteArray &more = {})
{
    return *readRequest(
        mime::Header::parse(receipt_test::requestHeader().replace("Ann <a@ex.org>", from + more)),
        "me@home.example", {});
}

Preference preferenceFor(const PolicyRule &rule, const QByteArray &from)
{
    return policyFor({rule}, requestFrom(from), {}).preference;
}

const QUuid account(u"7d444840-9dc0-11d1-b245-5ffdce74fad2"_s);

}

void PolicyRulesTest::theNearestRuleDecides()
{
    const Request request = requestFrom("a@ex.org", "\r\nList-Id: Walks <walks.ex.org>");
    std::vector<PolicyRule> rules{
        {Scope::Default, {}, Preference::Deny},
        {Scope::Account, account.toRfc4122(), Preference::Never},
        {Scope::List, "walks.ex.org", Preference::Ask},
        {Scope::Domain, "ex.org", Preference::Deny},
        {Scope::Sender, "a@ex.org", Preference::Automatic},
        {Scope::Message, request.key.value, Preference::Never},
        {Scope::Sender, "b@ex.org", Preference::Never},
        {Scope::Message, "another", Preference::Automatic},
    };
    const std::vector<Preference> expected{Preference::Never, Preference::Automatic, Preference::Deny,
                                           Preference::Ask,   Preference::Never,     Preference::Deny};
    for (std::size_t scope = 0; scope < expected.size(); ++scope) {
        const Policy policy = policyFor(rules, request, account);
        QCOMPARE(policy.preference, expected[scope]);
        QVERIFY(policy.rule && policy.rule->scope == static_cast<Scope>(scope));
        std::erase_if(rules,
                      [scope](const PolicyRule &rule) { return rule.scope == static_cast<Scope>(scope); });
    }
    QVERIFY(policyFor(rules, request, account) == Policy());  // the factory default asks, and names no rule
}

void PolicyRulesTest::aDomainIsTheWholeDomain_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<bool>("isMeant");
    QTest::newRow("itself") << "a@example.org"_ba << true;
    QTest::newRow("in capitals") << "a@EXAMPLE.Org"_ba << true;
    QTest::newRow("below it") << "a@sub.example.org"_ba << false;
    QTest::newRow("ends alike") << "a@notexample.org"_ba << false;
    QTest::newRow("begins alike") << "a@example.org.evil.test"_ba << false;
    QTest::newRow("as a local part") << "example.org@evil.test"_ba << false;
    QTest::newRow("as a name") << "\"x@example.org\" <a@evil.test>"_ba << false;
    QTest::newRow("without a domain") << "example.org"_ba << false;
}

void PolicyRulesTest::aDomainIsTheWholeDomain()
{
    QFETCH(QByteArray, from);
    const PolicyRule rule{Scope::Domain, "example.org", Preference::Never};
    const bool isNever = preferenceFor(rule, from) == Preference::Never;
    QTEST(isNever, "isMeant");
}

void PolicyRulesTest::aSenderIsOneAddress_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<bool>("isMeant");
    QTest::newRow("itself") << "Ann <bob@example.org>"_ba << true;
    QTest::newRow("quoted") << "\"bob\"@EXAMPLE.org"_ba << true;
    QTest::newRow("another case of the local part") << "Bob@example.org"_ba << false;
    QTest::newRow("a sub-address") << "bob+x@example.org"_ba << false;
    QTest::newRow("another domain") << "bob@example.net"_ba << false;
}

void PolicyRulesTest::aSenderIsOneAddress()
{
    COVERS("MDN-57", "MDN-58");
    QFETCH(QByteArray, from);
    const PolicyRule rule{Scope::Sender, "bob@example.org", Preference::Never};
    const bool isNever = preferenceFor(rule, from) == Preference::Never;
    QTEST(isNever, "isMeant");
}

void PolicyRulesTest::whatIsTypedBecomesARule_data()
{
    QTest::addColumn<int>("scope");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *name, Scope scope, const QString &typed, const QByteArray &value) {
        QTest::newRow(name) << static_cast<int>(scope) << typed << value;
    };
    row("an address", Scope::Sender, u" Ann <a@Ex.org> "_s, "a@ex.org");
    row("an address with a foreign domain", Scope::Sender, u"a@bücher.example"_s, "a@xn--bcher-kva.example");
    row("two addresses", Scope::Sender, u"a@ex.org, b@ex.org"_s, {});
    row("no address", Scope::Sender, u"Ann"_s, {});
    row("a pattern", Scope::Sender, u"*@ex.org"_s, {});
    row("a domain", Scope::Domain, u"Ex.ORG"_s, "ex.org");
    row("a domain as people write it", Scope::Domain, u"@ex.org"_s, "ex.org");
    row("a foreign domain", Scope::Domain, u"bücher.example"_s, "xn--bcher-kva.example");
    row("half a domain", Scope::Domain, u".org"_s, {});
    row("a word", Scope::Domain, u"org"_s, {});
    row("a pattern of domains", Scope::Domain, u"*.ex.org"_s, {});
    row("an address for a domain", Scope::Domain, u"a@ex.org"_s, {});
    row("a line end", Scope::Domain, u"ex.org\nevil.test"_s, {});
    row("a list", Scope::List, u"Walks <Walks.ex.org>"_s, "walks.ex.org");
    row("nothing", Scope::List, u"  "_s, {});
    row("far too much", Scope::List, QString(600, u'a'), {});
    row("what nobody types", Scope::Default, u"x"_s, {});
}

void PolicyRulesTest::whatIsTypedBecomesARule()
{
    QFETCH(int, scope);
    QFETCH(QString, typed);
    const auto rule = ruleFrom(static_cast<Scope>(scope), typed, Preference::Deny);
    const QByteArray value = rule ? rule->value : QByteArray();
    QTEST(value, "value");
}

void PolicyRulesTest::nobodyIsAnsweredByOneClickForAll()
{
    COVERS("MDN-67");
    QVERIFY(!ruleFrom(Scope::List, u"walks.ex.org"_s, Preference::Automatic));
    QVERIFY(ruleFrom(Scope::Domain, u"ex.org"_s, Preference::Automatic));
    for (const PolicyRule &rule : {PolicyRule{Scope::Default, {}, Preference::Automatic},
                                   PolicyRule{Scope::Account, account.toRfc4122(), Preference::Automatic}}) {
        const Policy policy = policyFor({rule}, requestFrom("a@ex.org"), account);
        QCOMPARE(policy.preference, Preference::Ask);
        QVERIFY(policy.rule == rule);
    }
}

void PolicyRulesTest::aListIsKnownByItsIdentifier()
{
    const PolicyRule rule{Scope::List, "walks.ex.org", Preference::Never};
    const auto isFrom = [&rule](const QByteArray &listId) {
        return appliesTo(rule, requestFrom("a@ex.org", "\r\nList-Id: " + listId), {});
    };
    QVERIFY(isFrom("Walks <WALKS.ex.org>"));
    QVERIFY(isFrom("\"Fake <x.test>\" <walks.ex.org>"));
    QVERIFY(!isFrom("walks.ex.org <talks.ex.org>"));
    QVERIFY(!appliesTo(rule, requestFrom("a@ex.org"), {}));
}

void PolicyRulesTest::rulesAreKept()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"user.db"_s);
    const PolicyRule sender{Scope::Sender, "a@ex.org", Preference::Automatic};
    const PolicyRule mine{Scope::Account, account.toRfc4122(), Preference::Deny};
    {
        auto user = store::openUser(path);
        QVERIFY(user);
        QVERIFY(keepRule(user->database, mine));
        QVERIFY(keepRule(user->database, {Scope::Sender, "a@ex.org", Preference::Never}));
        QVERIFY(keepRule(user->database, sender));  // in its place
    }
    auto user = store::openUser(path);
    QVERIFY(user);
    QVERIFY(*policyRules(user->database) == std::vector<PolicyRule>({sender, mine}));
    QVERIFY(dropRule(user->database, Scope::Sender, "a@ex.org"));
    QVERIFY(*policyRules(user->database) == std::vector<PolicyRule>{mine});
    QVERIFY(dropRule(user->database, mine.scope, mine.value));
    QVERIFY(policyRules(user->database)->empty());
}

void PolicyRulesTest::whatANewerProgramWroteIsLeftAlone()
{
    const QTemporaryDir folder;
    auto user = store::openUser(folder.filePath(u"user.db"_s));
    QVERIFY(user);
    QVERIFY(keepRule(user->database, {static_cast<Scope>(17), "x", Preference::Never}));
    QVERIFY(keepRule(user->database, {Scope::Domain, "ex.org", static_cast<Preference>(9)}));
    QVERIFY(policyRules(user->database)->empty());
}

void PolicyRulesTest::aRuleThatCannotBeKeptIsSaidSo()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"user.db"_s);
    QVERIFY(store::openUser(path));
    const auto user = store::Database::open(path, store::Database::Mode::ReadOnly);
    QVERIFY(user);
    const auto kept = keepRule(*user, {Scope::Sender, "a@ex.org", Preference::Never});
    QVERIFY(!kept);
    QCOMPARE(kept.error().kind, Error::Kind::Storage);
    QVERIFY(!dropRule(*user, Scope::Sender, "a@ex.org"));
}

POSTHORN_TEST(PolicyRulesTest)

#include "tst_policyrules.moc"
