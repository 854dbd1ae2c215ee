# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of a page's structure another rendering of it has: a number from 0 to 1, and its parts.

Both renderings are lists of items in the order of the document: words and pictures, each with its place, its
colour, the colour behind it, and the block (paragraph) it belongs to. Items are the same when their word or
picture is. The items that both have in the same order, as many as possible (their longest common
subsequence), are pairs; with n items in one and m in the other, and p pairs:

  order      2p / (n + m)
  position   over the pairs, the mean of near(dx) · near(dy), weighed 0.75; and the smaller height of the two
             pages over the larger, weighed 0.25. dx is how far the left edges are apart in widths of the
             page; dy how far the middles are, each in heights of its own page. near(d) is 1 up to 0.02, then
             falls to 0 at 0.15.
  columns    two blocks are beside each other when they share at least half of the smaller height and neither
             reaches over the other. Of all couples of pairs that begin a block: with a couples beside each
             other in one, b in the other, c in both: 2c / (a + b). A picture is a block.
  pictures   over all pictures of both, the mean of (smaller / larger width) · (smaller / larger height); 0 for
             one that only one of them has
  colours    over the pairs of words, the mean of alike(text) and alike(ground), where alike is 1 up to a
             distance of 0.04 of that from black to white, then falls to 0 at 0.35

The score is their mean with the weights below. What a mail has nothing of in either rendering (pictures,
columns) is left out of its mean, so that nothing is given away. When there are no pairs, position and colours
are 0.
"""

WEIGHTS = {"order": 0.25, "position": 0.3, "columns": 0.15, "pictures": 0.1, "colours": 0.2}
PAGE_WIDTH = 800


def score(theirs, ours):
    """The parts and their weighed mean under "score"; each argument is a list of items with "ground"."""
    pairs = common(theirs, ours)
    parts = {
        "order": 2 * len(pairs) / max(len(theirs) + len(ours), 1),
        "position": position(theirs, ours, pairs),
        "columns": columns(theirs, ours, pairs),
        "pictures": pictures(theirs, ours),
        "colours": colours(theirs, ours, pairs),
    }
    counted = {name: value for name, value in parts.items() if value is not None}
    weight = sum(WEIGHTS[name] for name in counted)
    parts["score"] = sum(WEIGHTS[name] * value for name, value in counted.items()) / weight
    return parts


def name_of(item):
    return ("word", item["word"]) if "word" in item else ("picture", item["picture"])


def common(theirs, ours):
    """The longest common subsequence, as pairs of places."""
    a, b = [name_of(item) for item in theirs], [name_of(item) for item in ours]
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        row, below = lengths[i], lengths[i + 1]
        for j in range(len(b) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if a[i] == b[j] else max(below[j], row[j + 1])
    pairs, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def falling(distance, still_right, wrong):
    return min(1.0, max(0.0, (wrong - distance) / (wrong - still_right)))


def height_of(items):
    return max((item["y"] + item["h"] for item in items), default=1.0)


def position(theirs, ours, pairs):
    if not pairs:
        return 0.0
    height, our_height = height_of(theirs), height_of(ours)

    def near(i, j):
        a, b = theirs[i], ours[j]
        across = abs(a["x"] - b["x"]) / PAGE_WIDTH
        down = abs((a["y"] + a["h"] / 2) / height - (b["y"] + b["h"] / 2) / our_height)
        return falling(across, 0.02, 0.15) * falling(down, 0.02, 0.15)

    mean = sum(near(i, j) for i, j in pairs) / len(pairs)
    return 0.75 * mean + 0.25 * min(height, our_height) / max(height, our_height)


def frames(items):
    """Of each block: left, top, right, bottom."""
    result = {}
    for item in items:
        own = (item["x"], item["y"], item["x"] + item["w"], item["y"] + item["h"])
        known = result.get(item["block"], own)
        result[item["block"]] = (*map(min, known[:2], own[:2]), *map(max, known[2:], own[2:]))
    return result


def beside(a, b):
    shared = min(a[3], b[3]) - max(a[1], b[1])
    return shared >= 0.5 * min(a[3] - a[1], b[3] - b[1]) and (a[2] <= b[0] + 1 or b[2] <= a[0] + 1)


def columns(theirs, ours, pairs):
    their_frames, our_frames = frames(theirs), frames(ours)
    seen, first = set(), []
    for i, j in pairs:
        blocks = {("theirs", theirs[i]["block"]), ("ours", ours[j]["block"])}
        if not blocks <= seen:
            first.append((theirs[i]["block"], ours[j]["block"]))
        seen |= blocks
    in_theirs = in_ours = in_both = 0
    for place, (a, b) in enumerate(first):
        for c, d in first[:place]:
            one = a != c and beside(their_frames[a], their_frames[c])
            other = b != d and beside(our_frames[b], our_frames[d])
            in_theirs, in_ours, in_both = in_theirs + one, in_ours + other, in_both + (one and other)
    if in_theirs + in_ours == 0:
        return None
    return 2 * in_both / (in_theirs + in_ours)


def pictures(theirs, ours):
    """Each picture of a mail has a name of its own."""
    sizes = [{item["picture"]: (item["w"], item["h"]) for item in items if "picture" in item}
             for items in (theirs, ours)]
    names = sizes[0].keys() | sizes[1].keys()
    if not names:
        return None

    def same(name):
        if name not in sizes[0] or name not in sizes[1]:
            return 0.0
        (w, h), (v, g) = sizes[0][name], sizes[1][name]
        return min(w, v) / max(w, v) * min(h, g) / max(h, g)

    return sum(map(same, names)) / len(names)


def numbers(color):
    return [int(color[i:i + 2], 16) for i in (1, 3, 5)]


def colours(theirs, ours, pairs):
    words = [(theirs[i], ours[j]) for i, j in pairs if "word" in theirs[i]]
    if not words:
        return 0.0

    def alike(a, b):
        distance = sum((x - y) ** 2 for x, y in zip(a, b)) ** 0.5 / (3 ** 0.5 * 255)
        return falling(distance, 0.04, 0.35)

    total = 0.0
    for a, b in words:
        ground = numbers(a["ground"])
        *written, alpha = a["color"]
        seen = [alpha * x + (1 - alpha) * y for x, y in zip(written, ground)]
        total += alike(seen, numbers(b["color"])) + alike(ground, numbers(b["ground"]))
    return total / (2 * len(words))
