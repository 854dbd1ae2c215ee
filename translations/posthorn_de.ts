<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>AccountDesk</name>
    <message>
        <source>Remove account</source>
        <translation>Konto entfernen</translation>
    </message>
    <message>
        <source>Remove the account “%1” from Posthorn?</source>
        <translation>Das Konto „%1“ aus Posthorn entfernen?</translation>
    </message>
    <message>
        <source>The copy of its mail on this computer is deleted, and so are changes that have not reached the server yet. The mail on the server stays as it is.</source>
        <translation>Die Kopie seiner Post auf diesem Rechner wird gelöscht, ebenso Änderungen, die den Server noch nicht erreicht haben. Die Post auf dem Server bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>What you have decided about read receipts is kept, so that none is ever sent twice.</source>
        <translation>Was Sie über Lesebestätigungen entschieden haben, bleibt erhalten, damit nie eine doppelt gesendet wird.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>AccountDialog</name>
    <message>
        <source>Account settings</source>
        <translation>Kontoeinstellungen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
</context>
<context>
    <name>AccountForm</name>
    <message>
        <source>Encrypted from the start (TLS)</source>
        <translation>Von Anfang an verschlüsselt (TLS)</translation>
    </message>
    <message>
        <source>Encrypted after connecting (STARTTLS)</source>
        <translation>Nach dem Verbinden verschlüsselt (STARTTLS)</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Verbindung prüfen</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>Server for receiving</source>
        <translation>Server für den Empfang</translation>
    </message>
    <message>
        <source>Server for sending</source>
        <translation>Server für den Versand</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>%1: port</source>
        <extracomment>%1 is &quot;Server for receiving&quot; or &quot;Server for sending&quot;</extracomment>
        <translation>%1: Port</translation>
    </message>
    <message>
        <source>%1: encryption</source>
        <translation>%1: Verschlüsselung</translation>
    </message>
    <message>
        <source>%1: user name</source>
        <translation>%1: Benutzername</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>As others see it</source>
        <translation>So, wie andere ihn sehen</translation>
    </message>
    <message>
        <source>name@example.org</source>
        <translation>name@example.org</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Not encrypted: everybody on the way can read it</source>
        <translation>Unverschlüsselt: Jeder unterwegs kann mitlesen</translation>
    </message>
    <message>
        <source>Kept in the desktop’s password store</source>
        <translation>Im Passwortspeicher des Desktops aufbewahrt</translation>
    </message>
    <message>
        <source>Asked for after each start</source>
        <translation>Nach jedem Start erfragt</translation>
    </message>
    <message>
        <source>Printed by a command</source>
        <translation>Von einem Befehl ausgegeben</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Remove account…</source>
        <translation>Konto entfernen …</translation>
    </message>
    <message>
        <source>Account name</source>
        <translation>Name des Kontos</translation>
    </message>
    <message>
        <source>Your other addresses</source>
        <translation>Ihre anderen Adressen</translation>
    </message>
    <message>
        <source>Separated by commas</source>
        <translation>Durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Where the password comes from</source>
        <translation>Woher das Passwort kommt</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Put my address on the envelope of read receipts</source>
        <translation>Meine Adresse auf den Umschlag von Lesebestätigungen setzen</translation>
    </message>
    <message>
        <source>Only for servers that refuse receipts, which otherwise have no return address: errors about a receipt then come back to you.</source>
        <translation>Nur für Server, die Lesebestätigungen ablehnen, weil diese sonst keine Absenderadresse haben: Fehlermeldungen zu einer Lesebestätigung kommen dann zu Ihnen zurück.</translation>
    </message>
    <message>
        <source>Its first line of output is the password</source>
        <translation>Die erste Zeile seiner Ausgabe ist das Passwort</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Read receipts: %1</source>
        <translation>Lesebestätigungen: %1</translation>
    </message>
    <message>
        <source>Answers go to</source>
        <translation>Antworten gehen an</translation>
    </message>
    <message>
        <source>The address the mail comes from</source>
        <translation>Die Adresse, von der die Nachricht kommt</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Stands below each mail you write, behind a line with two dashes</source>
        <translation>Steht unter jeder Nachricht, die Sie schreiben, hinter einer Zeile mit zwei Strichen</translation>
    </message>
    <message>
        <source>Sign what I write with my key</source>
        <translation>Was ich schreibe, mit meinem Schlüssel signieren</translation>
    </message>
    <message>
        <source>Encrypt when everybody has a key</source>
        <translation>Verschlüsseln, wenn alle einen Schlüssel haben</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Add account…</source>
        <translation>Konto &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Save attachment…</source>
        <translation>Anhang &amp;speichern …</translation>
    </message>
    <message>
        <source>Save a&amp;ll attachments…</source>
        <translation>A&amp;lle Anhänge speichern …</translation>
    </message>
    <message>
        <source>Go &amp;online</source>
        <translation>&amp;Online gehen</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Clear search</source>
        <translation>Suche &amp;leeren</translation>
    </message>
    <message>
        <source>&amp;Comfortable list</source>
        <translation>&amp;Bequeme Liste</translation>
    </message>
    <message>
        <source>Com&amp;pact list</source>
        <translation>&amp;Dichte Liste</translation>
    </message>
    <message>
        <source>All &amp;header fields</source>
        <translation>Alle &amp;Kopfzeilen</translation>
    </message>
    <message>
        <source>&amp;Next message</source>
        <translation>&amp;Nächste Nachricht</translation>
    </message>
    <message>
        <source>&amp;Previous message</source>
        <translation>&amp;Vorige Nachricht</translation>
    </message>
    <message>
        <source>Next &amp;unread message</source>
        <translation>Nächste &amp;ungelesene Nachricht</translation>
    </message>
    <message>
        <source>Next p&amp;ane</source>
        <translation>Nächster &amp;Bereich</translation>
    </message>
    <message>
        <source>Mark as &amp;read</source>
        <translation>Als &amp;gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as &amp;unread</source>
        <translation>Als &amp;ungelesen markieren</translation>
    </message>
    <message>
        <source>&amp;Star</source>
        <translation>&amp;Stern</translation>
    </message>
    <message>
        <source>Preview and send re&amp;ceipt…</source>
        <translation>Bestätigung ansehen und s&amp;enden …</translation>
    </message>
    <message>
        <source>&amp;Decline receipt</source>
        <translation>Bestätigung &amp;ablehnen</translation>
    </message>
    <message>
        <source>Receipt: n&amp;ot now</source>
        <translation>Bestätigung: nicht &amp;jetzt</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Posthorn</source>
        <translation>Ü&amp;ber Posthorn</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>&amp;Nachricht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>Menüleiste</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Account s&amp;ettings…</source>
        <translation>Konto&amp;einstellungen …</translation>
    </message>
    <message>
        <source>P&amp;rotocol log</source>
        <translation>P&amp;rotokoll</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;New folder…</source>
        <translation>&amp;Neuer Ordner …</translation>
    </message>
    <message>
        <source>&amp;Rename folder…</source>
        <translation>Ordner &amp;umbenennen …</translation>
    </message>
    <message>
        <source>&amp;Delete folder</source>
        <translation>Ordner &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Subscribe</source>
        <translation>&amp;Abonnieren</translation>
    </message>
    <message>
        <source>&amp;Unsubscribe</source>
        <translation>A&amp;bbestellen</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Delete for &amp;good</source>
        <translation>&amp;Endgültig löschen</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>&amp;Archivieren</translation>
    </message>
    <message>
        <source>&amp;Junk</source>
        <translation>Unerw&amp;ünscht</translation>
    </message>
    <message>
        <source>&amp;Move to…</source>
        <translation>&amp;Verschieben nach …</translation>
    </message>
    <message>
        <source>Cop&amp;y to…</source>
        <translation>&amp;Kopieren nach …</translation>
    </message>
    <message>
        <source>C&amp;hanges that were not made…</source>
        <translation>&amp;Nicht ausgeführte Änderungen …</translation>
    </message>
    <message>
        <source>Fol&amp;der</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Open folder by name…</source>
        <translation>&amp;Ordner nach Namen öffnen …</translation>
    </message>
    <message>
        <source>Save &amp;data: headers only</source>
        <translation>&amp;Daten sparen: nur Kopfzeilen</translation>
    </message>
    <message>
        <source>&amp;Watch for new mail</source>
        <translation>Auf neue Post &amp;achten</translation>
    </message>
    <message>
        <source>Rules for recei&amp;pts…</source>
        <translation>Re&amp;geln für Lesebestätigungen…</translation>
    </message>
    <message>
        <source>R&amp;eceipts Centre</source>
        <translation>B&amp;estätigungszentrale</translation>
    </message>
    <message>
        <source>Requests for receipts &amp;first</source>
        <translation>Bitten um Bestätigungen &amp;zuerst</translation>
    </message>
    <message>
        <source>&amp;Only requests to answer</source>
        <translation>&amp;Nur unbeantwortete Bitten</translation>
    </message>
    <message>
        <source>Ne&amp;ver receipts for this sender</source>
        <translation>Diesem Absender &amp;nie bestätigen</translation>
    </message>
    <message>
        <source>Read &amp;receipts</source>
        <translation>&amp;Lesebestätigungen</translation>
    </message>
    <message>
        <source>&amp;Message as HTML</source>
        <translation>Nachricht als &amp;HTML</translation>
    </message>
    <message>
        <source>Message as &amp;simplified HTML</source>
        <translation>Nachricht als &amp;vereinfachtes HTML</translation>
    </message>
    <message>
        <source>Message as plain &amp;text</source>
        <translation>Nachricht als reiner &amp;Text</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>&amp;Größerer Text</translation>
    </message>
    <message>
        <source>Sm&amp;aller text</source>
        <translation>K&amp;leinerer Text</translation>
    </message>
    <message>
        <source>&amp;Usual text size</source>
        <translation>&amp;Übliche Textgröße</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>Dru&amp;cken …</translation>
    </message>
    <message>
        <source>Print pre&amp;view…</source>
        <translation>Druck&amp;vorschau …</translation>
    </message>
    <message>
        <source>Save as PD&amp;F…</source>
        <translation>Als &amp;PDF speichern …</translation>
    </message>
    <message>
        <source>&amp;Find in message…</source>
        <translation>In der &amp;Nachricht suchen …</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>&amp;Weitersuchen</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>Rückwärts s&amp;uchen</translation>
    </message>
    <message>
        <source>Always like this for this sen&amp;der</source>
        <translation>Bei diesem Absender &amp;immer so</translation>
    </message>
    <message>
        <source>Plain text in fi&amp;xed width</source>
        <translation>Reinen Te&amp;xt in fester Breite</translation>
    </message>
    <message>
        <source>Text e&amp;ncoding</source>
        <translation>Zei&amp;chenkodierung</translation>
    </message>
    <message>
        <source>Messa&amp;ge source</source>
        <translation>&amp;Quelltext der Nachricht</translation>
    </message>
    <message>
        <source>Open attac&amp;hment</source>
        <translation>An&amp;hang öffnen</translation>
    </message>
    <message>
        <source>Remo&amp;te pictures…</source>
        <translation>Bilder v&amp;on anderswo …</translation>
    </message>
    <message>
        <source>Ne&amp;w message</source>
        <translation>Neue &amp;Nachricht</translation>
    </message>
    <message>
        <source>R&amp;eply</source>
        <translation>Antwo&amp;rten</translation>
    </message>
    <message>
        <source>Reply to every&amp;body</source>
        <translation>Allen antwo&amp;rten</translation>
    </message>
    <message>
        <source>Reply to the l&amp;ist</source>
        <translation>Der L&amp;iste antworten</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Weiterleiten</translation>
    </message>
    <message>
        <source>Forward as a file</source>
        <translation>Als Datei weiterleiten</translation>
    </message>
    <message>
        <source>Pass on as it is</source>
        <translation>Unverändert weitergeben</translation>
    </message>
    <message>
        <source>Edit as new</source>
        <translation>Als neu bearbeiten</translation>
    </message>
    <message>
        <source>Attachments opened &amp;without a question…</source>
        <translation>Oh&amp;ne Frage geöffnete Anhänge …</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>K&amp;opieren</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>Select con&amp;versation</source>
        <translation>Ganze &amp;Unterhaltung auswählen</translation>
    </message>
    <message>
        <source>Sort &amp;by</source>
        <translation>Sortieren &amp;nach</translation>
    </message>
    <message>
        <source>Con&amp;versations</source>
        <translation>Unter&amp;haltungen</translation>
    </message>
    <message>
        <source>Fold all conversations</source>
        <translation>Alle Unterhaltungen einklappen</translation>
    </message>
    <message>
        <source>Unfold all conversations</source>
        <translation>Alle Unterhaltungen ausklappen</translation>
    </message>
    <message>
        <source>Out&amp;box</source>
        <translation>&amp;Postausgang</translation>
    </message>
    <message>
        <source>Next &amp;conversation</source>
        <translation>Nächste Unterhal&amp;tung</translation>
    </message>
    <message>
        <source>What you have begu&amp;n to write…</source>
        <translation>Angefangene Nac&amp;hrichten …</translation>
    </message>
    <message>
        <source>More li&amp;ke this</source>
        <translation>&amp;Mehr davon</translation>
    </message>
    <message>
        <source>&amp;Searching</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>Peop&amp;le</source>
        <translation>Pe&amp;rsonen</translation>
    </message>
    <message>
        <source>New from a template…</source>
        <translation>Neu aus einer Vorlage …</translation>
    </message>
</context>
<context>
    <name>ActivityTab</name>
    <message>
        <source>Activity</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Export as &amp;CSV…</source>
        <translation>Als &amp;CSV exportieren…</translation>
    </message>
    <message>
        <source>Export as &amp;JSON…</source>
        <translation>Als &amp;JSON exportieren…</translation>
    </message>
    <message>
        <source>Export activity</source>
        <translation>Verlauf exportieren</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>Every decision about a read receipt, and every step of carrying it out, is written down here and never changed.</source>
        <translation>Jede Entscheidung über eine Lesebestätigung und jeder Schritt ihrer Ausführung wird hier festgehalten und nie geändert.</translation>
    </message>
</context>
<context>
    <name>AskedTab</name>
    <message>
        <source>Asked of me</source>
        <translation>Von mir erbeten</translation>
    </message>
    <message>
        <source>&amp;Send receipts…</source>
        <translation>Bestätigungen &amp;senden…</translation>
    </message>
    <message>
        <source>&amp;Decline</source>
        <translation>&amp;Ablehnen</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>&amp;Nicht jetzt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Send receipts</source>
        <translation>Bestätigungen senden</translation>
    </message>
    <message numerus="yes">
        <source>Send %n receipts?</source>
        <translation>
            <numerusform>%n Bestätigung senden?</numerusform>
            <numerusform>%n Bestätigungen senden?</numerusform>
        </translation>
    </message>
    <message>
        <source>Each sender learns that your address is in use and when the message was displayed. Whatever looks odd is left for you to open.</source>
        <translation>Jeder Absender erfährt, dass Ihre Adresse benutzt wird und wann die Nachricht angezeigt wurde. Was merkwürdig aussieht, bleibt liegen, damit Sie es öffnen.</translation>
    </message>
    <message>
        <source>Nobody asks for a receipt</source>
        <translation>Niemand bittet um eine Bestätigung</translation>
    </message>
    <message>
        <source>Messages that ask you for a read receipt are gathered here, from all folders that have been opened, until long after they are answered.</source>
        <translation>Hier sammeln sich Nachrichten, die Sie um eine Lesebestätigung bitten, aus allen Ordnern, die geöffnet wurden, auch lange nachdem sie beantwortet sind.</translation>
    </message>
    <message>
        <source>Ne&amp;ver for these senders…</source>
        <translation>Diesen Absendern &amp;nie…</translation>
    </message>
    <message numerus="yes">
        <source>Never send receipts to those who wrote these %n messages?</source>
        <translation>
            <numerusform>Dem Absender dieser Nachricht nie Bestätigungen senden?</numerusform>
            <numerusform>Den Absendern dieser %n Nachrichten nie Bestätigungen senden?</numerusform>
        </translation>
    </message>
    <message>
        <source>A rule is made for each of them, and nothing is sent. The rules can be changed under “Rules for receipts”.</source>
        <translation>Für jeden wird eine Regel angelegt, und nichts wird gesendet. Die Regeln lassen sich unter „Regeln für Bestätigungen“ ändern.</translation>
    </message>
    <message>
        <source>Never send</source>
        <translation>Nie senden</translation>
    </message>
    <message>
        <source>Read receipts</source>
        <translation>Lesebestätigungen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Decline %n receipts?</source>
        <translation>
            <numerusform>%n Bestätigung ablehnen?</numerusform>
            <numerusform>%n Bestätigungen ablehnen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is sent, and none of your mail programs asks again. It cannot be undone.</source>
        <translation>Es wird nichts gesendet, und keines Ihrer Mailprogramme fragt noch einmal. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
</context>
<context>
    <name>AttachmentBar</name>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Save all…</source>
        <translation>Alle speichern …</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message numerus="yes">
        <source>%n attachment(s)</source>
        <translation>
            <numerusform>%n Anhang</numerusform>
            <numerusform>%n Anhänge</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern …</translation>
    </message>
    <message>
        <source>Save &amp;all…</source>
        <translation>&amp;Alle speichern …</translation>
    </message>
    <message>
        <source>&amp;Copy name</source>
        <translation>&amp;Namen kopieren</translation>
    </message>
</context>
<context>
    <name>AttachmentDesk</name>
    <message>
        <source>Loading: %1</source>
        <translation>Wird geladen: %1</translation>
    </message>
</context>
<context>
    <name>AttachmentDialog</name>
    <message>
        <source>Open an attachment</source>
        <translation>Anhang öffnen</translation>
    </message>
    <message>
        <source>This attachment can only be saved</source>
        <translation>Dieser Anhang kann nur gespeichert werden</translation>
    </message>
    <message>
        <source>Open this attachment?</source>
        <translation>Diesen Anhang öffnen?</translation>
    </message>
    <message>
        <source>The program that the desktop has for such files gets a copy, which it cannot change and which is removed when Posthorn ends. Open only what you expect: a file can be made to harm the program that opens it.</source>
        <translation>Das Programm, das die Arbeitsumgebung für solche Dateien hat, bekommt eine Kopie, die es nicht ändern kann und die entfernt wird, wenn Posthorn endet. Öffnen Sie nur, was Sie erwarten: Eine Datei kann so gemacht sein, dass sie dem Programm schadet, das sie öffnet.</translation>
    </message>
    <message>
        <source>Do not ask again for .%1 files</source>
        <translation>Bei .%1-Dateien nicht mehr fragen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Do not open</source>
        <translation>Nicht öffnen</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>AttachmentOpener</name>
    <message>
        <source>The desktop has no program for %1. It can be saved.</source>
        <translation>Die Arbeitsumgebung hat kein Programm für %1. Es kann gespeichert werden.</translation>
    </message>
    <message>
        <source>Opened a copy of %1</source>
        <translation>Kopie von %1 geöffnet</translation>
    </message>
    <message>
        <source>%1 can only be saved</source>
        <translation>%1 kann nur gespeichert werden</translation>
    </message>
    <message>
        <source>Loading %1: drag it again when it is here</source>
        <translation>%1 wird geladen: Ziehen Sie es noch einmal, wenn es da ist</translation>
    </message>
    <message>
        <source>%1 is here and can be dragged</source>
        <translation>%1 ist da und kann gezogen werden</translation>
    </message>
    <message>
        <source>%1 could not be opened. %2</source>
        <extracomment>%1 is the name of an attachment, %2 a sentence</extracomment>
        <translation>%1 konnte nicht geöffnet werden. %2</translation>
    </message>
    <message>
        <source>Loading %1…</source>
        <translation>%1 wird geladen …</translation>
    </message>
</context>
<context>
    <name>AttachmentSaver</name>
    <message>
        <source>Save attachment</source>
        <translation>Anhang speichern</translation>
    </message>
    <message>
        <source>Save all attachments in a folder</source>
        <translation>Alle Anhänge in einem Ordner speichern</translation>
    </message>
    <message>
        <source>Save here</source>
        <translation>Hier speichern</translation>
    </message>
    <message numerus="yes">
        <source>Loading %n attachment(s)…</source>
        <translation>
            <numerusform>%n Anhang wird geladen …</numerusform>
            <numerusform>%n Anhänge werden geladen …</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 is the name of an attachment, %2 why it could not be saved</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Saved %1 in %2</source>
        <translation>%1 in %2 gespeichert</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n attachment(s) in %1</source>
        <translation>
            <numerusform>%n Anhang in %1 gespeichert</numerusform>
            <numerusform>%n Anhänge in %1 gespeichert</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 attachments were saved in %3. Not saved: %4</source>
        <translation>%1 von %2 Anhängen wurden in %3 gespeichert. Nicht gespeichert: %4</translation>
    </message>
</context>
<context>
    <name>AttachmentText</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Calendar entry</source>
        <translation>Termin</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Outlook’s container</source>
        <translation>Outlook-Behälter</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 is what kind of file, %2 its extension in capital letters</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>from the text</source>
        <translation>aus dem Text</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>aus %1</translation>
    </message>
    <message>
        <source>pretends to be something else</source>
        <translation>gibt sich als etwas anderes aus</translation>
    </message>
    <message>
        <source>can only be saved</source>
        <translation>kann nur gespeichert werden</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>It is a program, or is run like one. Nothing that comes by mail is run from here.</source>
        <translation>Es ist ein Programm oder wird wie eines ausgeführt. Nichts, was mit der Post kommt, wird von hier aus ausgeführt.</translation>
    </message>
    <message>
        <source>It is no document: opening it would start a program or connect to a place that its sender chose.</source>
        <translation>Es ist kein Dokument: Es zu öffnen würde ein Programm starten oder eine Verbindung zu einem Ort herstellen, den der Absender gewählt hat.</translation>
    </message>
    <message>
        <source>It is a disk image. What is on it would no longer be known to have come by mail.</source>
        <translation>Es ist ein Datenträgerabbild. Was darauf ist, sähe nicht mehr so aus, als sei es mit der Post gekommen.</translation>
    </message>
    <message>
        <source>It is a document that can bring programs along (macros).</source>
        <translation>Es ist ein Dokument, das Programme mitbringen kann (Makros).</translation>
    </message>
    <message>
        <source>It is a web page or a drawing that can hold scripts. Opened as a file it could read other files and tell its sender that you did.</source>
        <translation>Es ist eine Webseite oder eine Zeichnung, die Skripte enthalten kann. Als Datei geöffnet könnte sie andere Dateien lesen und dem Absender verraten, dass Sie sie geöffnet haben.</translation>
    </message>
    <message>
        <source>What is in it is not what its name says.</source>
        <translation>Was darin ist, ist nicht das, was sein Name sagt.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>So much has been loaded of so much</extracomment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Not in this message, and not fetched from elsewhere</source>
        <translation>Nicht in dieser Nachricht; wird auch nicht von anderswo geholt</translation>
    </message>
    <message>
        <source>Not in this message: it is at %1, and is not fetched</source>
        <translation>Nicht in dieser Nachricht: liegt bei %1 und wird nicht geholt</translation>
    </message>
    <message>
        <source>Piece %1 of %2 of a message; they are not put together</source>
        <translation>Stück %1 von %2 einer Nachricht; sie werden nicht zusammengesetzt</translation>
    </message>
    <message>
        <source>Piece %1 of a message; they are not put together</source>
        <translation>Stück %1 einer Nachricht; sie werden nicht zusammengesetzt</translation>
    </message>
</context>
<context>
    <name>AuthorshipText</name>
    <message>
        <source>Several things make it uncertain who wrote this message.</source>
        <translation>Mehreres macht unsicher, wer diese Nachricht geschrieben hat.</translation>
    </message>
    <message>
        <source>This message names its sender more than once.</source>
        <translation>Diese Nachricht nennt ihren Absender mehr als einmal.</translation>
    </message>
    <message>
        <source>This message does not say who wrote it.</source>
        <translation>Diese Nachricht sagt nicht, wer sie geschrieben hat.</translation>
    </message>
    <message>
        <source>The sender&apos;s address is not written clearly.</source>
        <translation>Die Adresse des Absenders ist nicht eindeutig geschrieben.</translation>
    </message>
    <message>
        <source>The sender&apos;s address is disguised.</source>
        <translation>Die Adresse des Absenders ist verschleiert.</translation>
    </message>
    <message>
        <source>The sender&apos;s name shows %1, but the address is %2.</source>
        <translation>Der Name des Absenders zeigt %1, die Adresse ist aber %2.</translation>
    </message>
    <message>
        <source>The sender&apos;s name has hidden characters.</source>
        <translation>Der Name des Absenders enthält verborgene Zeichen.</translation>
    </message>
    <message>
        <source>The sender&apos;s domain %2 can be mistaken for %1.</source>
        <translation>Die Domain des Absenders, %2, lässt sich mit %1 verwechseln.</translation>
    </message>
    <message>
        <source>The sender&apos;s domain mixes letters of several alphabets: %1</source>
        <translation>Die Domain des Absenders mischt Buchstaben mehrerer Alphabete: %1</translation>
    </message>
    <message>
        <source>Your mail server could not confirm that this message is from its sender.</source>
        <translation>Ihr Mailserver konnte nicht bestätigen, dass diese Nachricht von ihrem Absender stammt.</translation>
    </message>
    <message>
        <source>Your mail server confirmed %2, but the sender is at %1.</source>
        <translation>Ihr Mailserver hat %2 bestätigt, der Absender ist aber bei %1.</translation>
    </message>
    <message>
        <source>This message has several authors.</source>
        <translation>Diese Nachricht hat mehrere Verfasser.</translation>
    </message>
    <message>
        <source>This message was sent by %1 for its author.</source>
        <translation>Diese Nachricht wurde von %1 für ihren Verfasser gesendet.</translation>
    </message>
    <message>
        <source>Answers to this message go to %1.</source>
        <translation>Antworten auf diese Nachricht gehen an %1.</translation>
    </message>
    <message>
        <source>Programs choose differently among several From fields, so another one may have been checked.</source>
        <translation>Unter mehreren From-Feldern wählen Programme verschieden; geprüft wurde vielleicht ein anderes.</translation>
    </message>
    <message>
        <source>Its From field has no address.</source>
        <translation>Ihr From-Feld enthält keine Adresse.</translation>
    </message>
    <message>
        <source>Its From field can be read in more than one way.</source>
        <translation>Ihr From-Feld lässt sich auf mehr als eine Weise lesen.</translation>
    </message>
    <message>
        <source>It contains encoded text or control characters, with which some programs can be deceived.</source>
        <translation>Sie enthält codierten Text oder Steuerzeichen, mit denen sich manche Programme täuschen lassen.</translation>
    </message>
    <message>
        <source>A sender can choose the name freely; only the address says where a message claims to come from.</source>
        <translation>Den Namen kann ein Absender frei wählen; nur die Adresse sagt, woher eine Nachricht zu kommen behauptet.</translation>
    </message>
    <message>
        <source>Characters that cannot be seen or that change the direction of text can make an address look like another.</source>
        <translation>Zeichen, die man nicht sieht oder die die Schreibrichtung ändern, können eine Adresse wie eine andere aussehen lassen.</translation>
    </message>
    <message>
        <source>Different letters can look the same. Compare the domain with the one you know.</source>
        <translation>Verschiedene Buchstaben können gleich aussehen. Vergleichen Sie die Domain mit der, die Sie kennen.</translation>
    </message>
    <message>
        <source>No language is written like this, but it can make a domain look like another.</source>
        <translation>So schreibt keine Sprache, aber eine Domain kann dadurch wie eine andere aussehen.</translation>
    </message>
    <message>
        <source>The check %1 failed. This happens with forged mail, and sometimes with forwarded mail.</source>
        <translation>Die Prüfung %1 ist fehlgeschlagen. Das kommt bei gefälschter und manchmal bei weitergeleiteter Mail vor.</translation>
    </message>
    <message>
        <source>The check was passed for another domain than the one that is shown.</source>
        <translation>Die Prüfung galt einer anderen Domain als der angezeigten.</translation>
    </message>
    <message>
        <source>Its From field has more than one address.</source>
        <translation>Ihr From-Feld enthält mehr als eine Adresse.</translation>
    </message>
    <message>
        <source>Its Sender field has another domain than its From field. Mailing lists and services do this.</source>
        <translation>Ihr Sender-Feld hat eine andere Domain als ihr From-Feld. Mailinglisten und Dienste tun das.</translation>
    </message>
    <message>
        <source>Its Reply-To field has another domain than its From field. Mailing lists and services do this.</source>
        <translation>Ihr Reply-To-Feld hat eine andere Domain als ihr From-Feld. Mailinglisten und Dienste tun das.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>From now on</source>
        <translation>Von nun an</translation>
    </message>
</context>
<context>
    <name>BodyView</name>
    <message>
        <source>Message text</source>
        <translation>Text der Nachricht</translation>
    </message>
    <message numerus="yes">
        <source>▾ Hide %n quoted line(s)</source>
        <translation>
            <numerusform>▾ %n zitierte Zeile verbergen</numerusform>
            <numerusform>▾ %n zitierte Zeilen verbergen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>▸ Show %n quoted line(s)</source>
        <translation>
            <numerusform>▸ %n zitierte Zeile zeigen</numerusform>
            <numerusform>▸ %n zitierte Zeilen zeigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkAnswers</name>
    <message>
        <source>Being fetched…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Could not be fetched</source>
        <translation>Ließ sich nicht laden</translation>
    </message>
    <message>
        <source>Asks for nothing</source>
        <translation>Bittet um nichts</translation>
    </message>
    <message>
        <source>Answered already</source>
        <translation>Schon beantwortet</translation>
    </message>
    <message>
        <source>Cannot be answered</source>
        <translation>Nicht zu beantworten</translation>
    </message>
    <message>
        <source>Looks odd: open it</source>
        <translation>Merkwürdig: bitte öffnen</translation>
    </message>
    <message>
        <source>Names no sender</source>
        <translation>Nennt keinen Absender</translation>
    </message>
    <message>
        <source>Never for this sender</source>
        <translation>Nie für diesen Absender</translation>
    </message>
    <message>
        <source>No rule can be made for this sender</source>
        <translation>Für diesen Absender lässt sich keine Regel anlegen</translation>
    </message>
</context>
<context>
    <name>CentreWords</name>
    <message>
        <source>Unclear</source>
        <translation>Unklar</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Eingeliefert</translation>
    </message>
    <message>
        <source>Delayed</source>
        <translation>Verzögert</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>Weitergereicht</translation>
    </message>
    <message>
        <source>Sent to a list</source>
        <translation>An eine Liste verteilt</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation>Nicht zugestellt</translation>
    </message>
    <message>
        <source>Failed there</source>
        <translation>Dort gescheitert</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Forwarded</source>
        <translation>Weitergeleitet</translation>
    </message>
    <message>
        <source>Processed</source>
        <translation>Verarbeitet</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Displayed</source>
        <translation>Angezeigt</translation>
    </message>
    <message>
        <source>Looks forged</source>
        <translation>Sieht gefälscht aus</translation>
    </message>
    <message>
        <source>About nothing we know</source>
        <translation>Zu nichts Bekanntem</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>Wahrscheinlich</translation>
    </message>
    <message>
        <source>Exact match</source>
        <translation>Genau zugeordnet</translation>
    </message>
    <message>
        <source>It names your message.</source>
        <translation>Sie nennt Ihre Nachricht.</translation>
    </message>
    <message>
        <source>It names the envelope of your message.</source>
        <translation>Sie nennt den Umschlag Ihrer Nachricht.</translation>
    </message>
    <message>
        <source>Your message came back with it.</source>
        <translation>Ihre Nachricht kam mit ihr zurück.</translation>
    </message>
    <message>
        <source>It is an answer to your message.</source>
        <translation>Sie ist eine Antwort auf Ihre Nachricht.</translation>
    </message>
    <message>
        <source>It names the recipient you wrote to.</source>
        <translation>Sie nennt den Empfänger, an den Sie geschrieben haben.</translation>
    </message>
    <message>
        <source>It names the recipient.</source>
        <translation>Sie nennt den Empfänger.</translation>
    </message>
    <message>
        <source>It comes from the recipient.</source>
        <translation>Sie kommt vom Empfänger.</translation>
    </message>
    <message>
        <source>It comes from another address of the recipient.</source>
        <translation>Sie kommt von einer anderen Adresse des Empfängers.</translation>
    </message>
    <message>
        <source>There was only one recipient.</source>
        <translation>Es gab nur einen Empfänger.</translation>
    </message>
    <message>
        <source>It does not say which message it is about.</source>
        <translation>Sie sagt nicht, um welche Nachricht es geht.</translation>
    </message>
    <message>
        <source>It is about a message that was not found among yours.</source>
        <translation>Sie betrifft eine Nachricht, die unter Ihren nicht gefunden wurde.</translation>
    </message>
    <message>
        <source>It names somebody to whom the message did not go.</source>
        <translation>Sie nennt jemanden, an den die Nachricht nicht ging.</translation>
    </message>
    <message>
        <source>Nobody asked for it.</source>
        <translation>Niemand hat um sie gebeten.</translation>
    </message>
    <message>
        <source>It names two different messages.</source>
        <translation>Sie nennt zwei verschiedene Nachrichten.</translation>
    </message>
    <message>
        <source>It names another envelope.</source>
        <translation>Sie nennt einen anderen Umschlag.</translation>
    </message>
    <message>
        <source>It names two different recipients.</source>
        <translation>Sie nennt zwei verschiedene Empfänger.</translation>
    </message>
    <message>
        <source>It comes from another address than the recipient&apos;s.</source>
        <translation>Sie kommt von einer anderen Adresse als der des Empfängers.</translation>
    </message>
    <message>
        <source>It comes from another recipient of the same message.</source>
        <translation>Sie kommt von einem anderen Empfänger derselben Nachricht.</translation>
    </message>
    <message>
        <source>Your mail server could not confirm where it comes from.</source>
        <translation>Ihr Mailserver konnte nicht bestätigen, woher sie kommt.</translation>
    </message>
    <message>
        <source>It was not sent the way mail servers send reports.</source>
        <translation>Sie wurde nicht so gesendet, wie Mailserver Berichte senden.</translation>
    </message>
    <message>
        <source>It is dated before your message was sent.</source>
        <translation>Sie trägt ein Datum vor dem Versand Ihrer Nachricht.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>What came back</source>
        <translation>Was zurückkam</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>(none of yours)</source>
        <translation>(keine von Ihren)</translation>
    </message>
    <message numerus="yes">
        <source>%n more statements about this message were only counted.</source>
        <translation>
            <numerusform>%n weitere Aussage zu dieser Nachricht wurde nur gezählt.</numerusform>
            <numerusform>%n weitere Aussagen zu dieser Nachricht wurden nur gezählt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not believed</source>
        <translation>
            <numerusform>%n nicht geglaubt</numerusform>
            <numerusform>%n nicht geglaubt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Receipt asked for</source>
        <translation>Um Bestätigung gebeten</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>The message did not go to this address.</source>
        <translation>Die Nachricht ging nicht an diese Adresse.</translation>
    </message>
    <message>
        <source>%1&apos;s program says that your message was displayed (%2).</source>
        <translation>Das Programm von %1 sagt, dass Ihre Nachricht angezeigt wurde (%2).</translation>
    </message>
    <message>
        <source>%1&apos;s program says that your message was deleted, perhaps unread (%2).</source>
        <translation>Das Programm von %1 sagt, dass Ihre Nachricht gelöscht wurde, vielleicht ungelesen (%2).</translation>
    </message>
    <message>
        <source>%1 declined to send a receipt (%2).</source>
        <translation>%1 hat eine Bestätigung abgelehnt (%2).</translation>
    </message>
    <message>
        <source>Your message was delivered to %1 (%2).</source>
        <translation>Ihre Nachricht wurde %1 zugestellt (%2).</translation>
    </message>
    <message>
        <source>Your message was not delivered to %1 (%2).</source>
        <translation>Ihre Nachricht wurde %1 nicht zugestellt (%2).</translation>
    </message>
    <message>
        <source>Your message to %1 is delayed (%2).</source>
        <translation>Ihre Nachricht an %1 verzögert sich (%2).</translation>
    </message>
    <message>
        <source>A machine says something about a message to %1 (%2).</source>
        <translation>Eine Maschine sagt etwas über eine Nachricht an %1 (%2).</translation>
    </message>
    <message>
        <source>%1: %2 (%3).</source>
        <translation>%1: %2 (%3).</translation>
    </message>
    <message>
        <source>A receipt says what a program claims, and proves nothing.</source>
        <translation>Eine Bestätigung sagt, was ein Programm behauptet, und beweist nichts.</translation>
    </message>
    <message numerus="yes">
        <source>%1 And about %n more.</source>
        <translation>
            <numerusform>%1 Und über %n weiteren.</numerusform>
            <numerusform>%1 Und über %n weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show your message</source>
        <translation>Ihre Nachricht zeigen</translation>
    </message>
    <message>
        <source>Leave reports in the inbox</source>
        <translation>Berichte im Posteingang lassen</translation>
    </message>
    <message>
        <source>Move reports to a folder…</source>
        <translation>Berichte in einen Ordner verschieben…</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Erbeten von</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Receipt to</source>
        <translation>Bestätigung an</translation>
    </message>
    <message>
        <source>The server&apos;s words</source>
        <translation>Worte des Servers</translation>
    </message>
    <message>
        <source>You agreed to send it again</source>
        <translation>Sie haben erneutem Senden zugestimmt</translation>
    </message>
    <message>
        <source>Marking as declined on the server</source>
        <translation>Wird auf dem Server als abgelehnt vermerkt</translation>
    </message>
    <message>
        <source>Marking on the server was given up</source>
        <translation>Vermerken auf dem Server wurde aufgegeben</translation>
    </message>
    <message>
        <source>Nothing decided</source>
        <translation>Nichts entschieden</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Sending was agreed to</source>
        <translation>Senden wurde zugestimmt</translation>
    </message>
    <message>
        <source>Marking as answered on the server</source>
        <translation>Wird auf dem Server als beantwortet vermerkt</translation>
    </message>
    <message>
        <source>Unclear whose mark it is</source>
        <translation>Unklar, von wem der Vermerk ist</translation>
    </message>
    <message>
        <source>Marked on the server: ours to send</source>
        <translation>Auf dem Server vermerkt: wir dürfen senden</translation>
    </message>
    <message>
        <source>Handing over to the mail server</source>
        <translation>Übergabe an den Mailserver</translation>
    </message>
    <message>
        <source>Unclear whether it was sent</source>
        <translation>Unklar, ob sie gesendet wurde</translation>
    </message>
    <message>
        <source>The mail server refused it</source>
        <translation>Der Mailserver hat sie abgewiesen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Copy saved in Sent</source>
        <translation>Kopie in Gesendet gespeichert</translation>
    </message>
    <message>
        <source>Declining was decided</source>
        <translation>Ablehnen wurde entschieden</translation>
    </message>
    <message>
        <source>Declined, known on this computer only</source>
        <translation>Abgelehnt, nur auf diesem Rechner bekannt</translation>
    </message>
    <message>
        <source>Answered by another program</source>
        <translation>Von einem anderen Programm beantwortet</translation>
    </message>
    <message>
        <source>Not sent: it could not be marked</source>
        <translation>Nicht gesendet: sie ließ sich nicht vermerken</translation>
    </message>
    <message>
        <source>Unknown event %1</source>
        <translation>Unbekanntes Ereignis %1</translation>
    </message>
</context>
<context>
    <name>CertificateDialog</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>The server %1 cannot prove that it is the right one.</source>
        <translation>Der Server %1 kann nicht beweisen, dass er der richtige ist.</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>Ausgestellt für</translation>
    </message>
    <message>
        <source>Host names</source>
        <translation>Rechnernamen</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>from %1 until %2</source>
        <translation>von %1 bis %2</translation>
    </message>
    <message>
        <source>Fingerprint (SHA-256)</source>
        <translation>Fingerabdruck (SHA-256)</translation>
    </message>
    <message>
        <source>Accepted before</source>
        <translation>Früher angenommen</translation>
    </message>
    <message>
        <source>Nothing has been sent to this server. If you do not expect this, stay offline and ask whoever runs it for the fingerprint.</source>
        <translation>An diesen Server wurde nichts gesendet. Wenn Sie das nicht erwarten, bleiben Sie offline und fragen Sie den Betreiber nach dem Fingerabdruck.</translation>
    </message>
    <message>
        <source>Accept exactly this certificate</source>
        <translation>Genau dieses Zertifikat annehmen</translation>
    </message>
    <message>
        <source>Stay offline</source>
        <translation>Offline bleiben</translation>
    </message>
</context>
<context>
    <name>ComposerDesk</name>
    <message numerus="yes">
        <source>There is mail you have begun to write: %n.</source>
        <translation>
            <numerusform>Es gibt %n begonnene Nachricht.</numerusform>
            <numerusform>Es gibt %n begonnene Nachrichten.</numerusform>
        </translation>
    </message>
    <message>
        <source>The mail was not sent: it could not be written down. Nothing is lost; it is here.</source>
        <translation>Die Nachricht wurde nicht gesendet: Sie konnte nicht festgehalten werden. Nichts ist verloren, hier ist sie.</translation>
    </message>
    <message>
        <source>Another program has changed or removed the copy of this draft on the server. What it has saved is kept there; what is written here is saved beside it.</source>
        <translation>Ein anderes Programm hat die Kopie dieses Entwurfs auf dem Server geändert oder entfernt. Was es gespeichert hat, bleibt dort; was hier geschrieben ist, wird daneben gespeichert.</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>„%1“: %2</translation>
    </message>
    <message>
        <source>What you have written could not be kept. It is here, and nowhere else.</source>
        <translation>Was Sie geschrieben haben, konnte nicht aufbewahrt werden. Es steht hier, und nirgends sonst.</translation>
    </message>
    <message>
        <source>This draft was written by a later version of Posthorn and cannot be opened by this one. It stays as it is.</source>
        <translation>Diesen Entwurf hat eine neuere Version von Posthorn geschrieben; diese hier kann ihn nicht öffnen. Er bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>These files could not be found any more: %1</source>
        <translation>Diese Dateien waren nicht mehr zu finden: %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>What was written cannot be opened, so the mail stays in the outbox.</source>
        <translation>Was geschrieben wurde, lässt sich nicht öffnen; deshalb bleibt die E-Mail im Postausgang.</translation>
    </message>
    <message>
        <source>This mail is to be sent. It can be edited again from the outbox.</source>
        <translation>Diese E-Mail soll gesendet werden. Vom Postausgang aus lässt sie sich wieder bearbeiten.</translation>
    </message>
    <message>
        <source>What was written is not here any more as a draft, so that it cannot be edited. The mail stays in the outbox.</source>
        <translation>Was geschrieben wurde, ist hier nicht mehr als Entwurf vorhanden und lässt sich deshalb nicht bearbeiten. Die E-Mail bleibt im Postausgang.</translation>
    </message>
    <message>
        <source>This draft is on its way: it waits in the outbox and can be edited there.</source>
        <translation>Dieser Entwurf ist unterwegs: Er wartet im Postausgang und kann dort bearbeitet werden.</translation>
    </message>
    <message>
        <source>“%1” was saved as a template.</source>
        <translation>„%1“ wurde als Vorlage gespeichert.</translation>
    </message>
    <message>
        <source>This template was written by a later version of Posthorn and cannot be opened by this one. It stays as it is.</source>
        <translation>Diese Vorlage hat eine spätere Version von Posthorn geschrieben, und diese hier kann sie nicht öffnen. Sie bleibt, wie sie ist.</translation>
    </message>
</context>
<context>
    <name>ComposerEditor</name>
    <message>
        <source>Text of the mail</source>
        <translation>Text der Nachricht</translation>
    </message>
</context>
<context>
    <name>ComposerHead</name>
    <message>
        <source>&amp;Reply to:</source>
        <translation>Ant&amp;wort an:</translation>
    </message>
    <message>
        <source>Answers go to</source>
        <translation>Antworten gehen an</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>&amp;From:</source>
        <translation>&amp;Von:</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>Cc</translation>
    </message>
    <message>
        <source>Bcc</source>
        <translation>Bcc</translation>
    </message>
    <message>
        <source>&amp;To:</source>
        <translation>&amp;An:</translation>
    </message>
    <message>
        <source>&amp;Cc:</source>
        <translation>&amp;Cc:</translation>
    </message>
    <message>
        <source>&amp;Bcc:</source>
        <translation>&amp;Bcc:</translation>
    </message>
    <message>
        <source>&amp;Subject:</source>
        <translation>B&amp;etreff:</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
</context>
<context>
    <name>ComposerHighlighter</name>
    <message>
        <source>Looking for words like it…</source>
        <translation>Ähnliche Wörter werden gesucht …</translation>
    </message>
    <message>
        <source>&amp;Add to my words</source>
        <translation>Zu &amp;meinen Wörtern hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Ignore here</source>
        <translation>Hier &amp;übergehen</translation>
    </message>
    <message>
        <source>No word is like it.</source>
        <translation>Kein Wort ist ihm ähnlich.</translation>
    </message>
</context>
<context>
    <name>ComposerText</name>
    <message>
        <source>Nobody is named to whom the mail goes.</source>
        <translation>Es ist niemand genannt, an den die Nachricht geht.</translation>
    </message>
    <message>
        <source>“%1” is no e-mail address.</source>
        <translation>„%1“ ist keine E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>The mail has no subject.</source>
        <translation>Die Nachricht hat keinen Betreff.</translation>
    </message>
    <message>
        <source>The text says “%1”, but no file is attached.</source>
        <translation>Im Text steht „%1“, aber es ist keine Datei angehängt.</translation>
    </message>
    <message>
        <source>%1 looks like an address at %2, but it is another one.</source>
        <translation>%1 sieht aus wie eine Adresse bei %2, ist aber eine andere.</translation>
    </message>
    <message>
        <source>You have never written to %1.</source>
        <translation>An %1 haben Sie noch nie geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>%n people will see each other&apos;s addresses. Bcc hides them.</source>
        <translation>
            <numerusform>%n Person sieht die Adresse der anderen. Bcc verbirgt sie.</numerusform>
            <numerusform>%n Personen sehen die Adressen der anderen. Bcc verbirgt sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>The mail has about %1; the server takes %2.</source>
        <translation>Die Nachricht hat etwa %1; der Server nimmt %2 an.</translation>
    </message>
    <message>
        <source>%1 is a mailing list. Its members are not asked for a receipt.</source>
        <translation>%1 ist eine Mailingliste. Ihre Mitglieder werden nicht um eine Lesebestätigung gebeten.</translation>
    </message>
    <message>
        <source>The mail goes to a newsgroup, too: nobody is asked for a receipt.</source>
        <translation>Die Nachricht geht auch an eine Newsgroup: Niemand wird um eine Lesebestätigung gebeten.</translation>
    </message>
    <message>
        <source>Receipts of a mail that is passed on would come to you. Nobody is asked.</source>
        <translation>Lesebestätigungen einer weitergeleiteten Nachricht kämen zu Ihnen. Niemand wird darum gebeten.</translation>
    </message>
    <message>
        <source>This is a report. A report never asks for a receipt.</source>
        <translation>Dies ist ein Bericht. Ein Bericht bittet nie um eine Lesebestätigung.</translation>
    </message>
    <message>
        <source>The mail has no sender, so no receipt could come back.</source>
        <translation>Die Nachricht hat keinen Absender, also könnte keine Lesebestätigung zurückkommen.</translation>
    </message>
    <message>
        <source>%1 is a mailing list. All its members are asked for a receipt.</source>
        <translation>%1 ist eine Mailingliste. Alle ihre Mitglieder werden um eine Lesebestätigung gebeten.</translation>
    </message>
    <message>
        <source>On %1, %2 wrote:</source>
        <translation>Am %1 schrieb %2:</translation>
    </message>
    <message>
        <source>%1 wrote:</source>
        <translation>%1 schrieb:</translation>
    </message>
    <message>
        <source>-------- Forwarded message --------</source>
        <translation>-------- Weitergeleitete Nachricht --------</translation>
    </message>
    <message>
        <source>Subject:</source>
        <translation>Betreff:</translation>
    </message>
    <message>
        <source>Date:</source>
        <translation>Datum:</translation>
    </message>
    <message>
        <source>From:</source>
        <translation>Von:</translation>
    </message>
    <message>
        <source>To:</source>
        <translation>An:</translation>
    </message>
    <message>
        <source>Cc:</source>
        <translation>Cc:</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>Neue Nachricht</translation>
    </message>
    <message>
        <source>“%1” is about to be sent.</source>
        <translation>„%1“ wird gleich gesendet.</translation>
    </message>
    <message>
        <source>Nobody knows whether “%1” has been sent: the line was lost at the very end. It is not sent again by itself.</source>
        <translation>Niemand weiß, ob „%1“ gesendet wurde: Die Verbindung ging ganz am Ende verloren. Von selbst wird nicht noch einmal gesendet.</translation>
    </message>
    <message>
        <source>“%1” was sent to some recipients only.</source>
        <translation>„%1“ wurde nur an einige Empfänger gesendet.</translation>
    </message>
    <message>
        <source>“%1” was not sent.</source>
        <translation>„%1“ wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>%1 The server says: “%2”</source>
        <translation>%1 Der Server sagt: „%2“</translation>
    </message>
    <message>
        <source>“%1” is sent later: %2. Until then it is in the outbox.</source>
        <translation>„%1“ wird später gesendet: %2. Bis dahin liegt die Nachricht im Postausgang.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is sent in %n second(s).</source>
        <translation>
            <numerusform>„%1“ wird in %n Sekunde gesendet.</numerusform>
            <numerusform>„%1“ wird in %n Sekunden gesendet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerWindow</name>
    <message>
        <source>This message is passed on as it is. Answers go to whoever wrote it.</source>
        <translation>Diese Nachricht wird unverändert weitergegeben. Antworten gehen an die Person, die sie geschrieben hat.</translation>
    </message>
    <message>
        <source>%1 cannot be attached: it cannot be read, or is too large.</source>
        <translation>%1 kann nicht angehängt werden: Die Datei ist nicht lesbar oder zu groß.</translation>
    </message>
    <message>
        <source>Files that go along</source>
        <translation>Dateien, die mitgehen</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>A file is still being read. Send it when it is here.</source>
        <translation>Eine Datei wird noch gelesen. Senden Sie, wenn sie da ist.</translation>
    </message>
    <message>
        <source>Discard the mail</source>
        <translation>Nachricht verwerfen</translation>
    </message>
    <message>
        <source>Discard what you have written? It cannot be brought back.</source>
        <translation>Verwerfen, was Sie geschrieben haben? Es lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Go on writing</source>
        <translation>&amp;Weiterschreiben</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>Menüleiste</translation>
    </message>
    <message>
        <source>&amp;Mail</source>
        <translation>&amp;Nachricht</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>Save as &amp;draft</source>
        <translation>Als &amp;Entwurf speichern</translation>
    </message>
    <message>
        <source>&amp;Attach files…</source>
        <translation>Dateien &amp;anhängen …</translation>
    </message>
    <message>
        <source>Dis&amp;card</source>
        <translation>Ver&amp;werfen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Paste as &amp;plain text</source>
        <translation>Als &amp;reinen Text einfügen</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>&amp;Formatted text</source>
        <translation>&amp;Formatierter Text</translation>
    </message>
    <message>
        <source>Formatting</source>
        <translation>Formatierung</translation>
    </message>
    <message>
        <source>&amp;Bold</source>
        <translation>F&amp;ett</translation>
    </message>
    <message>
        <source>&amp;Italic</source>
        <translation>&amp;Kursiv</translation>
    </message>
    <message>
        <source>&amp;Link…</source>
        <translation>&amp;Link …</translation>
    </message>
    <message>
        <source>B&amp;ullets</source>
        <translation>A&amp;ufzählung</translation>
    </message>
    <message>
        <source>&amp;Numbers</source>
        <translation>&amp;Nummern</translation>
    </message>
    <message>
        <source>&amp;Quote</source>
        <translation>&amp;Zitieren</translation>
    </message>
    <message>
        <source>Quote l&amp;ess</source>
        <translation>Wenige&amp;r zitieren</translation>
    </message>
    <message>
        <source>O&amp;ptions</source>
        <translation>O&amp;ptionen</translation>
    </message>
    <message>
        <source>Show &amp;Cc</source>
        <translation>&amp;Cc zeigen</translation>
    </message>
    <message>
        <source>Show &amp;Bcc</source>
        <translation>&amp;Bcc zeigen</translation>
    </message>
    <message>
        <source>Show where answers &amp;go</source>
        <translation>Zeigen, wohin Antworten &amp;gehen</translation>
    </message>
    <message>
        <source>Ask for a &amp;read receipt</source>
        <translation>Um &amp;Lesebestätigung bitten</translation>
    </message>
    <message>
        <source>Ask for a report of &amp;delivery</source>
        <translation>Um &amp;Zustellbericht bitten</translation>
    </message>
    <message>
        <source>&amp;High priority</source>
        <translation>&amp;Hohe Priorität</translation>
    </message>
    <message>
        <source>&amp;Usual priority</source>
        <translation>&amp;Übliche Priorität</translation>
    </message>
    <message>
        <source>&amp;Low priority</source>
        <translation>&amp;Niedrige Priorität</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Where does it lead? Empty: nowhere.</source>
        <translation>Wohin führt er? Leer: nirgendwohin.</translation>
    </message>
    <message>
        <source>%1 is an address of yours no more. The mail goes from another one.</source>
        <translation>%1 ist keine Ihrer Adressen mehr. Die Nachricht geht von einer anderen aus.</translation>
    </message>
    <message>
        <source>Send &amp;later</source>
        <translation>&amp;Später senden</translation>
    </message>
    <message>
        <source>At another &amp;time…</source>
        <translation>Zu einer anderen &amp;Zeit …</translation>
    </message>
    <message>
        <source>A file is still being read. The window closes when it is here; close it again not to wait.</source>
        <translation>Eine Datei wird noch gelesen. Das Fenster schließt sich, sobald sie da ist; noch einmal schließen, um nicht zu warten.</translation>
    </message>
    <message>
        <source>Save as &amp;template</source>
        <translation>Als &amp;Vorlage speichern</translation>
    </message>
    <message>
        <source>“Send” lets it go at the time you have chosen: %1.</source>
        <translation>„Senden“ lässt sie zur gewählten Zeit gehen: %1.</translation>
    </message>
    <message>
        <source>&amp;Forget this time</source>
        <translation>Diese Zeit &amp;vergessen</translation>
    </message>
    <message>
        <source>Header &amp;fields…</source>
        <translation>Kopf&amp;felder …</translation>
    </message>
    <message>
        <source>S&amp;ign</source>
        <translation>S&amp;ignieren</translation>
    </message>
    <message>
        <source>&amp;Encrypt</source>
        <translation>V&amp;erschlüsseln</translation>
    </message>
    <message>
        <source>With Open&amp;PGP</source>
        <translation>Mit Open&amp;PGP</translation>
    </message>
    <message>
        <source>With S/&amp;MIME</source>
        <translation>Mit S/&amp;MIME</translation>
    </message>
    <message>
        <source>About e&amp;ncryption</source>
        <translation>Über das Verschlüssel&amp;n</translation>
    </message>
    <message>
        <source>The mail is being signed or encrypted…</source>
        <translation>Die E-Mail wird signiert oder verschlüsselt …</translation>
    </message>
    <message>
        <source>&amp;Spelling</source>
        <translation>&amp;Rechtschreibung</translation>
    </message>
    <message>
        <source>&amp;Check while typing</source>
        <translation>Beim &amp;Tippen prüfen</translation>
    </message>
    <message>
        <source>As the &amp;text is</source>
        <translation>Wie der Te&amp;xt</translation>
    </message>
    <message>
        <source>As the &amp;text is: %1</source>
        <translation>Wie der Te&amp;xt: %1</translation>
    </message>
    <message>
        <source>The draft is kept on this computer alone until it is known whether it will be encrypted.</source>
        <translation>Der Entwurf bleibt nur auf diesem Computer, bis feststeht, ob er verschlüsselt wird.</translation>
    </message>
    <message>
        <source>Keys are being looked for on this computer. The mail goes by itself when they are known.</source>
        <translation>Auf diesem Computer wird nach Schlüsseln gesucht. Die Nachricht geht von selbst ab, wenn sie bekannt sind.</translation>
    </message>
    <message>
        <source>The mail was changed while keys were looked for, so that it has not been sent.</source>
        <translation>Die Nachricht wurde geändert, während nach Schlüsseln gesucht wurde, und deshalb nicht gesendet.</translation>
    </message>
    <message>
        <source>A file is still being read. Save the template when it is here.</source>
        <translation>Eine Datei wird noch gelesen. Speichern Sie die Vorlage, wenn sie da ist.</translation>
    </message>
</context>
<context>
    <name>DisplayText</name>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>Date without the year in the message list (see QLocale::toString)</extracomment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>Date with the year in the message list</extracomment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Kein Datum</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Posteingang</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>Konto %1</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n unread</source>
        <translation>
            <numerusform>%1, %n ungelesen</numerusform>
            <numerusform>%1, %n ungelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(kein Betreff)</translation>
    </message>
    <message>
        <source>asks for a receipt</source>
        <translation>bittet um eine Lesebestätigung</translation>
    </message>
    <message>
        <source>receipt waiting to be sent</source>
        <translation>Bestätigung wartet auf den Versand</translation>
    </message>
    <message>
        <source>receipt sent</source>
        <translation>Bestätigung gesendet</translation>
    </message>
    <message>
        <source>receipt declined</source>
        <translation>Bestätigung abgelehnt</translation>
    </message>
    <message>
        <source>receipt request handled by another program</source>
        <translation>Bitte um Bestätigung von einem anderen Programm behandelt</translation>
    </message>
    <message>
        <source>no receipt possible</source>
        <translation>keine Bestätigung möglich</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>ungelesen</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>mit Stern</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>has attachments</source>
        <translation>hat Anhänge</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>Joins the facts of a message for screen readers</extracomment>
        <translation>, </translation>
    </message>
    <message>
        <source>Message.eml</source>
        <translation>Nachricht.eml</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>Anhang</translation>
    </message>
    <message>
        <source>(no recipients)</source>
        <translation>(keine Empfänger)</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>an %1</translation>
    </message>
    <message>
        <source>%1, the server does not say how many are unread</source>
        <translation>%1, der Server sagt nicht, wie viele ungelesen sind</translation>
    </message>
    <message>
        <source>?</source>
        <translation>?</translation>
    </message>
    <message>
        <source>marked as deleted</source>
        <translation>als gelöscht markiert</translation>
    </message>
    <message>
        <source>%1 (deleted on the server)</source>
        <translation>%1 (auf dem Server gelöscht)</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Sent Items</source>
        <translation>Gesendete Objekte</translation>
    </message>
    <message>
        <source>Sent Mail</source>
        <translation>Gesendete Post</translation>
    </message>
    <message>
        <source>Sent Messages</source>
        <translation>Gesendete Nachrichten</translation>
    </message>
    <message>
        <source>Junk</source>
        <translation>Unerwünscht</translation>
    </message>
    <message>
        <source>Junk E-mail</source>
        <translation>Unerwünschte Post</translation>
    </message>
    <message>
        <source>Spam</source>
        <translation>Spam</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Deleted Items</source>
        <translation>Gelöschte Objekte</translation>
    </message>
    <message>
        <source>Deleted Messages</source>
        <translation>Gelöschte Nachrichten</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Archives</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>All Mail</source>
        <translation>Alle Nachrichten</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>No request</source>
        <translation>Keine Bitte</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Erbeten</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation>Anderswo beantwortet</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Nicht möglich</translation>
    </message>
    <message>
        <source>Invitation.ics</source>
        <translation>Einladung.ics</translation>
    </message>
    <message numerus="yes">
        <source>folded conversation of %n message(s)</source>
        <translation>
            <numerusform>eingeklappte Unterhaltung aus %n Nachricht</numerusform>
            <numerusform>eingeklappte Unterhaltung aus %n Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>conversation of %n message(s)</source>
        <translation>
            <numerusform>Unterhaltung aus %n Nachricht</numerusform>
            <numerusform>Unterhaltung aus %n Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
</context>
<context>
    <name>DraftsDialog</name>
    <message>
        <source>What you have begun to write</source>
        <translation>Angefangene Nachrichten</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>&amp;Verwerfen …</translation>
    </message>
    <message>
        <source>These mails are kept on this computer until you send or discard them.</source>
        <translation>Diese Nachrichten bleiben auf diesem Rechner, bis Sie sie senden oder verwerfen.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message numerus="yes">
        <source>Discard %n mail(s) that you have begun to write? They cannot be brought back.</source>
        <translation>
            <numerusform>%n angefangene Nachricht verwerfen? Sie lässt sich nicht zurückholen.</numerusform>
            <numerusform>%n angefangene Nachrichten verwerfen? Sie lassen sich nicht zurückholen.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>New from a template</source>
        <translation>Neu aus einer Vorlage</translation>
    </message>
    <message>
        <source>A new mail begins as the template is; the template stays. Templates are kept on this computer.</source>
        <translation>Eine neue Mail beginnt so, wie die Vorlage ist; die Vorlage bleibt. Vorlagen bleiben auf diesem Rechner.</translation>
    </message>
    <message numerus="yes">
        <source>Discard %n template(s)? They cannot be brought back.</source>
        <translation>
            <numerusform>%n Vorlage verwerfen? Sie lässt sich nicht wiederholen.</numerusform>
            <numerusform>%n Vorlagen verwerfen? Sie lassen sich nicht wiederholen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EncodingMenu</name>
    <message>
        <source>Unicode</source>
        <translation>Unicode</translation>
    </message>
    <message>
        <source>Western</source>
        <translation>Westlich</translation>
    </message>
    <message>
        <source>Central European</source>
        <translation>Mitteleuropäisch</translation>
    </message>
    <message>
        <source>Cyrillic</source>
        <translation>Kyrillisch</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Baltic</source>
        <translation>Baltisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Chinese, simplified</source>
        <translation>Chinesisch, vereinfacht</translation>
    </message>
    <message>
        <source>Chinese, traditional</source>
        <translation>Chinesisch, traditionell</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>Thailändisch</translation>
    </message>
    <message>
        <source>&amp;Automatic</source>
        <translation>&amp;Automatisch</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 is a script or a part of the world, %2 the name of an encoding</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>The answer could not be understood.</source>
        <translation>Die Antwort war nicht zu verstehen.</translation>
    </message>
    <message>
        <source>The answer is larger than is safe to take in.</source>
        <translation>Die Antwort ist größer, als gefahrlos anzunehmen wäre.</translation>
    </message>
    <message>
        <source>The server refused.</source>
        <translation>Der Server hat abgelehnt.</translation>
    </message>
    <message>
        <source>The server does not offer what is needed.</source>
        <translation>Der Server bietet nicht, was gebraucht wird.</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>Die Verbindung ist abgebrochen.</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The connection is not safe.</source>
        <translation>Die Verbindung ist nicht sicher.</translation>
    </message>
    <message>
        <source>The user name or the password was not accepted.</source>
        <translation>Benutzername oder Passwort wurden nicht angenommen.</translation>
    </message>
    <message>
        <source>The disk could not be read or written.</source>
        <translation>Die Platte konnte nicht gelesen oder beschrieben werden.</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>Es wurde abgebrochen.</translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation>Es ist nicht mehr da.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>The server says: “%1”</source>
        <translation>Der Server sagt: „%1“</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut …</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Loading %1…</source>
        <translation>%1 wird geladen …</translation>
    </message>
    <message>
        <source>Loading %1: %2 of %3</source>
        <translation>%1 wird geladen: %2 von %3</translation>
    </message>
    <message>
        <source>%1 Trying again at %2.</source>
        <translation>%1 Nächster Versuch um %2.</translation>
    </message>
    <message>
        <source>Offline: the password is needed.</source>
        <translation>Offline: Das Passwort wird gebraucht.</translation>
    </message>
    <message>
        <source>Offline: the user name or the password was not accepted.</source>
        <translation>Offline: Benutzername oder Passwort wurden nicht angenommen.</translation>
    </message>
    <message>
        <source>Offline: the server’s certificate was not accepted.</source>
        <translation>Offline: Das Zertifikat des Servers wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>Both servers answer, and both accept the user name and the password.</source>
        <translation>Beide Server antworten, und beide nehmen Benutzername und Passwort an.</translation>
    </message>
    <message>
        <source>The server for receiving could not be reached. %1</source>
        <translation>Der Server für den Empfang war nicht zu erreichen. %1</translation>
    </message>
    <message>
        <source>The server for receiving answers, but signing in failed. %1</source>
        <translation>Der Server für den Empfang antwortet, aber die Anmeldung schlug fehl. %1</translation>
    </message>
    <message>
        <source>Receiving works. The server for sending could not be reached. %1</source>
        <translation>Der Empfang geht. Der Server für den Versand war nicht zu erreichen. %1</translation>
    </message>
    <message>
        <source>Receiving works. The server for sending answers, but signing in failed. %1</source>
        <translation>Der Empfang geht. Der Server für den Versand antwortet, aber die Anmeldung schlug fehl. %1</translation>
    </message>
    <message>
        <source>The certificate has expired.</source>
        <translation>Das Zertifikat ist abgelaufen.</translation>
    </message>
    <message>
        <source>The certificate is not valid yet.</source>
        <translation>Das Zertifikat gilt noch nicht.</translation>
    </message>
    <message>
        <source>The certificate is not made for %1: another server may be answering in its place.</source>
        <translation>Das Zertifikat ist nicht für %1 ausgestellt: An seiner Stelle könnte ein anderer Server antworten.</translation>
    </message>
    <message>
        <source>The certificate vouches only for itself.</source>
        <translation>Das Zertifikat bürgt nur für sich selbst.</translation>
    </message>
    <message>
        <source>Nobody this computer trusts vouches for the certificate.</source>
        <translation>Niemand, dem dieser Rechner vertraut, bürgt für das Zertifikat.</translation>
    </message>
    <message>
        <source>The certificate has been revoked by its issuer.</source>
        <translation>Das Zertifikat wurde vom Aussteller widerrufen.</translation>
    </message>
    <message>
        <source>The certificate’s key or signature is too weak to prove anything.</source>
        <translation>Schlüssel oder Signatur des Zertifikats sind zu schwach, um etwas zu beweisen.</translation>
    </message>
    <message>
        <source>The certificate is not meant for servers.</source>
        <translation>Das Zertifikat ist nicht für Server gedacht.</translation>
    </message>
    <message>
        <source>The chain of certificates behind it is not valid.</source>
        <translation>Die Kette der Zertifikate dahinter ist nicht gültig.</translation>
    </message>
    <message>
        <source>This is not the certificate that was accepted before.</source>
        <translation>Das ist nicht das Zertifikat, das früher angenommen wurde.</translation>
    </message>
    <message>
        <source>The certificate could not be checked.</source>
        <translation>Das Zertifikat konnte nicht geprüft werden.</translation>
    </message>
    <message>
        <source>There is no server of that name.</source>
        <translation>Einen Server dieses Namens gibt es nicht.</translation>
    </message>
    <message>
        <source>The server knows you, but does not let you in.</source>
        <translation>Der Server kennt Sie, lässt Sie aber nicht ein.</translation>
    </message>
    <message>
        <source>The password has expired. Set a new one with your mail provider.</source>
        <translation>Das Passwort ist abgelaufen. Setzen Sie bei Ihrem Anbieter ein neues.</translation>
    </message>
    <message>
        <source>The server lets you in over an encrypted connection only.</source>
        <translation>Der Server lässt Sie nur über eine verschlüsselte Verbindung ein.</translation>
    </message>
    <message>
        <source>The administrator of the server has to be asked.</source>
        <translation>Hier muss die Verwaltung des Servers gefragt werden.</translation>
    </message>
    <message>
        <source>The server cannot let you in just now.</source>
        <translation>Der Server kann Sie im Augenblick nicht einlassen.</translation>
    </message>
    <message>
        <source>The server did not let you in.</source>
        <translation>Der Server hat Sie nicht eingelassen.</translation>
    </message>
    <message>
        <source>Sign in with a web browser first; after that it works here.</source>
        <translation>Melden Sie sich zuerst mit einem Webbrowser an; danach geht es auch hier.</translation>
    </message>
    <message>
        <source>This server takes no password: it wants OAuth. Set the mechanism XOAUTH2 or OAUTHBEARER in posthorn.ini, and a command that prints the access token.</source>
        <translation>Dieser Server nimmt kein Passwort, er verlangt OAuth. Tragen Sie in posthorn.ini das Verfahren XOAUTH2 oder OAUTHBEARER ein und einen Befehl, der das Zugriffstoken ausgibt.</translation>
    </message>
    <message>
        <source>The access token was not accepted; it may be too old.</source>
        <translation>Das Zugriffstoken wurde nicht angenommen; vielleicht ist es zu alt.</translation>
    </message>
    <message>
        <source>The user name or the password has characters that cannot be sent.</source>
        <translation>Der Benutzername oder das Passwort enthält Zeichen, die sich nicht übertragen lassen.</translation>
    </message>
    <message>
        <source>The server offers no safe way to sign in that Posthorn knows.</source>
        <translation>Der Server bietet kein sicheres Anmeldeverfahren an, das Posthorn kennt.</translation>
    </message>
    <message>
        <source>The connection is not encrypted, and the account does not allow a password in clear text.</source>
        <translation>Die Verbindung ist nicht verschlüsselt, und das Konto erlaubt kein Passwort im Klartext.</translation>
    </message>
    <message>
        <source>The server could not prove that it knows your password: another one may be answering in its place.</source>
        <translation>Der Server konnte nicht beweisen, dass er Ihr Passwort kennt: Vielleicht antwortet ein anderer an seiner Stelle.</translation>
    </message>
    <message>
        <source>Offline. %1</source>
        <translation>Offline. %1</translation>
    </message>
    <message>
        <source>Nothing answers at that port.</source>
        <translation>An diesem Port antwortet nichts.</translation>
    </message>
    <message>
        <source>The connection is not safe: the certificate was not accepted, or the server uses another kind of encryption at that port.</source>
        <translation>Die Verbindung ist nicht sicher: Das Zertifikat wurde nicht angenommen, oder der Server benutzt an diesem Port eine andere Art der Verschlüsselung.</translation>
    </message>
    <message>
        <source>%1, port %2, cannot be reached</source>
        <translation>%1, Port %2, ist nicht erreichbar</translation>
    </message>
    <message>
        <source>The password is needed</source>
        <translation>Das Passwort wird gebraucht</translation>
    </message>
    <message>
        <source>%1 asks for the password of %2.</source>
        <translation>%1 verlangt das Passwort von %2.</translation>
    </message>
    <message>
        <source>%1 did not let you in</source>
        <translation>%1 hat Sie nicht eingelassen</translation>
    </message>
    <message>
        <source>%1, port %2, is not trusted</source>
        <translation>%1, Port %2, ist nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>The server’s certificate was not accepted, so nothing is sent to it.</source>
        <translation>Das Zertifikat des Servers wurde nicht angenommen, deshalb wird ihm nichts gesendet.</translation>
    </message>
    <message>
        <source>The server lists more folders than Posthorn can show. Some are missing.</source>
        <translation>Der Server nennt mehr Ordner, als Posthorn zeigen kann. Einige fehlen.</translation>
    </message>
    <message>
        <source>The server keeps renumbering the messages of %1. Posthorn leaves what it has of this folder as it is, and no longer updates it.</source>
        <translation>Der Server nummeriert die Nachrichten von %1 immer wieder neu. Posthorn lässt, was es von diesem Ordner hat, wie es ist, und aktualisiert ihn nicht mehr.</translation>
    </message>
    <message>
        <source>The server closed the connection.</source>
        <translation>Der Server hat die Verbindung geschlossen.</translation>
    </message>
    <message>
        <source>The server closed the connection: “%1”</source>
        <translation>Der Server hat die Verbindung geschlossen: „%1“</translation>
    </message>
    <message>
        <source>The folder %1 was deleted by another program.</source>
        <translation>Der Ordner %1 wurde von einem anderen Programm gelöscht.</translation>
    </message>
    <message>
        <source>Another program has renamed the folder %1. It is called %2 now.</source>
        <translation>Ein anderes Programm hat den Ordner %1 umbenannt. Er heißt jetzt %2.</translation>
    </message>
    <message>
        <source>%1 closed the connection</source>
        <translation>%1 hat die Verbindung geschlossen</translation>
    </message>
</context>
<context>
    <name>FacetRow</name>
    <message>
        <source>not %1</source>
        <translation>nicht %1</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2, %n message(s)</source>
        <extracomment>A group, one of its values, and how many messages have it</extracomment>
        <translation>
            <numerusform>%1: %2, %n Nachricht</numerusform>
            <numerusform>%1: %2, %n Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1
Click: only these. Shift and click: all others.</source>
        <translation>%1
Klick: nur diese. Umschalt und Klick: alle anderen.</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>%1: more</source>
        <translation>%1: mehr</translation>
    </message>
    <message>
        <source>Only these</source>
        <translation>Nur diese</translation>
    </message>
    <message>
        <source>Leave these out</source>
        <translation>Diese weglassen</translation>
    </message>
</context>
<context>
    <name>FacetText</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Spreadsheets</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Presentations</source>
        <translation>Präsentationen</translation>
    </message>
    <message>
        <source>Archives</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation>Termine</translation>
    </message>
    <message>
        <source>Business cards</source>
        <translation>Visitenkarten</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Beliebige</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>Marked as deleted</source>
        <translation>Als gelöscht markiert</translation>
    </message>
    <message>
        <source>Forwarded</source>
        <translation>Weitergeleitet</translation>
    </message>
    <message>
        <source>Junk</source>
        <translation>Unerwünscht</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ungelesen</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Bestätigungen</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
</context>
<context>
    <name>FailuresDialog</name>
    <message>
        <source>Changes that were not made</source>
        <translation>Nicht ausgeführte Änderungen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>These changes could not be made on the server and were undone here.</source>
        <translation>Diese Änderungen ließen sich auf dem Server nicht ausführen und wurden hier zurückgenommen.</translation>
    </message>
    <message>
        <source>Create folder and try again</source>
        <translation>Ordner anlegen und erneut versuchen</translation>
    </message>
</context>
<context>
    <name>FileBar</name>
    <message>
        <source>Files that go along</source>
        <translation>Dateien, die mitgehen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Delete takes it away.</source>
        <translation>Entf nimmt sie weg.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n Datei, %1</numerusform>
            <numerusform>%n Dateien, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Previous place (Shift+F3)</source>
        <translation>Vorige Stelle (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next place (F3)</source>
        <translation>Nächste Stelle (F3)</translation>
    </message>
    <message>
        <source>&amp;Match case</source>
        <translation>&amp;Groß- und Kleinschreibung</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Find in this message</source>
        <translation>In dieser Nachricht suchen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>mehr als %1</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Es wird gesucht …</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>Try the demo mailbox</source>
        <translation>Das Vorführpostfach ansehen</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Ein Konto hinzufügen</translation>
    </message>
    <message>
        <source>Welcome to Posthorn</source>
        <translation>Willkommen bei Posthorn</translation>
    </message>
    <message>
        <source>Mail, and the say over what goes back about it: no read receipt leaves this computer unless you send it.</source>
        <translation>Post, und das Wort darüber, was davon zurückgeht: Keine Lesebestätigung verlässt diesen Rechner, wenn Sie sie nicht senden.</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>The demo runs its own mail servers on this computer, with made-up mail.</source>
        <translation>Die Vorführung betreibt eigene Mailserver auf diesem Rechner, mit erfundener Post.</translation>
    </message>
</context>
<context>
    <name>FolderBanner</name>
    <message>
        <source>This folder was deleted by another program. It disappears when you leave it.</source>
        <translation>Dieser Ordner wurde von einem anderen Programm gelöscht. Er verschwindet, wenn Sie ihn verlassen.</translation>
    </message>
    <message>
        <source>This folder can only be read at the moment: nothing in it can be changed.</source>
        <translation>Dieser Ordner kann im Augenblick nur gelesen werden: Nichts darin lässt sich ändern.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) of this folder are missing here.</source>
        <translation>
            <numerusform>%n Nachricht dieses Ordners fehlt hier.</numerusform>
            <numerusform>%n Nachrichten dieses Ordners fehlen hier.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server counts them, but does not hand them out. Posthorn asks again each time the folder is opened. Another mail program may show the same gap; the people who run the server can mend it.</source>
        <translation>Der Server zählt sie, gibt sie aber nicht heraus. Posthorn fragt jedes Mal neu, wenn der Ordner geöffnet wird. Ein anderes Mailprogramm zeigt womöglich dieselbe Lücke; beheben können sie die Betreiber des Servers.</translation>
    </message>
</context>
<context>
    <name>FolderChooser</name>
    <message>
        <source>Type a part of its name</source>
        <translation>Einen Teil des Namens eingeben</translation>
    </message>
    <message>
        <source>Part of the folder&apos;s name</source>
        <translation>Teil des Ordnernamens</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>FolderView</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>HeaderFieldsDialog</name>
    <message>
        <source>Header fields</source>
        <translation>Kopffelder</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>&amp;Use these</source>
        <translation>Diese &amp;verwenden</translation>
    </message>
    <message>
        <source>&amp;Leave it as it is</source>
        <translation>&amp;Lassen, wie es ist</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>Hin&amp;zufügen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>These fields go with the mail as they are here. What the mail needs itself, as To and Subject, is written above the text.</source>
        <translation>Diese Felder gehen mit der Mail, wie sie hier stehen. Was die Mail selbst braucht, wie An und Betreff, steht über dem Text.</translation>
    </message>
    <message>
        <source>A field has no name.</source>
        <translation>Ein Feld hat keinen Namen.</translation>
    </message>
    <message>
        <source>“%1” cannot be written by hand: it is no name of a field, or Posthorn or the mail servers write it themselves.</source>
        <translation>„%1“ lässt sich nicht von Hand schreiben: Es ist kein Name eines Feldes, oder Posthorn oder die Mailserver schreiben es selbst.</translation>
    </message>
    <message>
        <source>“%1” has no value.</source>
        <translation>„%1“ hat keinen Wert.</translation>
    </message>
</context>
<context>
    <name>HeaderPanel</name>
    <message>
        <source>All headers</source>
        <translation>Alle Kopfzeilen</translation>
    </message>
    <message>
        <source>Show all header fields</source>
        <translation>Alle Kopfzeilen zeigen</translation>
    </message>
    <message>
        <source>All header fields</source>
        <translation>Alle Kopfzeilen</translation>
    </message>
    <message>
        <source>Message from %1: %2</source>
        <translation>Nachricht von %1: %2</translation>
    </message>
    <message>
        <source>no recipients shown</source>
        <translation>keine Empfänger genannt</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>an %1</translation>
    </message>
    <message>
        <source>&amp;Copy %1</source>
        <translation>%1 &amp;kopieren</translation>
    </message>
    <message>
        <source>Unsubscribe…</source>
        <translation>Abbestellen …</translation>
    </message>
    <message>
        <source>Leave the list that this message came from</source>
        <translation>Die Liste verlassen, von der diese Nachricht kam</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Messages found, by time</source>
        <translation>Gefundene Nachrichten nach Zeit</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n message(s)</source>
        <extracomment>A time and how many messages are from then</extracomment>
        <translation>
            <numerusform>%1: %n Nachricht</numerusform>
            <numerusform>%1: %n Nachrichten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HtmlBody</name>
    <message>
        <source>This message is too elaborate to be shown as HTML. Its text is shown.</source>
        <translation>Diese Nachricht ist zu aufwendig, um als HTML gezeigt zu werden. Gezeigt wird ihr Text.</translation>
    </message>
    <message>
        <source>Some of this message is not shown, because it is too much or too odd.</source>
        <translation>Ein Teil dieser Nachricht wird nicht gezeigt, weil es zu viel oder zu seltsam ist.</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Open an address</source>
        <translation>Eine Adresse öffnen</translation>
    </message>
    <message>
        <source>Write to this address?</source>
        <translation>An diese Adresse schreiben?</translation>
    </message>
    <message>
        <source>Open this page in the browser?</source>
        <translation>Diese Seite im Browser öffnen?</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Open page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
    <message>
        <source>The message calls this link %1, but it leads elsewhere.</source>
        <translation>Die Nachricht nennt diesen Link %1, aber er führt woandershin.</translation>
    </message>
</context>
<context>
    <name>ListSorter</name>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Absteigend</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>Aufsteigend</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>A step of a change could not be kept; the change stays as it was. %1</source>
        <translation>Ein Schritt einer Änderung konnte nicht festgehalten werden; die Änderung bleibt, wie sie war. %1</translation>
    </message>
    <message>
        <source>A change could not be made on the server and was undone.</source>
        <translation>Eine Änderung konnte auf dem Server nicht gemacht werden und wurde zurückgenommen.</translation>
    </message>
    <message>
        <source>A change could not be made on the server and was undone. %1</source>
        <translation>Eine Änderung konnte auf dem Server nicht gemacht werden und wurde zurückgenommen. %1</translation>
    </message>
    <message>
        <source>A change could not be kept and was undone. %1</source>
        <translation>Eine Änderung konnte nicht festgehalten werden und wurde zurückgenommen. %1</translation>
    </message>
    <message>
        <source>The receipt was not sent: your decision could not be kept. %1</source>
        <translation>Die Bestätigung wurde nicht gesendet: Ihre Entscheidung konnte nicht festgehalten werden. %1</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>Der Server</translation>
    </message>
    <message>
        <source>%1 says: “%2”</source>
        <translation>%1 sagt: „%2“</translation>
    </message>
    <message>
        <source>Posthorn</source>
        <translation>Posthorn</translation>
    </message>
    <message>
        <source>About Posthorn</source>
        <translation>Über Posthorn</translation>
    </message>
    <message>
        <source>Posthorn %1</source>
        <translation>Posthorn %1</translation>
    </message>
    <message>
        <source>Mail, and the say over what goes back about it.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Post, und das Wort darüber, was davon zurückgeht.

Freie Software unter der GNU General Public License, Version 3 oder später.</translation>
    </message>
    <message>
        <source>The protocol log was not saved. %1</source>
        <translation>Das Protokoll wurde nicht gespeichert. %1</translation>
    </message>
    <message>
        <source>%1, on its way</source>
        <translation>%1, unterwegs</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) were removed by another program</source>
        <translation>
            <numerusform>%n Nachricht wurde von einem anderen Programm entfernt</numerusform>
            <numerusform>%n Nachrichten wurden von einem anderen Programm entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Name of the folder, as the server knows it:</source>
        <translation>Name des Ordners, wie ihn der Server kennt:</translation>
    </message>
    <message>
        <source>Of folders that are kept offline only the headers are fetched, the text of a message when you open it. Where the system says that data costs money, it is so anyway.</source>
        <translation>Von Ordnern, die offline behalten werden, werden nur die Kopfzeilen geholt, der Text einer Nachricht erst, wenn Sie sie öffnen. Wo das System meldet, dass Daten Geld kosten, ist es ohnehin so.</translation>
    </message>
    <message>
        <source>This folder can only be read at the moment.</source>
        <translation>Dieser Ordner kann zurzeit nur gelesen werden.</translation>
    </message>
    <message>
        <source>The inbox is always watched.</source>
        <translation>Auf neue Post im Posteingang wird immer geachtet.</translation>
    </message>
    <message>
        <source>Create folder</source>
        <translation>Ordner anlegen</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>Zeigen …</translation>
    </message>
    <message>
        <source>The activity was not exported. %1</source>
        <translation>Der Verlauf wurde nicht exportiert. %1</translation>
    </message>
    <message>
        <source>Move receipts and delivery reports to</source>
        <translation>Bestätigungen und Zustellberichte verschieben nach</translation>
    </message>
    <message>
        <source>Move from now on</source>
        <translation>Ab jetzt verschieben</translation>
    </message>
    <message>
        <source>This message is no longer here.</source>
        <translation>Diese Nachricht ist nicht mehr hier.</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>What goes along is being loaded</source>
        <translation>Was mitgeht, wird geladen</translation>
    </message>
    <message>
        <source>The message was encrypted</source>
        <translation>Die Nachricht war verschlüsselt</translation>
    </message>
    <message>
        <source>&amp;Quote it all the same</source>
        <translation>Trotzdem &amp;zitieren</translation>
    </message>
    <message>
        <source>&amp;Do not answer</source>
        <translation>&amp;Nicht antworten</translation>
    </message>
    <message>
        <source>Nothing can be written to “%1”.</source>
        <translation>An „%1“ lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>What you are writing could not be kept. %1</source>
        <translation>Was Sie schreiben, konnte nicht aufbewahrt werden. %1</translation>
    </message>
    <message>
        <source>The mail was not sent. %1</source>
        <translation>Die Nachricht wurde nicht gesendet. %1</translation>
    </message>
    <message>
        <source>Only within one folder.</source>
        <translation>Nur innerhalb eines Ordners.</translation>
    </message>
    <message>
        <source>Show outbox</source>
        <translation>Postausgang zeigen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>No account has a server for sending.</source>
        <translation>Kein Konto hat einen Server zum Senden.</translation>
    </message>
    <message>
        <source>Another message is open by now; nothing was quoted.</source>
        <translation>Inzwischen ist eine andere Nachricht offen; es wurde nichts zitiert.</translation>
    </message>
    <message>
        <source>To write mail, add an account with a server for sending first.</source>
        <translation>Um zu schreiben, fügen Sie zuerst ein Konto mit einem Server zum Senden hinzu.</translation>
    </message>
    <message>
        <source>This draft is not here any more.</source>
        <translation>Dieser Entwurf ist nicht mehr hier.</translation>
    </message>
    <message>
        <source>What becomes of a mail on its way could not be written down. %1</source>
        <translation>Wie es um eine Nachricht auf ihrem Weg steht, konnte nicht festgehalten werden. %1</translation>
    </message>
    <message>
        <source>“%1” was sent. No copy was kept: the account has no folder for sent mail.</source>
        <translation>„%1“ wurde gesendet. Eine Kopie wurde nicht aufbewahrt: Das Konto hat keinen Ordner für gesendete Nachrichten.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) have not been sent and never will be: %1.</source>
        <translation>
            <numerusform>%n Nachricht ist nicht gesendet und wird es nie werden: %1.</numerusform>
            <numerusform>%n Nachrichten sind nicht gesendet und werden es nie werden: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) are deleted here; what is in the folder for drafts on the server stays.</source>
        <translation>
            <numerusform>%n Entwurf wird hier gelöscht; was auf dem Server im Ordner für Entwürfe liegt, bleibt.</numerusform>
            <numerusform>%n Entwürfe werden hier gelöscht; was auf dem Server im Ordner für Entwürfe liegt, bleibt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) have not been sent yet.</source>
        <translation>
            <numerusform>%n Nachricht ist noch nicht gesendet.</numerusform>
            <numerusform>%n Nachrichten sind noch nicht gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>&amp;Bleiben</translation>
    </message>
    <message numerus="yes">
        <source>Of messages from several folders, %n can be answered together at most.</source>
        <translation>
            <numerusform>Von Nachrichten aus mehreren Ordnern kann höchstens %n auf einmal beantwortet werden.</numerusform>
            <numerusform>Von Nachrichten aus mehreren Ordnern können höchstens %n auf einmal beantwortet werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) you are writing could not be kept and would be lost.</source>
        <translation>
            <numerusform>%n E-Mail, die Sie schreiben, konnte nicht aufbewahrt werden und ginge verloren.</numerusform>
            <numerusform>%n E-Mails, die Sie schreiben, konnten nicht aufbewahrt werden und gingen verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>What has not been sent goes when Posthorn is started again.</source>
        <translation>Was noch nicht gesendet ist, geht hinaus, wenn Posthorn wieder gestartet wird.</translation>
    </message>
    <message>
        <source>%1 — Posthorn</source>
        <translation>%1 — Posthorn</translation>
    </message>
    <message>
        <source>What you quote is encrypted again when the answer is sent, and as a draft on the server. If you switch that off in the window, others can read it.</source>
        <translation>Was Sie zitieren, wird beim Senden der Antwort und als Entwurf auf dem Server wieder verschlüsselt. Wenn Sie das im Fenster abschalten, können andere es lesen.</translation>
    </message>
    <message>
        <source>The sender wants answers to an address that cannot be read. See to whom this one goes.</source>
        <translation>Der Absender möchte Antworten an eine Adresse, die sich nicht lesen lässt. Sehen Sie nach, an wen diese geht.</translation>
    </message>
    <message>
        <source>Not all of this draft can be kept as it is: formatting, pictures within the text and signatures are left out. What you write becomes a new draft; the old one stays on the server.</source>
        <translation>Nicht alles an diesem Entwurf kann bleiben, wie es ist: Formatierung, Bilder im Text und Signaturen fallen weg. Was Sie schreiben, wird ein neuer Entwurf; der alte bleibt auf dem Server.</translation>
    </message>
    <message>
        <source>&amp;Undo send</source>
        <translation>&amp;Senden rückgängig machen</translation>
    </message>
    <message>
        <source>This draft cannot be edited, since it cannot be opened. %1</source>
        <translation>Dieser Entwurf kann nicht bearbeitet werden, weil er sich nicht öffnen lässt. %1</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) are still being signed or encrypted. They are not sent when you quit now, and stay drafts.</source>
        <translation>
            <numerusform>%n E-Mail wird noch signiert oder verschlüsselt. Wenn Sie jetzt beenden, wird sie nicht gesendet und bleibt ein Entwurf.</numerusform>
            <numerusform>%n E-Mails werden noch signiert oder verschlüsselt. Wenn Sie jetzt beenden, werden sie nicht gesendet und bleiben Entwürfe.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageColumn</name>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>Anhang</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Lesebestätigung</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>MessageDelegate</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>To: %1</source>
        <translation>An: %1</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>In %1</translation>
    </message>
</context>
<context>
    <name>MessagePane</name>
    <message>
        <source>No folder is open</source>
        <translation>Kein Ordner ist offen</translation>
    </message>
    <message>
        <source>Choose a folder to see its messages.</source>
        <translation>Wählen Sie einen Ordner, um seine Nachrichten zu sehen.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Show all messages</source>
        <translation>Alle Nachrichten zeigen</translation>
    </message>
    <message>
        <source>Not loaded yet</source>
        <translation>Noch nicht geladen</translation>
    </message>
    <message>
        <source>This folder has not been loaded, and the account is offline.</source>
        <translation>Dieser Ordner wurde noch nicht geladen, und das Konto ist offline.</translation>
    </message>
    <message>
        <source>Go online</source>
        <translation>Online gehen</translation>
    </message>
    <message>
        <source>Loading messages</source>
        <translation>Nachrichten werden geladen</translation>
    </message>
    <message>
        <source>They appear here as they arrive, newest first.</source>
        <translation>Sie erscheinen hier, wie sie kommen, die neuesten zuerst.</translation>
    </message>
    <message>
        <source>No messages here</source>
        <translation>Keine Nachrichten</translation>
    </message>
    <message>
        <source>New messages appear by themselves.</source>
        <translation>Neue Nachrichten erscheinen von selbst.</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Edit account…</source>
        <translation>Konto bearbeiten …</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>Your folders appear as soon as the server answers.</source>
        <translation>Ihre Ordner erscheinen, sobald der Server antwortet.</translation>
    </message>
    <message>
        <source>Looking through the requests of this folder…</source>
        <translation>Die Bitten in diesem Ordner werden durchgesehen…</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>No such request</source>
        <translation>Keine solche Bitte</translation>
    </message>
    <message>
        <source>No message of this folder is in the state you have chosen.</source>
        <translation>Keine Nachricht in diesem Ordner ist in dem gewählten Zustand.</translation>
    </message>
    <message>
        <source>No message in this folder is like that.</source>
        <translation>Keine Nachricht in diesem Ordner ist so.</translation>
    </message>
    <message>
        <source>Show by receipt: only within one folder</source>
        <translation>Nach Bestätigung zeigen: nur innerhalb eines Ordners</translation>
    </message>
    <message>
        <source>Show by receipt</source>
        <translation>Nach Bestätigung zeigen</translation>
    </message>
    <message>
        <source>No message in these folders is like that.</source>
        <translation>Keine Nachricht in diesen Ordnern ist so.</translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Columns of the message list</source>
        <translation>Spalten der Nachrichtenliste</translation>
    </message>
</context>
<context>
    <name>MessageWindow</name>
    <message>
        <source>This message came inside another one. Whoever made that could write anything here.</source>
        <translation>Diese Nachricht kam in einer anderen. Wer jene geschrieben hat, konnte hier alles hineinschreiben.</translation>
    </message>
    <message>
        <source>%1 — Posthorn</source>
        <translation>%1 — Posthorn</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>OfflineMenu</name>
    <message>
        <source>Keep &amp;offline</source>
        <translation>&amp;Offline behalten</translation>
    </message>
    <message>
        <source>&amp;Not kept</source>
        <translation>&amp;Nicht behalten</translation>
    </message>
    <message>
        <source>Last &amp;month</source>
        <translation>Letzter &amp;Monat</translation>
    </message>
    <message>
        <source>Last &amp;three months</source>
        <translation>Letzte &amp;drei Monate</translation>
    </message>
    <message>
        <source>Last &amp;year</source>
        <translation>Letztes &amp;Jahr</translation>
    </message>
    <message>
        <source>&amp;All messages</source>
        <translation>&amp;Alle Nachrichten</translation>
    </message>
</context>
<context>
    <name>OpenedKindsDialog</name>
    <message>
        <source>&amp;Ask again</source>
        <translation>&amp;Wieder fragen</translation>
    </message>
    <message>
        <source>Attachments opened without a question</source>
        <translation>Ohne Frage geöffnete Anhänge</translation>
    </message>
    <message>
        <source>Files of these kinds are handed to other programs without a question. What can do harm by itself is never opened. The question before an attachment is opened adds to the list.</source>
        <translation>Dateien dieser Arten werden ohne Frage an andere Programme gegeben. Was von sich aus schaden kann, wird nie geöffnet. In die Liste kommt etwas durch die Frage vor dem Öffnen eines Anhangs.</translation>
    </message>
</context>
<context>
    <name>OperationDesk</name>
    <message>
        <source>This account has no folder for that. Choose one with “Move to…”.</source>
        <translation>Dieses Konto hat dafür keinen Ordner. Wählen Sie einen mit „Verschieben nach …“.</translation>
    </message>
    <message>
        <source>Copy to</source>
        <translation>Kopieren nach</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>Verschieben nach</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>Neuer Ordner</translation>
    </message>
    <message>
        <source>Name of the new folder:</source>
        <translation>Name des neuen Ordners:</translation>
    </message>
    <message>
        <source>Rename folder</source>
        <translation>Ordner umbenennen</translation>
    </message>
    <message>
        <source>New name of the folder:</source>
        <translation>Neuer Name des Ordners:</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>%1: in ten seconds. Until then it can be undone.</source>
        <translation>%1: in zehn Sekunden. Bis dahin lässt es sich zurücknehmen.</translation>
    </message>
    <message>
        <source>%1 of %2 messages were copied; the others are gone from this folder.</source>
        <translation>%1 von %2 Nachrichten wurden kopiert; die übrigen sind nicht mehr in diesem Ordner.</translation>
    </message>
    <message>
        <source>That is final and cannot be undone.</source>
        <translation>Das ist endgültig und lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Others are using the folder: what is deleted goes as soon as the server lets it.</source>
        <translation>Andere benutzen den Ordner: Was gelöscht ist, verschwindet, sobald der Server es zulässt.</translation>
    </message>
    <message>
        <source>The server has not removed the messages. They are marked as deleted there until a program removes all that are marked.</source>
        <translation>Der Server hat die Nachrichten nicht entfernt. Sie sind dort als gelöscht markiert, bis ein Programm alle markierten entfernt.</translation>
    </message>
    <message>
        <source>%1: the server has no such folder any more. Create it?</source>
        <translation>%1: Diesen Ordner gibt es auf dem Server nicht mehr. Anlegen?</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Rückgängig gemacht: %1</translation>
    </message>
    <message>
        <source>%1. Ctrl+Z undoes it.</source>
        <translation>%1. Strg+Z macht es rückgängig.</translation>
    </message>
    <message>
        <source>%1 of %2 messages are on their way to the other account; the others are gone from this folder.</source>
        <translation>%1 von %2 Nachrichten sind unterwegs in das andere Konto; die übrigen sind nicht mehr in diesem Ordner.</translation>
    </message>
</context>
<context>
    <name>OperationText</name>
    <message>
        <source>The folder is read-only.</source>
        <translation>Der Ordner ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>It is no longer clear which message was meant.</source>
        <translation>Es ist nicht mehr klar, welche Nachricht gemeint war.</translation>
    </message>
    <message>
        <source>The copies have not arrived in the other folder.</source>
        <translation>Die Kopien sind im anderen Ordner nicht angekommen.</translation>
    </message>
    <message>
        <source>The server has numbered the messages of the folder anew.</source>
        <translation>Der Server hat die Nachrichten des Ordners neu nummeriert.</translation>
    </message>
    <message>
        <source>Posthorn’s files were restored from a copy: it may have been done already.</source>
        <translation>Posthorns Dateien wurden aus einer Kopie wiederhergestellt: Es kann schon geschehen sein.</translation>
    </message>
    <message>
        <source>The inbox can be neither renamed nor deleted.</source>
        <translation>Der Posteingang kann weder umbenannt noch gelöscht werden.</translation>
    </message>
    <message>
        <source>A folder cannot be moved into itself.</source>
        <translation>Ein Ordner kann nicht in sich selbst verschoben werden.</translation>
    </message>
    <message>
        <source>&amp;Undo mark</source>
        <translation>Markierung &amp;rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo delete</source>
        <translation>Löschen &amp;rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo archive</source>
        <translation>Archivieren &amp;rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo junk</source>
        <translation>Aussortieren &amp;rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo move</source>
        <translation>Verschieben &amp;rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo copy</source>
        <translation>Kopieren &amp;rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo delete for good</source>
        <translation>Endgültiges Löschen &amp;rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo delete folder</source>
        <translation>Ordner löschen &amp;rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo rename</source>
        <translation>Umbenennen &amp;rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo new folder</source>
        <translation>Neuen Ordner &amp;rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message numerus="yes">
        <source>Mark %n message(s) as read</source>
        <translation>
            <numerusform>%n Nachricht als gelesen markieren</numerusform>
            <numerusform>%n Nachrichten als gelesen markieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %n message(s) as unread</source>
        <translation>
            <numerusform>%n Nachricht als ungelesen markieren</numerusform>
            <numerusform>%n Nachrichten als ungelesen markieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Star %n message(s)</source>
        <translation>
            <numerusform>%n Nachricht mit Stern versehen</numerusform>
            <numerusform>%n Nachrichten mit Stern versehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove the star of %n message(s)</source>
        <translation>
            <numerusform>Stern von %n Nachricht entfernen</numerusform>
            <numerusform>Stern von %n Nachrichten entfernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %n message(s)</source>
        <translation>
            <numerusform>%n Nachricht markieren</numerusform>
            <numerusform>%n Nachrichten markieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n message(s) to “%1”</source>
        <translation>
            <numerusform>%n Nachricht nach „%1“ verschieben</numerusform>
            <numerusform>%n Nachrichten nach „%1“ verschieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n message(s) to “%1”</source>
        <translation>
            <numerusform>%n Nachricht nach „%1“ kopieren</numerusform>
            <numerusform>%n Nachrichten nach „%1“ kopieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n message(s) for good</source>
        <translation>
            <numerusform>%n Nachricht endgültig löschen</numerusform>
            <numerusform>%n Nachrichten endgültig löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>Save a message in “%1”</source>
        <translation>Nachricht in „%1“ sichern</translation>
    </message>
    <message>
        <source>Create the folder “%1”</source>
        <translation>Ordner „%1“ anlegen</translation>
    </message>
    <message>
        <source>Delete the folder “%1”</source>
        <translation>Ordner „%1“ löschen</translation>
    </message>
    <message>
        <source>Rename the folder “%1”</source>
        <translation>Ordner „%1“ umbenennen</translation>
    </message>
    <message>
        <source>Delete the folder “%1” for good</source>
        <translation>Ordner „%1“ endgültig löschen</translation>
    </message>
    <message>
        <source>Subscribe to “%1”</source>
        <translation>„%1“ abonnieren</translation>
    </message>
    <message>
        <source>Unsubscribe from “%1”</source>
        <translation>„%1“ abbestellen</translation>
    </message>
    <message>
        <source>The server has no such folder.</source>
        <translation>Diesen Ordner gibt es auf dem Server nicht.</translation>
    </message>
    <message>
        <source>The server has no such folder. %1</source>
        <translation>Diesen Ordner gibt es auf dem Server nicht. %1</translation>
    </message>
    <message>
        <source>The folder is called otherwise by now.</source>
        <translation>Der Ordner heißt inzwischen anders.</translation>
    </message>
    <message>
        <source>The server has not handed out the message.</source>
        <translation>Der Server hat die Nachricht nicht herausgegeben.</translation>
    </message>
    <message numerus="yes">
        <source>Move %n message(s) to “%1” of another account</source>
        <translation>
            <numerusform>%n Nachricht nach „%1“ in einem anderen Konto verschieben</numerusform>
            <numerusform>%n Nachrichten nach „%1“ in einem anderen Konto verschieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n message(s) to “%1” of another account</source>
        <translation>
            <numerusform>%n Nachricht nach „%1“ in einem anderen Konto kopieren</numerusform>
            <numerusform>%n Nachrichten nach „%1“ in einem anderen Konto kopieren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxWindow</name>
    <message>
        <source>Outbox</source>
        <translation>Postausgang</translation>
    </message>
    <message>
        <source>About the chosen mail</source>
        <translation>Zur gewählten Nachricht</translation>
    </message>
    <message>
        <source>Nothing waits to be sent</source>
        <translation>Nichts wartet aufs Senden</translation>
    </message>
    <message>
        <source>Mail that is on its way is shown here until it has gone, and mail that could not be sent until you have decided about it.</source>
        <translation>Hier steht, was unterwegs ist, bis es hinaus ist, und was nicht gesendet werden konnte, bis Sie darüber entschieden haben.</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>&amp;Send now</source>
        <translation>Jetzt &amp;senden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Send to the &amp;others</source>
        <translation>An die &amp;anderen senden</translation>
    </message>
    <message>
        <source>Send a&amp;gain</source>
        <translation>&amp;Noch einmal senden</translation>
    </message>
    <message>
        <source>Gi&amp;ve up</source>
        <translation>Auf&amp;geben</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Send “%1” again? It may arrive twice.</source>
        <translation>„%1“ noch einmal senden? Die Nachricht kommt vielleicht zweimal an.</translation>
    </message>
    <message>
        <source>&amp;Send again</source>
        <translation>&amp;Noch einmal senden</translation>
    </message>
    <message>
        <source>Who has it keeps it; nobody else gets it.</source>
        <translation>Wer sie hat, behält sie; sonst bekommt sie niemand.</translation>
    </message>
    <message>
        <source>What you have written stays here as a draft.</source>
        <translation>Was Sie geschrieben haben, bleibt hier als Entwurf.</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Aufgeben</translation>
    </message>
    <message>
        <source>Give up sending “%1”?</source>
        <translation>Das Senden von „%1“ aufgeben?</translation>
    </message>
    <message>
        <source>&amp;Give up</source>
        <translation>&amp;Aufgeben</translation>
    </message>
    <message>
        <source>&amp;Leave it as it is</source>
        <translation>&amp;Lassen, wie es ist</translation>
    </message>
    <message>
        <source>It keeps its Message-ID, by which many programs notice that they have it already.</source>
        <translation>Sie behält ihre Message-ID, an der viele Programme erkennen, dass sie sie schon haben.</translation>
    </message>
    <message>
        <source>If the account has a folder for sent mail, that is looked into first: what is found there is not sent again. For mail that was passed on as it is this cannot be told.</source>
        <translation>Hat das Konto einen Ordner für Gesendetes, wird zuerst dort nachgesehen: Was sich dort findet, wird nicht noch einmal gesendet. Bei E-Mails, die unverändert weitergereicht wurden, lässt sich das nicht feststellen.</translation>
    </message>
    <message>
        <source>It is being sent just now.</source>
        <translation>Sie wird gerade gesendet.</translation>
    </message>
    <message>
        <source>It has been sent.</source>
        <translation>Sie ist gesendet.</translation>
    </message>
    <message>
        <source>It has been tried; send it again instead.</source>
        <translation>Sie wurde schon versucht; senden Sie sie stattdessen noch einmal.</translation>
    </message>
    <message>
        <source>Some recipients have it, or may have it.</source>
        <translation>Manche Empfänger haben sie oder könnten sie haben.</translation>
    </message>
    <message>
        <source>Nobody has been refused, or there is nobody else.</source>
        <translation>Niemand wurde abgelehnt, oder es gibt keine anderen.</translation>
    </message>
    <message>
        <source>It goes by itself.</source>
        <translation>Sie geht von selbst.</translation>
    </message>
</context>
<context>
    <name>OutboxWords</name>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>To be sent later</source>
        <translation>Wird später gesendet</translation>
    </message>
    <message>
        <source>About to be sent</source>
        <translation>Wird gleich gesendet</translation>
    </message>
    <message>
        <source>Waits for a password</source>
        <translation>Wartet auf ein Passwort</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>Wartet aufs Senden</translation>
    </message>
    <message>
        <source>Will be tried again</source>
        <translation>Wird wieder versucht</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Perhaps sent</source>
        <translation>Vielleicht gesendet</translation>
    </message>
    <message>
        <source>Sent, being filed</source>
        <translation>Gesendet, wird abgelegt</translation>
    </message>
    <message>
        <source>Sent to some only</source>
        <translation>Nur an einige gesendet</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>The server could not be reached, or takes no mail for now.</source>
        <translation>Der Server war nicht zu erreichen oder nimmt zurzeit nichts an.</translation>
    </message>
    <message>
        <source>The server does not accept the password.</source>
        <translation>Der Server nimmt das Passwort nicht an.</translation>
    </message>
    <message>
        <source>The server does not take this mail.</source>
        <translation>Der Server nimmt diese Nachricht nicht an.</translation>
    </message>
    <message>
        <source>The mail is too large for the server.</source>
        <translation>Die Nachricht ist dem Server zu groß.</translation>
    </message>
    <message>
        <source>The mail is too large: the server takes at most %1.</source>
        <translation>Die Nachricht ist zu groß: Der Server nimmt höchstens %1.</translation>
    </message>
    <message>
        <source>An address has letters that the server cannot handle.</source>
        <translation>Eine Adresse hat Buchstaben, mit denen der Server nicht umgehen kann.</translation>
    </message>
    <message>
        <source>The mail holds another one in a form that the server cannot handle.</source>
        <translation>Die Nachricht enthält eine andere in einer Form, mit der der Server nicht umgehen kann.</translation>
    </message>
    <message>
        <source>It cannot be sent as it is. Edit it: an address may be incomplete.</source>
        <translation>So kann sie nicht gesendet werden. Bearbeiten Sie sie: Vielleicht ist eine Adresse unvollständig.</translation>
    </message>
    <message>
        <source>The server refuses some of the recipients. Nobody gets it twice, whatever you choose.</source>
        <translation>Der Server lehnt einige Empfänger ab. Was Sie auch wählen: Niemand bekommt sie zweimal.</translation>
    </message>
    <message>
        <source>The server does not take it for some of the recipients just now.</source>
        <translation>Für einige Empfänger nimmt der Server sie gerade nicht an.</translation>
    </message>
    <message>
        <source>The line was lost at the very end, so nobody knows whether it has been sent. It is not sent again by itself.</source>
        <translation>Die Verbindung brach ganz am Ende ab, deshalb weiß niemand, ob sie gesendet wurde. Von selbst wird sie nicht noch einmal gesendet.</translation>
    </message>
    <message>
        <source>It has been sent. Its copy is still to be saved in the folder for sent mail.</source>
        <translation>Sie ist gesendet. Ihre Kopie ist noch im Ordner für gesendete Nachrichten zu speichern.</translation>
    </message>
    <message>
        <source>It goes at the time you have chosen: %1.</source>
        <translation>Sie geht zur gewählten Zeit hinaus: %1.</translation>
    </message>
    <message>
        <source>Next try: %1.</source>
        <translation>Nächster Versuch: %1.</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>not taken for now</source>
        <translation>zurzeit nicht angenommen</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <source>perhaps sent</source>
        <translation>vielleicht gesendet</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>tomorrow, %1</source>
        <translation>morgen, %1</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) could not be sent</source>
        <translation>
            <numerusform>%n Nachricht konnte nicht gesendet werden</numerusform>
            <numerusform>%n Nachrichten konnten nicht gesendet werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) wait to be sent</source>
        <translation>
            <numerusform>%n Nachricht wartet aufs Senden</numerusform>
            <numerusform>%n Nachrichten warten aufs Senden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewPanel</name>
    <message>
        <source>Overview of what was found</source>
        <translation>Übersicht über das Gefundene</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>The password for %1</source>
        <translation>Das Passwort für %1</translation>
    </message>
    <message>
        <source>The server did not accept the user name or the password.</source>
        <translation>Der Server hat Benutzername oder Passwort nicht angenommen.</translation>
    </message>
    <message>
        <source>It is asked for by %1.</source>
        <translation>Danach fragt %1.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Stay offline</source>
        <translation>Offline bleiben</translation>
    </message>
</context>
<context>
    <name>PeopleDesk</name>
    <message>
        <source>That could not be written down, and holds until Posthorn is closed.</source>
        <translation>Das ließ sich nicht aufschreiben und gilt, bis Posthorn beendet wird.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Die Datei lässt sich nicht lesen.</translation>
    </message>
    <message numerus="yes">
        <source>%n address(es) are new.</source>
        <translation>
            <numerusform>%n Adresse ist neu.</numerusform>
            <numerusform>%n Adressen sind neu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) have no e-mail address and were left out.</source>
        <translation>
            <numerusform>%n Karte hat keine E-Mail-Adresse und wurde ausgelassen.</numerusform>
            <numerusform>%n Karten haben keine E-Mail-Adresse und wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be read.</source>
        <translation>
            <numerusform>%n Zeile ließ sich nicht lesen.</numerusform>
            <numerusform>%n Zeilen ließen sich nicht lesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file is too long; the rest of it was left out.</source>
        <translation>Die Datei ist zu lang; der Rest wurde ausgelassen.</translation>
    </message>
    <message numerus="yes">
        <source>%n people were written to the file.</source>
        <translation>
            <numerusform>%n Person wurde in die Datei geschrieben.</numerusform>
            <numerusform>%n Personen wurden in die Datei geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file cannot be written.</source>
        <translation>Die Datei lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The address book could not be read whole. Its files stay as they are, and what you change here holds until Posthorn is closed.</source>
        <translation>Das Adressbuch ließ sich nicht ganz lesen. Seine Dateien bleiben, wie sie sind, und was Sie hier ändern, gilt, bis Posthorn beendet wird.</translation>
    </message>
    <message>
        <source>The address book is full.</source>
        <translation>Das Adressbuch ist voll.</translation>
    </message>
</context>
<context>
    <name>PeopleTable</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Last mail</source>
        <translation>Letzte Mail</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Erhalten</translation>
    </message>
</context>
<context>
    <name>PeopleWindow</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Find people by name or address</source>
        <translation>Personen nach Name oder Adresse suchen</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>&amp;Write to</source>
        <translation>&amp;Schreiben</translation>
    </message>
    <message>
        <source>&amp;Forget…</source>
        <translation>&amp;Vergessen …</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget %1?</source>
        <translation>%1 vergessen?</translation>
    </message>
    <message numerus="yes">
        <source>Forget %n people?</source>
        <translation>
            <numerusform>%n Person vergessen?</numerusform>
            <numerusform>%n Personen vergessen?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not offered any more when you write, until you write to them again. Mail stays as it is.</source>
        <translation>Sie werden beim Schreiben nicht mehr angeboten, bis Sie ihnen wieder schreiben. Die Mail bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>Import an address book</source>
        <translation>Adressbuch importieren</translation>
    </message>
    <message>
        <source>Address books (*.vcf *.vcard);;All files (*)</source>
        <translation>Adressbücher (*.vcf *.vcard);;Alle Dateien (*)</translation>
    </message>
    <message numerus="yes">
        <source>Export %n people</source>
        <translation>
            <numerusform>%n Person exportieren</numerusform>
            <numerusform>%n Personen exportieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Address books (*.vcf)</source>
        <translation>Adressbücher (*.vcf)</translation>
    </message>
    <message>
        <source>Nobody is known yet</source>
        <translation>Noch ist niemand bekannt</translation>
    </message>
    <message>
        <source>People you write to and who write to you are shown here, and whoever you import.</source>
        <translation>Hier steht, wem Sie schreiben, wer Ihnen schreibt und wen Sie importieren.</translation>
    </message>
    <message>
        <source>Nobody was found</source>
        <translation>Niemand wurde gefunden</translation>
    </message>
    <message>
        <source>No name and no address is like that.</source>
        <translation>Kein Name und keine Adresse ist so.</translation>
    </message>
</context>
<context>
    <name>PicturePermissionsDialog</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remote pictures</source>
        <translation>Bilder von anderswo</translation>
    </message>
    <message>
        <source>Remote pictures of these senders are always shown, where your mail server confirms that a message is theirs. The banner above a message adds to the list.</source>
        <translation>Bilder von anderswo werden bei diesen Absendern immer gezeigt, sofern Ihr Mailserver bestätigt, dass eine Nachricht von ihnen ist. Hinzugefügt wird im Hinweis über einer Nachricht.</translation>
    </message>
    <message>
        <source>Everybody at %1</source>
        <translation>Alle von %1</translation>
    </message>
</context>
<context>
    <name>PrintDesk</name>
    <message>
        <source>Save as PDF</source>
        <translation>Als PDF speichern</translation>
    </message>
    <message>
        <source>message.pdf</source>
        <translation>nachricht.pdf</translation>
    </message>
    <message>
        <source>The PDF file was not saved. %1</source>
        <translation>Die PDF-Datei wurde nicht gespeichert. %1</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
</context>
<context>
    <name>PrintPreview</name>
    <message>
        <source>Print preview</source>
        <translation>Druckvorschau</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>S&amp;maller</source>
        <translation>&amp;Kleiner</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>&amp;Größer</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>PrintedMessage</name>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>Kopie</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>%1: </source>
        <translation>%1: </translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>The rest of this message is not printed, because it is too long.</source>
        <translation>Der Rest dieser Nachricht wird nicht gedruckt, weil sie zu lang ist.</translation>
    </message>
</context>
<context>
    <name>ProtectionText</name>
    <message>
        <source>The signature or encryption of this message is being looked at.</source>
        <translation>Signatur oder Verschlüsselung dieser Nachricht wird geprüft.</translation>
    </message>
    <message>
        <source>This message is signed or encrypted. Not all of it could be loaded.</source>
        <translation>Diese Nachricht ist signiert oder verschlüsselt. Sie konnte nicht ganz geladen werden.</translation>
    </message>
    <message>
        <source>Some lines of this text say that they are signed. They have not been checked.</source>
        <translation>Einige Zeilen dieses Textes geben an, signiert zu sein. Sie wurden nicht geprüft.</translation>
    </message>
    <message>
        <source>This text has encrypted lines in it, which Posthorn does not decrypt.</source>
        <translation>Dieser Text enthält verschlüsselte Zeilen, die Posthorn nicht entschlüsselt.</translation>
    </message>
    <message>
        <source>This old form covers only some of the lines, and what is beside them looks the same.</source>
        <translation>Diese alte Form umfasst nur einen Teil der Zeilen, und was daneben steht, sieht genauso aus.</translation>
    </message>
    <message>
        <source>You are looking at one part of the message alone.</source>
        <translation>Sie sehen einen einzelnen Teil der Nachricht.</translation>
    </message>
    <message>
        <source>Only a part of this message is signed or encrypted.</source>
        <translation>Nur ein Teil dieser Nachricht ist signiert oder verschlüsselt.</translation>
    </message>
    <message>
        <source>Decrypt</source>
        <translation>Entschlüsseln</translation>
    </message>
    <message>
        <source>Show that part alone</source>
        <translation>Diesen Teil allein zeigen</translation>
    </message>
    <message>
        <source>Show the message</source>
        <translation>Nachricht zeigen</translation>
    </message>
    <message>
        <source>Its key needs a passphrase or a card. GnuPG asks for it; Posthorn never sees it.</source>
        <translation>Ihr Schlüssel braucht eine Passphrase oder eine Karte. GnuPG fragt danach; Posthorn sieht sie nie.</translation>
    </message>
    <message>
        <source>This kind of encryption does not notice when somebody changes the text on its way. So it is shown as plain text.</source>
        <translation>Diese Art der Verschlüsselung bemerkt nicht, wenn jemand den Text unterwegs ändert. Deshalb wird er als reiner Text gezeigt.</translation>
    </message>
    <message>
        <source>Nobody has signed it: encryption alone does not say who wrote a text.</source>
        <translation>Niemand hat sie signiert: Verschlüsselung allein sagt nicht, wer einen Text geschrieben hat.</translation>
    </message>
    <message>
        <source>Nothing is said about the rest, which anybody could have put around it.</source>
        <translation>Über den Rest ist damit nichts gesagt; den könnte jeder darum herum gesetzt haben.</translation>
    </message>
    <message>
        <source>Signed by %1.</source>
        <translation>Signiert von %1.</translation>
    </message>
    <message>
        <source>Signed with a key that is not known to be the sender&apos;s.</source>
        <translation>Signiert mit einem Schlüssel, von dem nicht bekannt ist, ob er dem Absender gehört.</translation>
    </message>
    <message>
        <source>Signed, but it is unclear who the sender is.</source>
        <translation>Signiert, aber es ist unklar, wer der Absender ist.</translation>
    </message>
    <message>
        <source>Signed by somebody else than the sender.</source>
        <translation>Signiert von jemand anderem als dem Absender.</translation>
    </message>
    <message>
        <source>The signature does not say who wrote the text.</source>
        <translation>Die Signatur sagt nicht, wer den Text geschrieben hat.</translation>
    </message>
    <message>
        <source>The signature is wrong: the text is not what was signed.</source>
        <translation>Die Signatur ist falsch: Der Text ist nicht der, der signiert wurde.</translation>
    </message>
    <message>
        <source>The signature could not be verified.</source>
        <translation>Die Signatur ließ sich nicht prüfen.</translation>
    </message>
    <message>
        <source>This copy of Posthorn cannot verify signatures.</source>
        <translation>Dieses Posthorn kann keine Signaturen prüfen.</translation>
    </message>
    <message>
        <source>The signature was not verified.</source>
        <translation>Die Signatur wurde nicht geprüft.</translation>
    </message>
    <message>
        <source>The whole text is exactly what was signed. Subject, date and recipients are not part of it.</source>
        <translation>Der ganze Text ist genau der, der signiert wurde. Betreff, Datum und Empfänger gehören nicht dazu.</translation>
    </message>
    <message>
        <source>The text was not changed. But anybody can make a key with this name on it, and nobody you trust has confirmed this one.</source>
        <translation>Der Text wurde nicht verändert. Aber einen Schlüssel mit diesem Namen kann jeder machen, und niemand, dem Sie vertrauen, hat diesen bestätigt.</translation>
    </message>
    <message>
        <source>Another name on the key is confirmed, and the sender&apos;s address is not.</source>
        <translation>Ein anderer Name auf dem Schlüssel ist bestätigt, die Adresse des Absenders nicht.</translation>
    </message>
    <message>
        <source>The key belongs to %1, which is not the address in the From field.</source>
        <translation>Der Schlüssel gehört %1; das ist nicht die Adresse im Feld „Von“.</translation>
    </message>
    <message>
        <source>The From field does not name exactly one sender in a plain way, so the signature cannot be compared with it.</source>
        <translation>Das Feld „Von“ nennt nicht eindeutig genau einen Absender; die Signatur lässt sich nicht damit vergleichen.</translation>
    </message>
    <message>
        <source>It says nothing about the rest of the message.</source>
        <translation>Sie sagt nichts über den Rest der Nachricht.</translation>
    </message>
    <message>
        <source>It was put around an encrypted text, which anybody can do with somebody else&apos;s.</source>
        <translation>Sie wurde um einen verschlüsselten Text gelegt; das kann jeder mit dem eines anderen tun.</translation>
    </message>
    <message>
        <source>It was changed after it was signed, on purpose or by a server on its way.</source>
        <translation>Er wurde nach dem Signieren verändert, mit Absicht oder von einem Server unterwegs.</translation>
    </message>
    <message>
        <source>You do not have the signer&apos;s key.</source>
        <translation>Sie haben den Schlüssel des Unterzeichners nicht.</translation>
    </message>
    <message>
        <source>The key has expired.</source>
        <translation>Der Schlüssel ist abgelaufen.</translation>
    </message>
    <message>
        <source>Its owner has revoked the key.</source>
        <translation>Der Besitzer hat den Schlüssel widerrufen.</translation>
    </message>
    <message>
        <source>The signature has expired.</source>
        <translation>Die Signatur ist abgelaufen.</translation>
    </message>
    <message>
        <source>The key is not meant for signing.</source>
        <translation>Der Schlüssel ist nicht zum Signieren gedacht.</translation>
    </message>
    <message>
        <source>It uses an old method with which signatures can be forged.</source>
        <translation>Sie benutzt ein altes Verfahren, mit dem sich Signaturen fälschen lassen.</translation>
    </message>
    <message>
        <source>It says that it is signed, and has no signature.</source>
        <translation>Sie gibt an, signiert zu sein, und hat keine Signatur.</translation>
    </message>
    <message>
        <source>It has more than one signature, and programs choose differently among them.</source>
        <translation>Sie hat mehr als eine Signatur, und Programme wählen darunter verschieden.</translation>
    </message>
    <message>
        <source>The signature belongs to another text than the one beside it.</source>
        <translation>Die Signatur gehört zu einem anderen Text als dem neben ihr.</translation>
    </message>
    <message>
        <source>The message is not built as the standards want it.</source>
        <translation>Die Nachricht ist nicht so aufgebaut, wie die Standards es verlangen.</translation>
    </message>
    <message>
        <source>It is not what it is called.</source>
        <translation>Sie ist nicht, was sie zu sein angibt.</translation>
    </message>
    <message>
        <source>It uses a method that is not known here.</source>
        <translation>Sie benutzt ein Verfahren, das hier nicht bekannt ist.</translation>
    </message>
    <message>
        <source>It was built without GPGME.</source>
        <translation>Es wurde ohne GPGME gebaut.</translation>
    </message>
    <message>
        <source>GnuPG is not installed (packages gpg and gpgsm).</source>
        <translation>GnuPG ist nicht installiert (Pakete gpg und gpgsm).</translation>
    </message>
    <message>
        <source>The message is too large for that.</source>
        <translation>Die Nachricht ist dafür zu groß.</translation>
    </message>
    <message>
        <source>GnuPG did not answer in time.</source>
        <translation>GnuPG hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>GnuPG failed.</source>
        <translation>GnuPG ist gescheitert.</translation>
    </message>
    <message>
        <source>Key: %1</source>
        <translation>Schlüssel: %1</translation>
    </message>
    <message>
        <source>Signed: %1</source>
        <translation>Signiert: %1</translation>
    </message>
    <message>
        <source>This message is encrypted.</source>
        <translation>Diese Nachricht ist verschlüsselt.</translation>
    </message>
    <message>
        <source>This message was encrypted.</source>
        <translation>Diese Nachricht war verschlüsselt.</translation>
    </message>
    <message>
        <source>This message is encrypted. This copy of Posthorn cannot decrypt it.</source>
        <translation>Diese Nachricht ist verschlüsselt. Dieses Posthorn kann sie nicht entschlüsseln.</translation>
    </message>
    <message>
        <source>This message is encrypted, and was not decrypted.</source>
        <translation>Diese Nachricht ist verschlüsselt und wurde nicht entschlüsselt.</translation>
    </message>
    <message>
        <source>You do not have the key for which it was encrypted.</source>
        <translation>Sie haben den Schlüssel nicht, für den sie verschlüsselt wurde.</translation>
    </message>
    <message>
        <source>The passphrase was not given.</source>
        <translation>Die Passphrase wurde nicht eingegeben.</translation>
    </message>
    <message>
        <source>It is encrypted in an old way in which anybody can change the text unseen. Opening it could send its contents to somebody else.</source>
        <translation>Sie ist auf eine alte Art verschlüsselt, bei der jeder den Text unbemerkt ändern kann. Sie zu öffnen könnte ihren Inhalt jemand anderem schicken.</translation>
    </message>
    <message>
        <source>It was damaged or changed on its way.</source>
        <translation>Sie wurde unterwegs beschädigt oder verändert.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>That part could not be opened.</source>
        <translation>Dieser Teil konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>This part was signed by %1.</source>
        <translation>Dieser Teil ist von %1 signiert.</translation>
    </message>
</context>
<context>
    <name>ProtocolDock</name>
    <message>
        <source>What Posthorn and the mail servers say to each other while this view is open. Passwords are left out; addresses, subjects and short pieces of mail are not.</source>
        <translation>Was Posthorn und die Mailserver einander sagen, solange diese Ansicht offen ist. Passwörter sind ausgelassen; Adressen, Betreffe und kurze Stücke von Nachrichten nicht.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Posthorn</source>
        <translation>Posthorn</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Protocol log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Show only lines with…</source>
        <translation>Nur Zeilen mit …</translation>
    </message>
    <message>
        <source>Filter of the protocol log</source>
        <translation>Filter des Protokolls</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Sichern …</translation>
    </message>
    <message>
        <source>&amp;Copy lines</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>Save protocol log</source>
        <translation>Protokoll sichern</translation>
    </message>
</context>
<context>
    <name>QuietBrowser</name>
    <message>
        <source>Message text</source>
        <translation>Text der Nachricht</translation>
    </message>
</context>
<context>
    <name>ReaderPane</name>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>No message is open</source>
        <translation>Keine Nachricht ist offen</translation>
    </message>
    <message>
        <source>Choose a message to read it here.</source>
        <translation>Wählen Sie eine Nachricht, um sie hier zu lesen.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) chosen</source>
        <translation>
            <numerusform>%n Nachricht gewählt</numerusform>
            <numerusform>%n Nachrichten gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>What you do now is done to all of them.</source>
        <translation>Was Sie jetzt tun, geschieht mit allen.</translation>
    </message>
    <message>
        <source>Not loaded yet</source>
        <translation>Noch nicht geladen</translation>
    </message>
    <message>
        <source>This message is loaded when the account is online again.</source>
        <translation>Diese Nachricht wird geladen, sobald das Konto wieder online ist.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>The message could not be loaded</source>
        <translation>Die Nachricht konnte nicht geladen werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>This message has no text</source>
        <translation>Diese Nachricht hat keinen Text</translation>
    </message>
    <message>
        <source>What it carries is attached below.</source>
        <translation>Was sie mitbringt, ist unten angehängt.</translation>
    </message>
    <message>
        <source>The header of this message is damaged. Some of it may be missing here.</source>
        <translation>Der Kopf dieser Nachricht ist beschädigt. Hier kann etwas davon fehlen.</translation>
    </message>
    <message>
        <source>Only the text of this message is shown. Nothing was loaded from elsewhere.</source>
        <translation>Gezeigt wird nur der Text dieser Nachricht. Nichts wurde von anderswo geladen.</translation>
    </message>
    <message>
        <source>This message has been deleted on the server.</source>
        <translation>Diese Nachricht wurde auf dem Server gelöscht.</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No text can be shown</source>
        <translation>Es kann kein Text gezeigt werden</translation>
    </message>
    <message>
        <source>The line above says what has become of this message.</source>
        <translation>Die Zeile darüber sagt, was aus dieser Nachricht geworden ist.</translation>
    </message>
    <message>
        <source>This mail has not been sent.</source>
        <translation>Diese Mail ist nicht gesendet.</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
</context>
<context>
    <name>ReceiptDesk</name>
    <message>
        <source>Read receipt</source>
        <translation>Lesebestätigung</translation>
    </message>
    <message>
        <source>Send the receipt although the sender may then get two?</source>
        <translation>Die Bestätigung senden, obwohl der Absender dann zwei bekommen kann?</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Trotzdem senden</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>This is no address.</source>
        <translation>Das ist keine Adresse.</translation>
    </message>
    <message>
        <source>No message that asks for a receipt is open.</source>
        <translation>Es ist keine Nachricht geöffnet, die um eine Lesebestätigung bittet.</translation>
    </message>
</context>
<context>
    <name>ReceiptDialog</name>
    <message>
        <source>Read receipt</source>
        <translation>Lesebestätigung</translation>
    </message>
    <message>
        <source>Send a read receipt to %1?</source>
        <translation>Eine Lesebestätigung an %1 senden?</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Gefragt von</translation>
    </message>
    <message>
        <source>The answer goes to</source>
        <translation>Die Antwort geht an</translation>
    </message>
    <message>
        <source>It comes from</source>
        <translation>Sie kommt von</translation>
    </message>
    <message>
        <source>The sender learns</source>
        <translation>Der Absender erfährt</translation>
    </message>
    <message>
        <source>that this address is in use, that the message was displayed, when you answered, and, if you leave it so, the name of this program</source>
        <translation>dass diese Adresse benutzt wird, dass die Nachricht angezeigt wurde, wann Sie geantwortet haben und, wenn Sie es so lassen, den Namen dieses Programms</translation>
    </message>
    <message>
        <source>Why am I asked?</source>
        <translation>Warum werde ich gefragt?</translation>
    </message>
    <message>
        <source>What the sender reads</source>
        <translation>Was der Absender liest</translation>
    </message>
    <message>
        <source>Say which program I use</source>
        <translation>Sagen, welches Programm ich benutze</translation>
    </message>
    <message>
        <source>Exactly what is sent</source>
        <translation>Genau das wird gesendet</translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation>Umschlag</translation>
    </message>
    <message>
        <source>Send receipt</source>
        <translation>Bestätigung senden</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Language of the text</source>
        <translation>Sprache des Textes</translation>
    </message>
    <message>
        <source>Chosen by what the message or its sender’s address tells; you may choose another.</source>
        <translation>Gewählt nach dem, was die Nachricht oder die Adresse ihres Absenders verrät; Sie können eine andere wählen.</translation>
    </message>
    <message>
        <source>Return the message’s header lines</source>
        <translation>Die Kopfzeilen der Nachricht zurückschicken</translation>
    </message>
    <message>
        <source>They name the servers that the message came through, on your side, too.</source>
        <translation>Sie nennen die Server, über die die Nachricht kam, auch die auf Ihrer Seite.</translation>
    </message>
    <message>
        <source>Of an encrypted message nothing is returned.</source>
        <translation>Von einer verschlüsselten Nachricht wird nichts zurückgeschickt.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
</context>
<context>
    <name>ReceiptFilter</name>
    <message>
        <source>Show by receipt</source>
        <translation>Nach Bestätigung zeigen</translation>
    </message>
    <message>
        <source>All messages</source>
        <translation>Alle Nachrichten</translation>
    </message>
    <message>
        <source>All that ask for a receipt</source>
        <translation>Alle, die um eine Bestätigung bitten</translation>
    </message>
    <message>
        <source>Requests for receipts first</source>
        <translation>Bitten um Bestätigungen zuerst</translation>
    </message>
    <message>
        <source>Only messages that ask for a receipt (%1)</source>
        <translation>Nur Nachrichten, die um eine Bestätigung bitten (%1)</translation>
    </message>
    <message>
        <source>Only receipts: %1 (%2)</source>
        <extracomment>%1 is how requests for receipts stand, as &quot;Waiting&quot;; %2 a number of messages</extracomment>
        <translation>Nur Bestätigungen: %1 (%2)</translation>
    </message>
</context>
<context>
    <name>ReceiptHelp</name>
    <message>
        <source>Read receipts</source>
        <translation>Lesebestätigungen</translation>
    </message>
    <message>
        <source>en</source>
        <comment>help page</comment>
        <extracomment>The language of the help page that is shown: &quot;en&quot; or, where there is a page in it, another one</extracomment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>ReceiptRulesDialog</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Rules for read receipts</source>
        <translation>Regeln für Lesebestätigungen</translation>
    </message>
    <message>
        <source>The first rule that fits decides: for a message, its sender, the sender&apos;s domain, a mailing list, an account, and at last for everybody. Whatever looks odd is asked about all the same.</source>
        <translation>Die erste Regel, die passt, entscheidet: für eine Nachricht, ihren Absender, dessen Domain, eine Mailingliste, ein Konto und zuletzt für alle. Was seltsam aussieht, wird trotzdem gefragt.</translation>
    </message>
    <message>
        <source>Requests of</source>
        <translation>Bitten von</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>A rule of your own</source>
        <translation>Eine eigene Regel</translation>
    </message>
    <message>
        <source>The sender</source>
        <translation>Der Absender</translation>
    </message>
    <message>
        <source>Everybody at the domain</source>
        <translation>Alle in der Domain</translation>
    </message>
    <message>
        <source>The mailing list</source>
        <translation>Die Mailingliste</translation>
    </message>
    <message>
        <source>Whose requests</source>
        <translation>Wessen Bitten</translation>
    </message>
    <message>
        <source>Address, domain or list</source>
        <translation>Adresse, Domain oder Liste</translation>
    </message>
    <message>
        <source>What would happen to this message?</source>
        <translation>Was würde mit dieser Nachricht geschehen?</translation>
    </message>
    <message>
        <source>An address to try, or nothing for the message that is open</source>
        <translation>Eine Adresse zum Ausprobieren, oder nichts für die geöffnete Nachricht</translation>
    </message>
    <message>
        <source>A sender to try</source>
        <translation>Ein Absender zum Ausprobieren</translation>
    </message>
    <message>
        <source>Everybody else, to the account %1</source>
        <translation>Alle anderen, an das Konto %1</translation>
    </message>
    <message>
        <source>Everybody else</source>
        <translation>Alle anderen</translation>
    </message>
    <message>
        <source>As for everybody else</source>
        <translation>Wie für alle anderen</translation>
    </message>
    <message>
        <source>example.org</source>
        <translation>example.org</translation>
    </message>
    <message>
        <source>list.example.org</source>
        <translation>liste.example.org</translation>
    </message>
    <message>
        <source>name@example.org</source>
        <translation>name@example.org</translation>
    </message>
    <message>
        <source>This is no domain. A rule is for one, without patterns.</source>
        <translation>Das ist keine Domain. Eine Regel gilt für eine einzige, ohne Muster.</translation>
    </message>
    <message>
        <source>This names no list.</source>
        <translation>Das benennt keine Liste.</translation>
    </message>
    <message>
        <source>This is no address. A rule is for one, without patterns.</source>
        <translation>Das ist keine Adresse. Eine Regel gilt für eine einzige, ohne Muster.</translation>
    </message>
    <message>
        <source>One message</source>
        <translation>Eine Nachricht</translation>
    </message>
    <message>
        <source>Everybody at %1</source>
        <translation>Alle von %1</translation>
    </message>
    <message>
        <source>The mailing list %1</source>
        <translation>Die Mailingliste %1</translation>
    </message>
</context>
<context>
    <name>ReceiptWords</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>The message asks for no receipt.</source>
        <translation>Die Nachricht bittet um keine Bestätigung.</translation>
    </message>
    <message>
        <source>The message is a draft.</source>
        <translation>Die Nachricht ist ein Entwurf.</translation>
    </message>
    <message>
        <source>Another program has already handled this request.</source>
        <translation>Ein anderes Programm hat diese Bitte schon behandelt.</translation>
    </message>
    <message>
        <source>No receipt can be sent: this mailbox cannot remember that the request was answered, so it could be answered twice.</source>
        <translation>Es kann keine Bestätigung gesendet werden: Dieses Postfach kann sich nicht merken, dass die Bitte beantwortet ist, sie könnte also zweimal beantwortet werden.</translation>
    </message>
    <message>
        <source>No receipt can be sent: this folder may only be read.</source>
        <translation>Es kann keine Bestätigung gesendet werden: Dieser Ordner darf nur gelesen werden.</translation>
    </message>
    <message>
        <source>No receipt was sent: the server would not note that the request is being answered.</source>
        <translation>Es wurde keine Bestätigung gesendet: Der Server wollte nicht festhalten, dass die Bitte beantwortet wird.</translation>
    </message>
    <message>
        <source>No receipt: this message is itself a report about a message.</source>
        <translation>Keine Bestätigung: Diese Nachricht ist selbst ein Bericht über eine Nachricht.</translation>
    </message>
    <message>
        <source>You wrote this message yourself.</source>
        <translation>Diese Nachricht haben Sie selbst geschrieben.</translation>
    </message>
    <message>
        <source>No receipt: this message was posted to a newsgroup.</source>
        <translation>Keine Bestätigung: Diese Nachricht ging an eine Newsgroup.</translation>
    </message>
    <message>
        <source>No receipt: this message came over a mailing list.</source>
        <translation>Keine Bestätigung: Diese Nachricht kam über eine Mailingliste.</translation>
    </message>
    <message>
        <source>No receipt: a program wrote this message.</source>
        <translation>Keine Bestätigung: Ein Programm hat diese Nachricht geschrieben.</translation>
    </message>
    <message>
        <source>No receipt: the request demands something this program does not know.</source>
        <translation>Keine Bestätigung: Die Bitte verlangt etwas, was dieses Programm nicht kennt.</translation>
    </message>
    <message>
        <source>No receipt: the request names no valid address.</source>
        <translation>Keine Bestätigung: Die Bitte nennt keine gültige Adresse.</translation>
    </message>
    <message>
        <source>No receipt: the request names too many addresses.</source>
        <translation>Keine Bestätigung: Die Bitte nennt zu viele Adressen.</translation>
    </message>
    <message>
        <source>No receipt: this message is marked as junk.</source>
        <translation>Keine Bestätigung: Diese Nachricht ist als Spam markiert.</translation>
    </message>
    <message>
        <source>No receipt: your server found that the sender is not who it claims to be.</source>
        <translation>Keine Bestätigung: Ihr Server hat festgestellt, dass der Absender nicht der ist, als der er sich ausgibt.</translation>
    </message>
    <message>
        <source>No receipt: this is only a part of a message.</source>
        <translation>Keine Bestätigung: Das ist nur ein Teil einer Nachricht.</translation>
    </message>
    <message>
        <source>No receipt: its addresses cannot be written in the form receipts need.</source>
        <translation>Keine Bestätigung: Ihre Adressen lassen sich nicht in der Form schreiben, die Bestätigungen brauchen.</translation>
    </message>
    <message>
        <source>No receipt: your rule is never to send one.</source>
        <translation>Keine Bestätigung: Ihre Regel ist, nie eine zu senden.</translation>
    </message>
    <message>
        <source>You have sent a receipt for this message.</source>
        <translation>Sie haben für diese Nachricht eine Bestätigung gesendet.</translation>
    </message>
    <message>
        <source>You have declined to send a receipt.</source>
        <translation>Sie haben eine Bestätigung abgelehnt.</translation>
    </message>
    <message>
        <source>Your receipt is waiting to be sent.</source>
        <translation>Ihre Bestätigung wartet auf den Versand.</translation>
    </message>
    <message>
        <source>The connection was lost while your receipt was being sent. It may or may not have arrived.</source>
        <translation>Die Verbindung brach ab, während Ihre Bestätigung gesendet wurde. Sie kann angekommen sein oder auch nicht.</translation>
    </message>
    <message>
        <source>The request is marked as handled, and nobody can tell whether by this program or by another one.</source>
        <translation>Die Bitte ist als behandelt markiert, und niemand kann sagen, ob von diesem oder einem anderen Programm.</translation>
    </message>
    <message>
        <source>Your receipt could not be sent.</source>
        <translation>Ihre Bestätigung konnte nicht gesendet werden.</translation>
    </message>
    <message>
        <source>The message does not say where it was really sent from.</source>
        <translation>Die Nachricht sagt nicht, von wo sie wirklich gesendet wurde.</translation>
    </message>
    <message>
        <source>The answer would go to %1, but the message was really sent from %2.</source>
        <translation>Die Antwort ginge an %1, aber wirklich gesendet wurde die Nachricht von %2.</translation>
    </message>
    <message>
        <source>The message names several addresses it was really sent from.</source>
        <translation>Die Nachricht nennt mehrere Adressen, von denen sie wirklich gesendet worden sein soll.</translation>
    </message>
    <message>
        <source>The answer would go to more than one address, or one of them cannot be read: %1.</source>
        <translation>Die Antwort ginge an mehr als eine Adresse, oder eine davon ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>The answer would go to %1, not to the sender.</source>
        <translation>Die Antwort ginge an %1, nicht an den Absender.</translation>
    </message>
    <message>
        <source>None of your addresses is among the recipients.</source>
        <translation>Keine Ihrer Adressen ist unter den Empfängern.</translation>
    </message>
    <message>
        <source>The message was passed on by somebody else.</source>
        <translation>Die Nachricht wurde von jemand anderem weitergereicht.</translation>
    </message>
    <message>
        <source>The message is encrypted; a receipt is not.</source>
        <translation>Die Nachricht ist verschlüsselt, eine Bestätigung ist es nicht.</translation>
    </message>
    <message>
        <source>It is not known that your server checked who the sender really is.</source>
        <translation>Es ist nicht bekannt, dass Ihr Server geprüft hat, wer der Absender wirklich ist.</translation>
    </message>
    <message>
        <source>The message was already marked as read, here or with another program.</source>
        <translation>Die Nachricht war schon als gelesen markiert, hier oder mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>The message has no identity of its own, so the sender cannot tell which one you read.</source>
        <translation>Die Nachricht hat keine eigene Kennung, daher kann der Absender nicht wissen, welche Sie gelesen haben.</translation>
    </message>
    <message>
        <source>Another message with the same identity, but of other content, has asked before.</source>
        <translation>Eine andere Nachricht mit derselben Kennung, aber anderem Inhalt, hat früher schon gebeten.</translation>
    </message>
    <message>
        <source>On this server, another program that answers at the same moment could send a receipt too.</source>
        <translation>Auf diesem Server könnte ein anderes Programm, das im selben Augenblick antwortet, auch eine Bestätigung senden.</translation>
    </message>
    <message>
        <source>The standard rule</source>
        <translation>Die Grundregel</translation>
    </message>
    <message>
        <source>%1: never send a receipt.</source>
        <translation>%1: nie eine Bestätigung senden.</translation>
    </message>
    <message>
        <source>%1: decline.</source>
        <translation>%1: ablehnen.</translation>
    </message>
    <message>
        <source>%1: ask before anything is sent.</source>
        <translation>%1: fragen, bevor etwas gesendet wird.</translation>
    </message>
    <message>
        <source>%1: send when nothing looks odd.</source>
        <translation>%1: senden, wenn nichts auffällt.</translation>
    </message>
    <message>
        <source>Send anyway…</source>
        <translation>Trotzdem senden …</translation>
    </message>
    <message>
        <source>%1 asks for a read receipt.</source>
        <translation>%1 bittet um eine Lesebestätigung.</translation>
    </message>
    <message>
        <source>Preview and send…</source>
        <translation>Ansehen und senden …</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>The message is old: it may have been answered by a program that left no mark.</source>
        <translation>Die Nachricht ist alt: Sie kann von einem Programm beantwortet worden sein, das keine Markierung hinterlassen hat.</translation>
    </message>
    <message>
        <source>This server is old and may forget that the message was answered. Posthorn remembers it; your other programs cannot.</source>
        <translation>Dieser Server ist alt und vergisst womöglich, dass die Nachricht beantwortet wurde. Posthorn merkt es sich; Ihre anderen Programme können es nicht.</translation>
    </message>
    <message>
        <source>Your rule (%1)</source>
        <translation>Ihre Regel (%1)</translation>
    </message>
    <message>
        <source>this message</source>
        <translation>diese Nachricht</translation>
    </message>
    <message>
        <source>everybody at %1</source>
        <translation>alle bei %1</translation>
    </message>
    <message>
        <source>the mailing list %1</source>
        <translation>die Mailingliste %1</translation>
    </message>
    <message>
        <source>everybody else, in this account</source>
        <translation>alle anderen in diesem Konto</translation>
    </message>
    <message>
        <source>everybody else</source>
        <translation>alle anderen</translation>
    </message>
    <message>
        <source>Never send</source>
        <translation>Nie senden</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Send when nothing looks odd</source>
        <translation>Senden, wenn nichts seltsam aussieht</translation>
    </message>
    <message>
        <source>Nothing is asked, and nothing is sent.</source>
        <translation>Es wird nichts gefragt und nichts gesendet.</translation>
    </message>
    <message>
        <source>No receipt is sent.</source>
        <translation>Es wird keine Lesebestätigung gesendet.</translation>
    </message>
    <message>
        <source>You are asked before anything is sent.</source>
        <translation>Sie werden gefragt, bevor etwas gesendet wird.</translation>
    </message>
    <message>
        <source>A receipt is sent without a question, when you open the message.</source>
        <translation>Eine Lesebestätigung wird ohne Frage gesendet, wenn Sie die Nachricht öffnen.</translation>
    </message>
    <message>
        <source>The request is declined without a question, when you open the message.</source>
        <translation>Die Bitte wird ohne Frage abgelehnt, wenn Sie die Nachricht öffnen.</translation>
    </message>
    <message>
        <source>Always for %1</source>
        <translation>Immer für %1</translation>
    </message>
    <message>
        <source>Never for %1</source>
        <translation>Nie für %1</translation>
    </message>
    <message>
        <source>Never for anybody at %1</source>
        <translation>Nie für jemanden bei %1</translation>
    </message>
    <message>
        <source>All rules…</source>
        <translation>Alle Regeln…</translation>
    </message>
    <message>
        <source>This server sends receipts by itself when a message is read, unless its administrator has switched that off. If you send one, the sender may get two; if you decline, the sender may still get one.</source>
        <translation>Dieser Server sendet von selbst Bestätigungen, wenn eine Nachricht gelesen wird, sofern seine Verwaltung das nicht abgeschaltet hat. Wenn Sie eine senden, bekommt der Absender vielleicht zwei; wenn Sie ablehnen, vielleicht trotzdem eine.</translation>
    </message>
    <message>
        <source>You chose “Not now” for the receipt that %1 asks for.</source>
        <translation>Sie haben „Nicht jetzt“ gewählt; %1 bittet um eine Lesebestätigung.</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Antworten…</translation>
    </message>
    <message>
        <source>This server sends read receipts by itself when a message is read, unless its administrator has switched that off. Posthorn can neither stop nor see that.</source>
        <translation>Dieser Server sendet von selbst Lesebestätigungen, wenn eine Nachricht gelesen wird, sofern seine Verwaltung das nicht abgeschaltet hat. Posthorn kann das weder verhindern noch sehen.</translation>
    </message>
    <message>
        <source>It cannot remember that a request for a receipt was answered ($MDNSent). So Posthorn sends none for messages in this inbox: another program could send a second one.</source>
        <translation>Er kann sich nicht merken, dass eine Bitte um eine Bestätigung beantwortet wurde ($MDNSent). Darum sendet Posthorn keine für Nachrichten in diesem Posteingang: Ein anderes Programm könnte eine zweite senden.</translation>
    </message>
    <message>
        <source>It remembers that a request for a receipt was answered. Two programs that answer in the same moment could both send one.</source>
        <translation>Er merkt sich, dass eine Bitte um eine Bestätigung beantwortet wurde. Zwei Programme, die im selben Augenblick antworten, könnten beide eine senden.</translation>
    </message>
    <message>
        <source>It remembers that a request for a receipt was answered, and of two programs lets one alone answer.</source>
        <translation>Er merkt sich, dass eine Bitte um eine Bestätigung beantwortet wurde, und lässt von zwei Programmen nur eines antworten.</translation>
    </message>
    <message>
        <source>Your rules have sent many receipts within the last hour, so you are asked about more.</source>
        <translation>Ihre Regeln haben in der letzten Stunde viele Bestätigungen gesendet, deshalb werden Sie bei weiteren gefragt.</translation>
    </message>
</context>
<context>
    <name>ReceiptsCentre</name>
    <message>
        <source>Receipts Centre</source>
        <translation>Bestätigungszentrale</translation>
    </message>
    <message>
        <source>&amp;My sent mail</source>
        <translation>&amp;Meine gesendete Post</translation>
    </message>
    <message>
        <source>&amp;Asked of me</source>
        <translation>Von mir &amp;erbeten</translation>
    </message>
    <message>
        <source>Acti&amp;vity</source>
        <translation>&amp;Verlauf</translation>
    </message>
</context>
<context>
    <name>RecipientChip</name>
    <message>
        <source>%1 (no address)</source>
        <translation>%1 (keine Adresse)</translation>
    </message>
    <message>
        <source>%1 (not asked)</source>
        <translation>%1 (nicht gebeten)</translation>
    </message>
    <message>
        <source>This is no e-mail address.</source>
        <translation>Das ist keine E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 (no key)</source>
        <translation>%1 (kein Schlüssel)</translation>
    </message>
    <message>
        <source>%1 (choose a key)</source>
        <translation>%1 (Schlüssel wählen)</translation>
    </message>
    <message>
        <source>%1, whose key is here</source>
        <translation>%1, der Schlüssel ist da</translation>
    </message>
</context>
<context>
    <name>RecipientField</name>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Move to &amp;To</source>
        <translation>Nach „&amp;An“</translation>
    </message>
    <message>
        <source>Move to &amp;Cc</source>
        <translation>Nach „&amp;Cc“</translation>
    </message>
    <message>
        <source>Move to &amp;Bcc</source>
        <translation>Nach „&amp;Bcc“</translation>
    </message>
    <message>
        <source>Do not &amp;ask for a receipt</source>
        <translation>Nicht um &amp;Lesebestätigung bitten</translation>
    </message>
</context>
<context>
    <name>ReminderDialog</name>
    <message>
        <source>Before it goes</source>
        <translation>Bevor sie hinausgeht</translation>
    </message>
    <message>
        <source>Send it like this?</source>
        <translation>So senden?</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>Und %n weiterer Hinweis.</numerusform>
            <numerusform>Und %n weitere Hinweise.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Go on writing</source>
        <translation>&amp;Weiterschreiben</translation>
    </message>
    <message>
        <source>&amp;Send anyway</source>
        <translation>Trotzdem &amp;senden</translation>
    </message>
</context>
<context>
    <name>RemotePictures</name>
    <message>
        <source>Pictures are being loaded from %1.</source>
        <translation>Bilder werden von %1 geladen.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Remote pictures are not shown.</source>
        <translation>Bilder von anderswo werden nicht gezeigt.</translation>
    </message>
    <message>
        <source>Show pictures</source>
        <translation>Bilder zeigen</translation>
    </message>
    <message>
        <source>Remote pictures are not shown: it is not certain that %1 sent this message.</source>
        <translation>Bilder von anderswo werden nicht gezeigt: Es ist nicht sicher, dass diese Nachricht von %1 ist.</translation>
    </message>
    <message>
        <source>Show pictures of %1</source>
        <translation>Bilder von %1 zeigen</translation>
    </message>
    <message>
        <source>Show pictures of everybody at %1</source>
        <translation>Bilder aller von %1 zeigen</translation>
    </message>
    <message>
        <source>They are not part of the message. Asking for them would tell %1 that you read it, when and where.</source>
        <translation>Sie sind kein Teil der Nachricht. Wer sie holt, verrät %1, dass, wann und wo sie gelesen wird.</translation>
    </message>
    <message>
        <source>In this folder they are only shown for one message at a time.</source>
        <translation>In diesem Ordner werden sie nur für jeweils eine Nachricht gezeigt.</translation>
    </message>
    <message>
        <source>Your mail server does not confirm who sent this message, so they can only be shown for this one.</source>
        <translation>Ihr Mailserver bestätigt nicht, von wem diese Nachricht ist; darum können sie nur für diese eine gezeigt werden.</translation>
    </message>
    <message>
        <source>Pictures that nobody would see, there only to be asked for: %1. These are never loaded.</source>
        <translation>Bilder, die niemand sähe und die nur da sind, um geholt zu werden: %1. Diese werden nie geladen.</translation>
    </message>
    <message>
        <source>Some remote pictures are missing.</source>
        <translation>Einige Bilder von anderswo fehlen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Remote pictures are shown, but for those that nobody would see.</source>
        <translation>Bilder von anderswo werden gezeigt, außer denen, die niemand sähe.</translation>
    </message>
    <message>
        <source>it was refused, or is not asked for such a picture</source>
        <translation>abgelehnt, oder danach wird nicht gefragt</translation>
    </message>
    <message>
        <source>the certificate of the server is not in order</source>
        <translation>das Zertifikat des Servers ist nicht in Ordnung</translation>
    </message>
    <message>
        <source>too large or too many</source>
        <translation>zu groß oder zu viele</translation>
    </message>
    <message>
        <source>what came is no picture</source>
        <translation>was kam, ist kein Bild</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine Antwort in der gegebenen Zeit</translation>
    </message>
    <message>
        <source>the server was not found</source>
        <translation>der Server wurde nicht gefunden</translation>
    </message>
    <message>
        <source>the connection failed</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
</context>
<context>
    <name>SavedSearchDesk</name>
    <message>
        <source>Keep the search</source>
        <translation>Suche behalten</translation>
    </message>
    <message>
        <source>It stands above the folders, and new mail comes into it by itself. Its name:</source>
        <translation>Sie steht über den Ordnern, und neue Nachrichten kommen von selbst hinein. Ihr Name:</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Delete the search</source>
        <translation>Suche löschen</translation>
    </message>
    <message>
        <source>Delete the search %1? The messages stay where they are.</source>
        <translation>Die Suche %1 löschen? Die Nachrichten bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
</context>
<context>
    <name>SavedSearchText</name>
    <message>
        <source>All inboxes</source>
        <translation>Alle Posteingänge</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ungelesen</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Receipts wanted</source>
        <translation>Bestätigung erbeten</translation>
    </message>
    <message>
        <source>With attachments</source>
        <translation>Mit Anhängen</translation>
    </message>
    <message>
        <source>All mail</source>
        <translation>Alle Nachrichten</translation>
    </message>
    <message>
        <source>Search %1</source>
        <translation>Suche %1</translation>
    </message>
    <message numerus="yes">
        <source>Search %1, %n to answer</source>
        <translation>
            <numerusform>Suche %1, %n zu beantworten</numerusform>
            <numerusform>Suche %1, %n zu beantworten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Search %1, %n unread</source>
        <translation>
            <numerusform>Suche %1, %n ungelesen</numerusform>
            <numerusform>Suche %1, %n ungelesen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SealingHelp</name>
    <message>
        <source>Signing and encrypting</source>
        <translation>Signieren und Verschlüsseln</translation>
    </message>
    <message>
        <source>en</source>
        <comment>help page</comment>
        <extracomment>The language of the help page that is shown: &quot;en&quot; or, where there is a page in it, another one</extracomment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>SealingText</name>
    <message>
        <source>Looking for keys on this computer…</source>
        <translation>Auf diesem Rechner wird nach Schlüsseln gesucht …</translation>
    </message>
    <message>
        <source>Do not encrypt</source>
        <translation>Nicht verschlüsseln</translation>
    </message>
    <message>
        <source>Do not sign</source>
        <translation>Nicht signieren</translation>
    </message>
    <message>
        <source>The text and the files are signed and encrypted. The subject, and who writes to whom, can be read by others.</source>
        <translation>Der Text und die Dateien werden signiert und verschlüsselt. Den Betreff, und wer wem schreibt, können andere lesen.</translation>
    </message>
    <message>
        <source>The text and the files are encrypted. The subject, and who writes to whom, can be read by others.</source>
        <translation>Der Text und die Dateien werden verschlüsselt. Den Betreff, und wer wem schreibt, können andere lesen.</translation>
    </message>
    <message>
        <source>The text and the files are signed. Anybody can read them.</source>
        <translation>Der Text und die Dateien werden signiert. Lesen kann sie jeder.</translation>
    </message>
    <message>
        <source>Choose keys…</source>
        <translation>Schlüssel wählen …</translation>
    </message>
    <message>
        <source>You have several keys for %1: choose the one that is used.</source>
        <translation>Sie haben mehrere Schlüssel für %1: Wählen Sie den, der benutzt wird.</translation>
    </message>
    <message>
        <source>You have no key of your own for %1 on this computer, so that you could not read what you send. The draft stays on this computer.</source>
        <translation>Sie haben auf diesem Rechner keinen eigenen Schlüssel für %1 und könnten nicht lesen, was Sie senden. Der Entwurf bleibt auf diesem Rechner.</translation>
    </message>
    <message>
        <source>You have no key of your own for %1 on this computer, so that nothing can be signed.</source>
        <translation>Sie haben auf diesem Rechner keinen eigenen Schlüssel für %1; deshalb kann nichts signiert werden.</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>Und %n weitere.</numerusform>
            <numerusform>Und %n weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are several keys for %1: choose one, leave the address out, or send without encryption.</source>
        <translation>Für %1 gibt es mehrere Schlüssel: Wählen Sie einen, lassen Sie die Adresse weg, oder senden Sie unverschlüsselt.</translation>
    </message>
    <message>
        <source>There is a key for %1, but nobody has confirmed that it is theirs: choose it, leave the address out, or send without encryption.</source>
        <translation>Für %1 gibt es einen Schlüssel, aber niemand hat bestätigt, dass er dieser Person gehört: Wählen Sie ihn, lassen Sie die Adresse weg, oder senden Sie unverschlüsselt.</translation>
    </message>
    <message>
        <source>The key for %1 cannot be used. %2 Leave the address out, or send without encryption.</source>
        <translation>Der Schlüssel für %1 kann nicht benutzt werden. %2 Lassen Sie die Adresse weg, oder senden Sie unverschlüsselt.</translation>
    </message>
    <message>
        <source>There is no key for %1 on this computer: leave the address out, or send without encryption.</source>
        <translation>Für %1 gibt es auf diesem Rechner keinen Schlüssel: Lassen Sie die Adresse weg, oder senden Sie unverschlüsselt.</translation>
    </message>
    <message>
        <source>This copy of Posthorn was built without support for encryption.</source>
        <translation>Dieses Posthorn wurde ohne Verschlüsselung gebaut.</translation>
    </message>
    <message>
        <source>GnuPG is not installed.</source>
        <translation>GnuPG ist nicht installiert.</translation>
    </message>
    <message>
        <source>The mail is too large to be signed or encrypted.</source>
        <translation>Die E-Mail ist zu groß, um signiert oder verschlüsselt zu werden.</translation>
    </message>
    <message>
        <source>GnuPG took too long.</source>
        <translation>GnuPG hat zu lange gebraucht.</translation>
    </message>
    <message>
        <source>The secret part of your key is not on this computer.</source>
        <translation>Der geheime Teil Ihres Schlüssels ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The passphrase was not given.</source>
        <translation>Die Passphrase wurde nicht eingegeben.</translation>
    </message>
    <message>
        <source>It is not on this computer any more.</source>
        <translation>Er ist nicht mehr auf diesem Rechner.</translation>
    </message>
    <message>
        <source>It has expired.</source>
        <translation>Er ist abgelaufen.</translation>
    </message>
    <message>
        <source>It has been revoked.</source>
        <translation>Er wurde widerrufen.</translation>
    </message>
    <message>
        <source>Nobody has confirmed that it is theirs.</source>
        <translation>Niemand hat bestätigt, dass er dieser Person gehört.</translation>
    </message>
    <message>
        <source>It is switched off, broken, or not meant for this.</source>
        <translation>Er ist abgeschaltet, beschädigt oder nicht dafür gedacht.</translation>
    </message>
    <message>
        <source>GnuPG failed.</source>
        <translation>GnuPG ist gescheitert.</translation>
    </message>
    <message>
        <source>%1, of %2, %3</source>
        <translation>%1, vom %2, %3</translation>
    </message>
    <message>
        <source>%1 (not confirmed)</source>
        <translation>%1 (nicht bestätigt)</translation>
    </message>
    <message>
        <source>The mail was not sent to anybody. %1 It is still here.</source>
        <translation>Die E-Mail wurde an niemanden gesendet. %1 Sie ist noch hier.</translation>
    </message>
    <message>
        <source>The mail was not sent to anybody. The key for %1: %2 It is still here.</source>
        <translation>Die E-Mail wurde an niemanden gesendet. Der Schlüssel für %1: %2 Sie ist noch hier.</translation>
    </message>
    <message>
        <source>The draft stays on this computer, because it could not be encrypted for the server. %1</source>
        <translation>Der Entwurf bleibt auf diesem Rechner, weil er sich für den Server nicht verschlüsseln ließ. %1</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Search in this folder</source>
        <translation>In diesem Ordner suchen</translation>
    </message>
    <message>
        <source>Words, “a phrase” in quotation marks, from: to: subject: is:unread has:attachment larger:1M before:&quot;last week&quot;, and -word for what must not be there</source>
        <translation>Wörter, „eine Wortgruppe“ in Anführungszeichen, from: to: subject: is:unread has:attachment larger:1M before:&quot;last week&quot;, und -Wort für das, was nicht vorkommen darf</translation>
    </message>
    <message>
        <source>Part of the search: %1</source>
        <translation>Teil der Suche: %1</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Turn into its opposite</source>
        <translation>Ins Gegenteil wenden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>This folder</source>
        <translation>Dieser Ordner</translation>
    </message>
    <message>
        <source>This account</source>
        <translation>Dieses Konto</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Where to search</source>
        <translation>Wo gesucht wird</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>Letzte Suchen</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>When the messages are from, and what they have in common</source>
        <translation>Von wann die Nachrichten sind und was sie gemeinsam haben</translation>
    </message>
    <message>
        <source>Search in this account</source>
        <translation>In diesem Konto suchen</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>Überall suchen</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Remember searches</source>
        <translation>Suchen merken</translation>
    </message>
    <message>
        <source>Keep…</source>
        <translation>Behalten …</translation>
    </message>
    <message>
        <source>Keep this search, to open it like a folder</source>
        <translation>Diese Suche behalten, um sie wie einen Ordner zu öffnen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>What was asked before (Alt+Left)</source>
        <translation>Was vorher gefragt war (Alt+Links)</translation>
    </message>
</context>
<context>
    <name>SearchCompleter</name>
    <message>
        <source>%1  who wrote it</source>
        <translation>%1  wer es geschrieben hat</translation>
    </message>
    <message>
        <source>%1  to whom it went</source>
        <translation>%1  an wen es ging</translation>
    </message>
    <message>
        <source>%1  words of the subject</source>
        <translation>%1  Wörter des Betreffs</translation>
    </message>
    <message>
        <source>%1  words of the text</source>
        <translation>%1  Wörter des Textes</translation>
    </message>
    <message>
        <source>%1  a folder</source>
        <translation>%1  ein Ordner</translation>
    </message>
    <message>
        <source>%1  an account</source>
        <translation>%1  ein Konto</translation>
    </message>
    <message>
        <source>%1  unread, flagged, answered …</source>
        <translation>%1  unread, flagged, answered … (ungelesen, markiert, beantwortet)</translation>
    </message>
    <message>
        <source>%1  attachments, or one kind of them</source>
        <translation>%1  Anhänge, oder eine Art davon</translation>
    </message>
    <message>
        <source>%1  a tag</source>
        <translation>%1  ein Schlagwort</translation>
    </message>
    <message>
        <source>%1  a day, “last week”, 2024 …</source>
        <translation>%1  ein Tag, “last week”, 2024 …</translation>
    </message>
    <message>
        <source>%1  a size, as 1M</source>
        <translation>%1  eine Größe, wie 1M</translation>
    </message>
    <message>
        <source>%1  what became of a wish for a receipt</source>
        <translation>%1  was aus dem Wunsch nach einer Bestätigung wurde</translation>
    </message>
    <message>
        <source>What can come next</source>
        <translation>Was als Nächstes kommen kann</translation>
    </message>
    <message>
        <source>%1 &lt;%2&gt;</source>
        <translation>%1 &lt;%2&gt;</translation>
    </message>
</context>
<context>
    <name>SearchHelp</name>
    <message>
        <source>Searching</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>en</source>
        <comment>help page</comment>
        <extracomment>The language of the help page that is shown: &quot;en&quot; or, where there is a page in it, another one</extracomment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>SearchState</name>
    <message>
        <source>the quotation at “%1” does not end</source>
        <translation>endet das Zitat bei „%1“ nicht</translation>
    </message>
    <message>
        <source>the parenthesis at “%1” is not closed</source>
        <translation>ist die Klammer bei „%1“ nicht geschlossen</translation>
    </message>
    <message>
        <source>a parenthesis is closed that was not opened</source>
        <translation>ist eine Klammer geschlossen, die nicht geöffnet wurde</translation>
    </message>
    <message>
        <source>there is nothing behind “%1”, so it is looked for as a word</source>
        <translation>steht nichts hinter „%1“, daher wird es als Wort gesucht</translation>
    </message>
    <message>
        <source>there is nothing behind “%1”, so it is left out</source>
        <translation>steht nichts hinter „%1“, daher bleibt es weg</translation>
    </message>
    <message>
        <source>nothing is called “%1”, so it is looked for as words</source>
        <translation>heißt nichts „%1“, daher wird es als Wort gesucht</translation>
    </message>
    <message>
        <source>“%1” is not known, so it is looked for as words</source>
        <translation>ist „%1“ nicht bekannt und wird daher als Wort gesucht</translation>
    </message>
    <message>
        <source>“%1” is no date, so it is looked for as words</source>
        <translation>ist „%1“ kein Datum und wird daher als Wort gesucht</translation>
    </message>
    <message>
        <source>“%1” is no size, so it is looked for as words</source>
        <translation>ist „%1“ keine Größe und wird daher als Wort gesucht</translation>
    </message>
    <message>
        <source>the search is too long, and its end is left out</source>
        <translation>steht zu viel, und das Ende bleibt weg</translation>
    </message>
    <message>
        <source>there are too many parentheses within one another</source>
        <translation>stehen zu viele Klammern ineinander</translation>
    </message>
    <message>
        <source>there are too many words, and the last ones are left out</source>
        <translation>stehen zu viele Wörter, und die letzten bleiben weg</translation>
    </message>
    <message>
        <source>Searching %1 here…</source>
        <translation>%1 wird hier durchsucht …</translation>
    </message>
    <message>
        <source>What is kept here could not be searched. %1</source>
        <translation>Was hier liegt, konnte nicht durchsucht werden. %1</translation>
    </message>
    <message numerus="yes">
        <source>Here: %1 of %n message(s) of %2</source>
        <translation>
            <numerusform>Hier: %1 von %n Nachricht in %2</numerusform>
            <numerusform>Hier: %1 von %n Nachrichten in %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) are still being prepared</source>
        <translation>
            <numerusform>%n Nachricht wird noch vorbereitet</numerusform>
            <numerusform>%n Nachrichten werden noch vorbereitet</numerusform>
        </translation>
    </message>
    <message>
        <source>asking the server about texts that are not here…</source>
        <translation>der Server wird nach Texten gefragt, die nicht hier sind …</translation>
    </message>
    <message numerus="yes">
        <source>the server found %n more</source>
        <translation>
            <numerusform>der Server fand %n weitere</numerusform>
            <numerusform>der Server fand %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The search failed on the server. %1</source>
        <translation>Die Suche auf dem Server ist gescheitert. %1</translation>
    </message>
    <message>
        <source>In the search, %1.</source>
        <translation>In der Suche %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n more in %1, which has not been loaded: open it to see them</source>
        <translation>
            <numerusform>%n weitere in %1, der noch nicht geladen ist: Öffnen Sie ihn, um sie zu sehen</numerusform>
            <numerusform>%n weitere in %1, der noch nicht geladen ist: Öffnen Sie ihn, um sie zu sehen</numerusform>
        </translation>
    </message>
    <message>
        <source>Searching all folders of %1 here…</source>
        <translation>Alle Ordner von %1 werden hier durchsucht …</translation>
    </message>
    <message>
        <source>Searching all folders here…</source>
        <translation>Alle Ordner werden hier durchsucht …</translation>
    </message>
    <message>
        <source>Stopped. Found until then: %1</source>
        <translation>Angehalten. Bis dahin gefunden: %1</translation>
    </message>
    <message numerus="yes">
        <source>Here: %1 of %n message(s) in all folders of %2</source>
        <translation>
            <numerusform>Hier: %1 von %n Nachricht in allen Ordnern von %2</numerusform>
            <numerusform>Hier: %1 von %n Nachrichten in allen Ordnern von %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Here: %1 of %n message(s) in all folders</source>
        <translation>
            <numerusform>Hier: %1 von %n Nachricht in allen Ordnern</numerusform>
            <numerusform>Hier: %1 von %n Nachrichten in allen Ordnern</numerusform>
        </translation>
    </message>
    <message>
        <source>asking the server about what is not here: folder %1 of %2…</source>
        <translation>der Server wird nach dem gefragt, was nicht hier ist: Ordner %1 von %2 …</translation>
    </message>
    <message>
        <source>the server was not asked to the end</source>
        <translation>der Server wurde nicht zu Ende gefragt</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>The search failed on the server in %1. %2</source>
        <translation>Die Suche ist auf dem Server fehlgeschlagen in %1. %2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>The search failed on the server in %1 and %n more folder(s). %2</source>
        <translation>
            <numerusform>Die Suche ist auf dem Server fehlgeschlagen in %1 und %n weiteren Ordner. %2</numerusform>
            <numerusform>Die Suche ist auf dem Server fehlgeschlagen in %1 und %n weiteren Ordnern. %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchesPanel</name>
    <message>
        <source>Searches</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>aufgeklappt</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>zugeklappt</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>&amp;Ausblenden</translation>
    </message>
</context>
<context>
    <name>SearchesView</name>
    <message>
        <source>Searches</source>
        <translation>Suchen</translation>
    </message>
</context>
<context>
    <name>SelectionReceipts</name>
    <message>
        <source>Receipts of the chosen messages</source>
        <translation>Bestätigungen der gewählten Nachrichten</translation>
    </message>
    <message>
        <source>None of the chosen messages asks for a receipt.</source>
        <translation>Keine der gewählten Nachrichten bittet um eine Bestätigung.</translation>
    </message>
    <message numerus="yes">
        <source>%n of the chosen messages ask for a receipt.</source>
        <translation>
            <numerusform>Eine der gewählten Nachrichten bittet um eine Bestätigung.</numerusform>
            <numerusform>%n der gewählten Nachrichten bitten um eine Bestätigung.</numerusform>
        </translation>
    </message>
    <message>
        <source>The others are left alone.</source>
        <translation>Die anderen bleiben unberührt.</translation>
    </message>
</context>
<context>
    <name>SendTimeDialog</name>
    <message>
        <source>Send later</source>
        <translation>Später senden</translation>
    </message>
    <message>
        <source>When is it to be sent?</source>
        <translation>Wann soll sie gesendet werden?</translation>
    </message>
    <message>
        <source>Time of sending</source>
        <translation>Zeit des Sendens</translation>
    </message>
    <message>
        <source>It waits in the outbox, also when Posthorn is closed, and goes at that time or when Posthorn is started after it.</source>
        <translation>Sie wartet im Postausgang, auch wenn Posthorn beendet ist, und geht zu dieser Zeit hinaus, oder wenn Posthorn danach gestartet wird.</translation>
    </message>
    <message>
        <source>&amp;Send then</source>
        <translation>&amp;Dann senden</translation>
    </message>
    <message>
        <source>&amp;Go on writing</source>
        <translation>&amp;Weiterschreiben</translation>
    </message>
</context>
<context>
    <name>SendTimes</name>
    <message>
        <source>In an &amp;hour (%1)</source>
        <translation>In einer &amp;Stunde (%1)</translation>
    </message>
    <message>
        <source>This &amp;evening (%1)</source>
        <translation>Heute &amp;Abend (%1)</translation>
    </message>
    <message>
        <source>Tomorrow &amp;morning (%1)</source>
        <translation>&amp;Morgen früh (%1)</translation>
    </message>
    <message>
        <source>Monda&amp;y morning (%1)</source>
        <translation>Mo&amp;ntag früh (%1)</translation>
    </message>
</context>
<context>
    <name>SentTab</name>
    <message>
        <source>My sent mail</source>
        <translation>Meine gesendete Post</translation>
    </message>
    <message>
        <source>Mail that asked for receipts</source>
        <translation>Post, die um Bestätigung bat</translation>
    </message>
    <message>
        <source>Reports about nothing you sent</source>
        <translation>Berichte zu nichts, was Sie gesendet haben</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>A receipt says what a program claims. That none came says nothing.</source>
        <translation>Eine Bestätigung sagt, was ein Programm behauptet. Dass keine kam, sagt nichts.</translation>
    </message>
    <message>
        <source>Nothing sent that asked for a receipt</source>
        <translation>Nichts gesendet, was um Bestätigung bat</translation>
    </message>
    <message>
        <source>Messages in your Sent folders that ask for a read receipt are shown here, with what came back from each recipient. Open a Sent folder once to have it looked through.</source>
        <translation>Hier stehen Nachrichten aus Ihren Ordnern für Gesendetes, die um eine Lesebestätigung bitten, mit dem, was von jedem Empfänger zurückkam. Öffnen Sie einen solchen Ordner einmal, damit er durchgesehen wird.</translation>
    </message>
    <message>
        <source>No report without a message</source>
        <translation>Kein Bericht ohne Nachricht</translation>
    </message>
    <message>
        <source>Receipts and delivery reports that fit none of your messages are kept apart here.</source>
        <translation>Bestätigungen und Zustellberichte, die zu keiner Ihrer Nachrichten passen, stehen hier für sich.</translation>
    </message>
    <message>
        <source>Open the &amp;report</source>
        <translation>Den &amp;Bericht öffnen</translation>
    </message>
    <message>
        <source>Open the sent &amp;message</source>
        <translation>Die gesendete &amp;Nachricht öffnen</translation>
    </message>
</context>
<context>
    <name>ServerLevels</name>
    <message>
        <source>Legacy IMAP4 server</source>
        <translation>Alter IMAP4-Server</translation>
    </message>
    <message>
        <source>Legacy IMAP2bis server – online only</source>
        <translation>Alter IMAP2bis-Server – nur online</translation>
    </message>
    <message>
        <source>Legacy IMAP2 server – online only</source>
        <translation>Alter IMAP2-Server – nur online</translation>
    </message>
    <message>
        <source>This server gives its messages no lasting numbers, so none of them can be kept offline.</source>
        <translation>Dieser Server gibt seinen Nachrichten keine bleibenden Nummern; deshalb kann keine offline behalten werden.</translation>
    </message>
    <message>
        <source>This server cannot tell of new mail by itself. The folder that is open is looked at every few minutes.</source>
        <translation>Dieser Server kann neue Post nicht von selbst melden. Nach dem geöffneten Ordner wird alle paar Minuten gesehen.</translation>
    </message>
    <message>
        <source>This server has no command that makes, renames or deletes folders.</source>
        <translation>Dieser Server hat keinen Befehl, der Ordner anlegt, umbenennt oder löscht.</translation>
    </message>
    <message>
        <source>This server does not tell which folders are subscribed.</source>
        <translation>Dieser Server sagt nicht, welche Ordner abonniert sind.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>The message is being loaded</source>
        <translation>Die Nachricht wird geladen</translation>
    </message>
</context>
<context>
    <name>SourceView</name>
    <message>
        <source>Source of the message</source>
        <translation>Quelltext der Nachricht</translation>
    </message>
</context>
<context>
    <name>SourceWindow</name>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern …</translation>
    </message>
    <message>
        <source>Source of “%1”</source>
        <translation>Quelltext von „%1“</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Loading the whole message…</source>
        <translation>Die ganze Nachricht wird geladen …</translation>
    </message>
    <message>
        <source>All of it is needed, with everything that is attached.</source>
        <translation>Sie wird ganz gebraucht, mit allem, was angehängt ist.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The message could not be loaded</source>
        <translation>Die Nachricht konnte nicht geladen werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Posthorn cannot use its folder %1: %2.</source>
        <translation>Posthorn kann seinen Ordner %1 nicht benutzen: %2.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Verschlüsselt</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>Nicht verschlüsselt</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to send</source>
        <translation>
            <numerusform>%n Änderung zu senden</numerusform>
            <numerusform>%n Änderungen zu senden</numerusform>
        </translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Keeping folders offline: paused</source>
        <translation>Ordner offline behalten: angehalten</translation>
    </message>
    <message>
        <source>Keeping %1 offline: %2 of %3</source>
        <translation>%1 wird offline behalten: %2 von %3</translation>
    </message>
    <message numerus="yes">
        <source>Waiting for the connection: %n change(s)</source>
        <translation>
            <numerusform>Wartet auf die Verbindung: %n Änderung</numerusform>
            <numerusform>Warten auf die Verbindung: %n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the outbox</source>
        <translation>Den Postausgang öffnen</translation>
    </message>
</context>
<context>
    <name>TextMenu</name>
    <message>
        <source>Copy &amp;address</source>
        <translation>&amp;Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;link address</source>
        <translation>Adresse des &amp;Links kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Select all</source>
        <translation>Alles &amp;auswählen</translation>
    </message>
    <message>
        <source>&amp;Find in this text…</source>
        <translation>In diesem Text &amp;suchen …</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>UnsubscribeDesk</name>
    <message>
        <source>You are not unsubscribed: %1 has not accepted it. %2</source>
        <translation>Nicht abbestellt: %1 hat es nicht angenommen. %2</translation>
    </message>
    <message>
        <source>%1 has accepted that you do not want its mail any more.</source>
        <translation>%1 hat angenommen, dass Sie keine Mail mehr von dort möchten.</translation>
    </message>
</context>
<context>
    <name>UnsubscribeDialog</name>
    <message>
        <source>Unsubscribe</source>
        <translation>Abbestellen</translation>
    </message>
    <message>
        <source>This message lies with the junk. Whoever unsubscribes from junk tells its sender that somebody reads it here.</source>
        <translation>Diese Nachricht liegt bei der unerwünschten Post. Wer solche abbestellt, verrät dem Absender, dass sie hier jemand liest.</translation>
    </message>
    <message>
        <source>This can be done on a page of %1.</source>
        <translation>Das geht auf einer Seite von %1.</translation>
    </message>
    <message>
        <source>Open the page of %1…</source>
        <translation>Seite von %1 öffnen …</translation>
    </message>
    <message>
        <source>Stay subscribed</source>
        <translation>Nicht abbestellen</translation>
    </message>
    <message>
        <source>Tell %1 that you do not want its mail any more?</source>
        <translation>%1 sagen, dass Sie keine Mail mehr von dort möchten?</translation>
    </message>
    <message>
        <source>This address is asked once. It may tell the sender who you are, and the server learns from where you ask; nothing else is sent.</source>
        <translation>Diese Adresse wird einmal aufgerufen. Sie kann dem Absender sagen, wer Sie sind, und der Server erfährt, von wo aus Sie fragen; sonst wird nichts gesendet.</translation>
    </message>
    <message>
        <source>To leave this list, write to this address:</source>
        <translation>Um diese Liste zu verlassen, schreiben Sie an diese Adresse:</translation>
    </message>
    <message>
        <source>with the subject: %1</source>
        <translation>mit dem Betreff: %1</translation>
    </message>
    <message>
        <source>and the text: %1</source>
        <translation>und dem Text: %1</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>app</name>
    <message>
        <source>Posthorn does not know the option “%1”. Try “posthorn --help”.</source>
        <translation>Posthorn kennt die Option „%1“ nicht. Versuchen Sie „posthorn --help“.</translation>
    </message>
    <message>
        <source>The option --profile needs a folder.</source>
        <translation>Die Option --profile braucht einen Ordner.</translation>
    </message>
    <message>
        <source>Usage: posthorn [--profile FOLDER] [mailto:ADDRESS]

  --profile FOLDER  keep accounts, mail and settings in FOLDER alone
  --version         print the version
  --help            print this text
  mailto:ADDRESS    open a window to write to that address
</source>
        <translation>Aufruf: posthorn [--profile ORDNER] [mailto:ADRESSE]

  --profile ORDNER  Konten, Nachrichten und Einstellungen nur in ORDNER halten
  --version         die Version ausgeben
  --help            diesen Text ausgeben
  mailto:ADRESSE    ein Fenster öffnen, um an diese Adresse zu schreiben
</translation>
    </message>
    <message>
        <source>Posthorn takes a single address that begins with “mailto:”, but “%1” was given.</source>
        <translation>Posthorn nimmt eine einzige Adresse, die mit „mailto:“ beginnt; angegeben war „%1“.</translation>
    </message>
</context>
<context>
    <name>app::wording</name>
    <message>
        <source>no reason was given</source>
        <translation>ein Grund wurde nicht genannt</translation>
    </message>
    <message>
        <source>Posthorn cannot use its folder %1: %2.</source>
        <translation>Posthorn kann seinen Ordner %1 nicht benutzen: %2.</translation>
    </message>
    <message>
        <source>Posthorn cannot read or write %1: %2. Nothing was changed.</source>
        <translation>Posthorn kann %1 nicht lesen oder schreiben: %2. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The copy of your mail on this computer was damaged or made by a newer version. It has been set aside and is fetched again; nothing is lost.</source>
        <translation>Die Kopie Ihrer Post auf diesem Rechner war beschädigt oder von einer neueren Version. Sie wurde beiseite gelegt und wird neu geholt; nichts ist verloren.</translation>
    </message>
    <message>
        <source>%1 was damaged. It was made again from its last backup and from what could still be read; the damaged file is kept beside it. What was not yet sent to the server is not done by itself: please look it through.</source>
        <translation>%1 war beschädigt. Die Datei wurde aus ihrer letzten Sicherung und aus dem, was noch zu lesen war, neu angelegt; die beschädigte liegt daneben. Was noch nicht an den Server gesendet war, geschieht nicht von selbst: Bitte sehen Sie es durch.</translation>
    </message>
    <message>
        <source>Posthorn’s files were restored from a copy, or come from another computer. What was not yet sent to the server then is not done by itself: please look it through.</source>
        <translation>Posthorns Dateien wurden aus einer Kopie wiederhergestellt oder kommen von einem anderen Rechner. Was damals noch nicht an den Server gesendet war, geschieht nicht von selbst: Bitte sehen Sie es durch.</translation>
    </message>
    <message>
        <source>%1 is on a network drive. Posthorn works there, but more slowly; it must never be open on two computers at once.</source>
        <translation>%1 liegt auf einem Netzlaufwerk. Posthorn arbeitet dort, aber langsamer; es darf nie auf zwei Rechnern zugleich geöffnet sein.</translation>
    </message>
    <message>
        <source>Posthorn ended unexpectedly several times in a row, so this time no folder is opened by itself.</source>
        <translation>Posthorn wurde mehrmals hintereinander unerwartet beendet; darum wird diesmal kein Ordner von selbst geöffnet.</translation>
    </message>
    <message>
        <source>Posthorn ended unexpectedly several times in a row, each time soon after it had opened “%1”. This time no folder is opened by itself.</source>
        <translation>Posthorn wurde mehrmals hintereinander unerwartet beendet, jedes Mal bald nach dem Öffnen von „%1“. Diesmal wird kein Ordner von selbst geöffnet.</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1, line %2: the account has no “%3”.</source>
        <translation>%1, Zeile %2: Dem Konto fehlt „%3“.</translation>
    </message>
    <message>
        <source>%1, line %2: this account is there twice.</source>
        <translation>%1, Zeile %2: Dieses Konto ist zweimal da.</translation>
    </message>
    <message>
        <source>%1, line %2: “%3” is no section Posthorn knows.</source>
        <translation>%1, Zeile %2: „%3“ ist kein Abschnitt, den Posthorn kennt.</translation>
    </message>
    <message>
        <source>%1, line %2: “%3” cannot be “%4”.</source>
        <translation>%1, Zeile %2: „%3“ kann nicht „%4“ sein.</translation>
    </message>
    <message>
        <source>Downloading the demo&apos;s mail servers…</source>
        <translation>Die Mailserver der Vorführung werden geholt …</translation>
    </message>
    <message>
        <source>Writing the demo mailbox…</source>
        <translation>Das Vorführpostfach wird geschrieben …</translation>
    </message>
    <message>
        <source>Starting the demo&apos;s mail servers…</source>
        <translation>Die Mailserver der Vorführung werden gestartet …</translation>
    </message>
    <message>
        <source>The demo mailbox is open in a window of its own.</source>
        <translation>Das Vorführpostfach ist in einem eigenen Fenster offen.</translation>
    </message>
    <message>
        <source>The demo mailbox is not part of this installation.</source>
        <translation>Das Vorführpostfach gehört nicht zu dieser Installation.</translation>
    </message>
    <message>
        <source>The demo mailbox could not be opened: %1</source>
        <translation>Das Vorführpostfach konnte nicht geöffnet werden: %1</translation>
    </message>
    <message>
        <source>The command that prints the password did not give one (%1), so you are asked for it.</source>
        <translation>Der Befehl, der das Passwort ausgibt, hat keines geliefert (%1), deshalb werden Sie danach gefragt.</translation>
    </message>
    <message>
        <source>The desktop’s password store does not answer; it may be locked. You are asked for the password instead.</source>
        <translation>Der Passwortspeicher des Desktops antwortet nicht; vielleicht ist er gesperrt. Sie werden stattdessen nach dem Passwort gefragt.</translation>
    </message>
    <message>
        <source>The desktop’s password store (GNOME Keyring, KWallet …) cannot be reached, so you are asked for the password.</source>
        <translation>Der Passwortspeicher des Desktops (GNOME Keyring, KWallet …) ist nicht erreichbar, deshalb werden Sie nach dem Passwort gefragt.</translation>
    </message>
    <message>
        <source>The desktop’s password store does not answer, so the password is remembered only until you quit.</source>
        <translation>Der Passwortspeicher des Desktops antwortet nicht, deshalb wird das Passwort nur bis zum Beenden behalten.</translation>
    </message>
    <message>
        <source>The desktop’s password store (GNOME Keyring, KWallet …) did not keep the password, so it is remembered only until you quit. In the account’s settings you can choose another source.</source>
        <translation>Der Passwortspeicher des Desktops (GNOME Keyring, KWallet …) hat das Passwort nicht behalten, deshalb bleibt es nur bis zum Beenden bekannt. In den Kontoeinstellungen können Sie eine andere Quelle wählen.</translation>
    </message>
    <message>
        <source>The disk is nearly full. Posthorn keeps no more mail in %1 until there is room again; nothing is lost, it stays on the server.</source>
        <translation>Die Festplatte ist fast voll. Posthorn legt in %1 keine Post mehr ab, bis wieder Platz ist; nichts ist verloren, sie bleibt auf dem Server.</translation>
    </message>
</context>
</TS>
