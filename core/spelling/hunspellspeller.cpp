// SPDX-License-Identifier: GPL-3.0-or-later
// The one file that knows Hunspell.
#include "core/spelling/dictionary.h"

#ifdef POSTHORN_HAVE_HUNSPELL

#include <QFile>

#include <hunspell/hunspell.hxx>
#include <iconv.h>
#include <optional>
#include <string>

namespace spelling {

namespace {

// Dictionaries are in charsets of their own, and are asked in them.
class Charset
{
public:
    explicit Charset(const char *name) : m_to(iconv_open(name, "UTF-8")), m_from(iconv_open("UTF-8", name)) {}
    ~Charset()
    {
        for (const iconv_t each : {m_to, m_from}) {
            if (isOpen(each))
                iconv_close(each);
        }
    }
    Q_DISABLE_COPY_MOVE(Charset)

    [[nodiscard]] bool isKnown() const { return isOpen(m_to) && isOpen(m_from); }
    // Nullopt: it has no such letters.
    [[nodiscard]] std::optional<std::string> encoded(const QString &text) const
    {
        return converted(m_to, text.toStdString());
    }
    [[nodiscard]] QString decoded(const std::string &octets) const
    {
        return QString::fromStdString(converted(m_from, octets).value_or(std::string()));
    }

private:
    // An error is told as the pointer -1 (iconv_open(3)).
    static bool isOpen(iconv_t descriptor)
    {
        return reinterpret_cast<qintptr>(descriptor) != -1;  // NOLINT(performance-no-int-to-ptr)
    }
    static std::optional<std::string> converted(iconv_t descriptor, std::string in)
    {
        std::string out(in.size() * 4 + 4, '\0');
        char *from = in.data();
        char *to = out.data();
        std::size_t left = in.size();
        std::size_t room = out.size();
        if (iconv(descriptor, &from, &left, &to, &room) == static_cast<std::size_t>(-1))
            return std::nullopt;
        out.resize(out.size() - room);
        return out;
    }

    iconv_t m_to;
    iconv_t m_from;
};

class HunspellSpeller final : public Speller
{
public:
    explicit HunspellSpeller(const QByteArray &path)
        : m_hunspell(path + ".aff", path + ".dic"), m_charset(m_hunspell.get_dict_encoding().c_str())
    {}

    [[nodiscard]] bool isUsable() const { return m_charset.isKnown(); }
    // What cannot even be written in the dictionary's charset is nothing that it could judge.
    [[nodiscard]] bool knows(const QString &word) const override
    {
        const auto octets = m_charset.encoded(word);
        return !octets || m_hunspell.spell(*octets);
    }
    [[nodiscard]] QStringList suggestionsFor(const QString &word) const override
    {
        QStringList all;
        const auto octets = m_charset.encoded(word);
        for (const std::string &each : octets ? m_hunspell.suggest(*octets) : std::vector<std::string>())
            all.append(m_charset.decoded(each));
        return all;
    }

private:
    mutable Hunspell m_hunspell;  // asking it changes nothing that anybody could see
    Charset m_charset;
};

}

bool isAvailable() noexcept
{
    return true;
}

std::unique_ptr<Speller> openSpeller(const Dictionary &dictionary)
{
    // Without its files Hunspell writes to the standard output and knows no word.
    if (!QFile::exists(dictionary.path + QStringLiteral(".aff"))
        || !QFile::exists(dictionary.path + QStringLiteral(".dic")))
        return nullptr;
    auto speller = std::make_unique<HunspellSpeller>(QFile::encodeName(dictionary.path));
    if (speller->isUsable())
        return speller;
    return nullptr;
}

}

#else

namespace spelling {

bool isAvailable() noexcept
{
    return false;
}

std::unique_ptr<Speller> openSpeller(const Dictionary & /*dictionary*/)
{
    return nullptr;
}

}

#endif
