// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/outboxmodel.h"

#include <QAbstractItemModelTester>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using models::OutboxModel;
using outbox::MailState;

class TestOutboxModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mailComesChangesAndGoes();
    void onlyWhatNeedsAWordIsCounted();

private:
    static OutboxModel::Wording words()
    {
        return {[](OutboxModel::Column) { return u"heading"_s; },
                [](const outbox::OutboxEntry &entry, OutboxModel::Column column) {
                    return column == OutboxModel::SubjectColumn ? entry.subject : QString();
                },
                [](const outbox::OutboxEntry &entry) { return QString::fromUtf8(entry.serverText); }};
    }
    static outbox::OutboxEntry mail(const QString &subject, MailState state = MailState::Held)
    {
        outbox::OutboxEntry entry;
        entry.id = QUuid::createUuidV5(QUuid(), subject);
        entry.subject = subject;
        entry.state = state;
        return entry;
    }
};

void TestOutboxModel::mailComesChangesAndGoes()
{
    OutboxModel model(words());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &OutboxModel::dataChanged);
    auto first = mail(u"one"_s);
    model.show(first);
    model.show(mail(u"two"_s));
    QCOMPARE(model.rowCount(), 2);
    first.serverText = "later";
    model.show(first);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, OutboxModel::SubjectColumn).data().toString(), u"one"_s);
    QCOMPARE(model.index(0, 0).data(Qt::ToolTipRole).toString(), u"later"_s);
    model.remove(first.id);
    model.remove(first.id);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowOf(mail(u"two"_s).id), 0);
    QCOMPARE(model.rowOf(first.id), -1);
}

void TestOutboxModel::onlyWhatNeedsAWordIsCounted()
{
    OutboxModel model(words());
    int row = 0;
    for (const MailState state : {MailState::Held, MailState::Queued, MailState::Sending,
                                  MailState::Uncertain, MailState::Sent, MailState::Failed})
        model.show(mail(QString::number(row++), state));
    QCOMPARE(model.waitingForUser(), 2);
}

POSTHORN_TEST(TestOutboxModel)
#include "tst_outboxmodel.moc"
