// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

net::Credentials bob(const QByteArray &password = "secret")
{
    return {"bob"_ba, Secret(password)};
}

const auto asBob = [](Dialogue &dialogue) { dialogue.session().provideCredentials(bob()); };

}

class TestLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsNothingBeforeTheGreeting()
    {
        COVERS("I4-030", "I4-031");
        Dialogue dialogue;
        asBob(dialogue);
        dialogue.play(R"(
            T: 59s
            S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
            C: a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: a1 OK [CAPABILITY IMAP4rev1 IDLE] in
        )");
        QVERIFY(dialogue.events().contains("ready"));
    }
};

#include "tst_login.moc"
POSTHORN_TEST(TestLogin)
