// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptdesk.h"
#include "widgets/receipts/receiptdialog.h"
#include "widgets/receipts/receiptrulesdialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"
#include "tests/widgets/displayedrequest.h"

using namespace Qt::StringLiterals;
using receipts::PolicyRule;
using receipts::Preference;
using Scope = PolicyRule::Scope;

// Rules made from the banner and in their own window.
class ReceiptRulesTest : public QObject
{
    Q_OBJECT

private:
    FakeClock m_clock;
    std::unique_ptr<QWidget> m_window;
    ReceiptDesk *m_desk = nullptr;
    std::vector<PolicyRule> m_wanted, m_dropped;
    std::optional<BannerContent> m_banner;

    ReceiptRulesDialog *openRules()
    {
        m_desk->showRules({{account, u"Work"_s}});
        return m_window->findChild<ReceiptRulesDialog *>();
    }
    static QComboBox *box(ReceiptRulesDialog *dialog, int row)
    {
        auto *list = dialog->findChild<QTreeWidget *>();
        return qobject_cast<QComboBox *>(list->itemWidget(list->topLevelItem(row), 1));
    }
    static void choose(QComboBox *box, Preference preference)
    {
        const int index = box->findData(static_cast<int>(preference));
        QVERIFY(index >= 0);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    static const QUuid account;

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_desk = new ReceiptDesk(m_clock, m_window.get());
        m_wanted.clear();
        m_dropped.clear();
        m_banner.reset();
        connect(m_desk, &ReceiptDesk::ruleWanted, this,
                [this](const PolicyRule &rule) { m_wanted.push_back(rule); });
        connect(m_desk, &ReceiptDesk::ruleDropWanted, this,
                [this](const PolicyRule &rule) { m_dropped.push_back(rule); });
        connect(m_desk, &ReceiptDesk::bannerChanged, this,
                [this](const std::optional<BannerContent> &content) { m_banner = content; });
    }

    void theBannerOffersRulesForTheSender()
    {
        m_desk->show(displayedRequest(), ReceiptDesk::Shown::Passing);
        QVERIFY(m_banner);
        QCOMPARE(m_banner->standing.size(), qsizetype{4});
        QVERIFY(m_banner->standing.first().text.contains(u"a@ex.org"_s));
        m_desk->act(ReceiptAction::NeverForSender);
        m_desk->act(ReceiptAction::NeverForDomain);
        QVERIFY(m_wanted
                == std::vector<PolicyRule>({{Scope::Sender, "a@ex.org", Preference::Never},
                                            {Scope::Domain, "ex.org", Preference::Never}}));
        QVERIFY(m_window->findChild<ReceiptDialog *>() == nullptr);
    }

    void alwaysBeginsWithALookAtThisOne()
    {
        m_desk->show(displayedRequest(), ReceiptDesk::Shown::Passing);
        m_desk->act(ReceiptAction::AlwaysForSender);
        QVERIFY(m_wanted == std::vector<PolicyRule>({{Scope::Sender, "a@ex.org", Preference::Automatic}}));
        QVERIFY(m_window->findChild<ReceiptDialog *>() != nullptr);
    }

    void aRuleCountsForTheMessageThatIsShown()
    {
        m_desk->show(displayedRequest(), ReceiptDesk::Shown::Passing);
        QVERIFY(m_desk->mayDecide());
        m_desk->setRules({{Scope::Domain, "ex.org", Preference::Never}});
        QVERIFY(!m_desk->mayDecide());
        QVERIFY(m_banner && m_banner->actions.isEmpty());
        QVERIFY(m_banner->why.contains(u"ex.org"_s));  // which rule it was
        m_desk->setRules({});
        QVERIFY(m_desk->mayDecide());
    }

    void whoHasNoAddressHasNoRule()
    {
        m_desk->show(displayedRequest("Ann"), ReceiptDesk::Shown::Passing);
        QVERIFY(m_banner);
        QCOMPARE(m_banner->standing.size(), qsizetype{1});  // all rules
    }

    void theWindowShowsWhatCountsAndChangesIt()
    {
        m_desk->setRules({{Scope::Sender, "a@ex.org", Preference::Automatic}});
        ReceiptRulesDialog *dialog = openRules();
        QVERIFY(dialog != nullptr);
        auto *list = dialog->findChild<QTreeWidget *>();
        QCOMPARE(list->topLevelItemCount(), 3);  // the rule, the account, everybody else
        QVERIFY(list->topLevelItem(0)->text(0).contains(u"a@ex.org"_s));
        QVERIFY(list->topLevelItem(1)->text(0).contains(u"Work"_s));
        choose(box(dialog, 0), Preference::Never);
        choose(box(dialog, 1), Preference::Deny);
        QVERIFY(m_wanted
                == std::vector<PolicyRule>({{Scope::Sender, "a@ex.org", Preference::Never},
                                            {Scope::Account, account.toRfc4122(), Preference::Deny}}));
        // Without a question only to whom a rule names.
        QCOMPARE(box(dialog, 2)->findData(static_cast<int>(Preference::Automatic)), -1);
        list->setCurrentItem(list->topLevelItem(0));
        dialog->findChild<QPushButton *>(u"remove"_s)->click();
        QVERIFY(m_dropped == std::vector<PolicyRule>({{Scope::Sender, "a@ex.org", Preference::Automatic}}));
    }

    void whatIsNoAddressIsSaidSo()
    {
        ReceiptRulesDialog *dialog = openRules();
        auto *value = dialog->findChild<QLineEdit *>(u"value"_s);
        value->setText(u"*@ex.org"_s);
        Q_EMIT value->returnPressed();
        QVERIFY(m_wanted.empty());
        QVERIFY(dialog->findChild<QLabel *>(u"problem"_s)->isVisibleTo(dialog));
        QCOMPARE(value->text(), u"*@ex.org"_s);  // to be mended
        value->setText(u"b@ex.org"_s);
        QVERIFY(!dialog->findChild<QLabel *>(u"problem"_s)->isVisibleTo(dialog));
        Q_EMIT value->returnPressed();
        QVERIFY(m_wanted == std::vector<PolicyRule>({{Scope::Sender, "b@ex.org", Preference::Ask}}));
        QVERIFY(value->text().isEmpty());
    }

    void aTrialTellsWhatWouldHappenAndWhy()
    {
        QVERIFY(m_desk->outcome({}).contains(u"open"_s));
        m_desk->setRules({{Scope::Sender, "a@ex.org", Preference::Automatic},
                          {Scope::Domain, "ex.org", Preference::Never}});
        const QString toAnn = m_desk->outcome(u"a@ex.org"_s), toOther = m_desk->outcome(u"b@ex.org"_s);
        QVERIFY2(toAnn.contains(u"without a question"_s) && toAnn.contains(u"a@ex.org"_s), qPrintable(toAnn));
        QVERIFY2(toOther.contains(u"No receipt is sent"_s), qPrintable(toOther));
        QVERIFY(m_desk->outcome(u"c@other.example"_s).contains(u"asked"_s));
        QVERIFY(m_desk->outcome(u"nobody"_s).contains(u"no address"_s));
        m_desk->show(displayedRequest(), ReceiptDesk::Shown::Passing);
        QVERIFY(m_desk->outcome({}).contains(u"without a question"_s));
    }
};

const QUuid ReceiptRulesTest::account(u"7d444840-9dc0-11d1-b245-5ffdce74fad2"_s);

POSTHORN_TEST(ReceiptRulesTest)

#include "tst_receiptrules.moc"
