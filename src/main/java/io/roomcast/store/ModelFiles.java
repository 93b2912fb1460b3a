package io.roomcast.store;

import io.roomcast.config.Directories;
import io.roomcast.prediction.HomeModel;
import io.roomcast.tracking.accuracy.AccuracyMemory;
import io.roomcast.tracking.drift.DriftMemory;
import io.roomcast.tracking.embedded.HomeExperience;
import io.roomcast.tracking.embedded.KnownPast;
import io.roomcast.tracking.embedded.ModelStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Models, experience, what came of predictions, what was noticed of changes, and when more of the past became known, as files in the data
 * directory: {@code models/<version>.model}, {@code models/experience}, {@code models/accuracy}, {@code models/drift} and
 * {@code models/past}. Thread-safe.
 */
@ApplicationScoped
public class ModelFiles implements ModelStore {

    private static final Logger LOG = Logger.getLogger(ModelFiles.class.getPackageName());
    private static final String SUFFIX = ".model";

    private final Path directory;
    private final Kept<HomeModel> models =
            new Kept<>(HomeModel.class, HomeModel.layout(), "a new model is learned from stored events");
    private final Kept<HomeExperience> experience = new Kept<>(HomeExperience.class, HomeModel.layout(), "it is gathered anew");
    private final Kept<AccuracyMemory> accuracy =
            new Kept<>(AccuracyMemory.class, AccuracyMemory.layout(), "predictions are scored anew");
    private final Kept<DriftMemory> drift =
            new Kept<>(DriftMemory.class, DriftMemory.layout(), "what has changed in the home since the last stop is not told");
    private final Kept<KnownPast> past =
            new Kept<>(KnownPast.class, "seconds", "no model is trained for what became known before the last stop");

    /** A kind of file, and what comes of it when one cannot be read. */
    private record Kept<T extends Record>(RecordFile<T> form, String otherwise) {

        Kept(Class<T> type, String layout, String otherwise) {
            this(new RecordFile<>(type, layout), otherwise);
        }
    }

    /** For the container's proxy only. */
    protected ModelFiles() {
        this.directory = null;
    }

    @Inject
    public ModelFiles(Directories directories) {
        this(directories.data().resolve("models"));
    }

    ModelFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public synchronized Optional<HomeModel> model() {
        long began = System.nanoTime();
        Optional<HomeModel> model = newest().flatMap(file -> read(models, file));
        model.ifPresent(loaded -> LOG.info(() ->
                "Model " + loaded.version() + " was loaded in " + (System.nanoTime() - began) / 1_000_000 + " ms"));
        return model;
    }

    @Override
    public synchronized void keep(HomeModel model) {
        Path file = directory.resolve(model.version() + SUFFIX);
        if (write(models, file, model)) {
            files().stream().filter(other -> !other.equals(file)).forEach(ModelFiles::delete);
        }
    }

    @Override
    public synchronized Optional<HomeExperience> experience() {
        return read(experience, directory.resolve("experience"));
    }

    @Override
    public synchronized void keep(HomeExperience gathered) {
        write(experience, directory.resolve("experience"), gathered);
    }

    @Override
    public synchronized Optional<AccuracyMemory> accuracy() {
        return read(accuracy, directory.resolve("accuracy"));
    }

    @Override
    public synchronized void keep(AccuracyMemory scored) {
        write(accuracy, directory.resolve("accuracy"), scored);
    }

    @Override
    public synchronized Optional<DriftMemory> drift() {
        return read(drift, directory.resolve("drift"));
    }

    @Override
    public synchronized void keep(DriftMemory noticed) {
        write(drift, directory.resolve("drift"), noticed);
    }

    @Override
    public synchronized Optional<KnownPast> past() {
        return read(past, directory.resolve("past"));
    }

    @Override
    public synchronized void keep(KnownPast known) {
        write(past, directory.resolve("past"), known);
    }

    /** The file of the model that was kept last: versions are in the order of time. */
    private Optional<Path> newest() {
        return files().stream().max(Comparator.naturalOrder());
    }

    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        } catch (IOException e) {
            LOG.log(Level.WARNING, directory + " cannot be read", e);
            return List.of();
        }
    }

    private static <T extends Record> Optional<T> read(Kept<T> kind, Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(kind.form().read(file));
        } catch (IOException e) {
            LOG.warning(() -> file + " cannot be used: " + e.getMessage() + "; " + kind.otherwise());
            return Optional.empty();
        }
    }

    private static <T extends Record> boolean write(Kept<T> kind, Path file, T record) {
        try {
            kind.form().write(file, record);
            return true;
        } catch (IOException e) {
            LOG.log(Level.WARNING, file + " cannot be written; what was learned will be gone after a restart", e);
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, file + " is of no more use and cannot be deleted", e);
        }
    }
}
