package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.migrate.diff.ObjectId;
import dev.pgwright.migrate.diff.SchemaDiff;
import dev.pgwright.migrate.plan.MigrationPlan.Rename;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Statements that give objects their new names: whole objects first, then what is part of them. */
public final class RenameSteps {
    private static final Map<String, String> KINDS = Map.of(
            "table", "TABLE",
            "view", "VIEW",
            "materialized view", "MATERIALIZED VIEW",
            "sequence", "SEQUENCE",
            "enum", "TYPE",
            "domain", "DOMAIN",
            "composite type", "TYPE",
            "range type", "TYPE",
            "foreign table", "FOREIGN TABLE");

    private static final List<String> UNSAID =
            List.of("index ", "primary key ", "unique ", "check ", "foreign key ", "exclusion ");

    private RenameSteps() {}

    /**
     * A rename with its statements, there and back.
     *
     * @param column the column of a table that it is about; null for anything else
     */
    public record Renaming(
            Rename rename,
            String title,
            List<String> up,
            List<String> down,
            @Nullable ColumnPlace column) {
        public Renaming {
            up = List.copyOf(up);
            down = List.copyOf(down);
        }

        /** Whether applications say the name: nobody says that of an index or a constraint. */
        boolean isSaid() {
            return UNSAID.stream().noneMatch(rename.object()::startsWith);
        }
    }

    /**
     * A column that gets another name.
     *
     * @param table its table, by the name that it has then
     */
    public record ColumnPlace(QualifiedName table, String from, String to) {}

    /**
     * The renames of a difference, as far as there is a statement for them; others are an end and a beginning.
     *
     * @param from the first schema
     * @param dropped objects that are known to end, as {@link #nameOf} says them
     */
    public static List<Renaming> of(Catalog from, SchemaDiff diff, Set<String> dropped) {
        List<SchemaDiff.Renamed> renamed = new ArrayList<>();
        diff.changes().forEach(change -> {
            if (change instanceof SchemaDiff.Renamed one && !dropped.contains(nameOf(one.object()))) {
                renamed.add(one);
            }
        });
        Set<String> carried = carried(from);
        renamed.sort(
                Comparator.comparing((SchemaDiff.Renamed one) -> one.object().owner() != null)
                        .thenComparing(one -> carried.contains(one.object().name())));
        Map<String, String> tables = new HashMap<>();
        Set<String> schemas = from.schemas().stream().map(Schema::name).collect(Collectors.toSet());
        schemas.add(Schema.PUBLIC);
        List<Renaming> steps = new ArrayList<>();
        for (SchemaDiff.Renamed one : renamed) {
            Optional<Renaming> step = one.object().owner() == null ? whole(one, carried, schemas) : part(one, tables);
            step.ifPresent(steps::add);
            if (one.object().owner() == null) {
                tables.put(one.object().name(), one.to().name());
            }
        }
        List<ColumnPlace> columns =
                steps.stream().flatMap(step -> Stream.ofNullable(step.column())).toList();
        steps.removeIf(step -> step.column() != null && goesAlong(step.column(), columns, from));
        return steps;
    }

    /** What looks renamed, or may have been, but nobody has said so; not what nobody says the name of. */
    public static Set<String> notSaid(SchemaDiff diff) {
        return Stream.concat(
                        diff.changes().stream()
                                .filter(change -> change instanceof SchemaDiff.Renamed one
                                        && one.confidence() < 1
                                        && UNSAID.stream()
                                                .noneMatch(one.object().toString()::startsWith))
                                .map(SchemaDiff.Change::object),
                        diff.open().stream().map(SchemaDiff.Open::object))
                .map(RenameSteps::nameOf)
                .collect(Collectors.toSet());
    }

    /** Partitions and heirs rename a column along with the table above. */
    private static boolean goesAlong(ColumnPlace column, List<ColumnPlace> all, Catalog from) {
        return from.table(column.table()).stream()
                .flatMap(table -> Stream.concat(
                        Stream.ofNullable(table.partitionOf()).map(PartitionOf::parent), table.inherits().stream()))
                .anyMatch(parent -> all.contains(new ColumnPlace(parent, column.from(), column.to())));
    }

    /** As a person names it: {@code public.orders}, {@code public.orders.note}. */
    public static String nameOf(ObjectId object) {
        ObjectId owner = object.owner();
        return owner == null ? object.name() : owner.name() + "." + object.name();
    }

    /** Sequences of columns, which go to another schema with their table and in no other way. */
    private static Set<String> carried(Catalog from) {
        return from.sequences().stream()
                .filter(sequence -> sequence.ownedBy() != null)
                .map(sequence -> sequence.name().toString())
                .collect(Collectors.toSet());
    }

    /** @param schemas those that there are by then; the new one's is added to them */
    private static Optional<Renaming> whole(SchemaDiff.Renamed one, Set<String> carried, Set<String> schemas) {
        String kind = KINDS.get(one.object().kind());
        if (kind == null) {
            return Optional.empty();
        }
        String[] from = parts(one.object().name());
        String[] to = parts(one.to().name());
        if (from.length != 2 || to.length != 2) {
            return Optional.empty();
        }
        String alter = "ALTER " + kind + " ";
        List<String> up = new ArrayList<>();
        List<String> down = new ArrayList<>();
        boolean sequence = one.object().kind().equals("sequence");
        if (!from[0].equals(to[0])
                && !(sequence && carried.contains(one.object().name()))) {
            if (schemas.add(to[0])) {
                up.add("CREATE SCHEMA " + quoteIdentifier(to[0]));
                down.add("DROP SCHEMA " + quoteIdentifier(to[0]));
            }
            up.add(alter + quoteIdentifier(from[0], from[1]) + " SET SCHEMA " + quoteIdentifier(to[0]));
            down.add(0, alter + quoteIdentifier(to[0], from[1]) + " SET SCHEMA " + quoteIdentifier(from[0]));
        }
        if (!from[1].equals(to[1])) {
            up.add(alter + quoteIdentifier(to[0], from[1]) + " RENAME TO " + quoteIdentifier(to[1]));
            down.add(0, alter + quoteIdentifier(to[0], to[1]) + " RENAME TO " + quoteIdentifier(from[1]));
        }
        return up.isEmpty() ? Optional.empty() : Optional.of(renaming(one, up, down, null));
    }

    private static Optional<Renaming> part(SchemaDiff.Renamed one, Map<String, String> tables) {
        ObjectId owner = one.object().owner();
        if (owner == null || !(owner.kind().equals("table") || owner.kind().equals("foreign table"))) {
            return Optional.empty();
        }
        String table = tables.getOrDefault(owner.name(), owner.name());
        String[] name = parts(table);
        if (name.length != 2) {
            return Optional.empty();
        }
        String from = quoteIdentifier(one.object().name());
        String to = quoteIdentifier(one.to().name());
        String alter = "ALTER TABLE " + quoteIdentifier(name[0], name[1]) + " RENAME ";
        return switch (one.object().kind()) {
            case "column" ->
                Optional.of(renaming(
                        one,
                        List.of(alter + "COLUMN " + from + " TO " + to),
                        List.of(alter + "COLUMN " + to + " TO " + from),
                        owner.kind().equals("table")
                                ? new ColumnPlace(
                                        QualifiedName.of(name[0], name[1]),
                                        one.object().name(),
                                        one.to().name())
                                : null));
            case "index" ->
                Optional.of(renaming(
                        one,
                        List.of("ALTER INDEX "
                                + quoteIdentifier(name[0], one.object().name()) + " RENAME TO " + to),
                        List.of("ALTER INDEX "
                                + quoteIdentifier(name[0], one.to().name()) + " RENAME TO " + from),
                        null));
            case "primary key", "unique", "check", "foreign key", "exclusion" ->
                Optional.of(renaming(
                        one,
                        List.of(alter + "CONSTRAINT " + from + " TO " + to),
                        List.of(alter + "CONSTRAINT " + to + " TO " + from),
                        null));
            default -> Optional.empty();
        };
    }

    private static Renaming renaming(
            SchemaDiff.Renamed one, List<String> up, List<String> down, @Nullable ColumnPlace column) {
        return new Renaming(
                new Rename(one.object().toString(), one.to().name(), one.because()),
                "rename " + one.object() + " to " + one.to().name(),
                up,
                down,
                column);
    }

    /** A schema and a name; a name with a dot in it is left alone. */
    private static String[] parts(String qualified) {
        return qualified.split("\\.", -1);
    }
}
