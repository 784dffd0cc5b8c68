package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.migrate.plan.Backfill.KeyColumn;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.UpdateStmt;
import dev.pgwright.sql.tree.WithClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * UPDATE and DELETE of a whole table as a loop over ranges of a unique key, each committed before the next. COMMIT in a
 * DO block is refused inside of a transaction (PostgreSQL 18, PL/pgSQL, Transaction Management). Statements for which it
 * matters what the table's other rows hold are left alone, and so are those that change the key.
 */
public final class Batches {
    /** Rows a transaction: short enough that nobody waits long for one of them, long enough to be worth a commit. */
    static final int ROWS = 5000;

    /** Blocks of 8 kB with some ten to hundred rows each. */
    private static final int BLOCKS = 100;

    /** How often the blocks that have come behind are looked for. */
    private static final int PASSES = 20;

    private static final String START = "batch_start";
    private static final String END = "batch_end";

    private Batches() {}

    /** The safe form of an UPDATE or DELETE. */
    public static Optional<SafeForm> of(Change change) {
        RangeVar relation;
        if (change.tree() instanceof UpdateStmt update
                && update.withClause() == null
                && update.returningClause() == null) {
            relation = update.relation();
        } else if (change.tree() instanceof DeleteStmt delete
                && delete.withClause() == null
                && delete.returningClause() == null) {
            relation = delete.relation();
        } else {
            return Optional.empty();
        }
        Optional<Table> table =
                relation == null ? Optional.empty() : change.state().table(relation);
        if (relation == null
                || table.isEmpty()
                || mentions(change, relation, table.get().name())
                || changesKey(change, table.get())) {
            return Optional.empty();
        }
        Fragments words = new Fragments(change.sql());
        int name = words.find(0, change.tree() instanceof UpdateStmt ? "update" : "from") + 1;
        String target = words.text(name, words.behindName(words.isWord(name, "only") ? name + 1 : name));
        String alias = relation.alias() == null || relation.alias().aliasname() == null
                ? quoteIdentifier(String.valueOf(relation.relname()))
                : quoteIdentifier(relation.alias().aliasname());
        int where = words.find(0, "where");
        if (where >= 0 && words.areWords(where, "where", "current", "of")) {
            return Optional.empty();
        }
        String statement = where < 0
                ? change.sql() + "\nWHERE "
                : words.text(0, where) + "\nWHERE (" + words.from(where + 1) + ")\n  AND ";
        // an UPDATE may move a row to a block that is still to come, where it would be changed a second time
        Optional<Part> part = change.tree() instanceof DeleteStmt
                ? orBlocks(change.state(), table.get(), target, alias, statement)
                : loop(table.get(), target, alias, statement, "");
        return part.map(loop -> new SafeForm("do it in batches of " + ROWS + " rows", List.of(loop)));
    }

    /**
     * A loop by the ranges of a key, or by blocks of the table where it has none. For statements that may meet a row twice
     * and do no harm.
     *
     * @param statement SQL up to where a condition on the range can be appended
     * @param alias the name by which the statement knows the table
     */
    static Optional<Part> orBlocks(SchemaState state, Table table, String target, String alias, String statement) {
        Optional<Part> keyed = loop(table, target, alias, statement, "");
        boolean one = table.partitioning() == null
                && state.inheritorsOf(table.name()).isEmpty()
                && WalkKey.of(table).isEmpty();
        return keyed.isPresent() || !one ? keyed : Optional.of(blocks(table, target, alias, statement));
    }

    /**
     * A loop over the blocks of a table. Rows that others change meanwhile go to blocks behind, so that these are gone
     * through as well, some times over; the condition is a TID range scan (PostgreSQL 14 release notes).
     */
    private static Part blocks(Table table, String target, String alias, String statement) {
        String size = "pg_catalog.pg_relation_size('"
                + SingleDdl.name(table.name()).replace("'", "''")
                + "'::pg_catalog.regclass) / pg_catalog.current_setting('block_size')::bigint";
        String body = "DECLARE\n"
                + "    batch_start bigint := 0;\n"
                + "    batch_end bigint;\n"
                + "    batch_last bigint;\n"
                + "BEGIN\n"
                + "    FOR batch_pass IN 1.." + PASSES + " LOOP\n"
                + "        batch_last := " + size + ";\n"
                + "        EXIT WHEN batch_start >= batch_last;\n"
                + "        WHILE batch_start < batch_last LOOP\n"
                + "            batch_end := least(batch_start + " + BLOCKS + ", batch_last);\n"
                + "    " + indented(statement).replace("\n", "\n    ")
                + alias + ".ctid >= ('(' || batch_start || ',0)')::tid\n"
                + "              AND " + alias + ".ctid < ('(' || batch_end || ',0)')::tid;\n"
                + "            COMMIT;\n"
                + "            batch_start := batch_end;\n"
                + "        END LOOP;\n"
                + "    END LOOP;\n"
                + "END\n";
        return part(body, new Backfill(SingleDdl.name(table.name()), target, alias, List.of(), statement, ""));
    }

    /**
     * A loop by the ranges of a key that runs a statement for each; empty when there is no key to go by.
     *
     * @param rest what stands behind the condition
     */
    static Optional<Part> loop(Table table, String target, String alias, String statement, String rest) {
        List<KeyColumn> key = WalkKey.of(table);
        if (key.isEmpty()
                || table.column(START).isPresent()
                || table.column(END).isPresent()) {
            return Optional.empty();
        }
        List<String> columns = key.stream().map(KeyColumn::name).toList();
        List<String> starts = variables(START, columns);
        List<String> ends = variables(END, columns);
        List<String> declared = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            declared.add("    " + starts.get(i) + " " + key.get(i).type() + ";\n");
            declared.add("    " + ends.get(i) + " " + key.get(i).type() + ";\n");
        }
        String own = columns.stream().map(name -> quoteIdentifier(name)).collect(Collectors.joining(", "));
        String there = columns.stream()
                .map(name -> alias + "." + quoteIdentifier(name))
                .collect(Collectors.joining(", "));
        String start = row(String.join(", ", starts), columns);
        String end = row(String.join(", ", ends), columns);
        String backwards =
                columns.stream().map(name -> quoteIdentifier(name) + " DESC").collect(Collectors.joining(", "));
        String body = "DECLARE\n" + String.join("", declared)
                + "BEGIN\n"
                + "    SELECT " + own + " INTO " + String.join(", ", starts) + " FROM " + target + " ORDER BY " + own
                + " LIMIT 1;\n"
                + "    WHILE " + starts.get(0) + " IS NOT NULL LOOP\n"
                + "        SELECT " + own + " INTO " + String.join(", ", ends) + "\n"
                + "        FROM (SELECT " + own + " FROM " + target + " WHERE " + row(own, columns) + " >= " + start
                + " ORDER BY " + own + " LIMIT " + ROWS + ") AS batch\n"
                + "        ORDER BY " + backwards + " LIMIT 1;\n"
                + indented(statement) + row(there, columns) + " >= " + start + "\n"
                + "          AND " + row(there, columns) + " <= " + end
                + rest.replace("\n", "\n        ") + ";\n"
                + "        COMMIT;\n"
                + "        SELECT " + own + " INTO " + String.join(", ", starts) + " FROM " + target + " WHERE "
                + row(own, columns) + " > " + end + " ORDER BY " + own + " LIMIT 1;\n"
                + "    END LOOP;\n"
                + "END\n";
        return Optional.of(part(body, new Backfill(SingleDdl.name(table.name()), target, alias, key, statement, rest)));
    }

    private static Part part(String body, Backfill backfill) {
        return new Part(Mode.NO_TRANSACTION, List.of(DollarQuotes.block(body)), backfill);
    }

    private static String indented(String statement) {
        return "        " + statement.replace("\n", "\n        ");
    }

    private static String row(String list, List<String> columns) {
        return columns.size() == 1 ? list : "(" + list + ")";
    }

    private static List<String> variables(String name, List<String> columns) {
        List<String> variables = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            variables.add(i == 0 ? name : name + "_" + (i + 1));
        }
        return variables;
    }

    /** Whether the statement looks at the table a second time. */
    private static boolean mentions(Change change, RangeVar target, QualifiedName table) {
        return Nodes.all(change.tree(), RangeVar.class).stream()
                        .filter(other -> other != target)
                        .anyMatch(other -> change.state().resolve(other).equals(table))
                || !Nodes.all(change.tree(), WithClause.class).isEmpty();
    }

    private static boolean changesKey(Change change, Table table) {
        if (!(change.tree() instanceof UpdateStmt update)) {
            return false;
        }
        List<String> key = WalkKey.of(table).stream().map(KeyColumn::name).toList();
        return update.targetList().stream()
                .anyMatch(node -> node instanceof ResTarget target && key.contains(String.valueOf(target.name())));
    }
}
