package dev.pgwright.migrate.plan.steps;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;
import static dev.pgwright.sql.Identifiers.quoteLiteral;

import dev.pgwright.catalog.AttachedIndex;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.print.SingleDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What ALTER TABLE changes of a table as a whole. */
final class TableEdits {
    private TableEdits() {}

    static Edit of(TableModel from, TableModel to) {
        String object = "table " + to.name();
        if (!Objects.equals(from.partitioning(), to.partitioning())) {
            throw Edits.notYet(object, "another partitioning of a table");
        }
        if (!sameServer(from, to)) {
            throw Edits.notYet(object, "another server of a foreign table");
        }
        Edit edit = joins(from, to);
        String alter = "ALTER TABLE " + SingleDdl.name(to.name()) + " ";
        if (from.unlogged() != to.unlogged()) {
            edit = edit.and(Edit.of(
                    alter + "SET " + Edits.logged(to.unlogged()), alter + "SET " + Edits.logged(from.unlogged())));
        }
        if (!from.storageParameters().equals(to.storageParameters())) {
            edit = edit.and(Edit.of(
                    parameters(alter, from.storageParameters(), to.storageParameters()),
                    parameters(alter, to.storageParameters(), from.storageParameters())));
        }
        if (!Objects.equals(from.tablespace(), to.tablespace())) {
            edit = edit.and(Edit.of(
                    alter + "SET TABLESPACE " + tablespace(to.tablespace()),
                    alter + "SET TABLESPACE " + tablespace(from.tablespace())));
        }
        if (!Objects.equals(from.accessMethod(), to.accessMethod())) {
            edit = edit.and(Edit.of(
                    alter + "SET ACCESS METHOD " + accessMethod(to.accessMethod()),
                    alter + "SET ACCESS METHOD " + accessMethod(from.accessMethod())));
        }
        if (!Objects.equals(from.ofType(), to.ofType())) {
            edit = edit.and(Edit.of(alter + ofType(to.ofType()), alter + ofType(from.ofType())));
        }
        if (from.foreign() != null && to.foreign() != null && !from.foreign().equals(to.foreign())) {
            String foreign = "ALTER FOREIGN TABLE " + SingleDdl.name(to.name()) + " ";
            edit = edit.and(Edit.of(
                    foreign + options(from.foreign().options(), to.foreign().options()),
                    foreign + options(to.foreign().options(), from.foreign().options())));
        }
        if (!from.attachedIndexes().equals(to.attachedIndexes())) {
            edit = edit.and(attached(from, to));
        }
        return edit;
    }

    private static boolean sameServer(TableModel from, TableModel to) {
        return (from.foreign() == null) == (to.foreign() == null)
                && (from.foreign() == null
                        || to.foreign() == null
                        || from.foreign().server().equals(to.foreign().server()));
    }

    private static Edit joins(TableModel from, TableModel to) {
        Edit edit = Edit.NOTHING;
        String name = SingleDdl.name(to.name());
        PartitionOf left = from.partitionOf();
        PartitionOf right = to.partitionOf();
        if (!Objects.equals(left, right)) {
            List<String> up = new ArrayList<>();
            List<String> down = new ArrayList<>();
            if (left != null) {
                up.add(detach(left, name));
            }
            if (right != null) {
                up.add(attach(right, name));
                down.add(detach(right, name));
            }
            if (left != null) {
                down.add(attach(left, name));
            }
            edit = Edit.of(up, down);
        }
        String alter = "ALTER TABLE " + name + " ";
        for (QualifiedName parent : from.inherits()) {
            if (!to.inherits().contains(parent)) {
                edit = edit.and(Edit.of(
                        alter + "NO INHERIT " + SingleDdl.name(parent), alter + "INHERIT " + SingleDdl.name(parent)));
            }
        }
        for (QualifiedName parent : to.inherits()) {
            if (!from.inherits().contains(parent)) {
                edit = edit.and(Edit.of(
                        alter + "INHERIT " + SingleDdl.name(parent), alter + "NO INHERIT " + SingleDdl.name(parent)));
            }
        }
        return edit;
    }

    private static String attach(PartitionOf partition, String name) {
        return "ALTER TABLE " + SingleDdl.name(partition.parent()) + " ATTACH PARTITION " + name + " "
                + partition.bound();
    }

    private static String detach(PartitionOf partition, String name) {
        return "ALTER TABLE " + SingleDdl.name(partition.parent()) + " DETACH PARTITION " + name;
    }

    /** Those that another schema has are set, those that it does not have are reset. */
    static List<String> parameters(String alter, SortedMap<String, String> from, SortedMap<String, String> to) {
        List<String> statements = new ArrayList<>();
        SortedMap<String, String> set = new TreeMap<>(to);
        set.entrySet().removeIf(entry -> entry.getValue().equals(from.get(entry.getKey())));
        SortedMap<String, String> reset = new TreeMap<>(from);
        reset.keySet().removeAll(to.keySet());
        if (!set.isEmpty()) {
            statements.add(alter + "SET " + SingleDdl.parameters(set));
        }
        if (!reset.isEmpty()) {
            statements.add(alter + "RESET (" + String.join(", ", reset.keySet()) + ")");
        }
        return statements;
    }

    /** {@code OPTIONS (ADD a 'x', SET b 'y', DROP c)}. */
    static String options(SortedMap<String, String> from, SortedMap<String, String> to) {
        List<String> words = new ArrayList<>();
        to.forEach((key, value) -> {
            if (!value.equals(from.get(key))) {
                words.add((from.containsKey(key) ? "SET " : "ADD ") + quoteIdentifier(key) + " " + quoteLiteral(value));
            }
        });
        from.keySet().stream()
                .filter(key -> !to.containsKey(key))
                .forEach(key -> words.add("DROP " + quoteIdentifier(key)));
        return "OPTIONS (" + String.join(", ", words) + ")";
    }

    private static String tablespace(@Nullable String name) {
        return name == null ? "pg_default" : quoteIdentifier(name);
    }

    private static String accessMethod(@Nullable String name) {
        return name == null ? "heap" : quoteIdentifier(name);
    }

    private static String ofType(@Nullable QualifiedName type) {
        return type == null ? "NOT OF" : "OF " + SingleDdl.name(type);
    }

    /** Of the indexes that come from above only the names can be changed. */
    private static Edit attached(TableModel from, TableModel to) {
        Edit edit = Edit.NOTHING;
        for (AttachedIndex right : to.attachedIndexes()) {
            AttachedIndex left = from.attachedIndexes().stream()
                    .filter(index -> index.root().equals(right.root()))
                    .findFirst()
                    .orElse(null);
            boolean renamed = left != null
                    && left.storageParameters().equals(right.storageParameters())
                    && Objects.equals(left.tablespace(), right.tablespace())
                    && Objects.equals(left.comment(), right.comment());
            if (left == null || !renamed) {
                throw Edits.notYet("table " + to.name(), "another index of a partition");
            }
            if (!left.name().equals(right.name())) {
                edit = edit.and(rename(to.name().schema(), left.name(), right.name()));
            }
        }
        if (from.attachedIndexes().size() != to.attachedIndexes().size()) {
            throw Edits.notYet("table " + to.name(), "another index of a partition");
        }
        return edit;
    }

    private static Edit rename(String schema, String from, String to) {
        return Edit.of(
                "ALTER INDEX " + quoteIdentifier(schema, from) + " RENAME TO " + quoteIdentifier(to),
                "ALTER INDEX " + quoteIdentifier(schema, to) + " RENAME TO " + quoteIdentifier(from));
    }
}
