package io.roomcast.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds in a YAML file what sets nothing: names that no setting has, and values that no setting can have. For one
 * thread.
 */
final class UnknownKeys {

    private static final int MOST_FOREIGN = 50;
    private static final String ROOMS = "rooms";
    private static final String KEYS = "api_keys";

    private final Path file;
    private final Set<String> otherSections;
    private final List<String> lines = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private final Map<String, String> set = new HashMap<>();

    private UnknownKeys(Path file, Set<String> otherSections) {
        this.file = file;
        this.otherSections = otherSections;
    }

    /**
     * A line for each thing that sets nothing, in the order of the file; last one for all sections that are not ours.
     *
     * @param otherSections names of sections that have no settings in them and are read elsewhere
     */
    static List<String> in(Path file, Yaml.Members content, Set<String> otherSections) {
        UnknownKeys found = new UnknownKeys(file, otherSections);
        content.members().forEach((name, value) -> found.top(content, name, value));
        if (!found.foreign.isEmpty()) {
            int more = found.foreign.size() - MOST_FOREIGN;
            found.lines.add("Unknown sections in " + file + ", not used: "
                    + found.foreign.stream().limit(MOST_FOREIGN).collect(Collectors.joining(", "))
                    + (more > 0 ? " and " + more + " more" : ""));
        }
        return found.lines;
    }

    private void top(Yaml.Members root, String name, Yaml value) {
        if (otherSections.contains(name)) {
            return;
        }
        if (foreign.size() > MOST_FOREIGN) {
            foreign.add(name);
            return;
        }
        if (KnownNames.SECTIONS.contains(KnownNames.section(name))) {
            member(root, name, name, value);
            return;
        }
        String place = place(root, name);
        Optional<String> section = Spelling.near(name, sections());
        if (name.equals(ROOMS) || name.equals(KEYS)) {
            lines.add(unknownSection(name, place) + "; its place is "
                    + (name.equals(ROOMS) ? ConfigDirectory.ROOMS : ConfigDirectory.KEYS));
        } else if (section.isPresent() && !(value instanceof Yaml.Text)) {
            lines.add(unknownSection(name, place) + "; did you mean " + section.get() + "?");
        } else if (otherSections.contains(ROOMS) && looksLikeRoom(value)) {
            lines.add(unknownSection(name, place) + "; a room's place is below " + ROOMS);
        } else if (!(value instanceof Yaml.Members) && KnownNames.meant(name).isPresent()) {
            unknown(name, place);
        } else if (!misplaced(root, name, value)) {
            foreign.add(name + root.line(name).map(line -> " (line " + line + ")").orElse(""));
        }
    }

    private List<String> sections() {
        return Stream.concat(KnownNames.SECTIONS.stream(), otherSections.stream()).collect(Collectors.toList());
    }

    private static boolean looksLikeRoom(Yaml value) {
        return value instanceof Yaml.Members room && RoomsFile.MEMBERS.stream().anyMatch(room.members()::containsKey);
    }

    /** Reports the settings that stand in a section of another name, such as {@code websocket_api: {port: 1}}. */
    private boolean misplaced(Yaml.Members parent, String name, Yaml value) {
        if (value instanceof Yaml.Members members) {
            boolean any = false;
            for (Map.Entry<String, Yaml> member : members.members().entrySet()) {
                String full = name + "." + member.getKey();
                if (member.getValue() instanceof Yaml.Text && isSpeltByAll(full)) {
                    unknown(full, place(members, member.getKey()));
                    any = true;
                }
            }
            return any;
        }
        return false;
    }

    /** Whether all parts of the name together spell a setting, or the last one alone does that has no other meaning. */
    private static boolean isSpeltByAll(String full) {
        String plain = Spelling.plain(full);
        String last = Spelling.plain(full.substring(full.lastIndexOf('.') + 1));
        return KnownNames.SETTINGS.stream().map(Spelling::plain).anyMatch(known -> known.equals(plain)
                || known.endsWith("_" + plain) && plain.startsWith("websocket_api_")
                || known.endsWith("_" + last) && last.startsWith("websocket_api_"));
    }

    private void members(String prefix, Yaml.Members members) {
        members.members().forEach((name, value) -> member(members, name, prefix + "." + name, value));
    }

    private void member(Yaml.Members parent, String name, String full, Yaml value) {
        String place = place(parent, name);
        if (SettingsTable.knows(full)) {
            known(parent, name, full, value);
        } else if (KnownNames.SETTINGS.stream().anyMatch(known -> known.startsWith(full + "."))) {
            if (value instanceof Yaml.Members inner) {
                members(full, inner);
            } else if (!(value instanceof Yaml.Nothing)) {
                lines.add("The section " + full + place
                        + " must be a mapping of names to values: nothing in it is used");
            }
        } else if (value instanceof Yaml.Members inner && !inner.members().isEmpty()) {
            members(full, inner);
        } else {
            unknown(full, place);
        }
    }

    private void known(Yaml.Members parent, String name, String full, Yaml value) {
        if (value instanceof Yaml.Members inner && !inner.members().isEmpty()) {
            members(full, inner);
        } else if (value instanceof Yaml.Members || value instanceof Yaml.Items items && !items.items().stream()
                .allMatch(Yaml.Text.class::isInstance)) {
            lines.add("The setting " + full + place(parent, name)
                    + " must be a value or a list of values: it sets nothing");
        } else if (value instanceof Yaml.Text) {
            String line = parent.line(name).map(number -> "line " + number).orElse("the same file");
            String before = set.putIfAbsent(full, line);
            if (before != null) {
                lines.add("The setting " + full + place(parent, name) + " is given twice, first in " + before
                        + ": the last one counts");
            }
        }
    }

    private void unknown(String full, String place) {
        // Nobody sees the later ones.
        String hint = lines.size() < UnknownSettings.MOST_LINES ? UnknownSettings.hint(prefixOf(full)) : "";
        lines.add("Unknown setting " + OneLine.of(full) + place + ": it sets nothing; " + hint);
    }

    /** Of names below a setting's own, that of the setting. */
    private static String prefixOf(String full) {
        return KnownNames.SETTINGS.stream().filter(known -> full.startsWith(known + ".")).findFirst().orElse(full);
    }

    private static String unknownSection(String name, String place) {
        return "Unknown section " + OneLine.of(name) + place + ": nothing in it is used";
    }

    private String place(Yaml.Members parent, String name) {
        return " (" + parent.place(file, name) + ")";
    }
}
