package io.roomcast.store;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says in words what a record is made of, all the way down: two versions of a class with the same words hold the same. */
final class RecordShape {

    private final Set<String> records = new LinkedHashSet<>();

    private RecordShape() {
    }

    /**
     * The shape of that record.
     *
     * @throws IllegalArgumentException if it holds anything but what {@link RecordCodec} can write
     */
    static String of(Class<? extends Record> type) {
        RecordShape shape = new RecordShape();
        shape.name(type);
        return String.join("\n", shape.records);
    }

    private String name(Type type) {
        if (type instanceof Class<?> plain) {
            return plain(plain);
        } else if (type instanceof GenericArrayType array) {
            return name(array.getGenericComponentType()) + "[]";
        } else if (type instanceof ParameterizedType generic
                && (generic.getRawType() == List.class || generic.getRawType() == Optional.class)) {
            return ((Class<?>) generic.getRawType()).getSimpleName() + "<" + name(generic.getActualTypeArguments()[0]) + ">";
        }
        throw new IllegalArgumentException("cannot be written: " + type);
    }

    private String plain(Class<?> type) {
        if (type.isArray()) {
            return name(type.getComponentType()) + "[]";
        }
        if (type.isRecord()) {
            String name = type.getSimpleName();
            StringBuilder components = new StringBuilder(name).append(':');
            for (RecordComponent component : type.getRecordComponents()) {
                components.append(' ').append(component.getName()).append(' ').append(name(component.getGenericType())).append(',');
            }
            records.add(components.toString());
            return name;
        }
        if (type.isPrimitive() && type != void.class && type != char.class || type == String.class) {
            return type.getSimpleName();
        }
        throw new IllegalArgumentException("cannot be written: " + type);
    }
}
