package dev.pgwright.dbml;

import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.SequenceOptions;
import dev.pgwright.dbml.SqlCursor.Unreadable;

/** How sequences count, as SQL. */
final class SequenceClauses {
    private SequenceClauses() {}

    /** The options that differ from the defaults of the type, each with a space before it. */
    static String options(SequenceOptions options, String dataType) {
        SequenceOptions usual = SequenceOptions.defaults(dataType);
        return (options.start() == usual.start() ? "" : " START " + options.start())
                + (options.increment() == usual.increment() ? "" : " INCREMENT " + options.increment())
                + (options.minimum() == usual.minimum() ? "" : " MINVALUE " + options.minimum())
                + (options.maximum() == usual.maximum() ? "" : " MAXVALUE " + options.maximum())
                + (options.cache() == usual.cache() ? "" : " CACHE " + options.cache())
                + (options.cycle() ? " CYCLE" : "");
    }

    static SequenceOptions readOptions(SqlCursor cursor, String dataType) throws Unreadable {
        SequenceOptions usual = SequenceOptions.defaults(dataType);
        long start = cursor.accept("start") ? cursor.number() : usual.start();
        long increment = cursor.accept("increment") ? cursor.number() : usual.increment();
        long minimum = cursor.accept("minvalue") ? cursor.number() : usual.minimum();
        long maximum = cursor.accept("maxvalue") ? cursor.number() : usual.maximum();
        long cache = cursor.accept("cache") ? cursor.number() : usual.cache();
        return new SequenceOptions(start, increment, minimum, maximum, cache, cursor.accept("cycle"));
    }

    /** What the setting {@code pg_identity} says; a plain {@code ALWAYS} needs none. */
    static String identity(Identity identity, String columnType) {
        String sequence = identity.sequenceName() == null
                ? ""
                : " SEQUENCE NAME " + IndexClauses.qualified(identity.sequenceName());
        return (identity.always() ? "ALWAYS" : "BY DEFAULT") + sequence + options(identity.options(), columnType);
    }

    static Identity readIdentity(String sql, String columnType) throws Unreadable {
        SqlCursor cursor = new SqlCursor(sql);
        boolean always = cursor.accept("always");
        if (!always) {
            cursor.expect("by default");
        }
        QualifiedName sequence = cursor.accept("sequence name") ? cursor.qualifiedName() : null;
        SequenceOptions options = readOptions(cursor, columnType);
        cursor.end();
        return new Identity(always, sequence, options);
    }
}
