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
    private final RecordFile<HomeModel> models = new RecordFile<>(HomeModel.class, HomeModel.layout());
    private final RecordFile<HomeExperience> experiences = new RecordFile<>(HomeExperience.class, HomeModel.layout());
    private final RecordFile<AccuracyMemory> accuracies = new RecordFile<>(AccuracyMemory.class, AccuracyMemory.layout());
    private final RecordFile<DriftMemory> drifts = new RecordFile<>(DriftMemory.class, DriftMemory.layout());
    private final RecordFile<KnownPast> pasts = new RecordFile<>(KnownPast.class, "seconds");

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
        Optional<HomeModel> model = newest().flatMap(file -> read(models, file, "a new model is learned from stored events"));
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
        Path file = experienceFile();
        return Files.exists(file) ? read(experiences, file, "it is gathered anew") : Optional.empty();
    }

    @Override
    public synchronized void keep(HomeExperience experience) {
        write(experiences, experienceFile(), experience);
    }

    @Override
    public synchronized Optional<AccuracyMemory> accuracy() {
        Path file = accuracyFile();
        return Files.exists(file) ? read(accuracies, file, "predictions are scored anew") : Optional.empty();
    }

    @Override
    public synchronized void keep(AccuracyMemory accuracy) {
        write(accuracies, accuracyFile(), accuracy);
    }

    @Override
    public synchronized Optional<DriftMemory> drift() {
        Path file = driftFile();
        return Files.exists(file) ? read(drifts, file, "what has changed in the home since the last stop is not told") : Optional.empty();
    }

    @Override
    public synchronized void keep(DriftMemory drift) {
        write(drifts, driftFile(), drift);
    }

    @Override
    public synchronized Optional<KnownPast> past() {
        Path file = pastFile();
        return Files.exists(file) ? read(pasts, file, "no model is trained for what became known before the last stop") : Optional.empty();
    }

    @Override
    public synchronized void keep(KnownPast past) {
        write(pasts, pastFile(), past);
    }

    private Path pastFile() {
        return directory.resolve("past");
    }

    private Path driftFile() {
        return directory.resolve("drift");
    }

    private Path accuracyFile() {
        return directory.resolve("accuracy");
    }

    private Path experienceFile() {
        return directory.resolve("experience");
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

    private static <T extends Record> Optional<T> read(RecordFile<T> kind, Path file, String consequence) {
        try {
            return Optional.of(kind.read(file));
        } catch (IOException e) {
            LOG.warning(() -> file + " cannot be used: " + e.getMessage() + "; " + consequence);
            return Optional.empty();
        }
    }

    private static <T extends Record> boolean write(RecordFile<T> kind, Path file, T record) {
        try {
            kind.write(file, record);
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
