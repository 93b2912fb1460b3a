package io.roomcast.source.homeassistant;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds the home in what Home Assistant says, and keeps what it was found in when told to, so that after a restart it is known before
 * Home Assistant answers. Found anew in what is kept, it is as {@code rooms.yaml} and the settings have it by then. Searches are for one
 * thread.
 */
final class HomeSearch {

    private static final Logger LOG = Logger.getLogger(HomeSearch.class.getPackageName());

    private final RoomFinder finder;
    private final SightingFile file;
    private Optional<Sighting> kept;
    private Optional<Sighting> seen = Optional.empty();
    private volatile Optional<FoundHome> last;

    /**
     * @param finder knows what makes a room
     * @param zone   the home's time zone; absent: the one that Home Assistant says
     */
    HomeSearch(RoomFinder finder, SightingFile file, Optional<ZoneId> zone) {
        this.finder = finder;
        this.file = file;
        this.kept = file.read();
        this.last = kept.flatMap(sighting -> again(sighting, zone));
    }

    private Optional<FoundHome> again(Sighting sighting, Optional<ZoneId> zone) {
        try {
            return Optional.of(finder.find(sighting.registry(), sighting.classes(), zone.orElse(sighting.zone())));
        } catch (IllegalArgumentException unfit) {
            LOG.log(Level.WARNING, "The home that was found last does not fit the settings; Home Assistant is waited for", unfit);
            return Optional.empty();
        }
    }

    /** The home as it was found last, perhaps before a restart. Thread-safe. */
    Optional<FoundHome> last() {
        return last;
    }

    /** The entities whose states have to be known to find the home and to follow it. */
    Set<String> candidates(Registry registry) {
        return finder.candidates(registry);
    }

    /**
     * The home, as Home Assistant says now.
     *
     * @param classes the device classes of entities, by their ids
     * @param zone    the time zone that it is in
     */
    FoundHome find(Registry registry, Map<String, String> classes, ZoneId zone) {
        FoundHome found = finder.find(registry, classes, zone);
        seen = Optional.of(new Sighting(registry, classes, zone).essence());
        last = Optional.of(found);
        return found;
    }

    /** Has a restart begin with what was found last. */
    void keep() {
        if (!seen.equals(kept)) {
            kept = seen;
            seen.ifPresent(file::keep);
        }
    }
}
