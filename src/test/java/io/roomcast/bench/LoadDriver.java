package io.roomcast.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Measures a running server: opens many authenticated sockets, publishes predictions to the broker that the server
 * reads, and times each from its publication to its receipt. Then, as asked, the same beside one socket that has
 * stopped reading, and the same through a {@link BareFanOut}, which gives the floor that the server's figures are
 * divided by. Options: {@link LoadOptions}. Run with {@code mvn -q test-compile exec:java@load -Dload.sockets=500}.
 */
public final class LoadDriver {

    private static final Duration OPENING_WITHIN = Duration.ofMinutes(2);
    private static final Duration PASSAGE_WITHIN = Duration.ofMinutes(3);
    private static final Duration PROBE_WITHIN = Duration.ofSeconds(2);
    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(15);
    private static final String FLOOR_PREFIX = "roomcast-load-floor";
    private static final int STALLED_RECEIVE_BUFFER = 4096;

    private final LoadOptions options;
    private final PrintStream out;
    private final String run = "load" + Long.toString(System.currentTimeMillis(), 36);

    private LoadDriver(LoadOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Takes no arguments; see {@link LoadOptions}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new LoadDriver(LoadOptions.fromSystem(), System.out).drive();
    }

    private void drive() throws IOException, InterruptedException {
        InetSocketAddress server = new InetSocketAddress(options.url().getHost(), options.url().getPort());
        Deliveries.Latencies plain;
        int length;
        try (Broker broker = new Broker(options.broker(), options.prefix());
                Swarm swarm = new Swarm(server, entrance(server), shape(options.sockets()))) {
            Instant start = Instant.now();
            swarm.awaitReady(OPENING_WITHIN);
            out.printf("%d sockets in after %.1f s; server: %s%n", options.sockets(),
                    Duration.between(start, Instant.now()).toMillis() / 1e3, ServerFigures.read(options));
            length = awaitPassage(broker, swarm);
            plain = measure("all reading", broker, swarm, series("a"));
            if (options.stalled() > 0) {
                show("beside a stalled one, as a multiple", measureStalled(server, broker, swarm).per(plain));
            }
        }
        if (options.reference()) {
            show("the server, as a multiple of the floor", plain.per(measureFloor(length)));
        }
    }

    private Optional<SwarmSocket.Entrance> entrance(InetSocketAddress server) {
        String features = options.batch() ? "\"batch\"" : "";
        return Optional.of(new SwarmSocket.Entrance(server, options.url().getPath(),
                "{\"type\":\"authentication\",\"data\":{\"api_key\":\"" + options.key()
                        + "\",\"client_name\":\"load-driver\",\"features\":[" + features + "]}}"));
    }

    private Swarm.Shape shape(int sockets) {
        return new Swarm.Shape(sockets, options.perAddress(), 0);
    }

    private Publication series(String name) {
        int warmUp = (int) Math.round(options.warmUp().toSeconds() * options.rate());
        int measured = (int) Math.max(1, Math.round(options.seconds().toSeconds() * options.rate()));
        return new Publication(run + name, warmUp, warmUp + measured, options.rooms());
    }

    /** Publishes until an update comes out at the other end; how long the text was that brought it. */
    private int awaitPassage(Broker broker, Swarm swarm) {
        Instant end = Instant.now().plus(PASSAGE_WITHIN);
        for (int attempt = 0; Instant.now().isBefore(end); attempt++) {
            Publication probe = new Publication(run + "probe" + attempt, 0, 1, 1);
            Deliveries arrived = new Deliveries(probe, options.sockets());
            swarm.countInto(arrived);
            broker.publish(probe, options.rate(), published -> { });
            await(() -> arrived.delivered() == arrived.expected(), PROBE_WITHIN);
            if (arrived.delivered() > 0) {
                return arrived.textLength();
            }
        }
        throw new IllegalStateException("no update came through: does the server read " + options.broker() + " under "
                + options.prefix() + "?");
    }

    private Deliveries.Latencies measure(String title, Broker broker, Swarm swarm, Publication series)
            throws IOException, InterruptedException {
        Deliveries deliveries = new Deliveries(series, options.sockets());
        swarm.countInto(deliveries);
        out.printf("%n%s: %d updates at %.1f/s over %d room(s)%n", title, series.updates(), options.rate(),
                series.rooms());
        Spent before = Spent.now(swarm, options);
        broker.publish(series, options.rate(), published -> out.printf("  %6d updates, %d of %d deliveries%n",
                published, deliveries.delivered(), (long) published * options.sockets()));
        await(() -> deliveries.delivered() == deliveries.expected(), DRAIN_WITHIN);
        Spent after = Spent.now(swarm, options);
        out.printf("  deliveries %d, expected %d, missing %d, repeated %d, sockets lost %d%s, failed publications %d%n",
                deliveries.delivered(), deliveries.expected(), deliveries.expected() - deliveries.delivered(),
                deliveries.repeated(), swarm.lost(), swarm.firstLoss().map(why -> " (" + why + ")").orElse(""),
                broker.failures());
        out.printf("  %s%n  server: %s%n", after.since(before), after.server());
        return show("ms", deliveries.latencies());
    }

    private Deliveries.Latencies measureStalled(InetSocketAddress server, Broker broker, Swarm swarm)
            throws IOException, InterruptedException {
        Swarm.Shape shape = new Swarm.Shape(1, 0, STALLED_RECEIVE_BUFFER);
        try (Swarm stalled = new Swarm(server, entrance(server), shape)) {
            stalled.awaitReady(OPENING_WITHIN);
            Publication series = series("b");
            Deliveries late = new Deliveries(series, 1);
            stalled.countInto(late);
            stalled.pauseReading();
            Deliveries.Latencies others = measure("beside a socket that stops reading", broker, swarm, series);
            stalled.resumeReading();
            Instant resumed = Instant.now();
            await(late::hasNewestOfEveryRoom, DRAIN_WITHIN);
            out.printf("  the stalled socket, reading on: got %d of %d updates, the newest of every room: %s,"
                            + " after %d ms%s%n", late.delivered(), late.expected(),
                    late.hasNewestOfEveryRoom() ? "yes" : "NO", Duration.between(resumed, Instant.now()).toMillis(),
                    stalled.firstLoss().map(why -> "; it was lost: " + why).orElse(""));
            return others;
        }
    }

    private Deliveries.Latencies measureFloor(int length) throws IOException, InterruptedException {
        Publication series = series("c");
        try (BareFanOut bare = new BareFanOut(); Broker broker = new Broker(options.broker(), FLOOR_PREFIX);
                Broker reader = new Broker(options.broker(), FLOOR_PREFIX);
                Swarm swarm = new Swarm(bare.address(), Optional.empty(), shape(options.sockets()))) {
            swarm.awaitReady(OPENING_WITHIN);
            reader.listen(update -> bare.fanOut(series, update, length));
            return measure("the floor: a bare fan-out of " + length + " bytes", broker, swarm, series);
        }
    }

    private Deliveries.Latencies show(String title, Deliveries.Latencies latencies) {
        out.printf("  %s: p50 %.2f  p90 %.2f  p99 %.2f  max %.2f%n", title, latencies.p50(), latencies.p90(),
                latencies.p99(), latencies.max());
        return latencies;
    }

    private static void await(BooleanSupplier condition, Duration within) {
        Instant end = Instant.now().plus(within);
        while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    /** Time that passed, CPU time used in it by the driver, by its reading thread, and what the server did. */
    private record Spent(Duration time, Duration driver, Duration reader, ServerFigures server) {

        static Spent now(Swarm swarm, LoadOptions options) throws IOException, InterruptedException {
            long cpu = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
            return new Spent(Duration.ofNanos(System.nanoTime()), Duration.ofNanos(cpu), swarm.cpu(),
                    ServerFigures.read(options));
        }

        String since(Spent before) {
            Duration passed = time.minus(before.time);
            return "CPU, of one core: driver %s (its reader %s), server %s; conflated: %s in outboxes, %s before that".formatted(
                    share(driver.minus(before.driver), passed), share(reader.minus(before.reader), passed),
                    server.cpu().flatMap(now -> before.server.cpu().map(now::minus)).map(cpu -> share(cpu, passed)).orElse("?"),
                    growth(before.server.conflated(), server.conflated()), growth(before.server.replaced(), server.replaced()));
        }

        private static String growth(Optional<Double> before, Optional<Double> after) {
            return after.flatMap(now -> before.map(then -> "%.0f".formatted(now - then))).orElse("?");
        }

        private static String share(Duration cpu, Duration passed) {
            return "%.1f %%".formatted(100.0 * cpu.toNanos() / passed.toNanos());
        }
    }
}
