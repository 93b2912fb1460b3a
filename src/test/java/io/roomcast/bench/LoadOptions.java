package io.roomcast.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What to drive, from the system properties {@code load.*}.
 *
 * @param url        {@code load.url}, a {@code ws://} address; default {@code ws://localhost:8766/ws/predictions}
 * @param key        the API key, from the file {@code load.keyFile} or the environment's {@code ROOMCAST_API_KEY}
 * @param broker     {@code load.broker}, {@code mqtt://host:port}; default {@code mqtt://localhost:1883}
 * @param prefix     {@code load.prefix}, the topic prefix; default {@code occupancy/predictions}
 * @param sockets    {@code load.sockets}, default 500
 * @param perAddress {@code load.perAddress}: on 127.0.0.1, how many sockets share one loopback address before the next
 *                   is used, so that the server's limit per address is not in the way; 0 keeps one address; default 40
 * @param seconds    {@code load.seconds}, default 60
 * @param warmUp     {@code load.warmUp}, seconds of updates before the measured ones, default 5
 * @param rate       {@code load.rate}, updates a second, default 1
 * @param rooms      {@code load.rooms}, how many rooms take turns, default 1
 * @param batch      {@code load.batch}, whether the sockets ask for batches, default false
 * @param stalled    {@code load.stalled}, 1 to measure again beside one socket that stops reading, default 0. The
 *                   system's own buffers hold some hundred kilobytes for it: only beyond them does the server notice
 * @param reference  {@code load.reference}, whether a bare fan-out is measured as well, default true
 * @param serverPid  {@code load.serverPid}, the server's process, for its CPU time and resident memory
 */
record LoadOptions(URI url, String key, URI broker, String prefix, int sockets, int perAddress, Duration seconds,
                   Duration warmUp, double rate, int rooms, boolean batch, int stalled, boolean reference,
                   Optional<Long> serverPid) {

    LoadOptions {
        require("ws".equals(url.getScheme()), "load.url must be a ws:// address: " + url);
        require(!key.isEmpty(), "no key: set ROOMCAST_API_KEY or -Dload.keyFile");
        require(sockets > 0 && sockets <= 50_000, "load.sockets must be 1 to 50000");
        require(rate > 0 && rate <= 10_000, "load.rate must be above 0 and at most 10000");
        require(rooms > 0 && rooms <= 1_000, "load.rooms must be 1 to 1000");
        require(stalled == 0 || stalled == 1, "load.stalled must be 0 or 1");
        require(!seconds.isNegative() && !seconds.isZero(), "load.seconds must be above 0");
    }

    static LoadOptions fromSystem() throws IOException {
        Optional<String> keyFile = property("load.keyFile");
        String key = keyFile.isPresent()
                ? Files.readString(Path.of(keyFile.get()))
                : Optional.ofNullable(System.getenv("ROOMCAST_API_KEY")).orElse("");
        return new LoadOptions(
                URI.create(property("load.url").orElse("ws://localhost:8766/ws/predictions")),
                key.strip(),
                URI.create(property("load.broker").orElse("mqtt://localhost:1883")),
                property("load.prefix").orElse("occupancy/predictions"),
                number("load.sockets", 500),
                number("load.perAddress", 40),
                Duration.ofSeconds(number("load.seconds", 60)),
                Duration.ofSeconds(number("load.warmUp", 5)),
                property("load.rate").map(Double::valueOf).orElse(1.0),
                number("load.rooms", 1),
                property("load.batch").map(Boolean::valueOf).orElse(false),
                number("load.stalled", 0),
                property("load.reference").map(Boolean::valueOf).orElse(true),
                property("load.serverPid").map(Long::valueOf));
    }

    private static int number(String name, int otherwise) {
        return property(name).map(Integer::valueOf).orElse(otherwise);
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
