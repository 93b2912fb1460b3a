package io.roomcast.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes records as bytes and reads them again. They may hold numbers, booleans, texts, arrays, lists and optionals of these, and other
 * records; nothing is null. Bytes do not say what they stand for: who reads has to know that they were written with the same
 * {@link RecordShape}, and that none has changed.
 */
final class RecordCodec {

    private RecordCodec() {
    }

    static void write(Record record, DataOutputStream out) throws IOException {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            write(component.getGenericType(), valueOf(component, record), out);
        }
    }

    /**
     * Reads a record.
     *
     * @param most how many bytes there are: nothing in it can be longer
     * @throws IOException if the bytes are none of it
     */
    static <T extends Record> T read(Class<T> type, DataInputStream in, long most) throws IOException {
        return type.cast(new Reader(in, most).record(type));
    }

    private static Object valueOf(RecordComponent component, Record record) throws IOException {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IOException("cannot be written: " + component, e);
        }
    }

    private static void write(Type type, Object value, DataOutputStream out) throws IOException {
        if (type instanceof ParameterizedType generic) {
            List<?> items = value instanceof Optional<?> optional ? optional.map(List::of).orElse(List.of()) : (List<?>) value;
            out.writeInt(items.size());
            for (Object item : items) {
                write(generic.getActualTypeArguments()[0], item, out);
            }
        } else if (value instanceof Record record) {
            write(record, out);
        } else if (value.getClass().isArray()) {
            writeArray(type, value, out);
        } else {
            writePlain(value, out);
        }
    }

    private static void writePlain(Object value, DataOutputStream out) throws IOException {
        if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Double number) {
            out.writeDouble(number);
        } else if (value instanceof Float number) {
            out.writeFloat(number);
        } else if (value instanceof Long number) {
            out.writeLong(number);
        } else if (value instanceof Integer number) {
            out.writeInt(number);
        } else if (value instanceof Short number) {
            out.writeShort(number);
        } else if (value instanceof Byte number) {
            out.writeByte(number);
        } else {
            throw new IOException("cannot be written: " + value.getClass());
        }
    }

    private static void writeArray(Type type, Object array, DataOutputStream out) throws IOException {
        int length = Array.getLength(array);
        out.writeInt(length);
        if (array instanceof byte[] bytes) {
            out.write(bytes);
        } else if (array.getClass().getComponentType().isPrimitive()) {
            out.write(PrimitiveArrays.bytes(array));
        } else {
            for (int i = 0; i < length; i++) {
                write(itemType(type), Array.get(array, i), out);
            }
        }
    }

    private static Type itemType(Type array) {
        return array instanceof GenericArrayType generic ? generic.getGenericComponentType() : ((Class<?>) array).getComponentType();
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        return type instanceof GenericArrayType array ? raw(array.getGenericComponentType()).arrayType() : (Class<?>) type;
    }

    /** Reads what was written; for one thread. */
    private static final class Reader {

        private final DataInputStream in;
        private final long most;

        Reader(DataInputStream in, long most) {
            this.in = in;
            this.most = most;
        }

        Object record(Class<?> type) throws IOException {
            RecordComponent[] components = type.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = value(components[i].getGenericType());
            }
            try {
                Constructor<?> constructor =
                        type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return constructor.newInstance(values);
            } catch (InvocationTargetException refused) {
                throw new IOException("no " + type.getSimpleName() + ": " + refused.getCause(), refused);
            } catch (ReflectiveOperationException e) {
                throw new IOException("cannot be read: " + type, e);
            }
        }

        private Object value(Type type) throws IOException {
            if (type instanceof ParameterizedType generic) {
                return items(generic);
            }
            Class<?> plain = raw(type);
            if (plain.isRecord()) {
                return record(plain);
            }
            return plain.isArray() ? array(type, plain.getComponentType()) : plainValue(plain);
        }

        private Object items(ParameterizedType type) throws IOException {
            int size = length(1);
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                items.add(value(type.getActualTypeArguments()[0]));
            }
            if (type.getRawType() == List.class) {
                return items;
            }
            if (size > 1) {
                throw new IOException("an optional of " + size);
            }
            return items.stream().findFirst();
        }

        private Object array(Type type, Class<?> component) throws IOException {
            if (component.isPrimitive()) {
                int length = length(PrimitiveArrays.width(component));
                byte[] bytes = in.readNBytes(length * PrimitiveArrays.width(component));
                if (bytes.length < length * PrimitiveArrays.width(component)) {
                    throw new IOException("ends too early");
                }
                return PrimitiveArrays.array(component, bytes);
            }
            int length = length(1);
            Object array = Array.newInstance(component, length);
            for (int i = 0; i < length; i++) {
                Array.set(array, i, value(itemType(type)));
            }
            return array;
        }

        private int length(int width) throws IOException {
            int length = in.readInt();
            if (length < 0 || (long) length * width > most) {
                throw new IOException("something of the length " + length);
            }
            return length;
        }

        private Object plainValue(Class<?> type) throws IOException {
            if (type == String.class) {
                return new String(in.readNBytes(length(1)), StandardCharsets.UTF_8);
            } else if (type == boolean.class) {
                return in.readBoolean();
            } else if (type == double.class) {
                return in.readDouble();
            } else if (type == float.class) {
                return in.readFloat();
            } else if (type == long.class) {
                return in.readLong();
            } else if (type == int.class) {
                return in.readInt();
            } else if (type == short.class) {
                return in.readShort();
            } else if (type == byte.class) {
                return in.readByte();
            }
            throw new IOException("cannot be read: " + type);
        }
    }
}
