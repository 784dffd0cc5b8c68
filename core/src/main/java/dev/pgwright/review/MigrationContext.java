package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.migrate.plan.Change;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.SyntaxError;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.PlannedChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A migration under review with the steps seen so far; at its end, all of them. */
public final class MigrationContext {
    private final Migration migration;
    private final ParsedSql parsed;
    private final SchemaState state;
    private final DatabaseFacts facts;
    private final Map<String, PlannedChange> planned;
    private final KnownQueries queries;
    private final boolean reviewed;
    private final boolean alone;
    private final List<Step> steps = new ArrayList<>();
    private final CreatedObjects created = new CreatedObjects();
    private final Set<QualifiedName> temporary = new HashSet<>();
    private final RoutineBodies bodies;
    private @Nullable TransactionBlock openAtEnd;
    private @Nullable MigrationContext previous;
    private @Nullable ParsedSql down;

    MigrationContext(
            Migration migration,
            ParsedSql parsed,
            SchemaState state,
            DatabaseFacts facts,
            Map<String, PlannedChange> planned,
            KnownQueries queries,
            RoutineBodies bodies,
            boolean reviewed,
            boolean alone) {
        this.migration = migration;
        this.parsed = parsed;
        this.state = state;
        this.facts = facts;
        this.planned = planned;
        this.queries = queries;
        this.bodies = bodies;
        this.reviewed = reviewed;
        this.alone = alone;
    }

    public Migration migration() {
        return migration;
    }

    /** The SQL that spans are offsets of; see {@link dev.pgwright.load.migrations.Script#sql}. */
    public SourceFile source() {
        return migration.up().sql();
    }

    public ParsedSql parsed() {
        return parsed;
    }

    /** The script that takes the migration back, if there is one. */
    public Optional<ParsedSql> down() {
        if (down == null && migration.down() != null) {
            down = migration.down().parsed();
        }
        return Optional.ofNullable(down);
    }

    /**
     * Whether there is a script with something in it that takes the migration back: neither only comments, nor a DO block that
     * raises an error to say that there is none.
     */
    public boolean hasWayBack() {
        return down().filter(script -> !script.errors().isEmpty()
                        || (!script.statements().isEmpty()
                                && !isRefusal(script.statements().get(0), script)))
                .isPresent();
    }

    private static boolean isRefusal(Statement first, ParsedSql script) {
        if (!(first.tree() instanceof DoStmt)) {
            return false;
        }
        try {
            return Sql.plpgsql(first.span().of(script.source().text()))
                    .root()
                    .node("action")
                    .map(block -> block.nodes("body"))
                    .filter(body -> !body.isEmpty() && body.get(0).raisesError())
                    .isPresent();
        } catch (PgwrightException e) {
            // of another language: what it does is not known
            return false;
        }
    }

    /** What its comments say of its run. */
    public MigrationNotes notes() {
        return MigrationNotes.of(parsed);
    }

    /** The statements that do not parse, in order. */
    public List<SyntaxError> errors() {
        return parsed.errors();
    }

    public List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    /** The schema after the steps seen so far. Read it at once: it goes on to the next statement. */
    public SchemaState state() {
        return state;
    }

    /** A step, for strategies that do not ask for the schema: the state is not the one before the step. */
    public Change change(Step step) {
        return new Change(step.statement(), source().text(), state);
    }

    /** What a database's planner expects of a statement that changes rows. */
    Optional<PlannedChange> planned(Statement statement) {
        return planned.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(planned.get(statement.span().of(source().text())));
    }

    public DatabaseFacts facts() {
        return facts;
    }

    /** The queries that are known to be run. */
    public KnownQueries queries() {
        return queries;
    }

    /** A step as statement rules see it, but that the schema is the one of now. */
    public StatementContext statement(Step step) {
        return new StatementContext(step, this, state);
    }

    public int version() {
        return state.version();
    }

    /** Whether findings about it are wanted; others are only read for the schema. */
    public boolean isReviewed() {
        return reviewed;
    }

    /** Whether nothing is known of the schema before it: no file before, no database. */
    public boolean isAlone() {
        return alone;
    }

    /** Whether the migration itself made the relation, so that nobody else can be using it. */
    public boolean isNew(QualifiedName relation) {
        return created.hasRelation(relation);
    }

    /** Whether the migration itself made the type. */
    public boolean isNewType(QualifiedName type) {
        return created.hasType(type);
    }

    /** Whether the migration itself made the schema. */
    public boolean isNewSchema(String schema) {
        return created.hasSchema(schema);
    }

    /** Whether a step seen so far has added the column, so that no rows had it before. */
    public boolean isNewColumn(QualifiedName table, String column) {
        return steps.stream()
                .anyMatch(step -> step.tree() instanceof AlterTableStmt alter
                        && alter.relation() != null
                        && state.resolve(alter.relation()).equals(table)
                        && alter.cmds().stream()
                                .anyMatch(command -> command instanceof AlterTableCmd add
                                        && add.subtype() == AlterTableType.AT_AddColumn
                                        && add.def() instanceof ColumnDef definition
                                        && column.equals(definition.colname())));
    }

    /** Whether a step before this one has taken a lock as strong on the relation: a second finding says nothing new. */
    public boolean hasLockedBefore(Step step, QualifiedName relation) {
        Optional<RelationEffect> now = step.effectOn(relation);
        return now.isPresent()
                && steps.stream()
                        .limit(step.number())
                        .flatMap(before -> before.effectOn(relation).stream())
                        .anyMatch(before -> before.mode().compareTo(now.get().mode()) >= 0);
    }

    boolean isTemporary(QualifiedName relation) {
        return temporary.contains(relation) || relation.schema().startsWith("pg_temp");
    }

    /** The PL/pgSQL that a statement of the migration holds: a DO block's, a function's or a procedure's. */
    public Optional<RoutineBody> body(Statement statement) {
        return bodies.of(migration, statement);
    }

    /**
     * The same for those who look for something that has the word in it: empty, and not parsed at all, when no text of the
     * statement can have it.
     *
     * @param word in lower case
     */
    public Optional<RoutineBody> bodyWith(String word, Statement statement) {
        return RoutineBody.isPossible(statement) && RoutineBody.mayHave(word, statement, source())
                ? body(statement)
                : Optional.empty();
    }

    /** The steps of each transaction, in order; those that commit by themselves are left out. */
    public Map<TransactionBlock, List<Step>> transactions() {
        Map<TransactionBlock, List<Step>> blocks = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step.transaction() != null) {
                blocks.computeIfAbsent(step.transaction(), block -> new ArrayList<>())
                        .add(step);
            }
        }
        return blocks;
    }

    /** The transaction that is open behind the last statement; null when there is none. */
    public @Nullable TransactionBlock openAtEnd() {
        return openAtEnd;
    }

    /** The migration before it; null for the first. */
    public @Nullable MigrationContext previous() {
        return previous;
    }

    void follow(MigrationContext before) {
        previous = before;
    }

    void add(Step step) {
        steps.add(step);
    }

    /** Takes note of what a statement makes; to be called before the schema takes it in. */
    void note(Node tree) {
        created.add(tree, state);
        temporary.addAll(CreatedObjects.temporary(tree, state));
    }

    void end(@Nullable TransactionBlock open) {
        openAtEnd = open;
    }
}
