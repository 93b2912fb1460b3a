package io.roomcast.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the topic filters of a connection are subscribed to. At first all at once. Some brokers do not answer a
 * subscription that they do not permit, but end the connection: when that has happened {@value #CUTS} times in a row,
 * the filters are subscribed to one after the other, and the one at which the connection ends {@value #CUTS} times in a
 * row is left out for {@link #LEFT_OUT_FOR}. Not thread-safe.
 */
final class SubscriptionPlan {

    /** So many ends in a row are no accident. */
    static final int CUTS = 2;
    /** For how long a filter is left out. */
    static final Duration LEFT_OUT_FOR = Duration.ofHours(1);

    private final List<String> filters;
    private final InstantSource steady;
    private final Map<String, Instant> leftOutSince = new LinkedHashMap<>();
    private boolean oneByOne;
    private Optional<List<String>> cutAt = Optional.empty();
    private int cuts;

    /** @param steady what intervals are measured by */
    SubscriptionPlan(List<String> filters, InstantSource steady) {
        this.filters = List.copyOf(filters);
        this.steady = steady;
    }

    /** What to subscribe to, a step at a time. Empty when there is nothing to subscribe to. */
    List<List<String>> steps() {
        Instant now = steady.instant();
        leftOutSince.values().removeIf(since -> !now.isBefore(since.plus(LEFT_OUT_FOR)));
        List<String> wanted = filters.stream().filter(filter -> !leftOutSince.containsKey(filter)).toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        return oneByOne ? wanted.stream().map(List::of).toList() : List.of(wanted);
    }

    /** The connection ended while a step was not confirmed. */
    void cut(List<String> step) {
        cuts = cutAt.equals(Optional.of(step)) ? cuts + 1 : 1;
        cutAt = Optional.of(step);
        if (cuts < CUTS) {
            return;
        }
        if (step.size() > 1) {
            oneByOne = true;
        } else {
            leftOutSince.put(step.get(0), steady.instant());
        }
        cutAt = Optional.empty();
    }

    /** All steps were confirmed. */
    void completed() {
        cutAt = Optional.empty();
    }

    /** The filters that are left out. */
    Set<String> leftOut() {
        return Set.copyOf(leftOutSince.keySet());
    }

    /** Whether every filter is left out or refused, and there is one. */
    boolean isNothingLeft(Set<String> refused) {
        return !filters.isEmpty() && filters.stream().allMatch(filter -> refused.contains(filter)
                || leftOutSince.containsKey(filter));
    }
}
