package dev.pgwright.migrate.diff;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.TypeNames;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes a catalog apart by the components of its records, so that a kind or a property that the model learns is
 * compared from then on: nothing has to be listed here, and nothing can be forgotten.
 */
final class Describer {
    private static final String NAME = "name";
    private static final String ARGUMENTS = "arguments";

    private final Map<Class<?>, RecordComponent[]> components = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Map<RecordComponent, Boolean> holdsParts = new HashMap<>();

    /**
     * The objects of a catalog by their ids, in order.
     *
     * @param others those that need not be described
     */
    static Map<ObjectId, Described> describe(Catalog catalog, Set<Record> others) {
        Map<ObjectId, Described> objects = new TreeMap<>();
        Describer describer = new Describer();
        for (Record object : describer.objects(catalog)) {
            if (!others.contains(object)) {
                Described described = describer.describe(object, null);
                objects.put(described.id(), described);
            }
        }
        return objects;
    }

    /** The objects that are the same in both, which is nearly all of large catalogs. */
    static Set<Record> common(Catalog left, Catalog right) {
        Set<Record> common = new HashSet<>(new Describer().objects(left));
        common.retainAll(new HashSet<>(new Describer().objects(right)));
        return common;
    }

    private List<Record> objects(Catalog catalog) {
        List<Record> objects = new ArrayList<>();
        for (RecordComponent list : componentsOf(Catalog.class)) {
            addAll(value(list, catalog), objects);
        }
        return objects;
    }

    private void addAll(@Nullable Object value, List<Record> objects) {
        if (value instanceof Collection<?> members) {
            for (Object member : members) {
                if (member instanceof Record object) {
                    objects.add(object);
                }
            }
        } else if (value instanceof Access access) {
            for (RecordComponent list : componentsOf(Access.class)) {
                addAll(value(list, access), objects);
            }
        }
    }

    private RecordComponent[] componentsOf(Class<?> type) {
        return components.computeIfAbsent(type, Class::getRecordComponents);
    }

    private Described describe(Record object, @Nullable ObjectId owner) {
        ObjectId id = new ObjectId(kind(object), name(object), owner);
        Map<String, String> properties = new LinkedHashMap<>();
        List<Described> parts = new ArrayList<>();
        for (RecordComponent component : componentsOf(object.getClass())) {
            Object value = value(component, object);
            if (isPartOfName(component, object)) {
                continue;
            }
            if (value instanceof List<?> list && holdsParts.computeIfAbsent(component, this::holdsParts)) {
                list.forEach(part -> parts.add(describe((Record) part, id)));
            } else {
                String shown = component.getName().equals("type") && value instanceof String type
                        ? types.computeIfAbsent(type, TypeNames::canonical)
                        : shown(value);
                if (!shown.isEmpty()) {
                    properties.put(words(component.getName()), shown);
                }
            }
        }
        return new Described(id, properties, List.copyOf(parts));
    }

    private static boolean isPartOfName(RecordComponent component, Record object) {
        return component.getName().equals(NAME)
                || component.getName().equals(ARGUMENTS)
                || (object instanceof NotModelled && component.getName().equals("kind"))
                || (object instanceof DefinedObject
                        && Set.of("kind", "identity").contains(component.getName()));
    }

    private String name(Record object) {
        if (object instanceof DefinedObject defined) {
            return defined.identity();
        }
        String name = "";
        String arguments = null;
        for (RecordComponent component : componentsOf(object.getClass())) {
            if (component.getName().equals(NAME)) {
                name = shown(value(component, object));
            } else if (component.getName().equals(ARGUMENTS)) {
                arguments = shown(value(component, object));
            }
        }
        if (name.isEmpty()) {
            return shown(object);
        }
        return arguments == null ? name : name + "(" + arguments + ")";
    }

    /** In PostgreSQL's words, which for most are those of the record. */
    private String kind(Record object) {
        if (object instanceof NotModelled other) {
            return other.kind();
        }
        if (object instanceof DefinedObject defined) {
            return defined.kind().words();
        }
        String kind = words(object.getClass().getSimpleName());
        return kind.equals("enum type") || kind.equals("domain type") ? kind.substring(0, kind.indexOf(' ')) : kind;
    }

    /** Whether a component is a list of records that have names of their own. */
    private boolean holdsParts(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] instanceof Class<?> element
                && element != QualifiedName.class
                && isNamed(element);
    }

    private boolean isNamed(Class<?> type) {
        if (type.isSealed()) {
            return isNamed(type.getPermittedSubclasses()[0]);
        }
        if (!type.isRecord()) {
            return false;
        }
        for (RecordComponent component : componentsOf(type)) {
            if (component.getName().equals(NAME)) {
                return true;
            }
        }
        return false;
    }

    private String shown(@Nullable Object value) {
        if (value == null || Boolean.FALSE.equals(value)) {
            return "";
        }
        if (value instanceof Boolean) {
            return "yes";
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(this::shown).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + " = " + shown(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof Record object && !(value instanceof QualifiedName)) {
            List<String> parts = new ArrayList<>();
            for (RecordComponent component : componentsOf(object.getClass())) {
                String part = shown(value(component, object));
                if (!part.isEmpty()) {
                    parts.add(
                            parts.isEmpty() && value(component, object) instanceof String
                                    ? part
                                    : part.equals("yes")
                                            ? words(component.getName())
                                            : words(component.getName()) + " " + part);
                }
            }
            return String.join(" ", parts);
        }
        return value.toString();
    }

    private String words(String camelCase) {
        return words.computeIfAbsent(camelCase, Describer::split);
    }

    private static String split(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object value(RecordComponent component, Record object) {
        try {
            return component.getAccessor().invoke(object);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
