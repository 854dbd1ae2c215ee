// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace app {

class Engine;
class StoreRoom;

// The lines between the engine and the store, whatever threads they are in: server truth goes to the writer,
// the journal and the receipt service give orders and are told how they ended. The program and the tests use
// the same lines.
void connectEngineToStore(Engine &engine, StoreRoom &room);

}
