# SPDX-License-Identifier: GPL-3.0-or-later
"""One-line bugs: where in a C++ source one could be, and what the line would be then."""

import random
import re
from collections import namedtuple

Mutant = namedtuple("Mutant", "file line kind before after")  # line counts from 1

# What nobody could tell from the original: words for the log, checks of the developer's own, room for later.
UNTOLD = re.compile(
    r"\b(qC?(Debug|Info|Warning|Critical)|Q_ASSERT\w*|Q_UNREACHABLE|static_assert|assert|reserve|squeeze"
    r"|shrink_to_fit|COVERS)\s*\(|^\s*(#|template\b|using\b|namespace\b|enum\b|friend\b|Q_[A-Z]+\b(?<!Q_EMIT))"
    r"|=\s*(default|delete)\s*;|\[\[maybe_unused\]\]"
)
# Only these can be left out: a declaration that is gone does not compile.
STATEMENT = re.compile(
    r"^\s*(?:return\b.*|break|continue|Q_EMIT\b.*|(?:\+\+|--).*|\*?[A-Za-z_][\w:]*(?:(?:\.|->)\w+|\[[^\]]*\]|\([^;]*?\))*"
    r"\s*(?:\(.*\)|[-+*/|&^]?=\s.*|\+\+|--))\s*;\s*$"
)
DECLARATION = re.compile(r"^\s*(?:const\b|auto\b|static\b|constexpr\b|delete\b|[\w:<>]+\s+[*&]?\w+\s*[=({;])")
SWAPS = [
    (r" == ", " != ", "comparison"), (r" != ", " == ", "comparison"),
    (r" < ", " <= ", "comparison"), (r" <= ", " < ", "comparison"),
    (r" > ", " >= ", "comparison"), (r" >= ", " > ", "comparison"),
    (r" && ", " || ", "logic"), (r" \|\| ", " && ", "logic"), (r"(?<![\w)\]])!(?=[\w(])", "", "logic"),
    (r" \+ ", " - ", "arithmetic"), (r" - ", " + ", "arithmetic"),
    (r" \+= ", " -= ", "arithmetic"), (r" -= ", " += ", "arithmetic"),
    (r"\btrue\b", "false", "constant"), (r"\bfalse\b", "true", "constant"),
]


def masked(source):
    """The source with comments and the insides of literals blanked, every octet in its place. Character literals keep
    their quotes as \\x01 so that they can be found."""
    token = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.S
    )

    def blank(match):
        text = match.group()
        if text[0] == "'":
            return "\x01" * len(text)
        return re.sub(r"[^\n]", " " if text[0] == "/" else "\x02", text)

    return token.sub(blank, source)


def condition_end(text, start):
    """Behind the parenthesis that closes the one at start, or None when that is on another line."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return None


def line_mutants(line, mask, previous):
    """(kind, new line) for one line; mask is the line without comments and literals, previous the mask of the line of
    code before it."""
    match = re.match(r"^\s*(?:\} else )?(?:if|while) \(", mask)
    if match:
        start = match.end() - 1
        end = condition_end(mask, start)
        inner = mask[start + 1:end].rfind(";") if end else -1
        if end and not re.match(r"\s*(const |auto )", mask[start + 1 + inner + 1:]):
            first = start + 1 + inner + 1
            first += 1 if inner >= 0 else 0
            yield "negate", f"{line[:first]}!({line[first:end]}){line[end:]}"
    whole = not previous or previous.rstrip()[-1] in ";{})" or previous.rstrip().endswith(("else", ":"))
    if whole and STATEMENT.match(mask) and mask.count("(") == mask.count(")"):
        returns = re.match(r"^\s*return\b\s*(.*);", mask)
        if returns or not DECLARATION.match(mask):
            yield "delete", re.match(r"^\s*", line).group() + "{}"
    returns = re.match(r"^(\s*return )(?!\{\}|nullopt|std::nullopt|false|true|nullptr|\*this)[^;]+;", mask)
    if returns and mask.count("(") == mask.count(")"):
        yield "return default", returns.group(1) + "{};"
    for pattern, by, kind in SWAPS:
        for match in re.finditer(pattern, mask):
            yield kind, line[:match.start()] + by + line[match.end():]
    for match in re.finditer(r"(?<![\w.'])(\d+)(?![\w.'])", mask):
        value = int(match.group())
        for changed in [value + 1] + ([value - 1] if value > 0 else []):
            yield "off by one", line[:match.start()] + str(changed) + line[match.end():]
    for match in re.finditer(r"\x01+", mask):
        letter = line[match.start() + 1:match.end() - 1]
        if len(letter) == 1 and letter.isprintable() and letter not in "&[~":  # the next is ' or \ or none
            yield "constant", f"{line[:match.start()]}'{chr(ord(letter) + 1)}'{line[match.end():]}"
        elif len(letter) == 2:
            yield "constant", line[:match.start()] + "'?'" + line[match.end():]


def file_mutants(name, source):
    lines = source.split("\n")
    masks = masked(source).split("\n")
    previous = ""
    for number, (line, mask) in enumerate(zip(lines, masks), 1):
        if mask.strip():
            if not UNTOLD.search(mask):
                seen = {line}
                for kind, after in line_mutants(line, mask, previous):
                    if after not in seen:
                        seen.add(after)
                        yield Mutant(name, number, kind, line.strip(), after)
            previous = mask


def draw(sources, seed):
    """All mutants of {name: source} in the order the seed gives: kinds take turns, a line comes only once."""
    dice = random.Random(seed)
    kinds = {}
    for name in sorted(sources):
        for mutant in file_mutants(name, sources[name]):
            kinds.setdefault(mutant.kind, []).append(mutant)
    for kind in sorted(kinds):
        dice.shuffle(kinds[kind])
    lines, order = set(), []
    while kinds:
        for kind in sorted(kinds):
            while kinds[kind]:
                mutant = kinds[kind].pop()
                if (mutant.file, mutant.line) not in lines:
                    lines.add((mutant.file, mutant.line))
                    order.append(mutant)
                    break
            if not kinds[kind]:
                del kinds[kind]
    return order
