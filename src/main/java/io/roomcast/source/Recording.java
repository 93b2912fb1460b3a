package io.roomcast.source;

import io.roomcast.home.OccupancyTracker;
import io.roomcast.home.SensorEvent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A recorded home: a CSV file, plain or compressed with gzip, of the columns {@code timestamp,entity_id,state}. It is read as it is
 * asked for and never held as a whole. For one thread.
 *
 * <p>Times are by the wall clock of the home unless they have an offset. The states are {@code on}, {@code off},
 * {@code unavailable} and {@code unknown}. Lines that are broken are counted, reported and skipped. The events come in the order of
 * time: lines that are out of order by up to {@link OccupancyTracker#TOLERANCE} are put in their place, others that are older than
 * what has been given out are broken.
 */
public final class Recording implements AutoCloseable {

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /** So many events within the tolerance are more than any home has. */
    private static final int MAX_WAITING = 10_000;

    /** Hears of what is broken. */
    @FunctionalInterface
    public interface Complaints {

        /**
         * A line is skipped.
         *
         * @param line its number in the file, from 1
         * @param why  what is wrong with it, to follow "the line"
         */
        void broken(long line, String why);
    }

    private final InputStream input;
    private final Lines lines;
    private final RecordedLine parser;
    private final Complaints complaints;
    /** Read, and waiting for one that belongs before them; in the order of time. */
    private final Deque<SensorEvent> waiting = new ArrayDeque<>();
    private Instant newest = Instant.MIN;
    private Instant given = Instant.MIN;
    private Instant limit = Instant.MAX;
    private boolean atEnd;
    private long broken;

    private Recording(InputStream input, Lines lines, RecordedLine parser, Complaints complaints) {
        this.input = input;
        this.lines = lines;
        this.parser = parser;
        this.complaints = complaints;
    }

    /**
     * Opens a recording.
     *
     * @param zone       the time zone of the home
     * @param shift      how far to move all times on the wall clock
     * @param complaints hears of broken lines
     * @throws IOException if the file cannot be read or has not the right header; names the file
     */
    public static Recording open(Path file, ZoneId zone, Duration shift, Complaints complaints) throws IOException {
        InputStream input = new BufferedInputStream(Files.newInputStream(file));
        try {
            Lines lines = new Lines(decompressed(input));
            Optional<String> header = lines.next().map(line -> line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line);
            RecordedTime time = new RecordedTime(new WallClock(zone, shift));
            RecordedLine parser = header.flatMap(line -> RecordedLine.of(line.strip(), time))
                    .orElseThrow(() -> new IOException("line 1 must be timestamp,entity_id,state"));
            return new Recording(input, lines, parser, complaints);
        } catch (IOException e) {
            input.close();
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static InputStream decompressed(InputStream input) throws IOException {
        input.mark(2);
        boolean compressed = (input.read() << 8 | input.read()) == GZIP_MAGIC;
        input.reset();
        return compressed ? new GZIPInputStream(input, 65_536) : input;
    }

    /** From here on a line is broken whose time is after that moment, say because it lies in the future. */
    public void endAt(Instant moment) {
        limit = moment;
    }

    /** The next event; nothing at the end of the file, or where it cannot be read further, which is reported as a broken line. */
    public Optional<SensorEvent> next() {
        while (!atEnd && mayBePreceded()) {
            read();
        }
        SensorEvent next = waiting.pollFirst();
        if (next != null) {
            given = next.at();
        }
        return Optional.ofNullable(next);
    }

    /** How many lines were broken so far. */
    public long broken() {
        return broken;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** Whether what follows in the file may belong before what is to be given out next. */
    private boolean mayBePreceded() {
        return waiting.isEmpty() || waiting.size() < MAX_WAITING
                && waiting.peekFirst().at().isAfter(newest.minus(OccupancyTracker.TOLERANCE));
    }

    private void read() {
        try {
            Optional<String> line = lines.next();
            if (line.isEmpty()) {
                atEnd = true;
            } else if (lines.cut()) {
                complain("is longer than " + Lines.LONGEST + " bytes");
            } else if (!line.get().isBlank()) {
                put(parser.parse(line.get()));
            }
        } catch (RecordedLine.BrokenLineException e) {
            complain(e.getMessage());
        } catch (IOException e) {
            atEnd = true;
            complain("cannot be read, nor what follows (" + e + ")");
        }
    }

    private void put(SensorEvent event) {
        if (event.at().isBefore(given) || event.at().isAfter(limit)) {
            complain(event.at().isAfter(limit) ? "is of a time that cannot be yet" : "is older than what came before it");
            return;
        }
        if (!event.at().isBefore(newest)) {
            newest = event.at();
            waiting.addLast(event);
            return;
        }
        Deque<SensorEvent> later = new ArrayDeque<>();
        while (!waiting.isEmpty() && waiting.peekLast().at().isAfter(event.at())) {
            later.addFirst(waiting.pollLast());
        }
        waiting.addLast(event);
        waiting.addAll(later);
    }

    private void complain(String why) {
        broken++;
        complaints.broken(lines.number(), why);
    }
}
