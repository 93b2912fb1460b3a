package io.roomcast.stream;

import java.util.Objects;

/**
 * The identity of a durable client: the key it uses and the name it gives itself.
 *
 * @param keyName    name of the API key
 * @param clientName the name the client gave, at most {@value #MAX_NAME_LENGTH} characters; empty when the key alone is the client
 */
public record ClientId(String keyName, String clientName) {

    /** The longest client name taken. */
    public static final int MAX_NAME_LENGTH = 128;

    public ClientId {
        Objects.requireNonNull(keyName, "keyName");
        if (clientName.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("a client name has at most " + MAX_NAME_LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return clientName.isEmpty() ? keyName : keyName + "/" + clientName;
    }
}
