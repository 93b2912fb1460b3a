package io.roomcast.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on an H2 file, the default. */
class H2FileStoreTest extends StoreContract {

    @TempDir
    static Path directory;

    @Override
    TestDatabase open() {
        return TestDatabase.h2File(directory.resolve("roomcast"));
    }
}
