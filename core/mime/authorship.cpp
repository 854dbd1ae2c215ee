// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/authorship.h"

#include "core/mime/authenticationresults.h"
#include "core/mime/lookalike.h"
#include "core/mime/octets.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace mime {

namespace {

using Kind = AuthorFinding::Kind;

constexpr qsizetype longestName = 1000;  // nobody reads further, and an address in it would be out of sight

// A tab is what a folded field may go on with (RFC 5322, 2.2.3).
bool hasControls(QStringView text)
{
    return std::any_of(text.begin(), text.end(),
                       [](QChar c) { return c != u'\t' && c.category() == QChar::Other_Control; });
}

bool isWithin(const QString &domain, const QString &other)
{
    return domain == other || domain.endsWith(u'.' + other);
}

// "mail.example.org" and "example.org" are one house. Of two hosts below a shared domain nothing is known:
// "a.co.uk" and "b.co.uk" are two.
bool areRelated(QByteArrayView a, QByteArrayView b)
{
    const QString first = unicodeDomain(a), second = unicodeDomain(b);
    return isWithin(first, second) || isWithin(second, first);
}

bool isAddressCharacter(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u".!#$%&'*+-/=?^_`{|}~").contains(c);
}

// The first thing in a name that people would take for an address: "x@y.z", with any of the characters that
// look like "@".
std::optional<Mailbox> addressIn(const QString &name)
{
    const QString text = name.left(longestName).normalized(QString::NormalizationForm_KC);
    for (qsizetype at = text.indexOf(u'@'); at >= 0; at = text.indexOf(u'@', at + 1)) {
        qsizetype from = at, to = at + 1;
        while (from > 0 && isAddressCharacter(text.at(from - 1)))
            --from;
        while (to < text.size()
               && (text.at(to).isLetterOrNumber() || text.at(to) == u'.' || text.at(to) == u'-'))
            ++to;
        QString domain = text.sliced(at + 1, to - at - 1);
        while (domain.endsWith(u'.') || domain.endsWith(u'-'))
            domain.chop(1);
        if (from < at && domain.contains(u'.'))
            return Mailbox{{}, text.sliced(from, at - from).toUtf8(), domain.toUtf8()};
    }
    return std::nullopt;
}

class AuthorExaminer
{
public:
    AuthorExaminer(const Header &header, const AuthorContext &context)
        : m_header(header), m_context(context),
          m_from(parseAddressList(header.first("From").value_or(QByteArray())))
    {}

    std::vector<AuthorFinding> examine()
    {
        fields();
        for (const Mailbox &author : m_from.mailboxes) {
            address(author);
            name(author);
            domain(author);
        }
        if (!m_from.mailboxes.empty()) {
            authentication(m_from.mailboxes.front());
            if (!m_header.first("List-Post") && !m_header.first("List-Id"))
                elsewhere("Sender", Kind::SenderElsewhere);  // a list has one for its bounces
            if (!isListsReply())
                elsewhere("Reply-To", Kind::RepliesElsewhere);
        }
        std::sort(m_found.begin(), m_found.end(),
                  [](const auto &a, const auto &b) { return a.kind < b.kind; });
        return std::move(m_found);
    }

private:
    void add(Kind kind, const QString &shown = {}, const QString &actual = {})
    {
        if (std::none_of(m_found.begin(), m_found.end(), [&](const auto &each) { return each.kind == kind; }))
            m_found.push_back({kind, shown, actual});
    }

    // The field as a whole. Mailsploit hid another address behind NUL or a line end inside an encoded word.
    void fields()
    {
        const auto values = m_header.all("From");
        if (values.size() > 1)
            add(Kind::SeveralFromFields);
        if (m_from.mailboxes.empty())
            add(values.empty() || !values.front().contains('@') ? Kind::NoAuthor : Kind::UnclearAuthor);
        else if (m_from.defects > 0 || m_from.groups > 0)
            add(Kind::UnclearAuthor);
        if (m_from.mailboxes.size() > 1)
            add(Kind::SeveralAuthors);
        if (!values.empty() && hasControls(decodedText(values.front())))
            add(Kind::DisguisedAddress);
    }

    void address(const Mailbox &author)
    {
        const QByteArray spec = author.localPart + '@' + author.domain;
        if (spec.contains("=?") && spec.contains("?="))
            add(Kind::DisguisedAddress);
        const QString text = QString::fromUtf8(spec);
        if (hasControls(text))
            add(Kind::DisguisedAddress);
        if (hasDirectionControls(text) || hidesText(text))
            add(Kind::HiddenText);
    }

    void name(const Mailbox &author)
    {
        if (hasDirectionControls(author.name) || hidesText(author.name))
            add(Kind::HiddenText);
        // "ann@home.example via Talk": a list that writes its own address in the author's place (DMARC).
        if (isListsAddress(author))
            return;
        const auto other = addressIn(author.name);
        if (other && !areRelated(other->domain, author.domain))
            add(Kind::OtherAddressInName, other->display(), author.display());
    }

    void domain(const Mailbox &author)
    {
        QByteArrayList own;
        for (const QByteArray &spec : m_context.ownAddresses)
            own.append(spec.sliced(spec.lastIndexOf('@') + 1));
        const QString ascii = asciiDomain(author.domain);
        if (const QString other = lookAlikeOf(author.domain, own); !other.isEmpty())
            return add(Kind::LookAlikeDomain, other, ascii);  // that its scripts are mixed says no more
        const auto labels = unicodeDomain(author.domain).split(u'.');
        if (std::any_of(labels.begin(), labels.end(),
                        [](const QString &label) { return mixesScripts(label); }))
            add(Kind::MixedScripts, unicodeDomain(author.domain), ascii);
    }

    // DMARC is about the domain in From. Where our server does not use it, SPF and DKIM count when neither of
    // them passed and one failed.
    void authentication(const Mailbox &author)
    {
        std::vector<AuthenticationResult> results;
        for (AuthenticationResults &field : trustedResults(m_header, m_context.authenticationServer))
            std::move(field.results.begin(), field.results.end(), std::back_inserter(results));
        if (dmarc(results, author))
            return;
        const auto isOf = [](const AuthenticationResult &each, QByteArrayView result) {
            return (each.method == "spf" || each.method == "dkim") && each.result == result;
        };
        const bool anyPassed =
            std::any_of(results.begin(), results.end(),
                        [&](const AuthenticationResult &each) { return isOf(each, "pass"); });
        const auto failed =
            std::find_if(results.rbegin(), results.rend(),
                         [&](const AuthenticationResult &each) { return isOf(each, "fail"); });
        if (!anyPassed && failed != results.rend())
            add(Kind::AuthenticationFailed, {}, QString::fromLatin1(failed->method.toUpper()));
    }

    // Whether our server used it; then what it found is all there is to say.
    bool dmarc(const std::vector<AuthenticationResult> &results, const Mailbox &author)
    {
        bool isUsed = false;
        for (const AuthenticationResult &each : results) {
            if (each.method != "dmarc")
                continue;
            isUsed = true;
            if (each.result == "fail") {
                add(Kind::AuthenticationFailed, {}, QStringLiteral("DMARC"));
                return true;
            }
            if (each.result == "pass" && isForAnother(each, author)) {
                add(Kind::AuthenticatedOther, QString::fromUtf8(author.domain),
                    QString::fromUtf8(each.property("header.from")));
                return true;
            }
        }
        return isUsed;
    }

    static bool isForAnother(const AuthenticationResult &result, const Mailbox &author)
    {
        const QByteArray domain = result.property("header.from");
        return !domain.isEmpty() && !areRelated(domain.sliced(domain.lastIndexOf('@') + 1), author.domain);
    }

    // A list that leads answers back to itself does what lists are for (RFC 2369, List-Post).
    [[nodiscard]] bool isListsReply() const
    {
        const AddressList replies = parseAddressList(m_header.first("Reply-To").value_or(QByteArray()));
        return m_header.first("List-Post")
            && std::all_of(replies.mailboxes.begin(), replies.mailboxes.end(),
                           [this](const Mailbox &to) { return isListsAddress(to); });
    }
    [[nodiscard]] bool isListsAddress(const Mailbox &mailbox) const
    {
        const auto post = m_header.first("List-Post");
        return post && post->toLower().contains("mailto:" + mailbox.addrSpec().toLower());
    }

    void elsewhere(QByteArrayView field, Kind kind)
    {
        for (const Mailbox &other :
             parseAddressList(m_header.first(field).value_or(QByteArray())).mailboxes) {
            const bool isRelated =
                std::any_of(m_from.mailboxes.begin(), m_from.mailboxes.end(),
                            [&](const Mailbox &author) { return areRelated(author.domain, other.domain); });
            if (!isRelated)
                add(kind, m_from.mailboxes.front().display(),
                    Mailbox{{}, other.localPart, other.domain}.display());
        }
    }

    const Header &m_header;
    const AuthorContext &m_context;
    AddressList m_from;
    std::vector<AuthorFinding> m_found;
};

}

std::vector<AuthorFinding> authorFindings(const Header &header, const AuthorContext &context)
{
    return AuthorExaminer(header, context).examine();
}

}
