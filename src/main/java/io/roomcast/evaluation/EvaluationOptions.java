package io.roomcast.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What is to be evaluated.
 *
 * @param events        the recording of the home
 * @param rooms         its rooms and sensors
 * @param trainDays     how many days it only learns from; at least one
 * @param holdOff       how long every room stays occupied after its last evidence, whatever the file of the rooms says
 * @param answers       where to write the answers; what belongs to them lies beside it
 * @param showsProgress whether to tell how far it is
 */
record EvaluationOptions(Path events, Path rooms, int trainDays, Duration holdOff, Path answers, boolean showsProgress) {

    private static final int MAX_DAYS = 10_000;
    private static final double MAX_HOLD_OFF_MINUTES = 1440;
    private static final String ANSWERS_EXTENSION = ".csv";
    private static final Map<String, String> DEFAULTS = Map.of("train", "7", "hold", "5", "out", "answers.csv", "progress", "true");

    /**
     * The options that properties spell: {@code home} and {@code rooms} are files that exist; by default {@code train} is 7 days,
     * {@code hold} 5 minutes, {@code out} is answers.csv, and {@code progress} is shown.
     */
    static EvaluationOptions of(Properties properties) throws EvaluationException {
        Path events = file(properties, "home", "-Dhome=HOME.csv.gz, the recording of a home");
        Path rooms = file(properties, "rooms", "-Drooms=HOME.rooms.yaml, the rooms and sensors of that home");
        Path answers = path("out", text(properties, "out").orElseThrow());
        for (Path input : new Path[] {events, rooms}) {
            if (isSame(input, answers)) {
                throw new EvaluationException("out: " + answers + " would overwrite what is to be read");
            }
        }
        if (Files.isDirectory(answers) || !Files.isDirectory(answers.toAbsolutePath().getParent())) {
            throw new EvaluationException("out: " + answers + (Files.isDirectory(answers) ? " is a directory" : " is in no directory"));
        }
        double days = number(properties, "train", MAX_DAYS);
        if (days < 1 || days != Math.rint(days)) {
            throw new EvaluationException("train: must be a whole number of days, at least 1, not " + text(properties, "train").orElseThrow());
        }
        Duration holdOff = Duration.ofMillis(Math.round(number(properties, "hold", MAX_HOLD_OFF_MINUTES) * 60_000));
        if (holdOff.isZero()) {
            throw new EvaluationException("hold: must be more than 0 minutes");
        }
        return new EvaluationOptions(events, rooms, (int) days, holdOff, answers, progress(properties));
    }

    /** The name of the home, which is that of its file. */
    String homeName() {
        String name = events.getFileName().toString();
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** A file beside the answers, of the same name but with another ending. */
    Path beside(String extension) {
        String name = answers.getFileName().toString();
        String stem = name.endsWith(ANSWERS_EXTENSION) ? name.substring(0, name.length() - ANSWERS_EXTENSION.length()) : name;
        return answers.resolveSibling(stem + extension);
    }

    private static Path file(Properties properties, String name, String what) throws EvaluationException {
        Optional<String> text = text(properties, name);
        if (text.isEmpty()) {
            throw new EvaluationException(name + " is missing: give " + what);
        }
        Path file = path(name, text.get());
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new EvaluationException(name + ": there is no file " + file + " that can be read");
        }
        return file;
    }

    private static Path path(String name, String text) throws EvaluationException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new EvaluationException(name + ": " + text + " is no name of a file", e);
        }
    }

    private static double number(Properties properties, String name, double max) throws EvaluationException {
        String text = text(properties, name).orElseThrow();
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && number <= max) {
                return number;
            }
            throw new EvaluationException(name + ": must be at most " + Math.round(max) + ", and not negative, not " + text);
        } catch (NumberFormatException e) {
            throw new EvaluationException(name + ": must be a number, not " + text, e);
        }
    }

    private static boolean progress(Properties properties) throws EvaluationException {
        String text = text(properties, "progress").orElseThrow();
        if (!text.equals("true") && !text.equals("false")) {
            throw new EvaluationException("progress: must be true or false, not " + text);
        }
        return Boolean.parseBoolean(text);
    }

    private static Optional<String> text(Properties properties, String name) {
        return Optional.ofNullable(properties.getProperty(name, DEFAULTS.get(name))).map(String::strip).filter(text -> !text.isEmpty())
                .or(() -> Optional.ofNullable(DEFAULTS.get(name)));
    }

    private static boolean isSame(Path input, Path output) throws EvaluationException {
        try {
            return Files.exists(output) && Files.isSameFile(input, output);
        } catch (IOException e) {
            throw new EvaluationException("out: " + output + " cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
