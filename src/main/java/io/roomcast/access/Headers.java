package io.roomcast.access;

import java.util.List;

/** The headers of a request. */
@FunctionalInterface
public interface Headers {

    /** All values of the header of that name, in any case, in the order they came; empty when there is none. */
    List<String> all(String name);
}
