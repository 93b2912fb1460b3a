package io.roomcast.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** The client programs of the document that asked for this API, where that document lies beside the project. */
final class SeedDocument {

    private static final Path PLACE = Path.of("..", "shared", "seed", "websocket-api.md");

    private SeedDocument() {
    }

    /** The Python program, with this server's address and this key in the places of the document's own. */
    static String python(TestKey key) throws IOException {
        return block("python", "websockets.connect(")
                .replace("localhost:8766", Server.base().getAuthority())
                .replace("your-api-key", key.secret());
    }

    /** The Node.js program, likewise. */
    static String node(TestKey key) throws IOException {
        return block("javascript", "require('ws')")
                .replace("'localhost', 8766", "'" + Server.base().getHost() + "', " + Server.base().getPort())
                .replace("your-api-key", key.secret());
    }

    private static String block(String language, String mentioning) throws IOException {
        Assumptions.assumeTrue(Files.isReadable(PLACE), "skipped: needs the document " + PLACE + " beside the project");
        Matcher blocks = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```").matcher(Files.readString(PLACE));
        return blocks.results().map(block -> block.group(1)).filter(block -> block.contains(mentioning)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + language + " program in " + PLACE));
    }
}
