package io.roomcast.store;

import java.nio.ByteBuffer;

/** Arrays of numbers as bytes, big-endian, and back: many at a time, since models hold millions. */
final class PrimitiveArrays {

    private PrimitiveArrays() {
    }

    /** How many bytes one of that type takes. */
    static int width(Class<?> type) {
        if (type == double.class || type == long.class) {
            return 8;
        } else if (type == float.class || type == int.class) {
            return 4;
        }
        return type == short.class ? 2 : 1;
    }

    /** The numbers of that array. */
    static byte[] bytes(Object array) {
        if (array instanceof double[] numbers) {
            return fill(8 * numbers.length, buffer -> buffer.asDoubleBuffer().put(numbers));
        } else if (array instanceof long[] numbers) {
            return fill(8 * numbers.length, buffer -> buffer.asLongBuffer().put(numbers));
        } else if (array instanceof float[] numbers) {
            return fill(4 * numbers.length, buffer -> buffer.asFloatBuffer().put(numbers));
        } else if (array instanceof int[] numbers) {
            return fill(4 * numbers.length, buffer -> buffer.asIntBuffer().put(numbers));
        } else if (array instanceof short[] numbers) {
            return fill(2 * numbers.length, buffer -> buffer.asShortBuffer().put(numbers));
        } else if (array instanceof byte[] numbers) {
            return numbers;
        }
        boolean[] flags = (boolean[]) array;
        byte[] bytes = new byte[flags.length];
        for (int i = 0; i < flags.length; i++) {
            bytes[i] = (byte) (flags[i] ? 1 : 0);
        }
        return bytes;
    }

    /** The array of that type whose numbers these are. */
    static Object array(Class<?> type, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int length = bytes.length / width(type);
        if (type == double.class) {
            double[] numbers = new double[length];
            buffer.asDoubleBuffer().get(numbers);
            return numbers;
        } else if (type == long.class) {
            long[] numbers = new long[length];
            buffer.asLongBuffer().get(numbers);
            return numbers;
        } else if (type == float.class) {
            float[] numbers = new float[length];
            buffer.asFloatBuffer().get(numbers);
            return numbers;
        } else if (type == int.class) {
            int[] numbers = new int[length];
            buffer.asIntBuffer().get(numbers);
            return numbers;
        } else if (type == short.class) {
            short[] numbers = new short[length];
            buffer.asShortBuffer().get(numbers);
            return numbers;
        } else if (type == byte.class) {
            return bytes;
        }
        boolean[] flags = new boolean[length];
        for (int i = 0; i < length; i++) {
            flags[i] = bytes[i] != 0;
        }
        return flags;
    }

    private interface Filling {

        void fill(ByteBuffer buffer);
    }

    private static byte[] fill(int size, Filling filling) {
        byte[] bytes = new byte[size];
        filling.fill(ByteBuffer.wrap(bytes));
        return bytes;
    }
}
