package io.roomcast.stream;

import io.roomcast.access.ApiKey;
import io.roomcast.access.Rights;
import java.util.Objects;

/**
 * What a successful authentication gave a session. Immutable for the life of the session.
 *
 * @param key    the key that was shown
 * @param client who it is to the delivery of alerts
 * @param rights what is in force: granted by the key and narrowed by the client
 */
record Login(ApiKey key, ClientId client, Rights rights) {
    Login {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(rights, "rights");
    }
}
