package io.roomcast.bridge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Finds the topics at which the broker ends the connection instead of refusing the message, as some do where a user may
 * not publish. After {@value #CUTS} connections in a row that ended with a message of the same kind under way, messages
 * are to be sent one by one and confirmed; a topic whose message is then under way at {@value #CUTS} ends is left out,
 * and named in the log. After {@value #TOPICS_OF_A_KIND} topics of a kind the kind is. What is left out is tried again
 * after {@link #LEFT_OUT_FOR}. For one thread.
 */
final class ForbiddenTopics {

    /** So many ends are no accident. */
    static final int CUTS = 2;
    /** With so many topics of one kind the others of that kind will be no different. */
    static final int TOPICS_OF_A_KIND = 3;
    /** For how long a topic or kind is left out. */
    static final Duration LEFT_OUT_FOR = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(ForbiddenTopics.class.getPackageName());
    /** For how long messages are sent one by one after the latest end. */
    private static final Duration ONE_BY_ONE_FOR = Duration.ofMinutes(10);
    /** A broker has seen by then what was sent without a confirmation. */
    private static final Duration SEEN = Duration.ofSeconds(2);

    private final InstantSource steady;
    private final Map<Letter, Instant> unconfirmed = new HashMap<>();
    private final Set<Letter> lost = new LinkedHashSet<>();
    private final Map<String, Integer> suspicions = new HashMap<>();
    private final Map<String, Instant> topics = new HashMap<>();
    private final Map<TopicKind, Set<String>> topicsOfKind = new EnumMap<>(TopicKind.class);
    private final Map<TopicKind, Instant> kinds = new EnumMap<>(TopicKind.class);
    private Set<TopicKind> suspects = Set.of();
    private int cuts;
    private Optional<Instant> oneByOneUntil = Optional.empty();

    /** @param steady what intervals are measured by */
    ForbiddenTopics(InstantSource steady) {
        this.steady = steady;
    }

    /** A connection begins. */
    void connected() {
        unconfirmed.clear();
        lost.clear();
    }

    /** Whether messages are to be sent one by one, each confirmed before the next. */
    boolean isOneByOne() {
        return oneByOneUntil.filter(end -> steady.instant().isBefore(end)).isPresent();
    }

    /** Whether a message is not to be sent. */
    boolean isLeftOut(Letter letter) {
        Instant oldest = steady.instant().minus(LEFT_OUT_FOR);
        return isSince(topics.get(letter.topic()), oldest) || isSince(kinds.get(letter.kind()), oldest);
    }

    private static boolean isSince(Instant leftOut, Instant oldest) {
        return leftOut != null && leftOut.isAfter(oldest);
    }

    /** A message was sent that the broker does not confirm. */
    void sentUnconfirmed(Letter letter) {
        Instant now = steady.instant();
        unconfirmed.values().removeIf(at -> at.plus(SEEN).isBefore(now));
        unconfirmed.put(letter, now);
    }

    /** A message was under way when the connection ended. */
    void lost(Letter letter) {
        lost.add(letter);
    }

    /** The connection ended. */
    void ended() {
        Instant now = steady.instant();
        unconfirmed.forEach((letter, at) -> {
            if (!at.plus(SEEN).isBefore(now)) {
                lost.add(letter);
            }
        });
        if (lost.isEmpty()) {
            return;
        }
        Set<TopicKind> underWay = lost.stream().map(Letter::kind).collect(Collectors.toSet());
        cuts = Collections.disjoint(underWay, suspects) ? 1 : cuts + 1;
        suspects = underWay;
        if (isOneByOne()) {
            lost.forEach(this::suspect);
        }
        if (isOneByOne() || cuts >= CUTS) {
            oneByOneUntil = Optional.of(now.plus(ONE_BY_ONE_FOR));
        }
    }

    private void suspect(Letter letter) {
        if (suspicions.merge(letter.topic(), 1, Integer::sum) < CUTS) {
            return;
        }
        suspicions.remove(letter.topic());
        topics.put(letter.topic(), steady.instant());
        Set<String> alike = topicsOfKind.computeIfAbsent(letter.kind(), kind -> new HashSet<>());
        alike.add(letter.topic());
        if (alike.size() < TOPICS_OF_A_KIND) {
            LOG.warning(() -> "The MQTT broker ends the connection whenever something is published on " + letter.topic()
                    + ", which its user is probably not permitted to; nothing is published there for an hour");
        } else {
            kinds.put(letter.kind(), steady.instant());
            LOG.warning(() -> "The MQTT broker ends the connection whenever something is published on topics such as "
                    + letter.topic()
                    + ", which its user is probably not permitted to; nothing of that kind (" + letter.kind()
                    + ") is published for an hour");
        }
    }
}
