package io.roomcast.api;

/** Measures texts as they go over the wire. */
final class Utf8 {

    private Utf8() {
    }

    /** Whether the text takes more than so many bytes in UTF-8. */
    static boolean isLongerThan(int maxBytes, String text) {
        if (text.length() > maxBytes) {
            return true;
        }
        int bytes = 0;
        for (int i = 0; i < text.length() && bytes <= maxBytes; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return bytes > maxBytes;
    }
}
