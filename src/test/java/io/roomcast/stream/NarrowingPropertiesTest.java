package io.roomcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.access.Capability;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is in force is what is granted and asked for; asking for nothing asks for all; nothing left is a refusal. */
class NarrowingPropertiesTest {

    private static final List<String> ROOMS = List.of("kitchen", "bedroom", "hall");
    private static final List<String> ALL_CAPABILITIES = Stream.of(Capability.values())
            .map(capability -> capability.name().toLowerCase(Locale.ROOT)).toList();

    @Property(tries = 300)
    void rightsAreTheIntersection(
            @ForAll("granted") Set<String> granted, @ForAll("rooms") Set<String> grantedRooms,
            @ForAll("capabilities") Set<String> asked, @ForAll("rooms") Set<String> askedRooms) {
        TestHome home = new TestHome();
        Set<Capability> capabilities = granted.stream()
                .map(name -> Capability.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Capability.class)));
        home.add(TestHome.key("k", "key-of-the-trial", capabilities, grantedRooms.toArray(String[]::new)));

        TestClient client = home.open("/ws/predictions").authenticate("key-of-the-trial",
                "'capabilities':" + list(asked) + ",'room_filters':" + list(askedRooms));

        Set<String> left = both(granted, asked.isEmpty() ? granted : asked);
        Set<String> leftRooms = both(grantedRooms.isEmpty() ? all(askedRooms) : grantedRooms, askedRooms.isEmpty() ? all(grantedRooms) : askedRooms);
        List<Received> answers = client.take();
        if (left.isEmpty() || leftRooms.isEmpty()) {
            assertThat(answers).extracting(Received::type).containsExactly("connection", "error");
            assertThat(answers.get(1).text("data.error_code")).isEqualTo("WEBSOCKET_AUTH_ERROR");
        } else {
            boolean restricted = !grantedRooms.isEmpty() || !askedRooms.isEmpty();
            assertThat(answers.get(1).texts("data.capabilities")).containsExactlyInAnyOrderElementsOf(left);
            assertThat(answers.get(1).texts("data.room_filters"))
                    .containsExactlyElementsOf(restricted ? new TreeSet<>(leftRooms) : Set.of());
            ROOMS.forEach(room -> home.announce(Announcements.prediction(room)));
            assertThat(client.take("prediction_update")).extracting(update -> update.room().orElseThrow())
                    .containsExactlyInAnyOrderElementsOf(left.contains("predictions") ? both(ROOMS, leftRooms) : Set.of());
        }
    }

    @Provide
    Arbitrary<Set<String>> granted() {
        return Arbitraries.of(ALL_CAPABILITIES).set().ofMinSize(1);
    }

    @Provide
    Arbitrary<Set<String>> capabilities() {
        return Arbitraries.of(Stream.concat(ALL_CAPABILITIES.stream(), Stream.of("unheard_of")).toList()).set();
    }

    @Provide
    Arbitrary<Set<String>> rooms() {
        return Arbitraries.of(ROOMS).set().ofMaxSize(2);
    }

    /** An empty list stands for every room there may be. */
    private static Set<String> all(Set<String> rooms) {
        return rooms.isEmpty() ? Set.copyOf(ROOMS) : rooms;
    }

    private static Set<String> both(Iterable<String> some, Set<String> others) {
        Set<String> both = new TreeSet<>(others);
        Set<String> kept = new TreeSet<>();
        some.forEach(kept::add);
        both.retainAll(kept);
        return both;
    }

    private static String list(Set<String> texts) {
        return texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(",", "[", "]"));
    }
}
