package io.roomcast.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How to reach Home Assistant, and what to take from it. Immutable.
 *
 * @param socket        its WebSocket
 * @param token         lets us in
 * @param caFile        PEM file of the authorities trusted for it; absent: those the Java runtime trusts
 * @param excludedAreas ids or names of areas that are no rooms
 * @param outdoorAreas  ids or names of areas whose occupancy is not the home's
 * @param selection     which entities are taken or left out
 * @param aggregates    what is made of rooms: {@code floors}, {@code home}, {@code all}, or ids or names of floors
 * @param history       how far back it is asked for the past at the first start
 * @param zone          the home's time zone; absent: the one that Home Assistant says
 */
public record HomeAssistantSettings(
        URI socket, Secret token, Optional<Path> caFile, Set<String> excludedAreas, Set<String> outdoorAreas,
        EntitySelection selection, Set<String> aggregates, Duration history, Optional<ZoneId> zone) {

    /** Where one of Home Assistant's apps reaches it. */
    public static final URI SUPERVISOR = URI.create("ws://supervisor/core/websocket");

    public HomeAssistantSettings {
        Objects.requireNonNull(socket, "socket");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(caFile, "caFile");
        excludedAreas = Set.copyOf(excludedAreas);
        outdoorAreas = Set.copyOf(outdoorAreas);
        Objects.requireNonNull(selection, "selection");
        aggregates = Set.copyOf(aggregates);
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(zone, "zone");
    }

    /** Settings by which no area is outdoors, and entities are taken as usual. */
    public HomeAssistantSettings(URI socket, Secret token, Optional<Path> caFile, Set<String> excludedAreas,
            Set<String> aggregates,
            Duration history, Optional<ZoneId> zone) {
        this(socket, token, caFile, excludedAreas, Set.of(), EntitySelection.USUAL, aggregates, history, zone);
    }
}
