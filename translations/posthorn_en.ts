<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
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
    <name>DisplayText</name>
    <message numerus="yes">
        <source>%1, %n unread</source>
        <translation>
            <numerusform>%1, %n unread</numerusform>
            <numerusform>%1, %n unread</numerusform>
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
    <name>SearchBar</name>
    <message numerus="yes">
        <source>%n message(s) found in %1 by the server</source>
        <translation>
            <numerusform>%n message found in %1 by the server</numerusform>
            <numerusform>%n messages found in %1 by the server</numerusform>
        </translation>
    </message>
</context>
</TS>
