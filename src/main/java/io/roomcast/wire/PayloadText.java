package io.roomcast.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Turns the bytes of a payload into text, strictly. */
public final class PayloadText {

    /** The longest payload that is looked at, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private PayloadText() {
    }

    /**
     * The text that the bytes are in UTF-8.
     *
     * @throws PayloadException if there are more than {@value #MAX_BYTES} bytes or they are not UTF-8
     */
    public static String decode(ByteBuffer payload) throws PayloadException {
        if (payload.remaining() > MAX_BYTES) {
            throw new PayloadException("", "the payload is longer than " + MAX_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(payload.duplicate()).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new PayloadException("", "the payload is not UTF-8");
        }
    }
}
