package io.roomcast.source;

import io.roomcast.prediction.HomeModel;
import io.roomcast.tracking.accuracy.AccuracyMemory;
import io.roomcast.tracking.drift.DriftMemory;
import io.roomcast.tracking.embedded.HomeExperience;
import io.roomcast.tracking.embedded.KnownPast;
import io.roomcast.tracking.embedded.ModelStore;
import java.util.Optional;

/** Keeps models for as long as the test lasts. */
final class MemoryModels implements ModelStore {

    private volatile Optional<HomeModel> model = Optional.empty();
    private volatile Optional<HomeExperience> experience = Optional.empty();
    private volatile Optional<AccuracyMemory> accuracy = Optional.empty();
    private volatile Optional<DriftMemory> drift = Optional.empty();
    private volatile Optional<KnownPast> past = Optional.empty();

    @Override
    public Optional<HomeModel> model() {
        return model;
    }

    @Override
    public void keep(HomeModel next) {
        model = Optional.of(next);
    }

    @Override
    public Optional<HomeExperience> experience() {
        return experience;
    }

    @Override
    public void keep(HomeExperience next) {
        experience = Optional.of(next);
    }

    @Override
    public Optional<AccuracyMemory> accuracy() {
        return accuracy;
    }

    @Override
    public void keep(AccuracyMemory next) {
        accuracy = Optional.of(next);
    }

    @Override
    public Optional<DriftMemory> drift() {
        return drift;
    }

    @Override
    public void keep(DriftMemory next) {
        drift = Optional.of(next);
    }

    @Override
    public Optional<KnownPast> past() {
        return past;
    }

    @Override
    public void keep(KnownPast next) {
        past = Optional.of(next);
    }
}
