// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>
#include <gumbo.h>

namespace html {

// The tree that gumbo makes of a document, with what it may cost bounded: memory by counting, and its
// recursive destruction is never used. Made and destroyed on any thread, however small its stack.
class SourceTree
{
public:
    explicit SourceTree(const QByteArray &utf8);
    ~SourceTree();
    SourceTree(const SourceTree &) = delete;
    SourceTree &operator=(const SourceTree &) = delete;

    // Null: the document would cost too much.
    [[nodiscard]] const GumboNode *root() const noexcept { return m_root; }
    [[nodiscard]] bool isBounded() const noexcept { return m_isBounded; }  // elements were left out

private:
    struct Block;
    static void *allocate(void *tree, std::size_t size);
    static void release(void *tree, void *memory);
    const GumboNode *parse() noexcept;

    QByteArray m_octets;  // the tree points into it
    Block *m_blocks = nullptr;
    std::size_t m_allocated = 0;
    void *m_wayOut = nullptr;
    const GumboNode *m_root = nullptr;
    bool m_isBounded = false;
};

}
