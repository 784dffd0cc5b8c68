package dev.pgwright.dbml;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The settings of an element, in order. */
public record DbmlSettings(List<DbmlSetting> list) {
    public static final DbmlSettings NONE = new DbmlSettings(List.of());

    public DbmlSettings {
        list = List.copyOf(list);
    }

    public Optional<DbmlSetting> get(String name) {
        return list.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    public boolean has(String name) {
        return get(name).isPresent();
    }

    /** The text of a setting whose value is a text. */
    public Optional<String> text(String name) {
        return get(name)
                .map(DbmlSetting::value)
                .filter(DbmlValue.Text.class::isInstance)
                .map(value -> ((DbmlValue.Text) value).value());
    }

    /** The values of one kind that settings of a name have; {@code ref} and {@code check} may be repeated. */
    public <T extends DbmlValue> Stream<T> values(String name, Class<T> kind) {
        return list.stream()
                .filter(setting -> setting.name().equals(name))
                .map(DbmlSetting::value)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** These settings, then the others. */
    DbmlSettings and(DbmlSettings others) {
        return new DbmlSettings(
                Stream.concat(list.stream(), others.list.stream()).toList());
    }

    DbmlSettings without(Predicate<DbmlSetting> unwanted) {
        return new DbmlSettings(list.stream().filter(unwanted.negate()).toList());
    }

    /** These settings, then those of the other list that are not among them. */
    DbmlSettings orElse(DbmlSettings others) {
        if (others.list.isEmpty()) {
            return this;
        }
        return new DbmlSettings(Stream.concat(
                        list.stream(), others.list.stream().filter(setting -> !has(setting.name())))
                .toList());
    }
}
