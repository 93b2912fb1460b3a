package io.roomcast.source.homeassistant;

import io.roomcast.home.RoomId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Makes room ids of the ids of areas, which stay when an area is renamed. Nearly all of them fit as they are. */
final class RoomIds {

    private static final int LONGEST = 64;

    private RoomIds() {
    }

    /** A room id for each area; no two areas share one, and one that fits keeps its own. */
    static Map<String, RoomId> of(Collection<String> areas) {
        Map<String, RoomId> ids = new HashMap<>();
        Set<RoomId> taken = new HashSet<>();
        Set<String> others = new LinkedHashSet<>();
        for (String area : areas) {
            RoomId.parse(area).ifPresentOrElse(id -> {
                ids.put(area, id);
                taken.add(id);
            }, () -> others.add(area));
        }
        for (String area : others) {
            RoomId id = fitted(area, taken);
            ids.put(area, id);
            taken.add(id);
        }
        return ids;
    }

    /** A room id for something that is no area. */
    static RoomId unlike(Collection<RoomId> areas, String name) {
        return fitted(name, Set.copyOf(areas));
    }

    private static RoomId fitted(String area, Set<RoomId> taken) {
        String base = area.replaceAll("[^A-Za-z0-9_]", "_");
        RoomId id = new RoomId(cut(base, LONGEST));
        for (int number = 2; taken.contains(id); number++) {
            id = new RoomId(cut(base, LONGEST - 5) + "_" + number);
        }
        return id;
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }
}
