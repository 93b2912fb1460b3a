package io.roomcast.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads single settings and collects what is wrong with them, so that all of it can be reported at once. For one thread.
 */
final class SettingsReader {

    private static final int LONGEST_SHOWN = 100;

    private final Lookup lookup;
    private final SettingsFiles files;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param files their directory is what relative paths of files are relative to
     */
    SettingsReader(Lookup lookup, SettingsFiles files) {
        this.lookup = lookup;
        this.files = files;
    }

    /** What is wrong, one line each. */
    List<String> problems() {
        return problems;
    }

    void problem(String line) {
        if (!problems.contains(line)) {
            problems.add(line);
        }
    }

    /** Something has to be set and is not, unless what it is set to is wrong, which is known already. */
    void missing(Setting<?> setting, String why) {
        if (problems.stream().noneMatch(problem -> problem.startsWith(setting.name()))) {
            problem(setting.name() + ": must be set, since " + why);
        }
    }

    /** The value set, or else the default. */
    <T> T required(Setting<T> setting) {
        return optional(setting).or(() -> setting.defaultValue().flatMap(setting::parse)).orElseThrow();
    }

    /** The value set, if it is set to something that is accepted. */
    <T> Optional<T> optional(Setting<T> setting) {
        Optional<Lookup.Found> found = find(setting);
        Optional<T> value = found.flatMap(set -> setting.parse(set.text().strip()));
        if (found.isPresent() && value.isEmpty()) {
            reject(setting, found.get(), "must be " + setting.kind().range());
        }
        return value;
    }

    /** Whether somebody has set it, to whatever; the defaults that come with the application are nobody's. */
    boolean isSet(Setting<?> setting) {
        return find(setting).filter(set -> set.ordinal() > ConfigSource.DEFAULT_ORDINAL).isPresent();
    }

    /** The file that is set; one that cannot be read is a problem. */
    Optional<Path> file(Setting<Path> setting) {
        Optional<Path> file = optional(setting).map(files.directory()::resolve);
        file.flatMap(SecretFile::obstacle).ifPresent(obstacle -> find(setting).ifPresent(set -> reject(setting, set, obstacle)));
        return file;
    }

    /** The secret that is set, itself or by the file it is in; of the two, what stands in the stronger source. */
    Optional<Secret> secret(Setting<Secret> direct, Setting<Path> inFile) {
        Optional<Lookup.Found> text = lookup.verbatim(direct.name());
        Optional<Lookup.Found> file = find(inFile);
        if (text.isPresent() && file.isPresent() && text.get().ordinal() == file.get().ordinal()) {
            problem(direct.name() + " and " + inFile.name() + " are both set (" + where(direct, text.get())
                    + "): only one of them may be");
            return Optional.empty();
        }
        if (text.isPresent() && (file.isEmpty() || text.get().ordinal() > file.get().ordinal())) {
            return Optional.of(new Secret(text.get().text()));
        }
        int before = problems.size();
        Optional<Path> path = file(inFile);
        if (path.isEmpty() || problems.size() > before) {
            return Optional.empty();
        }
        Optional<Secret> secret = SecretFile.read(path.get());
        if (secret.isEmpty()) {
            reject(inFile, file.get(), "the file is empty or not UTF-8 text");
        }
        return secret;
    }

    private Optional<Lookup.Found> find(Setting<?> setting) {
        try {
            Optional<Lookup.Found> found = lookup.value(setting.name());
            return setting.name().endsWith("port") && found.filter(set -> ServiceLink.isAddress(set.text())).isPresent()
                    ? lookup.verbatim(setting.name(), text -> !ServiceLink.isAddress(text))
                    : found;
        } catch (InvalidConfigurationException e) {
            problem(e.getMessage());
            return Optional.empty();
        }
    }

    private void reject(Setting<?> setting, Lookup.Found found, String why) {
        problem(setting.name() + " = " + shown(setting, found.text()) + " (" + where(setting, found) + "): " + why);
    }

    private String where(Setting<?> setting, Lookup.Found found) {
        return found.source().equals(EnvironmentSource.NAME)
                ? "environment variable " + setting.variable()
                : files.place(found.source(), setting.name());
    }

    /** What has an at sign may hold a password: {@code mqtt://user:password@host}. */
    private static String shown(Setting<?> setting, String text) {
        if (setting.kind().secret() || text.contains("@")) {
            return "(hidden)";
        }
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return '"' + (plain.length() > LONGEST_SHOWN ? plain.substring(0, LONGEST_SHOWN) + "…" : plain) + '"';
    }
}
