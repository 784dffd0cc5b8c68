package dev.pgwright.review.fix;

import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.CallStmt;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.LockStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.sql.tree.TypeName;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Whether statements may run in another transaction than the one they stand in, and whether they may wait. */
final class Movable {
    /** Parameters that only bound or describe the run, not what statements mean. */
    private static final Set<String> HARMLESS = Set.of(
            "lock_timeout",
            "statement_timeout",
            "idle_in_transaction_session_timeout",
            "transaction_timeout",
            "deadlock_timeout",
            "client_min_messages",
            "maintenance_work_mem",
            "work_mem",
            "application_name",
            "max_parallel_maintenance_workers");

    private Movable() {}

    /**
     * Checks that a transaction can be divided at a statement.
     *
     * @throws NotPossible when something in it holds only within it: settings, locks, temporary tables
     */
    static void check(List<Statement> statements, int number, int first, int last) throws NotPossible {
        for (int i = first; i <= last; i++) {
            Node tree = statements.get(i).tree();
            if (i < number && tree instanceof VariableSetStmt set && !HARMLESS.contains(String.valueOf(set.name()))) {
                throw new NotPossible("the transaction sets " + set.name() + ", which its parts would need as well");
            }
            if (tree instanceof LockStmt) {
                throw new NotPossible("the transaction locks tables on purpose");
            }
            if (tree instanceof CreateStmt create && Trees.isTemporary(create.relation())
                    || tree instanceof CreateTableAsStmt table
                            && table.into() != null
                            && Trees.isTemporary(table.into().rel())) {
                throw new NotPossible("the transaction makes a temporary table");
            }
        }
    }

    /** Whether parts may run behind all statements that follow, because none of those names what they name. */
    static boolean mayWait(List<Statement> statements, int number, int last, List<Part> tail) {
        Set<String> words = new HashSet<>();
        tail.stream().flatMap(part -> part.statements().stream()).forEach(sql -> addWords(sql, words));
        for (int i = number + 1; i <= last; i++) {
            Node tree = statements.get(i).tree();
            if (tree instanceof DoStmt
                    || tree instanceof CallStmt
                    || (tree instanceof VariableSetStmt set && !HARMLESS.contains(String.valueOf(set.name())))
                    || names(tree, type -> false).stream().anyMatch(words::contains)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a statement may as well stand behind another, because that one does not name what it names.
     *
     * @param builtin whether a name is that of a type which is always there
     */
    static boolean mayFollow(String sql, Node other, Predicate<String> builtin) {
        Set<String> words = new HashSet<>();
        addWords(sql, words);
        return names(other, builtin).stream().noneMatch(words::contains);
    }

    private static void addWords(String sql, Set<String> words) {
        for (Token token : SqlTokens.of(sql)) {
            if (token.isName() || token.kind() == SqlTokens.Kind.STRING) {
                words.add(token.value());
            } else if (token.kind() == SqlTokens.Kind.DOLLAR_STRING) {
                addWords(token.value(), words);
            }
        }
    }

    /** The names of objects and the texts in a statement; not those of columns in expressions. */
    private static Set<String> names(Node root, Predicate<String> builtin) {
        Set<Node> inColumns = new HashSet<>();
        Set<String> names = new HashSet<>();
        Nodes.walk(root, node -> {
            if (node instanceof ColumnRef reference) {
                inColumns.addAll(reference.fields());
            } else if (node instanceof TypeName type && builtin.test(Trees.typeName(type))) {
                inColumns.addAll(type.names());
            } else if (node instanceof RangeVar relation && relation.relname() != null) {
                names.add(relation.relname());
            } else if (node instanceof RenameStmt rename && rename.newname() != null) {
                names.add(rename.newname());
            } else if (node instanceof PgString text && text.sval() != null && !inColumns.contains(text)) {
                names.add(text.sval());
            }
        });
        names.removeIf(name -> name.toLowerCase(Locale.ROOT).equals("pg_catalog"));
        return names;
    }
}
