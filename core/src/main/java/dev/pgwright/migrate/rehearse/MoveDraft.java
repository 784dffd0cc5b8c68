package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.migrate.plan.steps.Move;
import dev.pgwright.migrate.rehearse.ConversionCheck.Said;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Columns that go to another table: a user says of a new column that it is one of another table, by schema, table and name.
 * Each row of the one must have one of the other at most, by a foreign key or by primary keys of the same columns.
 */
record MoveDraft(ColumnName from, ColumnName to) {
    private static final int NAMES = 3;

    /** All that are said. */
    static List<MoveDraft> of(Catalog from, Catalog to, Said said) {
        return to.tables().stream()
                .filter(table -> from.table(table.name()).isPresent())
                .flatMap(table -> table.columns().stream().map(column -> new ColumnName(table.name(), column.name())))
                .filter(column -> said.there().containsKey(column.toString()))
                .filter(column -> column(from, column).isEmpty())
                .flatMap(column -> source(String.valueOf(said.there().get(column.toString())))
                        .filter(source -> !source.relation().equals(column.relation()))
                        .filter(source -> from.table(source.relation()).isPresent())
                        .map(source -> new MoveDraft(source, column))
                        .stream())
                .toList();
    }

    private static Optional<Column> column(Catalog catalog, ColumnName name) {
        return catalog.table(name.relation()).flatMap(table -> table.column(name.column()));
    }

    /** The column that an expression is; empty where it is more than that. */
    private static Optional<ColumnName> source(String expression) {
        return Sql.parse(SourceFile.of("expression", "SELECT " + expression)).statements().stream()
                .map(statement -> statement.tree())
                .filter(SelectStmt.class::isInstance)
                .flatMap(select -> ((SelectStmt) select).targetList().stream())
                .filter(target -> target instanceof ResTarget result && result.val() instanceof ColumnRef)
                .flatMap(target -> Nodes.all(target, ColumnRef.class).stream())
                .map(reference -> Nodes.names(reference.fields()))
                .filter(names -> names.size() == NAMES)
                .map(names -> new ColumnName(QualifiedName.of(names.get(0), names.get(1)), names.get(2)))
                .findFirst();
    }

    /** What is said but for these. */
    static Said without(Said said, List<MoveDraft> moves) {
        Map<String, String> there = new HashMap<>(said.there());
        moves.forEach(move -> there.remove(move.to().toString()));
        return new Said(there, said.back());
    }

    /** The move; empty where there is a problem. */
    Optional<Move> move(Catalog before, Catalog after, Set<String> lossAllowed, Consumer<Problem> problems) {
        Optional<Column> old = column(before, from);
        Optional<Column> wanted = column(after, to);
        Place place = Place.ofObject("column " + to);
        if (old.isEmpty() || column(after, from).isPresent()) {
            problems.accept(new Problem(
                    place,
                    "column " + from + " does not go from there: " + (old.isEmpty() ? "the first" : "the second")
                            + " schema has " + (old.isEmpty() ? "none of the name" : "it still"),
                    null));
            return Optional.empty();
        }
        String type = old.get().type();
        String other = wanted.map(Column::type).orElse("");
        if (!TypeNames.canonical(type).equals(TypeNames.canonical(other))) {
            problems.accept(new Problem(
                    place,
                    "it is " + other + ", and " + from + " is " + type,
                    "move it with its type, and change that in a plan behind"));
            return Optional.empty();
        }
        SortedMap<String, String> key = key(before);
        if (key.isEmpty() || !key.equals(key(after))) {
            problems.accept(new Problem(
                    place,
                    "nothing tells which row of " + to.relation() + " gets the value of a row of " + from.relation(),
                    "give both schemas a foreign key between the tables whose columns are unique, or primary keys of"
                            + " the same columns"));
            return Optional.empty();
        }
        if (isSpecial(before, from) || isSpecial(before, to)) {
            problems.accept(new Problem(
                    place,
                    "a column is not moved between partitions, tables that inherit, foreign tables, generated columns,"
                            + " or tables that force row security on their owner",
                    null));
            return Optional.empty();
        }
        return Optional.of(new Move(from, to, key, !lossAllowed.contains(from.toString())));
    }

    private static boolean isSpecial(Catalog catalog, ColumnName name) {
        Table table = catalog.table(name.relation()).orElseThrow();
        return table.partitionOf() != null
                || !table.inherits().isEmpty()
                || catalog.tables().stream().anyMatch(each -> each.inherits().contains(table.name()))
                || table.settings().foreign() != null
                || table.settings().forceRowSecurity()
                || table.column(name.column())
                        .filter(column -> column.generated() != null)
                        .isPresent();
    }

    /** By columns of the table that gives, those of the one that takes; empty where nothing is unique in both. */
    private SortedMap<String, String> key(Catalog catalog) {
        Table giving = catalog.table(from.relation()).orElseThrow();
        Table taking = catalog.table(to.relation()).orElseThrow();
        Stream<SortedMap<String, String>> up = references(taking, giving)
                .filter(key -> isUnique(taking, key.columns()))
                .map(key -> pairs(key.referencedColumns(), key.columns()));
        Stream<SortedMap<String, String>> down = references(giving, taking)
                .filter(key -> isUnique(giving, key.columns()))
                .map(key -> pairs(key.columns(), key.referencedColumns()));
        List<String> one = primary(giving);
        Stream<SortedMap<String, String>> same = one.equals(primary(taking)) ? Stream.of(pairs(one, one)) : Stream.of();
        return Stream.of(up, down, same)
                .flatMap(each -> each)
                .filter(pairs -> !pairs.isEmpty())
                .findFirst()
                .orElseGet(TreeMap::new);
    }

    private static List<String> primary(Table table) {
        return table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
    }

    private static Stream<Constraint.ForeignKey> references(Table table, Table other) {
        return table.foreignKeys().stream()
                .filter(key -> key.referenced().equals(other.name()) && !key.period() && key.enforced());
    }

    private static boolean isUnique(Table table, List<String> columns) {
        Set<String> wanted = new HashSet<>(columns);
        return wanted.equals(new HashSet<>(primary(table)))
                || table.of(Constraint.Unique.class).stream()
                        .anyMatch(key -> wanted.equals(new HashSet<>(key.columns())));
    }

    private static SortedMap<String, String> pairs(List<String> from, List<String> to) {
        SortedMap<String, String> pairs = new TreeMap<>();
        for (int i = 0; i < from.size(); i++) {
            pairs.put(from.get(i), to.get(i));
        }
        return pairs;
    }
}
