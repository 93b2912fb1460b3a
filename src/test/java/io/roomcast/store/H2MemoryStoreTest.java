package io.roomcast.store;

/** The contract on H2 in memory. */
class H2MemoryStoreTest extends StoreContract {

    @Override
    TestDatabase open() {
        return TestDatabase.h2InMemory();
    }
}
