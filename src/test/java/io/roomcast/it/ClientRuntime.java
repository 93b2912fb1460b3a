package io.roomcast.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the example clients run on. A test is skipped where it is missing. */
enum ClientRuntime {

    PYTHON {
        @Override
        ClientProcess startExample(String key, List<String> options) throws IOException {
            return run(EXAMPLES, Machine.python(), Path.of("websocket_api_client.py"), key, options);
        }

        @Override
        ClientProcess startProgram(String text) throws IOException {
            Path program = Files.writeString(Files.createDirectories(PYTHON_DIRECTORY).resolve("program.py"), text);
            return run(program.getParent(), Machine.python(), program, "", List.of());
        }
    },

    /** Imports are looked up from where a program lies, so it is copied beside the library. */
    NODE {
        @Override
        ClientProcess startExample(String key, List<String> options) throws IOException {
            Path directory = withLibrary();
            Path program = directory.resolve("websocket_api_client.js");
            Files.copy(EXAMPLES.resolve(program.getFileName()), program, StandardCopyOption.REPLACE_EXISTING);
            return run(directory, Machine.node(), program, key, options);
        }

        @Override
        ClientProcess startProgram(String text) throws IOException {
            Path program = Files.writeString(withLibrary().resolve("program.cjs"), text);
            return run(program.getParent(), Machine.node(), program, "", List.of());
        }
    };

    private static final Path EXAMPLES = Path.of("examples").toAbsolutePath();
    private static final Path PYTHON_DIRECTORY = Path.of("target", "python").toAbsolutePath();
    private static final Path NODE_DIRECTORY = Path.of("target", "node").toAbsolutePath();
    private static final int INSTALLED_WITHIN_MINUTES = 2;

    /** Starts the example client of this language, with the key in its environment. */
    abstract ClientProcess startExample(String key, List<String> options) throws IOException;

    /** Starts a program of this language. */
    abstract ClientProcess startProgram(String text) throws IOException;

    private static ClientProcess run(Path directory, Path interpreter, Path program, String key, List<String> options)
            throws IOException {
        List<String> command = Stream.concat(Stream.of(interpreter.toString(), program.toString()), options.stream()).toList();
        return ClientProcess.start(directory, Map.of("ROOMCAST_API_KEY", key), command);
    }

    /** A directory under {@code target} in which the examples' library is installed. */
    private static Path withLibrary() throws IOException {
        Machine.node();
        Files.createDirectories(NODE_DIRECTORY);
        Files.copy(EXAMPLES.resolve("package.json"), NODE_DIRECTORY.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
        boolean there = Files.isDirectory(NODE_DIRECTORY.resolve("node_modules/ws")) || install();
        assumeTrue(there, "skipped: the Node.js library ws could not be installed; to run it: npm install --prefix target/node");
        return NODE_DIRECTORY;
    }

    private static boolean install() {
        try {
            Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--no-package-lock")
                    .directory(NODE_DIRECTORY.toFile()).redirectErrorStream(true)
                    .redirectOutput(NODE_DIRECTORY.resolve("npm.log").toFile()).start();
            return npm.waitFor(INSTALLED_WITHIN_MINUTES, TimeUnit.MINUTES) && npm.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
