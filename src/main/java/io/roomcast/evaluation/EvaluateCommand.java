package io.roomcast.evaluation;

import io.roomcast.config.InvalidConfigurationException;
import io.roomcast.config.RoomsFile;
import io.roomcast.home.Home;
import io.roomcast.tracking.embedded.RetrainingSchedule;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Evaluates the predictions of a recorded home: {@code mvn -q compile exec:java@evaluate -Dhome=HOME.csv.gz -Drooms=HOME.rooms.yaml
 * -Dtrain=7 -Dhold=5 -Dout=answers.csv}. Writes the answers, scores them and prints the figures beside those of the previous run; draws
 * a page of charts beside the answers. Everything goes by the recording's own wall clock.
 */
public final class EvaluateCommand {

    private static final int MAX_COMPLAINTS = 10;

    private final PrintStream out;
    private final PrintStream err;
    private final RetrainingSchedule schedule;

    /**
     * @param out takes the figures
     * @param err takes what goes wrong, and how far it is
     */
    EvaluateCommand(PrintStream out, PrintStream err, RetrainingSchedule schedule) {
        this.out = out;
        this.err = err;
        this.schedule = schedule;
    }

    /** Takes no arguments, but system properties; ends the process with 1 when the evaluation cannot be made. */
    public static void main(String[] arguments) {
        int status = new EvaluateCommand(System.out, System.err, RetrainingSchedule.standard()).run(System.getProperties());
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Evaluates as the properties say; 0 if it could be done, else 1 after a line that says why not. */
    int run(Properties properties) {
        try {
            evaluate(EvaluationOptions.of(properties));
            return 0;
        } catch (EvaluationException e) {
            err.println(e.getMessage());
        } catch (InvalidConfigurationException e) {
            e.problems().forEach(err::println);
        }
        return 1;
    }

    private void evaluate(EvaluationOptions options) throws EvaluationException {
        Home home = home(options);
        Span span = span(options, home);
        Period period = Period.of(span.first(), span.last(), options.trainDays());
        if (period.start() >= period.end()) {
            throw new EvaluationException("train: " + options.trainDays() + " days are not shorter than the recording, which ends on day "
                    + (period.length().toDays() + 1));
        }
        Path kept = options.beside(".figures");
        Optional<PreviousRun> previous = PreviousRun.read(kept, options);
        try {
            Replay replay = replay(options, home, period);
            Evaluation evaluation = Evaluation.of(options, period, home, replay, previous);
            Path page = options.beside(".html");
            Files.writeString(page, new HtmlReport(evaluation).page());
            PreviousRun.write(kept, options, evaluation.scores());
            new TextReport(evaluation, out).print();
            out.printf("%nAnswers in %s, charts in %s%n", options.answers(), page);
        } catch (UncheckedIOException e) {
            throw broken(e.getCause());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private Home home(EvaluationOptions options) throws EvaluationException {
        RoomsFile file = RoomsFile.read(options.rooms());
        file.warnings().forEach(err::println);
        if (file.sensors().isEmpty()) {
            throw new EvaluationException("rooms: " + options.rooms() + " names no sensors");
        }
        return new Home(ZoneOffset.UTC, file.rooms(), file.sensors(), options.holdOff(), Map.of());
    }

    private Span span(EvaluationOptions options, Home home) throws EvaluationException {
        long[] broken = new long[1];
        Span span = Span.of(options.events(), home, (line, why) -> {
            if (++broken[0] <= MAX_COMPLAINTS) {
                err.println(options.events() + ": line " + line + " " + why);
            }
        });
        if (broken[0] > 0) {
            err.println(options.events() + ": " + broken[0] + " broken lines are left out");
        }
        return span;
    }

    private Replay replay(EvaluationOptions options, Home home, Period period) throws IOException {
        Replay.Progress progress = options.showsProgress()
                ? new ShownProgress(period, err, InstantSource.system())
                : (moment, trainings) -> { };
        ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (BufferedWriter writer = Files.newBufferedWriter(options.answers())) {
            writer.write(Answer.HEADER + "\n");
            Replay replay = new Replay(home, schedule, period, workers, answer -> write(writer, answer), progress);
            replay.run(options.events());
            return replay;
        } finally {
            workers.shutdown();
        }
    }

    private static void write(BufferedWriter writer, Answer answer) {
        try {
            writer.write(answer.line() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EvaluationException broken(IOException e) {
        return new EvaluationException("cannot read or write: " + e, e);
    }
}
