package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.rules.index.Condition.Kind;
import dev.pgwright.review.rules.query.Keys;
import dev.pgwright.review.rules.schema.NameWords;
import dev.pgwright.workload.ColumnFacts;
import dev.pgwright.workload.TableFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Which part of a table's rows conditions meet, as far as statistics tell. */
final class Selectivity {
    /** What PostgreSQL assumes of an array whose length it does not know (estimate_array_length in utils/adt/selfuncs.c). */
    private static final int VALUES_OF_PARAMETER = 10;

    /** Last words of the names of columns that have few values as a rule. */
    private static final Set<String> CHOICES = Set.of(
            "status",
            "state",
            "type",
            "kind",
            "category",
            "class",
            "level",
            "gender",
            "sex",
            "country",
            "currency",
            "language",
            "locale",
            "role",
            "priority",
            "flag",
            "mode",
            "year",
            "month",
            "day",
            "weekday",
            "hour",
            "active",
            "enabled",
            "deleted",
            "visible",
            "severity",
            "channel",
            "unit",
            "version",
            "region",
            "size",
            "segment");

    /** So that the choice is found in {@code orderstatus}, but no mode in {@code postmode}. */
    private static final int LONG_WORD = 5;

    /** Last words of the names of columns that tell rows apart as a rule. */
    private static final Set<String> IDENTIFYING = Set.of(
            "id",
            "uuid",
            "guid",
            "email",
            "mail",
            "token",
            "hash",
            "phone",
            "username",
            "login",
            "iban",
            "barcode",
            "reference");

    private static final Set<String> YES_OR_NO = Set.of("is", "has", "was", "can");

    private Selectivity() {}

    /** The part of the rows that one condition meets, 0 to 1; empty when nobody knows. */
    static OptionalDouble of(Access access, Condition condition) {
        Optional<TableFacts> facts = access.facts();
        if (facts.isEmpty() || facts.get().rows() == 0) {
            return OptionalDouble.empty();
        }
        long rows = facts.get().rows();
        if (condition.isEquality() && isKey(access, condition)) {
            return OptionalDouble.of(Math.min(1, (double) count(condition) / rows));
        }
        Optional<ColumnFacts> column = facts.get().column(condition.column());
        if (column.isEmpty() || column.get().distinct() == 0) {
            return condition.kind() == Kind.EQUAL ? byReference(access, condition) : OptionalDouble.empty();
        }
        return of(condition, column.get(), rows);
    }

    /** The same of statistics that are there. */
    static OptionalDouble of(Condition condition, ColumnFacts column, long rows) {
        return switch (condition.kind()) {
            case IS_NULL -> OptionalDouble.of(column.nulls());
            case NOT_NULL -> OptionalDouble.of(1 - column.nulls());
            case EQUAL, IN, JOIN, CORRELATED -> {
                if (condition.values().isEmpty()) {
                    yield OptionalDouble.of(Math.min(1, count(condition) * column.average(rows)));
                }
                double sum = 0;
                for (String value : condition.values()) {
                    sum += part(column, value, rows);
                }
                yield OptionalDouble.of(Math.min(1, sum));
            }
            case RANGE, PREFIX, CONTAINS -> OptionalDouble.empty();
        };
    }

    private static double part(ColumnFacts column, String value, long rows) {
        // booleans are printed as t and f
        String shown = value.equals("true") ? "t" : value.equals("false") ? "f" : value;
        OptionalDouble exact = column.partOf(shown);
        return exact.isPresent() ? exact.getAsDouble() : column.partOf(value).orElse(column.average(rows));
    }

    private static int count(Condition condition) {
        if (!condition.values().isEmpty()) {
            return condition.values().size();
        }
        return condition.kind() == Kind.IN ? VALUES_OF_PARAMETER : 1;
    }

    private static boolean isKey(Access access, Condition condition) {
        return condition.kind() != Kind.IS_NULL
                && Keys.isKey(access.query(), access.name(), Set.of(condition.column()));
    }

    /** A column has at most as many values as the table that it refers to has rows. */
    private static OptionalDouble byReference(Access access, Condition condition) {
        return access.table().foreignKeys().stream()
                .filter(key -> key.columns().equals(List.of(condition.column())))
                .flatMap(key -> access.query().facts().table(key.referenced()).stream())
                .filter(referenced -> referenced.rows() > 0)
                .mapToDouble(referenced -> 1.0 / referenced.rows())
                .findFirst();
    }

    /** The part of the rows that all conditions meet, if those on different columns have nothing to do with each other. */
    static OptionalDouble of(Access access, List<Condition> conditions) {
        double product = 1;
        boolean known = false;
        for (Condition condition : conditions) {
            OptionalDouble part = of(access, condition);
            if (part.isPresent()) {
                product *= part.getAsDouble();
                known = true;
            }
        }
        return known ? OptionalDouble.of(product) : OptionalDouble.empty();
    }

    /**
     * Whether one value of the column is taken to be that of few rows: by statistics, else by its type and its name. NULL is
     * only by statistics.
     */
    static boolean isSelective(Access access, Condition condition, double part) {
        OptionalDouble known = of(access, condition);
        if (known.isPresent()) {
            return known.getAsDouble() <= part;
        }
        return condition.kind() != Kind.IS_NULL
                && !hasFewValues(access, condition.column())
                && (access.facts().isPresent() || isIdentifying(access, condition.column()));
    }

    /** Whether the type or the name says that a column tells rows apart, in a table of which nothing else is known. */
    private static boolean isIdentifying(Access access, String column) {
        boolean uuid = access.table()
                .column(column)
                .map(found -> found.type().equals("uuid"))
                .orElse(false);
        List<String> words = NameWords.of(column);
        return uuid || (!words.isEmpty() && IDENTIFYING.contains(words.get(words.size() - 1)));
    }

    /** Whether the type or the name says that a column takes few values. */
    static boolean hasFewValues(Access access, String column) {
        Table table = access.table();
        ColumnType type = table.column(column)
                .flatMap(found -> ColumnType.of(found.type(), access.query().state()))
                .orElse(null);
        if (type == null
                || Set.of("bool", "int2", "char").contains(type.base())
                || access.query().state().enumType(named(type.base())).isPresent()) {
            return true;
        }
        List<String> words = new ArrayList<>(NameWords.of(column));
        return words.isEmpty()
                || isChoice(words.get(words.size() - 1))
                || YES_OR_NO.contains(words.get(0))
                || (words.size() > 1
                        && words.get(words.size() - 1).equals("id")
                        && CHOICES.contains(words.get(words.size() - 2)));
    }

    private static boolean isChoice(String word) {
        return CHOICES.stream()
                .anyMatch(choice -> word.equals(choice) || (choice.length() >= LONG_WORD && word.endsWith(choice)));
    }

    private static QualifiedName named(String base) {
        int dot = base.indexOf('.');
        return dot < 0 ? QualifiedName.of("", base) : QualifiedName.of(base.substring(0, dot), base.substring(dot + 1));
    }
}
