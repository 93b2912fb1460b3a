package io.roomcast.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Finds in all sources what was meant for a setting in all probability and sets nothing. Values are not shown. */
final class UnknownSettings {

    static final int MOST_LINES = 30;

    private final Lookup lookup;
    private final SettingsFiles files;
    private final Properties properties;
    private final Map<String, String> environment;

    UnknownSettings(Lookup lookup, SettingsFiles files, Properties properties, Map<String, String> environment) {
        this.lookup = lookup;
        this.files = files;
        this.properties = properties;
        this.environment = environment;
    }

    /** One line each, in a bounded number. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.addAll(UnknownKeys.in(files.settingsFile(), files.settings(), Set.of()));
        lines.addAll(UnknownKeys.in(files.roomsFile(), files.rooms(), Set.of("rooms")));
        lines.addAll(UnknownVariables.in(environment));
        lines.addAll(properties());
        return OneLine.all(lines, MOST_LINES, "more names that set nothing");
    }

    /** Which setting is meant by a name that is none. */
    static String hint(String name) {
        return SettingsTable.knows(name) ? "did you mean " + name + "?" : KnownNames.meant(name)
                .map(meant -> "did you mean " + meant + "?")
                .orElseGet(() -> "the nearest known is " + KnownNames.closest(name));
    }

    /** System properties, and what the server has sources of its own for, such as its variables. */
    private List<String> properties() {
        TreeSet<String> names = new TreeSet<>(properties.stringPropertyNames());
        lookup.names().forEach(name -> {
            if (name.indexOf('.') > 0) {
                names.add(name);
            }
        });
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            if (!SettingsTable.knows(name) && !isOfEnvironment(name) && (OwnNamespaces.hold(name) || isMeant(name))) {
                source(name).ifPresent(source -> lines.add("Unknown setting " + OneLine.of(name) + " (" + source
                        + "): it sets nothing; " + hint(name)));
            }
        }
        return lines;
    }

    /** Some servers list variables of the environment by names with dots. */
    private boolean isOfEnvironment(String name) {
        String variable = Setting.variable(name);
        return environment.keySet().stream()
                .anyMatch(known -> known.replaceAll("[^A-Za-z0-9_]", "_").toUpperCase(Locale.ROOT).equals(variable))
                && properties.getProperty(name) == null;
    }

    /** Nearer than chance: a section spelt almost as ours, or a setting's whole name in other characters. */
    private static boolean isMeant(String name) {
        return KnownNames.meantExactly(name).filter(meant -> Spelling.plain(name).length() > 7
                        && Spelling.plain(meant).endsWith(Spelling.plain(name))).isPresent()
                || SettingsTable.all().stream().anyMatch(setting -> setting.variable().equals(name))
                || name.indexOf('.') > 0 && Spelling.near(name, KnownNames.SETTINGS).isPresent()
                        && Spelling.near(KnownNames.section(name), KnownNames.SECTIONS).isPresent();
    }

    /** Where it is set, but for the files, whose names are reported with their lines. */
    private Optional<String> source(String name) {
        if (properties.getProperty(name) != null) {
            return Optional.of("system property");
        }
        Set<String> own = Set.of(files.settingsFile().toString(), files.roomsFile().toString());
        return lookup.verbatim(name).map(Lookup.Found::source).filter(source -> !own.contains(source));
    }
}
