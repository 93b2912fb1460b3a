package io.roomcast.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads single settings and collects what is wrong with them, so that all of it can be reported at once. For one thread.
 */
final class SettingsReader {

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
        file.flatMap(SecretFile::obstacle).ifPresent(obstacle -> find(setting).ifPresent(set ->
                reject(setting, set, isHidden(setting, set.text()) ? obstacle : obstacle + ": " + file.get())));
        return file;
    }

    /** Checks the directory that is set; one that cannot be used is a problem. */
    void checkDirectory(Setting<Path> setting) {
        Optional<Path> directory = optional(setting).map(set -> set.toAbsolutePath().normalize());
        Optional<String> obstacle = directory.flatMap(SettingsReader::obstacle);
        if (obstacle.isPresent()) {
            Lookup.Found set = find(setting).orElseThrow();
            boolean shown = set.text().equals(directory.get().toString());
            reject(setting, set, obstacle.get() + (shown ? "" : ": " + directory.get()));
        }
    }

    private static Optional<String> obstacle(Path directory) {
        if (!Files.exists(directory)) {
            return Optional.of("there is no such directory");
        }
        if (!Files.isDirectory(directory)) {
            return Optional.of("is not a directory");
        }
        return Files.isReadable(directory) && Files.isExecutable(directory)
                ? Optional.empty()
                : Optional.of("the user that the server runs as may not read the directory");
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
            Optional<Secret> secret = direct.parse(text.get().text());
            if (secret.isEmpty()) {
                reject(direct, text.get(), "must be " + direct.kind().range());
            }
            return secret;
        }
        int before = problems.size();
        Optional<Path> path = file(inFile);
        if (path.isEmpty() || problems.size() > before) {
            return Optional.empty();
        }
        Optional<Secret> secret = SecretFile.read(path.get());
        if (secret.isEmpty()) {
            reject(inFile, file.get(), "the file " + SecretFile.RANGE);
            return Optional.empty();
        }
        Optional<Secret> accepted = secret.map(Secret::reveal).flatMap(direct::parse);
        if (accepted.isEmpty()) {
            reject(inFile, file.get(), "what the file holds must be " + direct.kind().range());
        }
        return accepted;
    }

    private Optional<Lookup.Found> find(Setting<?> setting) {
        try {
            Optional<Lookup.Found> found = lookup.value(setting.name());
            return found.filter(set -> ServiceLink.isIgnored(setting.name(), set.text())).isPresent()
                    ? lookup.verbatim(setting.name(), text -> !ServiceLink.isIgnored(setting.name(), text))
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

    private static String shown(Setting<?> setting, String text) {
        return isHidden(setting, text) ? "(hidden)" : OneLine.quoted(text);
    }

    /**
     * What has an at sign may hold a password: {@code mqtt://user:password@host}. Where the file of a secret is named,
     * only what begins as a path that exists is no secret.
     */
    private static boolean isHidden(Setting<?> setting, String text) {
        boolean namesFile = setting.kind() == Kinds.SECRET_FILE && Kinds.PATH.parser().apply(text)
                .filter(Path::isAbsolute).map(Path::getParent)
                .filter(parent -> parent.getNameCount() > 0 && Files.isDirectory(parent)).isPresent();
        return setting.kind().secret() && !namesFile || text.contains("@");
    }
}
