package dev.pgwright.dbml;

import dev.pgwright.source.Span;
import java.util.List;

/** The value of a setting. */
public sealed interface DbmlValue {
    Span span();

    /** A text in one of the forms {@code '...'}, {@code '''...'''} or {@code "..."}. */
    record Text(String value, Span span) implements DbmlValue {
        static Text of(String value) {
            return new Text(value, Span.at(0));
        }
    }

    /** An expression between backticks; {@code sql} is exactly what stands there. */
    record Expression(String sql, Span span) implements DbmlValue {
        static Expression of(String sql) {
            return new Expression(sql, Span.at(0));
        }
    }

    /** A number with its sign, as written. */
    record Number(String text, Span span) implements DbmlValue {
        static Number of(String text) {
            return new Number(text, Span.at(0));
        }
    }

    /** A colour: {@code #} and three or six hexadecimal digits. */
    record Color(String text, Span span) implements DbmlValue {}

    /** Bare words: {@code true}, {@code set null}, {@code btree}. */
    record Words(String text, Span span) implements DbmlValue {
        static Words of(String text) {
            return new Words(text, Span.at(0));
        }
    }

    /** A dotted path, such as an enum's value used as a default. */
    record Dotted(List<DbmlName> names, Span span) implements DbmlValue {
        public Dotted {
            names = List.copyOf(names);
        }
    }

    /** An inline relationship: {@code > schema.table.column}, or only the column when it is of the same table. */
    record Target(DbmlRelation relation, List<DbmlName> path, Span span) implements DbmlValue {
        public Target {
            path = List.copyOf(path);
        }
    }

    /** Nothing, between two commas of a row. */
    record Absent(Span span) implements DbmlValue {}

    /** An inline dependency: {@code -> schema.table.column}. */
    record Arrow(boolean forward, List<DbmlName> path, Span span) implements DbmlValue {
        public Arrow {
            path = List.copyOf(path);
        }
    }
}
