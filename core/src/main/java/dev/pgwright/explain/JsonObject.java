package dev.pgwright.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of the output, which remembers what was asked of it. A value of another type than asked for is none. */
final class JsonObject {
    private final Map<?, ?> values;
    private final Set<String> asked = new HashSet<>();

    JsonObject(Map<?, ?> values) {
        this.values = values;
    }

    private @Nullable Object value(String name) {
        asked.add(name);
        return values.get(name);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable String text(String name) {
        return value(name) instanceof String text ? text : null;
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    @Nullable Double number(String name) {
        return value(name) instanceof Double number ? number : null;
    }

    double number(String name, double otherwise) {
        return value(name) instanceof Double number ? number : otherwise;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(value(name));
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (value(name) instanceof List<?> list) {
            list.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }

    List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        if (value(name) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    objects.add(new JsonObject(map));
                }
            }
        }
        return objects;
    }

    /** What nobody asked for, as texts, in the order of the output. */
    Map<String, String> rest() {
        Map<String, String> rest = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value != null && !asked.contains(String.valueOf(name))) {
                rest.put(String.valueOf(name), shown(value));
            }
        });
        return rest;
    }

    private static String shown(Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return String.valueOf(number.longValue());
        }
        if (value instanceof List<?> list) {
            return String.join(", ", list.stream().map(JsonObject::shown).toList());
        }
        return value.toString();
    }
}
