// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/knownwords.h"
#include "core/imap/wire/limits.h"
#include "core/imap/wire/octets.h"
#include "core/imap/wire/productions.h"
#include "core/imap/wire/quirks.h"

#include <algorithm>

namespace imap {

namespace {

bool hasField(Cursor &in)
{
    in.acceptSpaces();
    return !in.atEnd() && !in.isNext(')');
}

bool isFieldString(Cursor &in)
{
    return in.isStringNext() || in.isNilNext();
}

// A field that is a string in the grammar; whatever else stands there is passed over.
StringToken field(Cursor &in)
{
    if (!hasField(in))
        return StringToken::nil();
    if (isFieldString(in))
        return in.nstring();
    tolerate(Quirk::BodyFieldOutOfPlace);
    in.skipValue();
    return StringToken::nil();
}

// body-fld-octets = number; body-fld-lines = number                                          (RFC 3501, 9)
quint64 numberField(Cursor &in)
{
    if (!hasField(in) || in.isNext('('))
        return 0;
    return in.size();
}

// body-fld-param = "(" string SP string *(SP string SP string) ")" / nil                     (RFC 3501, 9)
Parameters parameters(Cursor &in)
{
    Parameters list = in.list<Parameters::value_type>();
    if (!hasField(in))
        return list;
    if (!in.accept('(')) {
        if (!field(in).isNil)
            tolerate(Quirk::ParametersIsString);
        return list;
    }
    while (hasField(in)) {
        const StringToken name = field(in);
        const StringToken value = field(in);
        if (name.isNil || value.isNil)
            tolerate(Quirk::NilParameter);
        if (!name.isNil)
            list.emplace_back(name.keptUpper(), in.keep(value));
        in.boundList(list.size());
    }
    in.expect(')');
    return list;
}

// body-fld-dsp = "(" string SP body-fld-param ")" / nil                                      (RFC 3501, 9)
std::optional<Disposition> disposition(Cursor &in)
{
    if (!in.accept('(')) {
        const StringToken bare = field(in);
        if (bare.isNil)
            return std::nullopt;
        tolerate(Quirk::DispositionIsString);
        return Disposition{bare.keptUpper(), {}};
    }
    Disposition result;
    result.type = field(in).keptUpper();
    result.parameters = parameters(in);
    in.skipRestOfList();
    return result;
}

// body-fld-lang = nstring / "(" string *(SP string) ")"                                      (RFC 3501, 9)
List<QByteArray> languages(Cursor &in)
{
    List<QByteArray> list = in.list<QByteArray>();
    const auto take = [&](const StringToken &language) {
        if (!language.isNil)
            list.push_back(in.keep(language));
    };
    if (!in.accept('(')) {
        take(field(in));
        return list;
    }
    while (hasField(in)) {
        take(field(in));
        in.boundList(list.size());
    }
    in.expect(')');
    return list;
}

// [SP body-fld-dsp [SP body-fld-lang [SP body-fld-loc *(SP body-extension)]]], the common end of both
// extensions
//                                                                                            (RFC 3501, 9)
void extensionTail(Cursor &in, BodyStructure &part)
{
    if (hasField(in))
        part.disposition = disposition(in);
    if (hasField(in))
        part.languages = languages(in);
    if (hasField(in))
        part.location = in.keepUnlessNil(field(in));
    in.skipRestOfList();
}

bool isMultipartSubtype(const StringToken &token)
{
    const QByteArray subtype = token.keptUpper();
    constexpr auto known =
        std::to_array<QByteArrayView>({"MIXED", "ALTERNATIVE", "RELATED", "SIGNED", "REPORT", "DIGEST",
                                       "PARALLEL", "ENCRYPTED", "FORM-DATA", "APPLEDOUBLE"});
    return std::any_of(known.begin(), known.end(),
                       [&subtype](QByteArrayView word) { return subtype == word; });
}

// body-ext-mpart = body-fld-param [SP body-fld-dsp [SP body-fld-lang [SP body-fld-loc *(SP body-extension)]]]
//                                                                                            (RFC 3501, 9)
void multipartRest(Cursor &in, BodyStructure &part)
{
    part.parameters = parameters(in);
    extensionTail(in, part);
}

BodyStructure multipartWithoutParts(Cursor &in, const StringToken &subtype, Quirk quirk)
{
    tolerate(quirk);
    BodyStructure part;
    part.type = kept("MULTIPART");
    part.subtype = subtype.keptUpper();
    multipartRest(in, part);
    return part;
}

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// body-fields = body-fld-param SP body-fld-id SP body-fld-desc SP body-fld-enc SP body-fld-octets  (RFC 3501,
// 9) Exchange may say the description twice.
void bodyFields(Cursor &in, BodyStructure &part)
{
    part.parameters = parameters(in);
    part.id = in.keepUnlessNil(field(in));
    part.description = in.keepUnlessNil(field(in));
    StringToken encoding = field(in);
    if (hasField(in) && in.isStringNext()) {
        const StringToken next = in.nstring();
        if (isDigits(next.octets)) {
            tolerate(Quirk::SizeNotANumber);
            part.octets = leadingNumber(next.octets);
            part.encoding = encoding.keptUpper();
            return;
        }
        tolerate(Quirk::DescriptionTwice);
        encoding = next;
    }
    part.encoding = encoding.keptUpper();
    part.octets = numberField(in);
}

// What a hostile structure may cost.
struct Budget {
    int depth = 0;
    int parts = 0;
};

BodyStructure bodyAt(Cursor &in, Budget &budget);

// body-type-msg = media-message SP body-fields SP envelope SP body SP body-fld-lines         (RFC 3501, 9)
// Gmail sends some embedded messages as a basic part: then no envelope follows.
void embeddedMessage(Cursor &in, BodyStructure &part, Budget &budget)
{
    if (!hasField(in) || !in.isNext('('))
        return;
    part.envelope = in.list<Envelope>();
    part.envelope.push_back(envelope(in));
    if (hasField(in) && in.isNext('(')) {
        part.parts = in.list<BodyStructure>();
        part.parts.push_back(bodyAt(in, budget));
    } else {
        (void)field(in);
    }
    part.lines = numberField(in);
}

bool isEmbeddedType(const BodyStructure &part)
{
    return part.type == "MESSAGE" && (part.subtype == "RFC822" || part.subtype == "GLOBAL");
}

// body-type-1part = (body-type-basic / body-type-msg / body-type-text) [SP body-ext-1part]   (RFC 3501, 9)
// body-ext-1part = body-fld-md5 [SP body-fld-dsp [SP body-fld-lang [SP body-fld-loc *(SP body-extension)]]]
BodyStructure singlePart(Cursor &in, Budget &budget)
{
    BodyStructure part;
    const StringToken type = field(in);
    if (hasField(in) && in.isNext('(')) {
        if (isMultipartSubtype(type))
            return multipartWithoutParts(in, type, Quirk::MultipartCutShort);
        tolerate(Quirk::MissingSubtype);
        part.type = kept("APPLICATION");
        part.subtype = type.keptUpper();
    } else {
        const StringToken subtype = field(in);
        if (type.isNil && isMultipartSubtype(subtype))
            return multipartWithoutParts(in, subtype, Quirk::EmptyMultipart);
        part.type = type.keptUpper();
        part.subtype = subtype.keptUpper();
    }
    bodyFields(in, part);
    if (isEmbeddedType(part))
        embeddedMessage(in, part, budget);
    else if (hasField(in) && in.isDigitNext())
        part.lines = in.size();
    if (hasField(in))
        part.md5 = in.keepUnlessNil(field(in));
    extensionTail(in, part);
    return part;
}

// body-type-mpart = 1*body SP media-subtype [SP body-ext-mpart]                              (RFC 3501, 9)
BodyStructure multipart(Cursor &in, Budget &budget)
{
    BodyStructure part;
    part.type = kept("MULTIPART");
    part.parts = in.list<BodyStructure>();
    part.parts.reserve(2);
    while (hasField(in) && in.isNext('('))
        part.parts.push_back(bodyAt(in, budget));
    const StringToken subtype = field(in);
    if (subtype.isNil)
        tolerate(Quirk::MissingSubtype);
    part.subtype = subtype.isNil ? kept("MIXED") : subtype.keptUpper();
    multipartRest(in, part);
    return part;
}

// The recursion is bounded by limits::nesting: a hostile "((((" ends here, not at the end of the stack.
BodyStructure bodyAt(Cursor &in, Budget &budget)
{
    if (budget.depth >= limits::nesting || budget.parts >= limits::bodyParts) {
        in.failLimit("parts of a mail");
        return {};
    }
    ++budget.depth;
    ++budget.parts;
    in.expect('(');
    in.acceptSpaces();
    BodyStructure part = in.isNext('(') ? multipart(in, budget) : singlePart(in, budget);
    --budget.depth;
    return part;
}

}

// body = "(" (body-type-1part / body-type-mpart) ")"                                         (RFC 3501, 9)
BodyStructure body(Cursor &in)
{
    Budget budget;
    return bodyAt(in, budget);
}

}
