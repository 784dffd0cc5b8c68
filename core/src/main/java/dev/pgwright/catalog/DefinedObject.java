package dev.pgwright.catalog;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An object of a kind that few schemas have, as the statements that make it.
 *
 * @param identity its name as SQL: what {@code COMMENT ON} and {@code DROP} say behind the kind
 * @param definition without semicolons, in the readers' canonical form: equal objects have equal texts
 */
public record DefinedObject(
        Kind kind,
        String identity,
        List<String> definition,
        @Nullable String comment) {
    public DefinedObject {
        definition = List.copyOf(definition);
    }

    /** The kinds, in an order in which they can be made. */
    public enum Kind {
        LANGUAGE,
        ACCESS_METHOD,
        FOREIGN_DATA_WRAPPER,
        SERVER,
        USER_MAPPING,
        COLLATION,
        CONVERSION,
        TEXT_SEARCH_PARSER,
        TEXT_SEARCH_TEMPLATE,
        TEXT_SEARCH_DICTIONARY,
        TEXT_SEARCH_CONFIGURATION,
        TYPE,
        OPERATOR,
        OPERATOR_FAMILY,
        OPERATOR_CLASS,
        CAST,
        TRANSFORM,
        STATISTICS,
        EVENT_TRIGGER,
        PUBLICATION,
        SUBSCRIPTION;

        /** As SQL says it: {@code FOREIGN DATA WRAPPER}. */
        public String sql() {
            return name().replace('_', ' ');
        }

        /** For messages: {@code foreign data wrapper}. */
        public String words() {
            return sql().toLowerCase(Locale.ROOT);
        }
    }

    public ObjectReference reference() {
        return new ObjectReference(kind.sql(), identity);
    }
}
