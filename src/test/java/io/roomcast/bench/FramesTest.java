package io.roomcast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {

    private final Frames frames = new Frames();
    private final List<String> taken = new ArrayList<>();
    private final Frames.Sink sink = new Frames.Sink() {
        @Override
        public void text(byte[] bytes, int from, int to) {
            taken.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }

        @Override
        public void ping(byte[] payload) {
            taken.add("ping " + payload.length);
        }

        @Override
        public void close(int code, String reason) {
            taken.add("close " + code + " " + reason);
        }
    };

    @Test
    void framesOfEveryLengthAreTakenHoweverTheyAreCut() {
        String medium = "m".repeat(126);
        String large = "l".repeat(65_535);
        byte[] wire = joined(Frames.plainText(bytes("short")), Frames.plainText(bytes(medium)), Frames.plainText(bytes(large)));

        ByteBuffer buffer = ByteBuffer.allocate(wire.length);
        for (byte next : wire) {
            buffer.put(next).flip();
            frames.drain(buffer, sink);
            buffer.compact();
        }

        assertThat(taken).containsExactly("short", medium, large);
    }

    @Test
    void aTextInFragmentsIsOneTextEvenWithAPingBetween() {
        ByteBuffer wire = ByteBuffer.wrap(new byte[] {0x01, 1, 'a', (byte) 0x89, 0, 0x00, 1, 'b', (byte) 0x80, 1, 'c'});

        frames.drain(wire, sink);

        assertThat(taken).containsExactly("ping 0", "abc");
    }

    @Test
    void aCloseTellsItsCodeAndReason() {
        frames.drain(ByteBuffer.wrap(new byte[] {(byte) 0x88, 4, 0x03, (byte) 0xF5, 'n', 'o'}), sink);

        assertThat(taken).containsExactly("close 1013 no");
    }

    @Test
    void whatTheDriverSendsIsMarkedAsMasked() {
        ByteBuffer sent = Frames.maskedText("hello");

        assertThat(sent.get(1) & 0x80).isEqualTo(0x80);
        assertThat(sent.remaining()).isEqualTo(2 + 4 + 5);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(ByteBuffer... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuffer part : parts) {
            all.write(part.array(), 0, part.limit());
        }
        return all.toByteArray();
    }
}
