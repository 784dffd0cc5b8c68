package dev.pgwright.review;

import dev.pgwright.source.Span;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.CallStmt;
import dev.pgwright.sql.tree.CheckPointStmt;
import dev.pgwright.sql.tree.ClosePortalStmt;
import dev.pgwright.sql.tree.ConstraintsSetStmt;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.DeallocateStmt;
import dev.pgwright.sql.tree.DeclareCursorStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.DiscardStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.ExecuteStmt;
import dev.pgwright.sql.tree.ExplainStmt;
import dev.pgwright.sql.tree.FetchStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.ListenStmt;
import dev.pgwright.sql.tree.LoadStmt;
import dev.pgwright.sql.tree.LockStmt;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NotifyStmt;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.PartitionCmd;
import dev.pgwright.sql.tree.PgBoolean;
import dev.pgwright.sql.tree.PgInteger;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.PrepareStmt;
import dev.pgwright.sql.tree.ReindexStmt;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.UnlistenStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import dev.pgwright.sql.tree.VacuumStmt;
import dev.pgwright.sql.tree.VariableSetStmt;
import dev.pgwright.sql.tree.VariableShowStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Kinds of statements. */
public final class Statements {
    private static final Set<Class<? extends Node>> NO_DEFINITION = Set.of(
            SelectStmt.class,
            InsertStmt.class,
            UpdateStmt.class,
            DeleteStmt.class,
            MergeStmt.class,
            CopyStmt.class,
            TransactionStmt.class,
            VariableSetStmt.class,
            VariableShowStmt.class,
            ConstraintsSetStmt.class,
            ExplainStmt.class,
            DoStmt.class,
            CallStmt.class,
            LockStmt.class,
            VacuumStmt.class,
            CheckPointStmt.class,
            DiscardStmt.class,
            PrepareStmt.class,
            ExecuteStmt.class,
            DeallocateStmt.class,
            DeclareCursorStmt.class,
            FetchStmt.class,
            ClosePortalStmt.class,
            ListenStmt.class,
            UnlistenStmt.class,
            NotifyStmt.class,
            LoadStmt.class);

    private Statements() {}

    /** Whether it defines, changes or drops objects, rather than rows, settings or transactions. */
    public static boolean isDefinition(Node statement) {
        if (statement instanceof SelectStmt select) {
            return select.intoClause() != null;
        }
        return !NO_DEFINITION.contains(statement.getClass());
    }

    /**
     * The words of a statement that works in several transactions of its own because it says CONCURRENTLY, such as
     * {@code CREATE INDEX CONCURRENTLY}; empty for others, also for REFRESH, which works in one.
     */
    public static Optional<String> concurrent(Node statement) {
        if (statement instanceof IndexStmt index && index.concurrent()) {
            return Optional.of(index.unique() ? "CREATE UNIQUE INDEX CONCURRENTLY" : "CREATE INDEX CONCURRENTLY");
        }
        if (statement instanceof DropStmt drop && drop.concurrent() && drop.removeType() == ObjectType.OBJECT_INDEX) {
            return Optional.of("DROP INDEX CONCURRENTLY");
        }
        if (statement instanceof ReindexStmt reindex && isOn(reindex.params(), "concurrently")) {
            return Optional.of("REINDEX CONCURRENTLY");
        }
        boolean detaches = statement instanceof AlterTableStmt alter
                && alter.cmds().stream()
                        .anyMatch(command -> command instanceof AlterTableCmd action
                                && action.def() instanceof PartitionCmd partition
                                && partition.concurrent());
        return detaches ? Optional.of("DETACH PARTITION CONCURRENTLY") : Optional.empty();
    }

    /** Whether an option in parentheses, such as {@code (FULL, ANALYZE false)}, is switched on. */
    public static boolean isOn(List<Node> options, String name) {
        boolean on = false;
        for (Node node : options) {
            if (node instanceof DefElem option && name.equals(option.defname())) {
                on = isTrue(option.arg());
            }
        }
        return on;
    }

    private static boolean isTrue(@Nullable Node value) {
        if (value instanceof PgBoolean flag) {
            return flag.boolval();
        }
        if (value instanceof PgString text) {
            return Set.of("true", "on").contains(String.valueOf(text.sval()).toLowerCase(Locale.ROOT));
        }
        return !(value instanceof PgInteger number) || number.ival() != 0;
    }

    /** The first two words of a statement in capitals, for messages: {@code ALTER TABLE}. */
    public static String opening(String sql) {
        return Sql.tokens(sql).stream()
                .filter(token -> token.kind() != Token.Kind.LINE_COMMENT && token.kind() != Token.Kind.BLOCK_COMMENT)
                .limit(2)
                .filter(token -> token.kind().name().endsWith("KEYWORD"))
                .map(token -> token.span().of(sql).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    /** Where the objects of a DROP stand, in order: behind its keywords, between the commas. */
    public static List<Span> dropped(Span statement, String text) {
        String sql = statement.of(text);
        List<Span> found = new ArrayList<>();
        int start = -1;
        int end = -1;
        for (Token token : Sql.tokens(sql)) {
            String word = token.span().of(sql);
            boolean name = token.kind() == Token.Kind.IDENTIFIER
                    || (token.kind().name().endsWith("KEYWORD")
                            && !token.kind().name().startsWith("RESERVED"));
            boolean part = word.equals(".") || name;
            if (start < 0 && name && !OPENING.contains(word.toLowerCase(Locale.ROOT))) {
                start = token.span().start();
                end = token.span().end();
            } else if (start >= 0 && word.equals(",")) {
                found.add(new Span(start, end).plus(statement.start()));
                start = -1;
            } else if (start >= 0 && part && !ENDING.contains(word.toLowerCase(Locale.ROOT))) {
                end = token.span().end();
            }
        }
        if (start >= 0) {
            found.add(new Span(start, end).plus(statement.start()));
        }
        return found;
    }

    private static final Set<String> OPENING = Set.of(
            "drop",
            "index",
            "table",
            "view",
            "materialized",
            "foreign",
            "sequence",
            "type",
            "domain",
            "schema",
            "trigger",
            "concurrently",
            "if",
            "exists");

    private static final Set<String> ENDING = Set.of("cascade", "restrict");
}
