package dev.pgwright.load.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the JSON of a type looks like, found from its records. */
sealed interface Shape {
    /** What a file says when it says nothing; null when it must say something. */
    @Nullable Object absent();

    /** A string. */
    record Text() implements Shape {
        @Override
        public @Nullable Object absent() {
            return null;
        }
    }

    /** A whole number. */
    record Whole(boolean wide) implements Shape {
        @Override
        public @Nullable Object absent() {
            return null;
        }

        Object of(long value) {
            return wide ? (Object) value : (Object) Math.toIntExact(value);
        }
    }

    /** A number that may have decimals; 0 is not written. */
    record Fraction(boolean always) implements Shape {
        @Override
        public @Nullable Object absent() {
            return always ? null : (Object) 0.0;
        }
    }

    /**
     * true or false; the usual one of them is not written.
     *
     * @param usual what a file says that says nothing
     */
    record Flag(boolean usual) implements Shape {
        /** What is true of nearly all objects, so that a file made by hand may leave it out. */
        private static final Set<String> USUALLY_TRUE = Set.of("enforced", "populated", "valid", "validated");

        static Flag named(String component) {
            return new Flag(USUALLY_TRUE.contains(component));
        }

        @Override
        public Object absent() {
            return usual;
        }
    }

    /** One of some words. */
    record Word(Map<String, Enum<?>> constants) implements Shape {
        @Override
        public @Nullable Object absent() {
            return null;
        }

        static Word of(Class<?> type) {
            Map<String, Enum<?>> constants = new LinkedHashMap<>();
            for (Object constant : type.getEnumConstants()) {
                constants.put(word((Enum<?>) constant), (Enum<?>) constant);
            }
            return new Word(constants);
        }

        static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    /** An array; an empty one is not written. */
    record Many(Shape element) implements Shape {
        @Override
        public Object absent() {
            return List.of();
        }
    }

    /** An object whose names are data; an empty one is not written. */
    record Named(Shape value) implements Shape {
        @Override
        public Object absent() {
            return Collections.emptySortedMap();
        }
    }

    /** An object with a member for each component of a record. */
    record Members(Class<?> type, List<Member> members, Constructor<?> constructor) implements Shape {
        /** The constant of the record that says that there is nothing to say. */
        private static final Set<String> NOTHING = Set.of("NONE", "DEFAULT");

        @Override
        public @Nullable Object absent() {
            for (Field field : type.getFields()) {
                if (NOTHING.contains(field.getName()) && field.getType() == type) {
                    try {
                        return field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(field + " cannot be read", e);
                    }
                }
            }
            return null;
        }

        Object make(List<@Nullable Object> values) {
            try {
                return constructor.newInstance(values.toArray());
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof IllegalArgumentException refused) {
                    throw refused;
                }
                throw new IllegalStateException(type + " could not be made", e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type + " could not be made", e);
            }
        }
    }

    /** One of several records; the member {@code kind} says which. */
    record OneOf(Map<String, Members> kinds) implements Shape {
        static final String KIND = "kind";

        @Override
        public @Nullable Object absent() {
            return null;
        }

        static String word(Class<?> type) {
            return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        }
    }

    /** A component of a record. */
    record Member(String name, Shape shape, boolean nullable, Method accessor) {
        @Nullable Object of(Object object) {
            try {
                return accessor.invoke(object);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(accessor + " failed", e);
            }
        }
    }

    /** The shape of a type that is made of records, sealed interfaces of records, lists, sorted maps and plain values. */
    static Shape of(Type type) {
        return new Finder().of(type);
    }

    /** Finds shapes; each record's once. */
    final class Finder {
        private final Map<Class<?>, Members> records = new LinkedHashMap<>();

        Shape of(Type type) {
            if (type instanceof ParameterizedType generic) {
                Class<?> raw = (Class<?>) generic.getRawType();
                Type[] arguments = generic.getActualTypeArguments();
                if (raw == List.class) {
                    return new Many(of(arguments[0]));
                }
                if (raw == SortedMap.class && arguments[0] == String.class) {
                    return new Named(of(arguments[1]));
                }
            } else if (type == String.class) {
                return new Text();
            } else if (type == boolean.class) {
                return new Flag(false);
            } else if (type == int.class || type == Integer.class) {
                return new Whole(false);
            } else if (type == long.class || type == Long.class) {
                return new Whole(true);
            } else if (type == double.class || type == Double.class) {
                return new Fraction(type == Double.class);
            } else if (type instanceof Class<?> plain && plain.isEnum()) {
                return Word.of(plain);
            } else if (type instanceof Class<?> plain && plain.isRecord()) {
                return record(plain);
            } else if (type instanceof Class<?> plain && plain.isSealed()) {
                return oneOf(plain);
            }
            throw new IllegalStateException("there is no JSON form for " + type);
        }

        private OneOf oneOf(Class<?> type) {
            // compilers list them in orders of their own
            Map<String, Members> kinds = new TreeMap<>();
            for (Class<?> kind : type.getPermittedSubclasses()) {
                kinds.put(OneOf.word(kind), record(kind));
            }
            return new OneOf(kinds);
        }

        private Members record(Class<?> type) {
            Members known = records.get(type);
            if (known != null) {
                return known;
            }
            RecordComponent[] components = type.getRecordComponents();
            List<Member> members = new ArrayList<>();
            for (RecordComponent component : components) {
                members.add(new Member(
                        component.getName(),
                        component.getType() == boolean.class
                                ? Flag.named(component.getName())
                                : of(component.getGenericType()),
                        component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                        component.getAccessor()));
            }
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                Members found = new Members(type, List.copyOf(members), constructor);
                records.put(type, found);
                return found;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("a record without its constructor: " + type, e);
            }
        }
    }
}
