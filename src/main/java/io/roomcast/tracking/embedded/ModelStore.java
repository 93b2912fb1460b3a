package io.roomcast.tracking.embedded;

import io.roomcast.prediction.HomeModel;
import io.roomcast.tracking.accuracy.AccuracyMemory;
import io.roomcast.tracking.drift.DriftMemory;
import java.util.Optional;

/** Keeps what was learned from one start to the next. What cannot be read or written is said in the log. Thread-safe. */
public interface ModelStore {

    /** The model kept last; nothing when there is none, or none that can be used any more. */
    Optional<HomeModel> model();

    /** Keeps that model instead of the one before. */
    void keep(HomeModel model);

    /** The experience kept last; nothing when there is none, or none that can be used any more. */
    Optional<HomeExperience> experience();

    /** Keeps that experience instead of what was kept before. */
    void keep(HomeExperience experience);

    /** What came of predictions, as it was kept last; nothing when there is none, or none that can be used any more. */
    Optional<AccuracyMemory> accuracy();

    /** Keeps that instead of what was kept before. */
    void keep(AccuracyMemory accuracy);

    /** What was noticed of changes in the home, as it was kept last; nothing when there is none, or none that can be used any more. */
    Optional<DriftMemory> drift();

    /** Keeps that instead of what was kept before. */
    void keep(DriftMemory drift);

    /** When more of the past became known, as it was kept last; nothing when it never did, or it cannot be used any more. */
    Optional<KnownPast> past();

    /** Keeps that instead of what was kept before. */
    void keep(KnownPast past);
}
