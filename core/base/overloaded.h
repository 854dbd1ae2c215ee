// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// std::visit(overloaded{[](const A &) {…}, [](const B &) {…}}, variant): one lambda per alternative.
template <typename... Ts>
struct overloaded : Ts... {
    using Ts::operator()...;
};
template <typename... Ts>
overloaded(Ts...) -> overloaded<Ts...>;
