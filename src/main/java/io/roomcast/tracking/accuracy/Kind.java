package io.roomcast.tracking.accuracy;

/**
 * On what occasion a prediction was made. The kinds are never pooled: rooms that change often would count for more, and right after a
 * transition it is easier to be right.
 */
public enum Kind {
    /**
     * The first prediction of a quarter of an hour, made within its first five minutes and not because of a transition of the room. These
     * stand for "asked at any moment", so accuracy that is reported is theirs.
     */
    GRID,
    /** The first prediction after a transition of the room, made within a minute of it. */
    EVENT,
    /** Any other. It is scored like the rest, but only counted. */
    BETWEEN
}
