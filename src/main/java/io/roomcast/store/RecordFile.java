package io.roomcast.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * One record in a file: what it is made of as a fingerprint, the record, and a checksum over all. It is written beside and then moved into
 * its place, so that there is always a whole one. Immutable.
 *
 * @param <T> the record
 */
final class RecordFile<T extends Record> {

    private static final int MAGIC = 0x52435246;
    private static final int FINGERPRINT = 16;
    private static final int HEADER = 4 + FINGERPRINT;
    private static final int CHECKSUM = 8;
    private static final int BUFFER = 1 << 16;

    private final Class<T> type;
    /** What every file of this kind begins with. */
    private final byte[] header;

    /** @param layout what has to be the same for the numbers in it to mean the same, besides its own shape */
    RecordFile(Class<T> type, String layout) {
        this.type = type;
        this.header = ByteBuffer.allocate(HEADER).putInt(MAGIC).put(fingerprint(RecordShape.of(type) + '\n' + layout)).array();
    }

    /** A file is not what it should be. */
    static final class UnusableException extends IOException {

        private static final long serialVersionUID = 1L;

        UnusableException(String why) {
            super(why);
        }
    }

    /**
     * Writes the record to that file, in place of what was there.
     *
     * @throws IOException if that cannot be done; then what was there is there still
     */
    void write(Path file, T record) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            CRC32C checksum = new CRC32C();
            DataOutputStream out = new DataOutputStream(
                    new CheckedOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), checksum));
            out.write(header);
            RecordCodec.write(record, out);
            out.writeLong(checksum.getValue());
            out.flush();
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads the record in that file.
     *
     * @throws UnusableException if it is damaged, or of another version; says which
     * @throws IOException       if it cannot be read
     */
    T read(Path file) throws IOException {
        long content = Files.size(file) - CHECKSUM;
        check(file, content);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            in.skipNBytes(HEADER);
            return RecordCodec.read(type, in, content - HEADER);
        } catch (EOFException tooShort) {
            throw new UnusableException("it is damaged");
        }
    }

    private void check(Path file, long content) throws IOException {
        if (content < HEADER) {
            throw new UnusableException("it is damaged");
        }
        try (InputStream raw = Files.newInputStream(file)) {
            CRC32C checksum = new CRC32C();
            DataInputStream in = new DataInputStream(new BufferedInputStream(raw, BUFFER));
            CheckedInputStream checked = new CheckedInputStream(in, checksum);
            byte[] found = checked.readNBytes(HEADER);
            byte[] buffer = new byte[BUFFER];
            long left = content - HEADER;
            while (left > 0) {
                int read = checked.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new UnusableException("it is damaged");
                }
                left -= read;
            }
            if (in.readLong() != checksum.getValue()) {
                throw new UnusableException("it is damaged");
            }
            if (!Arrays.equals(found, header)) {
                throw new UnusableException("it is of another version");
            }
        }
    }

    private static byte[] fingerprint(String shape) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(shape.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, FINGERPRINT);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
