package io.roomcast.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Reads the text files that an administrator writes. Never waits: what is no regular file, such as a pipe, is not
 * opened.
 */
public final class TextFile {

    /** The longest file that is read, in bytes. */
    public static final int LONGEST = 4 * 1024 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextFile() {
    }

    /**
     * The file's text, without a byte order mark at its beginning; nothing when there is no such file.
     *
     * @throws InvalidConfigurationException if it cannot be read, is no file, is longer than {@value #LONGEST} bytes,
     *         or is not UTF-8
     */
    public static Optional<String> read(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new InvalidConfigurationException(file + ": must be a file, but is "
                        + (attributes.isDirectory() ? "a directory" : "a pipe or a device"));
            }
            return Optional.of(decode(file, bytes(file)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new InvalidConfigurationException(file + ": cannot be read: " + reason(e), e);
        }
    }

    /** Why a file or directory cannot be used, in words for an administrator. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "the user that the server runs as has no permission";
        }
        if (e instanceof NoSuchFileException) {
            return "a directory that it is to stand in does not exist";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : e.getClass().getSimpleName();
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new InvalidConfigurationException(
                        file + ": must not be longer than " + LONGEST / (1024 * 1024) + " MiB");
            }
            return bytes;
        }
    }

    private static String decode(Path file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            long line = 1 + text.chars().filter(character -> character == '\n').count();
            throw new InvalidConfigurationException(file + ", line " + line + ": is not UTF-8 text");
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
