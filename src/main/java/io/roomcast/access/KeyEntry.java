package io.roomcast.access;

import io.roomcast.config.AccessSettings;
import io.roomcast.config.OneLine;
import io.roomcast.config.Spelling;
import io.roomcast.config.Yaml;
import io.roomcast.home.RoomId;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one entry of a file of API keys, and notes what is wrong with it. For one thread. */
final class KeyEntry {

    private static final int LONGEST_NAME = 64;
    private static final int MOST_MESSAGES = 1_000_000;
    private static final List<String> MEMBERS =
            List.of("name", "sha256", "capabilities", "rooms", "enabled", "expires", "max_messages_per_minute");
    private static final String CAPABILITIES = Arrays.stream(Capability.values())
            .map(capability -> capability.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));

    /** What people call a key that they put there itself. */
    private static final Set<String> KEY_ITSELF = Set.of("key", "api_key", "apikey", "secret", "token", "password");

    /** Where an entry stands: which one of the file it is, counted from 1, and in which line it begins. */
    record Place(Path file, int number, int line) {
    }

    private final Place place;
    private final Yaml entry;
    private final String label;
    private final GuessableKeys guessable;
    private final List<String> problems;
    private final List<String> warnings;

    KeyEntry(Place place, Yaml entry, GuessableKeys guessable, List<String> problems, List<String> warnings) {
        this.place = place;
        this.entry = entry;
        this.label = ": entry " + place.number() + name(entry).map(name -> " (" + name + ")").orElse("");
        this.guessable = guessable;
        this.problems = problems;
        this.warnings = warnings;
    }

    /** The key, or nothing when something is wrong with it. */
    Optional<ApiKey> read() {
        if (!(entry instanceof Yaml.Members members)) {
            problems.add(place.file() + ", line " + place.line() + label + ": must be a mapping");
            return Optional.empty();
        }
        int before = problems.size();
        members.members().keySet().stream().filter(name -> !MEMBERS.contains(name)).forEach(this::unknown);
        Optional<String> name = name(entry);
        if (name.isEmpty()) {
            problem("name", "must be a text of 1 to " + LONGEST_NAME + " printable characters");
        }
        Optional<KeyHash> hash = text(members, "sha256").flatMap(KeyHash::parse);
        hash.ifPresentOrElse(this::requireSecret,
                () -> problem("sha256", "must be the 64 hexadecimal digits of the key's SHA-256"));
        Set<Capability> capabilities = capabilities(members);
        RoomFilter rooms = rooms(members);
        boolean enabled = enabled(members);
        Optional<Instant> expires = expires(members);
        OptionalInt limit = limit(members);
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(new ApiKey(name.orElseThrow(), hash.orElseThrow(), new Rights(capabilities, rooms), enabled,
                        expires, limit));
    }

    /** Why the key cannot stand beside these others, if it cannot. */
    Optional<String> clash(ApiKey key, List<ApiKey> others, Set<String> reserved) {
        if (reserved.contains(key.name())) {
            return Optional.of(line("name") + label + ": name: is reserved");
        }
        for (ApiKey other : others) {
            if (other.name().equals(key.name())) {
                return Optional.of(line("name") + label + ": name: another entry has it");
            }
            if (other.hash().equals(key.hash())) {
                return Optional.of(line("sha256") + label + ": sha256: is that of " + other.name() + " too");
            }
        }
        return Optional.empty();
    }

    private Set<Capability> capabilities(Yaml.Members members) {
        Map<String, Capability> known = Arrays.stream(Capability.values())
                .collect(Collectors.toMap(capability -> capability.name().toLowerCase(Locale.ROOT), capability -> capability));
        Set<Capability> found = EnumSet.noneOf(Capability.class);
        for (String name : texts(members, "capabilities")) {
            if (known.containsKey(name)) {
                found.add(known.get(name));
            } else {
                problem("capabilities", OneLine.quoted(name) + " is none of " + CAPABILITIES);
            }
        }
        if (texts(members, "capabilities").isEmpty()) {
            problem("capabilities", "must be a list of at least one of " + CAPABILITIES);
        }
        return found;
    }

    private RoomFilter rooms(Yaml.Members members) {
        List<RoomId> rooms = new ArrayList<>();
        Yaml value = members.get("rooms");
        if (!(value instanceof Yaml.Nothing) && !(value instanceof Yaml.Items)) {
            problem("rooms", "must be a list of room ids");
        }
        for (String id : texts(members, "rooms")) {
            RoomId.parse(id).ifPresentOrElse(rooms::add, () ->
                    problem("rooms", OneLine.quoted(id) + " is no room id, which is 1 to 64 letters, digits or "
                            + "underscores"));
        }
        return RoomFilter.of(rooms);
    }

    private boolean enabled(Yaml.Members members) {
        if (members.get("enabled") instanceof Yaml.Nothing) {
            return true;
        }
        Optional<String> text = text(members, "enabled").map(value -> value.toLowerCase(Locale.ROOT));
        if (text.filter(value -> value.equals("true") || value.equals("false")).isEmpty()) {
            problem("enabled", "must be true or false");
        }
        return text.filter("true"::equals).isPresent();
    }

    private Optional<Instant> expires(Yaml.Members members) {
        if (members.get("expires") instanceof Yaml.Nothing) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text(members, "expires").orElse("")).toInstant());
        } catch (DateTimeException notATime) {
            problem("expires", "must be a time such as 2027-06-30T00:00:00Z");
            return Optional.empty();
        }
    }

    private OptionalInt limit(Yaml.Members members) {
        if (members.get("max_messages_per_minute") instanceof Yaml.Nothing) {
            return OptionalInt.empty();
        }
        int limit = text(members, "max_messages_per_minute").filter(text -> text.matches("\\d{1,7}"))
                .map(Integer::parseInt).orElse(0);
        if (limit < 1 || limit > MOST_MESSAGES) {
            problem("max_messages_per_minute", "must be a whole number from 1 to " + MOST_MESSAGES);
        }
        return OptionalInt.of(limit);
    }

    private void problem(String member, String what) {
        problems.add(line(member) + label + ": " + member + ": " + what);
    }

    /** A misspelt member is wrong, not merely without effect: most restrict the key, which would have more rights. */
    private void unknown(String member) {
        if (KEY_ITSELF.contains(member.toLowerCase(Locale.ROOT).replace('-', '_'))) {
            problem(member, "must not be there; a key itself stays with its client, and the file has its SHA-256 as "
                    + "sha256");
        } else {
            (Spelling.near(member, MEMBERS).isPresent() ? problems : warnings)
                    .add(line(member) + label + ": unknown member " + hint(member, MEMBERS));
        }
    }

    /** The name of an unknown member, and which one is meant. */
    static String hint(String member, Collection<String> known) {
        Optional<String> near = known.size() == 1 ? known.stream().findFirst() : Spelling.near(member, known);
        return OneLine.of(member) + near.map(meant -> "; did you mean " + meant + "?").orElse("");
    }

    private void requireSecret(KeyHash hash) {
        if (GuessableKeys.isPlaceholder(hash)) {
            problem("sha256", "is the one of the example, which no key has; put the SHA-256 of your key there");
        } else if (guessable.haveOneOf(hash)) {
            problem("sha256", "is that of a key that anybody can guess; make a key of at least "
                    + AccessSettings.SHORTEST_KEY + " characters, as with: openssl rand -hex 32");
        }
    }

    /** Where the member stands; where the entry does, when there is no such member. */
    private String line(String member) {
        int line = entry instanceof Yaml.Members members ? members.line(member).orElse(place.line()) : place.line();
        return place.file() + ", line " + line;
    }

    /** The texts of a list; something in it that is no text counts as an empty one, which is wrong everywhere. */
    private static List<String> texts(Yaml.Members members, String name) {
        return members.get(name) instanceof Yaml.Items sequence
                ? sequence.items().stream().map(item -> item instanceof Yaml.Text text ? text.text() : "").toList()
                : List.of();
    }

    private static Optional<String> text(Yaml.Members members, String name) {
        return members.get(name) instanceof Yaml.Text text ? Optional.of(text.text().strip()) : Optional.empty();
    }

    private static Optional<String> name(Yaml entry) {
        return entry instanceof Yaml.Members members
                ? text(members, "name").filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME
                        && name.chars().noneMatch(Character::isISOControl))
                : Optional.empty();
    }
}
