// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QExplicitlySharedDataPointer>

#include <array>
#include <cstddef>
#include <memory>
#include <memory_resource>
#include <type_traits>
#include <vector>

namespace imap {

// What the lists of one response live in: nearly always one allocation for all of them. It goes when the last
// list goes. One thread fills it, while the response is read; lists may then be moved to any thread.
class ListMemory : public QSharedData  // NOLINT(cppcoreguidelines-pro-type-member-init): m_first is room
{
public:
    [[nodiscard]] void *allocate(std::size_t octets, std::size_t alignment)
    {
        return m_blocks.allocate(octets, alignment);
    }

private:
    // Flags, a few addresses and the parts of a mail with an attachment fit.
    std::array<std::byte, 3072> m_first;
    std::pmr::monotonic_buffer_resource m_blocks{m_first.data(), m_first.size()};
};

// Takes from a response's memory while the response is read; a copy of a list has memory of its own.
template <typename T>
class ListAllocator
{
public:
    using value_type = T;
    using propagate_on_container_move_assignment = std::true_type;
    using propagate_on_container_swap = std::true_type;

    ListAllocator() noexcept = default;
    explicit ListAllocator(QExplicitlySharedDataPointer<ListMemory> memory) noexcept
        : m_memory(std::move(memory))
    {}
    template <typename U>
    explicit ListAllocator(const ListAllocator<U> &other) noexcept : m_memory(other.memory())
    {}

    [[nodiscard]] T *allocate(std::size_t count)
    {
        if (!m_memory)
            return std::allocator<T>().allocate(count);
        return static_cast<T *>(m_memory->allocate(count * sizeof(T), alignof(T)));
    }
    void deallocate(T *at, std::size_t count) noexcept
    {
        if (!m_memory)
            std::allocator<T>().deallocate(at, count);
    }
    [[nodiscard]] ListAllocator select_on_container_copy_construction() const { return {}; }
    [[nodiscard]] const QExplicitlySharedDataPointer<ListMemory> &memory() const noexcept { return m_memory; }

    friend bool operator==(const ListAllocator &a, const ListAllocator &b) noexcept
    {
        return a.m_memory == b.m_memory;
    }

private:
    QExplicitlySharedDataPointer<ListMemory> m_memory;
};

// A list within a FETCH response: a vector, but see above.
template <typename T>
using List = std::vector<T, ListAllocator<T>>;

}
