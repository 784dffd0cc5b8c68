package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.locks.LockTable;
import dev.pgwright.locks.Reading;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.locks.StatementEffects;
import dev.pgwright.locks.Transactionality;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.server.LockMode;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RangeVar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Statements that belong together, as transactions that may run on tables in use. The schema is folded along, so that each
 * statement is judged by the one that it meets.
 */
final class SafeSequence {
    /** Forms of parts of forms; more would be one that leads to itself. */
    private static final int DEEPEST = 6;

    private static final LockMode ROWS = LockMode.ROW_EXCLUSIVE;

    private final SchemaFold fold;
    private final Strategies strategies;
    private final List<String> reads;
    private final List<Done> done = new ArrayList<>();
    private final Set<String> titles = new LinkedHashSet<>();
    private final List<String> open = new ArrayList<>();
    private final Map<QualifiedName, RelationEffect> effects = new TreeMap<>();
    /** Tables that the open part itself has made: nobody else has seen them. */
    private final Set<QualifiedName> made = new HashSet<>();

    private boolean opaque;
    private boolean batched;
    private @Nullable Backfill backfill;

    private SafeSequence(SchemaFold fold, Strategies strategies, List<String> reads) {
        this.fold = fold;
        this.strategies = strategies;
        this.reads = reads;
    }

    /**
     * What runs together, and what it does to the relations that were there before each of its statements.
     *
     * @param opaque it may do more
     * @param batched whether it is a loop of ours over batches of rows of the relations it tells of
     * @param after the schema behind it; null for the last one, whose schema is that of the fold
     */
    record Done(
            Part part,
            List<RelationEffect> effects,
            boolean opaque,
            boolean batched,
            @Nullable Catalog after) {}

    /**
     * What came of it.
     *
     * @param titles of the forms that were chosen, in order
     */
    record Result(List<Done> parts, List<String> titles) {}

    /**
     * Makes the statements safe; afterwards the fold has them.
     *
     * @param splits whether they may come apart into several transactions
     */
    static Result of(List<String> statements, boolean splits, SchemaFold fold, Strategies strategies) {
        return of(statements, splits, fold, strategies, List.of());
    }

    /**
     * The same of statements among which are blocks of ours that check rows.
     *
     * @param reads queries: what they read is what those blocks read, and these do nothing else
     */
    static Result of(
            List<String> statements, boolean splits, SchemaFold fold, Strategies strategies, List<String> reads) {
        SafeSequence sequence = new SafeSequence(fold, strategies, reads);
        for (String statement : statements) {
            sequence.add(statement, splits ? DEEPEST : 0);
        }
        sequence.close(Mode.TRANSACTION, false);
        return new Result(List.copyOf(sequence.done), List.copyOf(sequence.titles));
    }

    private void add(String sql, int deeper) {
        ParsedSql parsed = Sql.parse(SourceFile.of("statement", sql));
        for (Statement statement : parsed.statements()) {
            add(statement, parsed.source().text(), deeper);
        }
    }

    private void add(Statement statement, String text, int deeper) {
        Change change = new Change(statement, text, fold.state());
        Optional<SafeForm> form = deeper > 0 ? strategies.of(change) : Optional.empty();
        if (form.isPresent()) {
            titles.add(form.get().title());
            form(form.get(), rewritten(statement), deeper - 1);
            return;
        }
        String sql = statement.span().of(text);
        boolean alone = LockTable.transactions(statement, fold.state().version()) != Transactionality.ALLOWED;
        // whoever waits for a lock of what comes behind it must not wait for a check of all rows, too
        boolean apart = alone || deeper > 0 && isCheck(statement);
        if (apart) {
            close(Mode.TRANSACTION, true);
        }
        run(statement, text, sql);
        if (apart) {
            close(alone ? Mode.NO_TRANSACTION : Mode.TRANSACTION, true);
        }
    }

    private boolean isCheck(Statement statement) {
        return statement.tree() instanceof DoStmt && !reads.isEmpty();
    }

    /** The table whose rows a statement would change all at once, or those from which and into which it copies them. */
    private List<RelationEffect> rewritten(Statement statement) {
        Stream<RelationEffect> tables = LockTable.effects(statement, fold.state()).relations().stream()
                .filter(effect -> effect.kind().isTable());
        if (statement.tree() instanceof InsertStmt insert) {
            Set<QualifiedName> named = Nodes.all(insert, RangeVar.class).stream()
                    .map(fold.state()::resolve)
                    .collect(Collectors.toSet());
            return tables.filter(effect -> named.contains(effect.relation()))
                    .map(effect -> worked(effect, effect.mode()))
                    .toList();
        }
        return tables.filter(effect -> Strategies.isHeavy(effect) || effect.mode() == ROWS)
                .limit(1)
                .map(effect -> worked(effect, ROWS))
                .toList();
    }

    private static RelationEffect worked(RelationEffect effect, LockMode mode) {
        return new RelationEffect(effect.relation(), effect.kind(), mode, false, Reading.EVERY_ROW, false);
    }

    private void form(SafeForm form, List<RelationEffect> changed, int deeper) {
        for (int i = 0; i < form.parts().size(); i++) {
            Part part = form.parts().get(i);
            if (i > 0 || part.mode() == Mode.NO_TRANSACTION) {
                close(Mode.TRANSACTION, true);
            }
            for (String sql : part.statements()) {
                if (part.mode() == Mode.NO_TRANSACTION) {
                    ParsedSql parsed = Sql.parse(SourceFile.of("statement", sql));
                    parsed.statements().forEach(statement -> run(statement, sql, sql));
                } else {
                    add(sql, deeper);
                }
            }
            if (part.mode() == Mode.NO_TRANSACTION) {
                backfill = part.backfill();
                loop(changed);
                close(Mode.NO_TRANSACTION, true);
            }
        }
        if (form.parts().size() > 1) {
            close(Mode.TRANSACTION, true);
        }
    }

    /** A block of ours is known to work through rows and to do nothing else. */
    private void loop(List<RelationEffect> changed) {
        if (opaque && !changed.isEmpty() && open.size() == 1 && open.get(0).startsWith("DO ")) {
            changed.forEach(effect -> effects.put(effect.relation(), effect));
            opaque = false;
            batched = true;
        }
    }

    private void run(Statement statement, String text, String sql) {
        if (isCheck(statement)) {
            reads.stream()
                    .map(Sql::parseStatement)
                    .flatMap(query -> LockTable.effects(query, fold.state()).relations().stream())
                    .map(effect -> worked(effect, effect.mode()))
                    .forEach(this::merge);
        } else {
            StatementEffects predicted = LockTable.effects(statement, fold.state());
            opaque |= predicted.opaque();
            predicted.relations().forEach(this::merge);
        }
        lockWhole(statement);
        fold.apply(statement, text);
        if (statement.tree() instanceof CreateStmt create && create.relation() != null) {
            made.add(fold.state().resolve(create.relation()));
        }
        open.add(repeatable(sql));
    }

    /**
     * PostgreSQL takes a trigger of a partitioned table from its partitions first and locks them before the table, which is the
     * other way round than its clients do (18, {@code performDeletion}; seen as deadlocks).
     */
    private void lockWhole(Statement statement) {
        if (statement.tree() instanceof DropStmt drop && drop.removeType() == ObjectType.OBJECT_TRIGGER) {
            List<String> names = Nodes.names(((PgList) drop.objects().get(0)).items());
            QualifiedName table = fold.state().resolve(names.subList(0, names.size() - 1));
            String lock = "LOCK TABLE " + SingleDdl.name(table) + " IN ACCESS EXCLUSIVE MODE";
            boolean divided = fold.state()
                    .table(table)
                    .filter(found -> found.partitioning() != null)
                    .isPresent();
            if (divided && !open.contains(lock)) {
                open.add(lock);
            }
        }
    }

    private void merge(RelationEffect effect) {
        if (!made.contains(effect.relation())) {
            effects.merge(effect.relation(), effect, SafeSequence::both);
        }
    }

    /** What is outside of a transaction may have to be run again after a crash. */
    private static String repeatable(String sql) {
        Fragments words = new Fragments(sql);
        return words.areWords(0, "drop", "index", "concurrently") && !words.isWord(3, "if")
                ? words.with(2, "IF EXISTS")
                : sql;
    }

    /** What some effects are together, each relation once. */
    static List<RelationEffect> together(Stream<RelationEffect> effects) {
        Map<QualifiedName, RelationEffect> all = new TreeMap<>();
        effects.forEach(effect -> all.merge(effect.relation(), effect, SafeSequence::both));
        return List.copyOf(all.values());
    }

    private static RelationEffect both(RelationEffect left, RelationEffect right) {
        return new RelationEffect(
                left.relation(),
                left.kind(),
                left.mode().compareTo(right.mode()) >= 0 ? left.mode() : right.mode(),
                left.rewrites() || right.rewrites(),
                left.reading().compareTo(right.reading()) >= 0 ? left.reading() : right.reading(),
                left.buildsIndex() || right.buildsIndex());
    }

    private void close(Mode mode, boolean more) {
        if (open.isEmpty()) {
            return;
        }
        done.add(new Done(
                new Part(mode, List.copyOf(open), backfill),
                List.copyOf(effects.values()),
                opaque,
                batched,
                more ? fold.catalog() : null));
        open.clear();
        effects.clear();
        made.clear();
        opaque = false;
        batched = false;
        backfill = null;
    }
}
