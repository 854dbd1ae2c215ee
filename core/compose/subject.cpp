// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/subject.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace compose {

namespace {

// What mail programs in other languages write for "Re" and "Fwd".
constexpr auto replyMarks =
    u"re|aw|antw|sv|vs|rif|ref|réf|res|odp|ynt|bls|atb|vá|hl|απ|σχετ|на|回复|回覆|答复|返信|답장|회신";
constexpr auto forwardMarks = u"fwd|fw|wg|tr|rv|enc|doorst|vb|pd|fs|vl|tov|πρθ|转发|轉寄|転送|전달";

// mark [ "[" number "]" / "^" number ] ":" , in any case, with the wide colon of East Asia as well
QRegularExpression marksAtStart(QStringView marks)
{
    return QRegularExpression(
        uR"(^\s*(?:(?:%1)\s*(?:\[\d{1,3}\]|\^\d{1,3}|\(\d{1,3}\))?\s*[:\x{ff1a}]\s*)+)"_s.arg(marks),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

// "[list] Re: text" becomes "[list] text".
QString withoutMarks(const QString &subject, const QRegularExpression &marks)
{
    static const QRegularExpression listName(uR"(^\s*(\[[^\]]{1,60}\])\s*)"_s);
    QString rest = subject;
    rest.remove(marks);
    const QRegularExpressionMatch list = listName.match(rest);
    if (!list.hasMatch())
        return rest.trimmed();
    const QString behind = rest.sliced(list.capturedLength());
    const qsizetype marked = marks.match(behind).capturedLength();
    return marked == 0 ? rest.trimmed() : list.captured(1) + u' ' + behind.sliced(marked).trimmed();
}

}

QString replySubject(const QString &subject)
{
    static const QRegularExpression marks = marksAtStart(replyMarks);
    return "Re: "_L1 + withoutMarks(subject, marks);
}

QString forwardSubject(const QString &subject)
{
    static const QRegularExpression marks = marksAtStart(forwardMarks);
    return "Fwd: "_L1 + withoutMarks(subject, marks);
}

QString bareSubject(const QString &subject)
{
    static const QRegularExpression marks =
        marksAtStart(u"%1|%2"_s.arg(QStringView(replyMarks), QStringView(forwardMarks)));
    return withoutMarks(subject, marks);
}

}
