package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.UpdateStmt;
import dev.pgwright.sql.tree.WithClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * UPDATE and DELETE of a whole table as a loop over ranges of its primary key, each committed before the next. COMMIT in a
 * DO block is refused inside of a transaction (PostgreSQL 18, PL/pgSQL, Transaction Management). Statements for which it
 * matters what the table's other rows hold are left alone, and so are those that change the key.
 */
public final class Batches {
    /** Rows a transaction: short enough that nobody waits long for one of them, long enough to be worth a commit. */
    static final int ROWS = 5000;

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
        return loop(table.get(), target, alias, statement)
                .map(block -> new SafeForm("do it in batches of " + ROWS + " rows", List.of(Part.alone(block))));
    }

    /**
     * A DO block that runs a statement for every range of a table's primary key; empty when there is no key to go by.
     *
     * @param statement SQL up to where a condition on the range can be appended
     * @param alias the name by which the statement knows the table
     */
    static Optional<String> loop(Table table, String target, String alias, String statement) {
        return loop(table, target, alias, statement, "");
    }

    /**
     * The same of a statement that does not end with its condition.
     *
     * @param rest what stands behind the condition
     */
    static Optional<String> loop(Table table, String target, String alias, String statement, String rest) {
        Optional<Constraint.PrimaryKey> key = table.primaryKey();
        if (key.isEmpty()
                || table.column(START).isPresent()
                || table.column(END).isPresent()) {
            return Optional.empty();
        }
        List<String> columns = key.get().columns();
        List<String> starts = variables(START, columns);
        List<String> ends = variables(END, columns);
        List<String> declared = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String type = table.column(columns.get(i)).map(Column::type).orElse("");
            if (type.isEmpty()) {
                return Optional.empty();
            }
            declared.add("    " + starts.get(i) + " " + type + ";\n");
            declared.add("    " + ends.get(i) + " " + type + ";\n");
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
        String quote = "$$";
        for (int i = 1; body.contains(quote); i++) {
            quote = "$batch" + i + "$";
        }
        return Optional.of("DO " + quote + "\n" + body + quote);
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
        Constraint.@Nullable PrimaryKey key = table.primaryKey().orElse(null);
        for (Node node : update.targetList()) {
            if (key != null && node instanceof ResTarget target && key.columns().contains(target.name())) {
                return true;
            }
        }
        return false;
    }
}
