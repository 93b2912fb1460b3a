package io.roomcast.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class of the tests in a JVM of its own. */
final class Forked {

    private Forked() {
    }

    static Process start(Class<?> main, String... arguments) throws IOException {
        return new ProcessBuilder(command(main, arguments)).redirectError(Redirect.DISCARD).start();
    }

    static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Reads on until that line comes. */
    static void awaitLine(Process process, String line) throws IOException {
        BufferedReader output = process.inputReader();
        String next = output.readLine();
        while (next != null && !next.equals(line)) {
            next = output.readLine();
        }
        if (next == null) {
            throw new IOException("the process ended without saying \"" + line + "\"");
        }
    }
}
