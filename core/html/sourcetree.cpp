// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/sourcetree.h"

#include "core/html/limits.h"
#include "core/html/tagscan.h"

#include <csetjmp>
#include <cstdlib>

namespace html {

// In front of each piece of the parser's memory, so that all of it can be given back in one loop.
struct alignas(std::max_align_t) SourceTree::Block {
    Block *previous, *next;
    std::size_t size;
};

SourceTree::SourceTree(const QByteArray &utf8)
{
    BoundedSource bounded = boundedNesting(utf8, limits::openElements);
    m_isBounded = bounded.dropped > 0;
    m_octets = std::move(bounded.octets);
    m_root = parse();
}

SourceTree::~SourceTree()
{
    while (m_blocks != nullptr)
        std::free(std::exchange(m_blocks, m_blocks->next));
}

// Formatting that is never closed is made anew in every paragraph, so that a small document can grow without
// bound. The parser has no way to be stopped but this; it is C, so nothing is left undone that a destructor
// would do.
const GumboNode *SourceTree::parse() noexcept
{
    std::jmp_buf wayOut;
    m_wayOut = &wayOut;
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = release;
    options.userdata = this;
    options.max_errors = 0;
    if (setjmp(wayOut) != 0)  // NOLINT(cert-err52-cpp)
        return nullptr;
    const GumboOutput *output =
        gumbo_parse_with_options(&options, m_octets.constData(), static_cast<std::size_t>(m_octets.size()));
    return output != nullptr ? output->root : nullptr;
}

void *SourceTree::allocate(void *tree, std::size_t size)
{
    auto *self = static_cast<SourceTree *>(tree);
    const std::size_t whole = size + sizeof(Block);
    Block *block = self->m_allocated + whole > static_cast<std::size_t>(limits::treeOctets)
        ? nullptr
        : static_cast<Block *>(std::malloc(whole));
    if (block == nullptr)
        std::longjmp(*static_cast<std::jmp_buf *>(self->m_wayOut), 1);  // NOLINT(cert-err52-cpp)
    *block = {nullptr, self->m_blocks, whole};
    if (self->m_blocks != nullptr)
        self->m_blocks->previous = block;
    self->m_blocks = block;
    self->m_allocated += whole;
    return block + 1;
}

void SourceTree::release(void *tree, void *memory)
{
    if (memory == nullptr)
        return;
    auto *self = static_cast<SourceTree *>(tree);
    Block *block = static_cast<Block *>(memory) - 1;
    (block->previous != nullptr ? block->previous->next : self->m_blocks) = block->next;
    if (block->next != nullptr)
        block->next->previous = block->previous;
    self->m_allocated -= block->size;
    std::free(block);
}

}
