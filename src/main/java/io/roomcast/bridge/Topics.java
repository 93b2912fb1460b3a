package io.roomcast.bridge;

import io.roomcast.home.RoomId;
import java.util.List;

/**
 * The names of the topics that all start alike.
 *
 * @param prefix what they start with, without a slash at the end
 */
record Topics(String prefix) {

    /** What is retained of each room. */
    static final List<TopicKind> RETAINED_OF_ROOM = List.of(TopicKind.PREDICTION, TopicKind.STATE, TopicKind.ACCURACY);

    /** The topic of a room. */
    String of(TopicKind kind, RoomId room) {
        return prefix + "/" + room + "/" + kind.suffix();
    }

    /** The topic that there is one of. */
    String of(TopicKind kind) {
        return prefix + "/" + kind.suffix();
    }
}
