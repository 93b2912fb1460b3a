package io.roomcast.stream;

import io.roomcast.access.ApiKey;
import io.roomcast.access.Bans;
import io.roomcast.access.Capability;
import io.roomcast.access.KeyHash;
import io.roomcast.access.KeyRing;
import io.roomcast.access.Rights;
import io.roomcast.access.RoomFilter;
import io.roomcast.config.WebSocketSettings;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.metrics.RecordedMetrics;
import io.roomcast.protocol.StreamId;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.TrackingManager;
import io.roomcast.tracking.WebSocketApiStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A home with a gateway and everything behind it that is not the gateway's: clocks that stand still, keys, rooms, a store in
 * memory. Its rooms are a kitchen, a bedroom and a hall.
 */
final class TestHome {

    /** A key that may do everything everywhere. */
    static final String KEY = "key-of-the-owner";
    /** A key that may do everything, but only in the kitchen. */
    static final String KITCHEN_KEY = "key-of-the-kitchen";
    static final String WRONG_KEY = "no-such-key-here";
    static final String ADDRESS = "192.0.2.1";

    /** The time of day; a test that moves this one alone sets the computer's clock. */
    final MutableClock clock = new MutableClock(Announcements.NOON);
    /** What intervals are measured by. */
    final MutableClock steady = new MutableClock(Announcements.NOON);
    final RecordedMetrics metrics = new RecordedMetrics();
    final InMemoryAlertStore store = new InMemoryAlertStore();
    final KeyRing keys = new KeyRing(clock);
    final List<ApiKey> keysInForce = new ArrayList<>();
    final Bans bans;
    private final WebSocketSettings settings;
    boolean trackerAtWork = true;
    Gateway gateway;

    TestHome() {
        this(WebSocketSettings.defaults());
    }

    TestHome(WebSocketSettings settings) {
        this.settings = settings;
        this.bans = new Bans(settings.maxLoginFailuresPerIp(), settings.ban(), steady);
        add(ApiKey.full("owner", KeyHash.of(KEY)));
        add(key("cook", KITCHEN_KEY, EnumSet.allOf(Capability.class), "kitchen"));
        restart();
    }

    static ApiKey key(String name, String secret, Set<Capability> capabilities, String... rooms) {
        return new ApiKey(name, KeyHash.of(secret),
                new Rights(capabilities, RoomFilter.of(Stream.of(rooms).map(RoomId::new).toList())),
                true, Optional.empty(), OptionalInt.empty());
    }

    void add(ApiKey key) {
        keysInForce.add(key);
        keys.replace(keysInForce);
    }

    void revoke(String name) {
        keysInForce.removeIf(key -> key.name().equals(name));
        keys.replace(keysInForce);
    }

    /** Another process on the same database. The old one's sockets are left as they are. */
    void restart() {
        gateway = new Gateway(settings, keys, bans, new Rooms(), store, metrics, clock, steady, Runnable::run);
    }

    TestClient open(String path) {
        return open(path, ADDRESS);
    }

    TestClient open(String path, String address) {
        return open(path, address, new FakeSocket());
    }

    TestClient open(String path, String address, FakeSocket socket) {
        return new TestClient(socket, gateway.open(socket, StreamId.parse(path).orElseThrow(), address));
    }

    /** A client of the owner that has said who it is and has seen the answers. */
    TestClient owner(String path) {
        return client(path, KEY, "'features':[]");
    }

    /** The same under a name of its own. */
    TestClient named(String name, String path) {
        return client(path, KEY, "'client_name':'" + name + "'");
    }

    /** A client that has authenticated with these members besides the key, and has seen the answers. */
    TestClient client(String path, String key, String more) {
        TestClient client = open(path).authenticate(key, more);
        client.take();
        return client;
    }

    void announce(Announcement... announcements) {
        Stream.of(announcements).forEach(gateway::announce);
    }

    /** Lets time pass second by second, and calls what a timer would call. */
    void elapse(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            steady.advance(Duration.ofSeconds(1));
            gateway.tick();
            gateway.redeliver();
        }
    }

    void elapseSeconds(long seconds) {
        elapse(Duration.ofSeconds(seconds));
    }

    private final class Rooms implements TrackingManager {
        private final SortedMap<RoomId, Room> rooms = new TreeMap<>();

        Rooms() {
            Stream.of("kitchen", "bedroom", "hall").map(Announcements::room).forEach(room -> rooms.put(room.id(), room));
        }

        @Override
        public String source() {
            return "mqtt";
        }

        @Override
        public boolean isAtWork() {
            return trackerAtWork;
        }

        @Override
        public Collection<Room> rooms() {
            return rooms.values();
        }

        @Override
        public Optional<Room> room(RoomId id) {
            return Optional.ofNullable(rooms.get(id));
        }

        @Override
        public SortedMap<RoomId, Double> modelAccuracy() {
            return new TreeMap<>();
        }

        @Override
        public long predictionsPerMinute() {
            return 0;
        }

        @Override
        public WebSocketApiStatus getWebSocketApiStatus() {
            throw new UnsupportedOperationException("not asked for in these tests");
        }
    }
}
