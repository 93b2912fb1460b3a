package io.roomcast.stream;

import io.roomcast.config.WebSocketSettings;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The default settings, but for some. */
final class TestSettings {

    private TestSettings() {
    }

    /** @param changes names of components, each followed by its value */
    static WebSocketSettings with(Object... changes) {
        List<Object> named = Arrays.asList(changes);
        try {
            List<Class<?>> types = new ArrayList<>();
            List<Object> values = new ArrayList<>();
            int used = 0;
            for (RecordComponent component : WebSocketSettings.class.getRecordComponents()) {
                int at = named.indexOf(component.getName());
                used += at < 0 ? 0 : 2;
                types.add(component.getType());
                values.add(at < 0 ? component.getAccessor().invoke(WebSocketSettings.defaults()) : named.get(at + 1));
            }
            if (used != changes.length) {
                throw new IllegalArgumentException("no such setting in " + named);
            }
            return WebSocketSettings.class.getDeclaredConstructor(types.toArray(Class<?>[]::new)).newInstance(values.toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
