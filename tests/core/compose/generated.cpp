// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/compose/generated.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;
using compose::Composition;

namespace generated {

namespace {

class Draw
{
public:
    explicit Draw(int seed) : m_state(static_cast<quint32>(seed) * 2654435761U + 12345U) {}

    qsizetype below(qsizetype limit)
    {
        m_state = m_state * 1664525U + 1013904223U;
        return static_cast<qsizetype>(m_state >> 8U) % limit;
    }
    bool one(qsizetype in) { return below(in) == 0; }
    template <typename List>
    auto of(const List &list)
    {
        return list.at(below(static_cast<qsizetype>(list.size())));
    }

private:
    quint32 m_state;
};

const QStringList hostilePieces{
    u"\r\n"_s,
    u"\r"_s,
    u"\n"_s,
    QString(QChar(u'\0')),
    u"\r\nBcc: eve@evil.example"_s,
    u"\r\n\r\n"_s,
    u"--"_s,
    u"=_"_s,
    u"\n.\r\n"_s,
    u"\r.\r"_s,
    u"\""_s,
    u"\\"_s,
    u"<>,;:"_s,
    u"=?utf-8?Q?=0D=0A?="_s,
    u"\u2028"_s,
    u"\u202e"_s,
    u"From me\n"_s,
    u"> "_s,
    u"-- \n"_s,
    QString(QChar(u'\xd800')),
    u"("_s,
    u")"_s,
    u"@"_s,
    u"\t"_s,
    u"X-Evil: 1"_s,
};

class Generator
{
public:
    Generator(int number, Kind kind) : m_draw(number), m_kind(kind) {}

    Composition composition();

private:
    QString words(qsizetype most)
    {
        QString out;
        for (qsizetype left = m_draw.below(most) + 1; left > 0; --left) {
            const QStringList sentence = m_draw.of(scripts()).split(u' ');
            const qsizetype from = m_draw.below(sentence.size());
            out += (out.isEmpty() ? QString() : u" "_s) + sentence.mid(from, 6).join(u' ');
        }
        return spiced(out);
    }
    QString spiced(QString text)
    {
        if (m_kind == Kind::Ordinary)
            return text;
        for (qsizetype left = m_draw.below(4); left > 0; --left)
            text.insert(m_draw.below(text.size() + 1), m_draw.of(hostilePieces));
        return text;
    }
    QByteArray spiced(const QByteArray &octets) { return spiced(QString::fromUtf8(octets)).toUtf8(); }
    mime::Mailbox mailbox()
    {
        const QByteArray number = QByteArray::number(m_draw.below(1000));
        const QByteArray local =
            m_draw.one(7) ? "\xd0\xb8\xd0\xb2\xd0\xb0\xd0\xbd" + number : "user." + number;
        const QByteArray domain = m_draw.one(5) ? "m\xc3\xbcller.example" : "example.org";
        return {m_draw.one(4) ? QString() : words(1), spiced(local), spiced(domain)};
    }
    std::vector<compose::Recipient> recipients(qsizetype most)
    {
        std::vector<compose::Recipient> out;
        for (qsizetype left = m_draw.below(most + 1); left > 0; --left)
            out.push_back({.mailbox = mailbox()});
        return out;
    }
    QString text()
    {
        QString out;
        for (qsizetype left = m_draw.below(12) + 1; left > 0; --left) {
            const QString marks(m_draw.one(3) ? m_draw.below(3) + 1 : 0, u'>');
            out += marks + (marks.isEmpty() ? QString() : u" "_s) + (m_draw.one(5) ? QString() : words(20))
                + u'\n';
        }
        return out;
    }
    compose::RichText rich()
    {
        compose::RichText out;
        for (qsizetype left = m_draw.below(8) + 1; left > 0; --left) {
            compose::Paragraph paragraph;
            paragraph.kind = static_cast<compose::Paragraph::Kind>(m_draw.below(3));
            paragraph.level = static_cast<int>(m_draw.below(2));
            paragraph.quote = m_draw.one(4) ? static_cast<int>(m_draw.below(3)) : 0;
            paragraph.runs.push_back({.text = words(6), .isBold = m_draw.one(3), .isItalic = m_draw.one(3)});
            if (m_draw.one(3))
                paragraph.runs.push_back(
                    {.text = words(1), .link = spiced(u"https://example.org/a?b=c&d"_s)});
            out.paragraphs.push_back(std::move(paragraph));
        }
        return out;
    }
    compose::Attachment attachment()
    {
        QByteArray octets;
        for (qsizetype left = m_draw.below(400); left > 0; --left)
            octets += static_cast<char>(m_draw.below(256));
        static const QList<QByteArray> types{"application/pdf", "text/plain", "image/png", "message/rfc822"};
        QByteArray type = m_draw.of(types);
        if (type == "message/rfc822")
            octets = "Subject: inside\r\n\r\nText\n.\nmore\r" + octets.toHex().left(70);
        return compose::attachmentOf(octets, words(1).left(150) + u".pdf"_s, spiced(type));
    }

    Draw m_draw;
    Kind m_kind;
};

Composition Generator::composition()
{
    Composition mail;
    mail.from = mailbox();
    mail.to = recipients(4);
    mail.to.push_back({.mailbox = mailbox()});
    mail.cc = recipients(2);
    mail.bcc = recipients(1);
    mail.subject = words(3);
    mail.text = text();
    if (m_draw.one(3)) {
        mail.rich = rich();
        mail.text = compose::plainTextOf(*mail.rich);
    }
    for (qsizetype left = m_draw.one(2) ? m_draw.below(4) : 0; left > 0; --left)
        mail.attachments.push_back(attachment());
    if (m_draw.one(3)) {
        mail.inReplyTo = spiced("<a" + QByteArray::number(m_draw.below(99)) + "@example.org>");
        mail.references = {"<first@example.org>", mail.inReplyTo};
    }
    if (m_draw.one(4))
        mail.fields.push_back({spiced("X-Mood"_ba), words(2)});
    mail.priority = static_cast<compose::Priority>(m_draw.below(3));
    if (m_kind == Kind::Hostile && m_draw.one(9))
        mail.messageId = spiced("<own@example.org>"_ba);
    if (m_kind == Kind::Hostile && m_draw.one(9))
        mail.redirected = attachment();
    return mail;
}

}

const QStringList &scripts()
{
    static const QStringList all{
        u"The quick brown fox jumps over the lazy dog near the bank"_s,
        u"Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich"_s,
        u"Dès Noël où un zéphyr haï me vêt de glaçons würmiens"_s,
        u"Γαζέες καὶ μυρτιὲς δὲν θὰ βρῶ πιὰ στὸ χρυσαφὶ ξέφωτο"_s,
        u"Съешь же ещё этих мягких французских булок да выпей чаю"_s,
        u"דג סקרן שט בים מאוכזב ולפתע מצא חברה"_s,
        u"نص حكيم له سر قاطع وذو شأن عظيم مكتوب على ثوب أخضر"_s,
        u"ऋषियों को सताने वाले दुष्ट राक्षसों के राजा रावण का सर्वनाश"_s,
        u"আমি কাঁচ খেতে পারি তাতে আমার কোনো ক্ষতি হয় না"_s,
        u"நான் கண்ணாடி சாப்பிடுவேன் அதனால் எனக்கு ஒரு கேடும் வராது"_s,
        u"เป็นมนุษย์สุดประเสริฐเลิศคุณค่ากว่าบรรดาฝูงสัตว์เดรัจฉานจงฝ่าฟันพัฒนาวิชาการอย่าล้างผลาญฤๅเข่นฆ่าบีฑาใคร"_s,
        u"いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす"_s,
        u"視野無限廣窗外有藍天視野無限廣窗外有藍天視野無限廣窗外有藍天視野無限廣窗外有藍天"_s,
        u"키스의 고유조건은 입술끼리 만나야 하고 특별한 기술은 필요치 않다"_s,
        u"გთხოვთ ახლავე გაიაროთ რეგისტრაცია მეათე საერთაშორისო კონფერენციაზე"_s,
        u"Կրնամ ապակի ուտել և ինծի անհանգիստ չըներ"_s,
        u"ሰማይ አይታረስ ንጉሥ አይከሰስ ብላ ካለኝ እንደአባቴ በቆመጠኝ"_s,
        u"ខ្ញុំអាចញ៉ាំកញ្ចក់បាន ដោយគ្មានបញ្ហា ខ្ញុំអាចញ៉ាំកញ្ចក់បាន"_s,
        u"Tôi có thể ăn thủy tinh mà không hại gì cả người ạ"_s,
        u"𐌼𐌰𐌲 𐌲𐌻𐌴𐍃 𐌹̈𐍄𐌰𐌽 👩‍👩‍👧‍👦 e\u0301a\u0308 🏳️‍🌈 ok"_s,
    };
    return all;
}

Composition composition(int number, Kind kind)
{
    return Generator(number, kind).composition();
}

compose::Stamp stamp(int number)
{
    return {.now = QDateTime(QDate(2026, 11, 22), QTime(12, 0), QTimeZone::utc()).addSecs(number),
            .random = QByteArray("0123456789abcdef") + QByteArray::number(number)};
}

}
