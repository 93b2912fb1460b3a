package io.roomcast.stream;

import java.time.Instant;

/**
 * A limit on how many messages may come in a sliding minute, counted by the second of a steady clock. For one session's inbound
 * thread; not thread-safe, except for {@link #blockedAt}.
 */
final class MessageLimit {

    /** Share of the limit, in percent, at which the client is warned. */
    static final int WARNING_PERCENT = 80;

    /** Share of the limit on all messages, in percent, beyond which the client is taken to be out of control. */
    static final int ABUSE_PERCENT = 300;

    private static final int SECONDS = 60;

    private final int max;
    private final boolean closes;
    private final SlidingMinute accepted = new SlidingMinute();
    private final SlidingMinute received = new SlidingMinute();
    private boolean warned;
    private volatile Instant blockedUntil = Instant.EPOCH;

    /** What to do with a message. */
    enum Verdict {
        ACCEPT,
        /** Accept it, and warn that the limit is near. */
        ACCEPT_AND_WARN,
        /** Discard it, and say so: a block has begun. */
        BLOCK,
        /** Discard it silently: the block was announced. */
        DISCARD,
        /** Close the socket. Only the limit on all messages goes that far. */
        ABUSE
    }

    private MessageLimit(int max, boolean closes) {
        this.max = max;
        this.closes = closes;
    }

    /**
     * A limit on all messages together.
     *
     * @param max messages a minute; 0 means any number
     */
    static MessageLimit onAll(int max) {
        return new MessageLimit(max, true);
    }

    /**
     * A limit on the messages of one type.
     *
     * @param max messages a minute; 0 means any number
     */
    static MessageLimit onType(int max) {
        return new MessageLimit(max, false);
    }

    /** Counts one message. */
    Verdict count(Instant now) {
        if (max == 0) {
            return Verdict.ACCEPT;
        }
        long second = now.getEpochSecond();
        if (received.add(second) > (long) max * ABUSE_PERCENT / 100 && closes) {
            return Verdict.ABUSE;
        }
        if (blockedAt(now)) {
            return Verdict.DISCARD;
        }
        if (accepted.countAt(second) >= max) {
            blockedUntil = Instant.ofEpochSecond(accepted.oldest(second) + SECONDS);
            warned = false;
            return Verdict.BLOCK;
        }
        return warnOnce(accepted.add(second)) ? Verdict.ACCEPT_AND_WARN : Verdict.ACCEPT;
    }

    private boolean warnOnce(int count) {
        boolean near = count * 100L >= (long) max * WARNING_PERCENT;
        boolean first = near && !warned;
        warned = near;
        return first;
    }

    int max() {
        return max;
    }

    /** Messages accepted during the last minute. */
    int countAt(Instant now) {
        return accepted.countAt(now.getEpochSecond());
    }

    /** When messages are taken again, or, without a block, when the oldest one counted falls out of the minute. */
    Instant resetAt(Instant now) {
        return blockedAt(now) ? blockedUntil : Instant.ofEpochSecond(accepted.oldest(now.getEpochSecond()) + SECONDS);
    }

    /** Whether messages are being discarded. */
    boolean blockedAt(Instant now) {
        return now.isBefore(blockedUntil);
    }
}
