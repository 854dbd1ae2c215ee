<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>AskedTab</name>
    <message numerus="yes">
        <source>Decline %n receipts?</source>
        <translation>
            <numerusform>Decline %n receipt?</numerusform>
            <numerusform>Decline %n receipts?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n receipts?</source>
        <translation>
            <numerusform>Send %n receipt?</numerusform>
            <numerusform>Send %n receipts?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Never send receipts to those who wrote these %n messages?</source>
        <translation>
            <numerusform>Never send receipts to who wrote this message?</numerusform>
            <numerusform>Never send receipts to those who wrote these %n messages?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttachmentBar</name>
    <message numerus="yes">
        <source>%n attachment(s)</source>
        <translation>
            <numerusform>%n attachment</numerusform>
            <numerusform>%n attachments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttachmentSaver</name>
    <message numerus="yes">
        <source>Loading %n attachment(s)…</source>
        <translation>
            <numerusform>Loading %n attachment…</numerusform>
            <numerusform>Loading %n attachments…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %n attachment(s) in %1</source>
        <translation>
            <numerusform>Saved %n attachment in %1</numerusform>
            <numerusform>Saved %n attachments in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BodyView</name>
    <message numerus="yes">
        <source>▾ Hide %n quoted line(s)</source>
        <translation>
            <numerusform>▾ Hide %n quoted line</numerusform>
            <numerusform>▾ Hide %n quoted lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>▸ Show %n quoted line(s)</source>
        <translation>
            <numerusform>▸ Show %n quoted line</numerusform>
            <numerusform>▸ Show %n quoted lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CentreWords</name>
    <message numerus="yes">
        <source>%n more statements about this message were only counted.</source>
        <translation>
            <numerusform>%n more statement about this message was only counted.</numerusform>
            <numerusform>%n more statements about this message were only counted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not believed</source>
        <translation>
            <numerusform>%n not believed</numerusform>
            <numerusform>%n not believed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 And about %n more.</source>
        <translation>
            <numerusform>%1 And about %n more.</numerusform>
            <numerusform>%1 And about %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerDesk</name>
    <message numerus="yes">
        <source>There is mail you have begun to write: %n.</source>
        <translation>
            <numerusform>There is %n mail you have begun to write.</numerusform>
            <numerusform>There are %n mails you have begun to write.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerText</name>
    <message numerus="yes">
        <source>%n people will see each other&apos;s addresses. Bcc hides them.</source>
        <translation>
            <numerusform>%n person will see the others&apos; addresses. Bcc hides them.</numerusform>
            <numerusform>%n people will see each other&apos;s addresses. Bcc hides them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is sent in %n second(s).</source>
        <translation>
            <numerusform>“%1” is sent in %n second.</numerusform>
            <numerusform>“%1” is sent in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisplayText</name>
    <message numerus="yes">
        <source>%1, %n unread</source>
        <translation>
            <numerusform>%1, %n unread</numerusform>
            <numerusform>%1, %n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>folded conversation of %n message(s)</source>
        <translation>
            <numerusform>folded conversation of %n message</numerusform>
            <numerusform>folded conversation of %n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>conversation of %n message(s)</source>
        <translation>
            <numerusform>conversation of %n message</numerusform>
            <numerusform>conversation of %n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DraftsDialog</name>
    <message numerus="yes">
        <source>Discard %n mail(s) that you have begun to write? They cannot be brought back.</source>
        <translation>
            <numerusform>Discard %n mail that you have begun to write? It cannot be brought back.</numerusform>
            <numerusform>Discard %n mails that you have begun to write? They cannot be brought back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n template(s)? They cannot be brought back.</source>
        <translation>
            <numerusform>Discard %n template? It cannot be brought back.</numerusform>
            <numerusform>Discard %n templates? They cannot be brought back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FacetRow</name>
    <message numerus="yes">
        <source>%1: %2, %n message(s)</source>
        <extracomment>A group, one of its values, and how many messages have it</extracomment>
        <translation>
            <numerusform>%1: %2, %n message</numerusform>
            <numerusform>%1: %2, %n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileBar</name>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderBanner</name>
    <message numerus="yes">
        <source>%n message(s) of this folder are missing here.</source>
        <translation>
            <numerusform>%n message of this folder is missing here.</numerusform>
            <numerusform>%n messages of this folder are missing here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message numerus="yes">
        <source>%1: %n message(s)</source>
        <extracomment>A time and how many messages are from then</extracomment>
        <translation>
            <numerusform>%1: %n message</numerusform>
            <numerusform>%1: %n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n message(s) were removed by another program</source>
        <translation>
            <numerusform>%n message was removed by another program</numerusform>
            <numerusform>%n messages were removed by another program</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of messages from several folders, %n can be answered together at most.</source>
        <translation>
            <numerusform>Of messages from several folders, %n can be answered together at most.</numerusform>
            <numerusform>Of messages from several folders, %n can be answered together at most.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) have not been sent and never will be: %1.</source>
        <translation>
            <numerusform>%n mail has not been sent and never will be: %1.</numerusform>
            <numerusform>%n mails have not been sent and never will be: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) are deleted here; what is in the folder for drafts on the server stays.</source>
        <translation>
            <numerusform>%n draft is deleted here; what is in the folder for drafts on the server stays.</numerusform>
            <numerusform>%n drafts are deleted here; what is in the folder for drafts on the server stays.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) have not been sent yet.</source>
        <translation>
            <numerusform>%n mail has not been sent yet.</numerusform>
            <numerusform>%n mails have not been sent yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) you are writing could not be kept and would be lost.</source>
        <translation>
            <numerusform>%n mail you are writing could not be kept and would be lost.</numerusform>
            <numerusform>%n mails you are writing could not be kept and would be lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) are still being signed or encrypted. They are not sent when you quit now, and stay drafts.</source>
        <translation>
            <numerusform>%n mail is still being signed or encrypted. It is not sent when you quit now, and stays a draft.</numerusform>
            <numerusform>%n mails are still being signed or encrypted. They are not sent when you quit now, and stay drafts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OperationText</name>
    <message numerus="yes">
        <source>Mark %n message(s) as read</source>
        <translation>
            <numerusform>Mark %n message as read</numerusform>
            <numerusform>Mark %n messages as read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %n message(s) as unread</source>
        <translation>
            <numerusform>Mark %n message as unread</numerusform>
            <numerusform>Mark %n messages as unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Star %n message(s)</source>
        <translation>
            <numerusform>Star %n message</numerusform>
            <numerusform>Star %n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove the star of %n message(s)</source>
        <translation>
            <numerusform>Remove the star of %n message</numerusform>
            <numerusform>Remove the star of %n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %n message(s)</source>
        <translation>
            <numerusform>Mark %n message</numerusform>
            <numerusform>Mark %n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n message(s) to “%1”</source>
        <translation>
            <numerusform>Move %n message to “%1”</numerusform>
            <numerusform>Move %n messages to “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n message(s) to “%1” of another account</source>
        <translation>
            <numerusform>Move %n message to “%1” of another account</numerusform>
            <numerusform>Move %n messages to “%1” of another account</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n message(s) to “%1” of another account</source>
        <translation>
            <numerusform>Copy %n message to “%1” of another account</numerusform>
            <numerusform>Copy %n messages to “%1” of another account</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n message(s) to “%1”</source>
        <translation>
            <numerusform>Copy %n message to “%1”</numerusform>
            <numerusform>Copy %n messages to “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n message(s) for good</source>
        <translation>
            <numerusform>Delete %n message for good</numerusform>
            <numerusform>Delete %n messages for good</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxWords</name>
    <message numerus="yes">
        <source>%n mail(s) could not be sent</source>
        <translation>
            <numerusform>%n mail could not be sent</numerusform>
            <numerusform>%n mails could not be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) wait to be sent</source>
        <translation>
            <numerusform>%n mail waits to be sent</numerusform>
            <numerusform>%n mails wait to be sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleDesk</name>
    <message numerus="yes">
        <source>%n address(es) are new.</source>
        <translation>
            <numerusform>%n address is new.</numerusform>
            <numerusform>%n addresses are new.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) have no e-mail address and were left out.</source>
        <translation>
            <numerusform>%n card has no e-mail address and was left out.</numerusform>
            <numerusform>%n cards have no e-mail address and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be read.</source>
        <translation>
            <numerusform>%n line could not be read.</numerusform>
            <numerusform>%n lines could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were written to the file.</source>
        <translation>
            <numerusform>%n person was written to the file.</numerusform>
            <numerusform>%n people were written to the file.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleWindow</name>
    <message numerus="yes">
        <source>Forget %n people?</source>
        <translation>
            <numerusform>Forget %n person?</numerusform>
            <numerusform>Forget %n people?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n people</source>
        <translation>
            <numerusform>Export %n person</numerusform>
            <numerusform>Export %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReaderPane</name>
    <message numerus="yes">
        <source>%n message(s) chosen</source>
        <translation>
            <numerusform>%n message chosen</numerusform>
            <numerusform>%n messages chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReminderDialog</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SavedSearchText</name>
    <message numerus="yes">
        <source>Search %1, %n to answer</source>
        <translation>
            <numerusform>Search %1, %n to answer</numerusform>
            <numerusform>Search %1, %n to answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Search %1, %n unread</source>
        <translation>
            <numerusform>Search %1, %n unread</numerusform>
            <numerusform>Search %1, %n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SealingText</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchState</name>
    <message numerus="yes">
        <source>Here: %1 of %n message(s) of %2</source>
        <translation>
            <numerusform>Here: %1 of %n message of %2</numerusform>
            <numerusform>Here: %1 of %n messages of %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) are still being prepared</source>
        <translation>
            <numerusform>%n message is still being prepared</numerusform>
            <numerusform>%n messages are still being prepared</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the server found %n more</source>
        <translation>
            <numerusform>the server found %n more</numerusform>
            <numerusform>the server found %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more in %1, which has not been loaded: open it to see them</source>
        <translation>
            <numerusform>%n more in %1, which has not been loaded: open it to see it</numerusform>
            <numerusform>%n more in %1, which has not been loaded: open it to see them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Here: %1 of %n message(s) in all folders of %2</source>
        <translation>
            <numerusform>Here: %1 of %n message in all folders of %2</numerusform>
            <numerusform>Here: %1 of %n messages in all folders of %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Here: %1 of %n message(s) in all folders</source>
        <translation>
            <numerusform>Here: %1 of %n message in all folders</numerusform>
            <numerusform>Here: %1 of %n messages in all folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The search failed on the server in %1 and %n more folder(s). %2</source>
        <translation>
            <numerusform>The search failed on the server in %1 and %n more folder. %2</numerusform>
            <numerusform>The search failed on the server in %1 and %n more folders. %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionReceipts</name>
    <message numerus="yes">
        <source>%n of the chosen messages ask for a receipt.</source>
        <translation>
            <numerusform>One of the chosen messages asks for a receipt.</numerusform>
            <numerusform>%n of the chosen messages ask for a receipt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n change(s) to send</source>
        <translation>
            <numerusform>%n change to send</numerusform>
            <numerusform>%n changes to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for the connection: %n change(s)</source>
        <translation>
            <numerusform>Waiting for the connection: %n change</numerusform>
            <numerusform>Waiting for the connection: %n changes</numerusform>
        </translation>
    </message>
</context>
</TS>
