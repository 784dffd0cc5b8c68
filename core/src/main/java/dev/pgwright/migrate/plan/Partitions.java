package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.source.Span;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.PartitionCmd;
import dev.pgwright.sql.tree.RangeVar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Partitions that come and go without ACCESS EXCLUSIVE on the partitioned table, or a scan under it. */
public final class Partitions {
    private Partitions() {}

    /**
     * DETACH PARTITION CONCURRENTLY (PostgreSQL 14), which a table with a default partition refuses. It leaves a check
     * behind that says what the bound said (PostgreSQL 18, ALTER TABLE, DETACH PARTITION); that is dropped.
     */
    public static Optional<SafeForm> detach(Change change) {
        Optional<PartitionCmd> command = command(change, AlterTableType.AT_DetachPartition);
        Optional<Table> parent = parent(change);
        if (command.isEmpty() || parent.isEmpty() || hasDefault(change, parent.get())) {
            return Optional.empty();
        }
        QualifiedName partition = change.state().resolve(nameOf(command.get()));
        Optional<List<String>> keys = keys(parent.get());
        Optional<Table> detached = change.state().table(partition);
        if (keys.isEmpty() || detached.isEmpty()) {
            return Optional.empty();
        }
        AlterTableText text = AlterTableText.of(change.sql());
        ChosenNames names = new ChosenNames(change.state(), partition);
        String check = names.checkOf(keys.get());
        Fragments action = new Fragments(text.action(0));
        return Optional.of(new SafeForm(
                "detach it concurrently",
                List.of(
                        Part.alone(change.sql() + " CONCURRENTLY"),
                        Part.transaction("ALTER TABLE " + action.from(2) + " DROP CONSTRAINT IF EXISTS "
                                + quoteIdentifier(check)))));
    }

    /**
     * ATTACH PARTITION of a table that a validated check proves to hold nothing but the partition's rows, so that it is
     * not read under ACCESS EXCLUSIVE (PostgreSQL 18, ALTER TABLE, ATTACH PARTITION). By range or list of one column.
     */
    public static Optional<SafeForm> attach(Change change) {
        Optional<PartitionCmd> command = command(change, AlterTableType.AT_AttachPartition);
        Optional<Table> parent = parent(change);
        if (command.isEmpty() || parent.isEmpty() || hasDefault(change, parent.get())) {
            return Optional.empty();
        }
        AlterTableText text = AlterTableText.of(change.sql());
        Fragments action = new Fragments(text.action(0));
        int behind = action.behindName(2);
        Optional<String> condition = condition(parent.get(), action, behind);
        if (condition.isEmpty()) {
            return Optional.empty();
        }
        String table = action.text(2, behind);
        RangeVar partition = nameOf(command.get());
        String check = quoteIdentifier(ObjectNames.of(String.valueOf(partition.relname()), "bound", "check"));
        String head = "ALTER TABLE " + table + " ";
        return Optional.of(new SafeForm(
                "prove the bound by a check that is validated before, then attach",
                List.of(
                        Part.transaction(
                                head + "ADD CONSTRAINT " + check + " CHECK (" + condition.get() + ") NOT VALID"),
                        Part.transaction(head + "VALIDATE CONSTRAINT " + check),
                        Part.transaction(change.sql(), head + "DROP CONSTRAINT " + check))));
    }

    /**
     * CREATE TABLE ... PARTITION OF as a table of its own that is attached: SHARE UPDATE EXCLUSIVE on the partitioned
     * table instead of ACCESS EXCLUSIVE (PostgreSQL 18, Table Partitioning, Partition Maintenance).
     */
    public static Optional<SafeForm> create(Change change) {
        if (!(change.tree() instanceof CreateStmt create)
                || create.partbound() == null
                || create.partbound().isDefault()
                || create.ifNotExists()
                || !create.tableElts().isEmpty()
                || create.inhRelations().size() != 1
                || !(create.inhRelations().get(0) instanceof RangeVar parentName)) {
            return Optional.empty();
        }
        Optional<Table> parent = change.state().table(parentName);
        if (parent.isEmpty() || hasDefault(change, parent.get())) {
            return Optional.empty();
        }
        Fragments words = new Fragments(change.sql());
        int partition = words.find(0, "partition", "of");
        int parentEnd = words.behindName(partition + 2);
        int bound = words.find(parentEnd, "for", "values");
        if (bound != parentEnd) {
            return Optional.empty();
        }
        int end = behindBound(words, bound);
        int name = words.find(0, "table") + 1;
        String rest = words.from(end);
        String made = words.text(name, partition);
        String parentText = words.text(partition + 2, parentEnd);
        String like = "(LIKE " + parentText
                + " INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING STORAGE"
                + " INCLUDING COMPRESSION)";
        return Optional.of(new SafeForm(
                "make it as a table of its own, then attach it",
                List.of(Part.transaction(
                        words.text(0, partition) + " " + like + (rest.isEmpty() ? "" : " " + rest),
                        "ALTER TABLE " + parentText + " ATTACH PARTITION " + made + " " + words.text(bound, end)))));
    }

    /** Behind FOR VALUES IN (...), FROM (...) TO (...) or WITH (...). */
    private static int behindBound(Fragments words, int bound) {
        int first = words.behindParenthesis(bound + 3);
        return words.isWord(bound + 2, "from") ? words.behindParenthesis(first + 1) : first;
    }

    private static Optional<PartitionCmd> command(Change change, AlterTableType kind) {
        return change.tree() instanceof AlterTableStmt alter
                        && alter.cmds().size() == 1
                        && alter.cmds().get(0) instanceof AlterTableCmd action
                        && action.subtype() == kind
                        && action.def() instanceof PartitionCmd command
                        && command.name() != null
                        && !command.concurrent()
                ? Optional.of(command)
                : Optional.empty();
    }

    private static RangeVar nameOf(PartitionCmd command) {
        if (command.name() == null) {
            throw new IllegalStateException("a partition has a name");
        }
        return command.name();
    }

    private static Optional<Table> parent(Change change) {
        return change.tree() instanceof AlterTableStmt alter && alter.relation() != null
                ? change.state().table(alter.relation())
                : Optional.empty();
    }

    private static boolean hasDefault(Change change, Table parent) {
        return change.state().defaultPartition(parent.name()).isPresent();
    }

    private static Optional<List<String>> keys(Table parent) {
        Partitioning partitioning = parent.partitioning();
        return partitioning == null || partitioning.keys().stream().anyMatch(key -> key.expression())
                ? Optional.empty()
                : Optional.of(partitioning.keys().stream().map(key -> key.key()).toList());
    }

    /** The bound as a condition; empty for hash partitions and for keys of several columns or expressions. */
    private static Optional<String> condition(Table parent, Fragments action, int bound) {
        Optional<List<String>> keys = keys(parent);
        if (keys.isEmpty() || keys.get().size() != 1 || !action.areWords(bound, "for", "values")) {
            return Optional.empty();
        }
        String column = quoteIdentifier(keys.get().get(0));
        int at = bound + 2;
        if (action.isWord(at, "in")) {
            return list(column, values(action, at + 1));
        }
        if (!action.isWord(at, "from")) {
            return Optional.empty();
        }
        int to = action.behindParenthesis(at + 1);
        List<String> from = values(action, at + 1);
        List<String> until = values(action, to + 1);
        if (from.size() != 1 || until.size() != 1) {
            return Optional.empty();
        }
        List<String> conditions = new ArrayList<>(List.of(column + " IS NOT NULL"));
        if (!from.get(0).equalsIgnoreCase("minvalue")) {
            conditions.add(column + " >= " + from.get(0));
        }
        if (!until.get(0).equalsIgnoreCase("maxvalue")) {
            conditions.add(column + " < " + until.get(0));
        }
        return Optional.of(String.join(" AND ", conditions));
    }

    private static Optional<String> list(String column, List<String> values) {
        boolean nulls = values.stream().anyMatch(value -> value.equalsIgnoreCase("null"));
        List<String> rest =
                values.stream().filter(value -> !value.equalsIgnoreCase("null")).toList();
        if (rest.isEmpty()) {
            return Optional.of(column + " IS NULL");
        }
        String in = column + " IN (" + String.join(", ", rest) + ")";
        return Optional.of(nulls ? column + " IS NULL OR " + in : column + " IS NOT NULL AND " + in);
    }

    private static List<String> values(Fragments action, int open) {
        int close = action.behindParenthesis(open);
        String inside = action.text(open + 1, close - 1);
        List<String> values = new ArrayList<>();
        for (Span value : new Fragments(inside).list(0)) {
            values.add(value.of(inside));
        }
        return values;
    }
}
