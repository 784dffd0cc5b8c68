package dev.pgwright.migrate.apply;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.apply.Run.Direction;
import dev.pgwright.migrate.apply.Run.Entry;
import dev.pgwright.migrate.apply.Run.Progress;
import dev.pgwright.migrate.apply.Run.Request;
import dev.pgwright.migrate.apply.Run.State;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a database, kept in its schema {@code pgwright}: runs, their units, and who is at work. A unit that is a
 * transaction is booked in that transaction.
 */
final class Account {
    /** By this comment the schema is known to be the account's; readers of catalogs leave it out then. */
    static final String MARK = "The account of pgwright migrate. 'pgwright migrate uninstall' removes it.";

    private static final List<String> TABLES = List.of(
            "CREATE SCHEMA pgwright",
            "COMMENT ON SCHEMA pgwright IS '" + MARK.replace("'", "''") + "'",
            """
            CREATE TABLE pgwright.runs (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                schema text NOT NULL,
                plan text NOT NULL,
                title text NOT NULL,
                direction text NOT NULL CHECK (direction IN ('apply', 'rollback')),
                reached int NOT NULL,
                begun boolean NOT NULL,
                state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'aborted', 'left')),
                request text CHECK (request IN ('pause', 'abort')),
                began_at timestamptz NOT NULL DEFAULT now(),
                ended_at timestamptz,
                began_by text NOT NULL DEFAULT session_user
            )""",
            "COMMENT ON TABLE pgwright.runs IS 'Plans that were applied or taken back; the latest has the highest id'",
            "COMMENT ON COLUMN pgwright.runs.schema IS 'That the plan was applied to; empty: the database'",
            "COMMENT ON COLUMN pgwright.runs.plan IS 'The id in plan.yaml'",
            "COMMENT ON COLUMN pgwright.runs.reached IS 'Of a rollback: the last step that had been done'",
            "COMMENT ON COLUMN pgwright.runs.begun IS 'Of a rollback: the step behind that one had begun'",
            "COMMENT ON COLUMN pgwright.runs.state IS 'left: a rollback took over'",
            "COMMENT ON COLUMN pgwright.runs.request IS 'What the runner is to do behind the unit that it is at'",
            """
            CREATE TABLE pgwright.units (
                run bigint NOT NULL REFERENCES pgwright.runs,
                number int NOT NULL,
                step int NOT NULL,
                title text NOT NULL,
                outside boolean NOT NULL,
                progress text NOT NULL DEFAULT 'waiting' CHECK (progress IN ('waiting', 'begun', 'done')),
                statements int NOT NULL,
                statements_done int NOT NULL DEFAULT 0,
                indexes_before oid[] NOT NULL DEFAULT '{}',
                tries int NOT NULL DEFAULT 0,
                began_at timestamptz,
                ended_at timestamptz,
                PRIMARY KEY (run, number)
            )""",
            "COMMENT ON TABLE pgwright.units IS 'What a run does at a time: a transaction, or statements outside of any'",
            "COMMENT ON COLUMN pgwright.units.step IS 'The number of the step in the plan'",
            "COMMENT ON COLUMN pgwright.units.outside IS 'Its statements cannot be in a transaction'",
            "COMMENT ON COLUMN pgwright.units.progress IS 'begun: outside of a transaction, may be half done'",
            "COMMENT ON COLUMN pgwright.units.indexes_before IS"
                    + " 'Indexes that had the names of those to build when it began'",
            """
            CREATE TABLE pgwright.backfills (
                run bigint NOT NULL,
                number int NOT NULL,
                blocks boolean NOT NULL,
                position text[] NOT NULL DEFAULT '{}',
                complete boolean NOT NULL DEFAULT false,
                done bigint NOT NULL DEFAULT 0,
                total bigint NOT NULL,
                changed bigint NOT NULL DEFAULT 0,
                per_second float8 NOT NULL DEFAULT 0,
                batch bigint NOT NULL,
                batches bigint NOT NULL DEFAULT 0,
                moved_at timestamptz,
                PRIMARY KEY (run, number),
                FOREIGN KEY (run, number) REFERENCES pgwright.units
            )""",
            "COMMENT ON TABLE pgwright.backfills IS"
                    + " 'How far units are that go through a table in batches; booked with each batch'",
            "COMMENT ON COLUMN pgwright.backfills.blocks IS 'It goes by blocks of the table, not by a key'",
            "COMMENT ON COLUMN pgwright.backfills.position IS 'The key of the last row gone through, or the next block'",
            "COMMENT ON COLUMN pgwright.backfills.done IS 'Rows or blocks gone through'",
            "COMMENT ON COLUMN pgwright.backfills.total IS 'Of them, as estimated when it began; 0: nobody knows'",
            "COMMENT ON COLUMN pgwright.backfills.batch IS 'Rows or blocks that the next batch is to have'",
            """
            CREATE TABLE pgwright.runner (
                schema text PRIMARY KEY,
                token uuid NOT NULL DEFAULT gen_random_uuid(),
                backend int,
                backend_start timestamptz,
                since timestamptz NOT NULL DEFAULT now()
            )""",
            "COMMENT ON TABLE pgwright.runner IS 'Who works; a unit is booked only by who has the token'");

    private static final String RUN = """
            SELECT id, plan, title, direction, reached, begun, state, request, began_at, ended_at, began_by, schema
            FROM pgwright.runs
            """;

    private final Session session;
    private final String schema;

    /**
     * The account as far as it is about one target.
     *
     * @param schema empty for the database as a whole
     */
    Account(Session session, String schema) {
        this.session = session;
        this.schema = schema;
    }

    /**
     * Whether the database has an account.
     *
     * @throws PgwrightException with {@code REFUSED} if a schema of its name is somebody else's, or of another form
     */
    boolean exists() {
        Rows rows = session.rows("""
                SELECT coalesce(pg_catalog.obj_description(n.oid, 'pg_namespace'), ''),
                    EXISTS (SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                        WHERE c.relnamespace = n.oid AND c.relname = 'runs' AND a.attname = 'schema')
                FROM pg_catalog.pg_namespace n WHERE n.nspname = 'pgwright'""");
        if (rows.values().isEmpty()) {
            return false;
        }
        List<@Nullable String> found = rows.values().get(0);
        if (!MARK.equals(found.get(0))) {
            throw new PgwrightException(
                    ErrorCode.REFUSED,
                    Place.ofObject("schema pgwright"),
                    "there is a schema of this name that pgwright migrate has not made, where it would keep its account",
                    "give that schema another name");
        }
        if (!"t".equals(found.get(1))) {
            throw new PgwrightException(
                    ErrorCode.REFUSED,
                    Place.ofObject("schema pgwright"),
                    "the account of migrations was made by an earlier pgwright, which knew no schemas as targets",
                    "finish with that one what is under way; then its 'pgwright migrate uninstall', or DROP SCHEMA pgwright"
                            + " CASCADE, removes the account");
        }
        return true;
    }

    /** Makes what is missing of the tables, all or none; runners of other schemas may be about to do the same. */
    void create() {
        session.execute("BEGIN");
        session.execute(
                "SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('" + MARK.replace("'", "''") + "'))");
        Session.Attempt attempt = exists()
                ? session.attempt("SELECT")
                : session.attempt(
                        TABLES.get(0), TABLES.subList(1, TABLES.size()).toArray(String[]::new));
        if (attempt.worked()) {
            session.rows("INSERT INTO pgwright.runner (schema) VALUES (?) ON CONFLICT DO NOTHING", schema);
        }
        session.execute(attempt.worked() ? "COMMIT" : "ROLLBACK");
        if (!attempt.worked()) {
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.ofObject("schema pgwright"),
                    "the account of migrations cannot be made: "
                            + attempt.failure().map(Object::toString).orElse(""),
                    "let a role apply that has CREATE on the database");
        }
    }

    /** Removes the tables and their schema; what others have put there makes PostgreSQL refuse it. */
    void drop() {
        session.execute("BEGIN");
        Session.Attempt attempt = session.attempt(
                "DROP TABLE pgwright.backfills, pgwright.units, pgwright.runs, pgwright.runner",
                "DROP SCHEMA pgwright");
        session.execute(attempt.worked() ? "COMMIT" : "ROLLBACK");
        if (!attempt.worked()) {
            throw new PgwrightException(
                    ErrorCode.REFUSED,
                    Place.ofObject("schema pgwright"),
                    attempt.failure().map(Object::toString).orElse(""),
                    "drop or move what does not belong to pgwright");
        }
    }

    /** The run of this target that was begun last. */
    Optional<Run> latest() {
        return session.rows(RUN + "WHERE schema = ? ORDER BY id DESC LIMIT 1", schema).values().stream()
                .map(row -> run(row, entries(text(row, 0))))
                .findFirst();
    }

    /** The runs of this target, the latest first, without their units. */
    List<Run> history() {
        return session.rows(RUN + "WHERE schema = ? ORDER BY id DESC", schema).values().stream()
                .map(row -> run(row, List.of()))
                .toList();
    }

    /** The latest run of each schema that was a target by itself, without units, in order of name. */
    List<Run> ofSchemas() {
        return session
                .rows("SELECT DISTINCT ON (schema) " + RUN.strip().substring("SELECT ".length())
                        + " WHERE schema <> '' ORDER BY schema, id DESC")
                .values()
                .stream()
                .map(row -> run(row, List.of()))
                .toList();
    }

    /** An open run of another target that has objects in common with this one: the database for a schema, and vice versa. */
    Optional<Run> overlapping() {
        return session
                .rows(
                        RUN
                                + "WHERE state IN ('running', 'aborted') AND (schema = '') <> (?::text = '') ORDER BY id LIMIT 1",
                        schema)
                .values()
                .stream()
                .map(row -> run(row, List.of()))
                .findFirst();
    }

    private static Run run(List<@Nullable String> row, List<Entry> entries) {
        String request = row.get(7);
        return new Run(
                Long.parseLong(text(row, 0)),
                text(row, 1),
                text(row, 2),
                Direction.valueOf(constant(text(row, 3))),
                Integer.parseInt(text(row, 4)),
                text(row, 5).equals("t"),
                State.valueOf(constant(text(row, 6))),
                request == null ? null : Request.valueOf(constant(request)),
                text(row, 8),
                row.get(9),
                text(row, 10),
                text(row, 11),
                entries);
    }

    private List<Entry> entries(String run) {
        List<Entry> entries = new ArrayList<>();
        for (List<@Nullable String> row : session.rows(
                        "SELECT number, step, title, outside, progress, statements, statements_done, tries, began_at,"
                                + " ended_at, b.blocks, b.done, b.total, b.changed, b.per_second, b.batch"
                                + " FROM pgwright.units LEFT JOIN pgwright.backfills b USING (run, number)"
                                + " WHERE run = ?::bigint ORDER BY number",
                        run)
                .values()) {
            entries.add(new Entry(
                    Integer.parseInt(text(row, 0)),
                    Integer.parseInt(text(row, 1)),
                    text(row, 2),
                    text(row, 3).equals("t"),
                    Progress.valueOf(constant(text(row, 4))),
                    Integer.parseInt(text(row, 5)),
                    Integer.parseInt(text(row, 6)),
                    Integer.parseInt(text(row, 7)),
                    row.get(8),
                    row.get(9),
                    row.get(10) == null ? null : filling(row)));
        }
        return entries;
    }

    private static Filling filling(List<@Nullable String> row) {
        return new Filling(
                text(row, 10).equals("t"),
                Long.parseLong(text(row, 11)),
                Long.parseLong(text(row, 12)),
                Long.parseLong(text(row, 13)),
                Double.parseDouble(text(row, 14)),
                Long.parseLong(text(row, 15)));
    }

    /** Opens a run; what it takes over from is left. */
    void open(MigrationPlan plan, Direction direction, int reached, boolean begun, List<Unit> units) {
        session.execute("BEGIN");
        session.rows(
                "UPDATE pgwright.runs SET state = 'left', request = NULL, ended_at = now()"
                        + " WHERE state IN ('running', 'aborted') AND schema = ?",
                schema);
        String run = session.rows(
                        "INSERT INTO pgwright.runs (schema, plan, title, direction, reached, begun)"
                                + " VALUES (?, ?, ?, ?, ?::int, ?::boolean) RETURNING id",
                        schema,
                        plan.id(),
                        plan.title(),
                        direction.word(),
                        String.valueOf(reached),
                        String.valueOf(begun))
                .single();
        for (Unit unit : units) {
            session.rows(
                    "INSERT INTO pgwright.units (run, number, step, title, outside, statements)"
                            + " VALUES (?::bigint, ?::int, ?::int, ?, ?::boolean, ?::int)",
                    run,
                    String.valueOf(unit.number()),
                    String.valueOf(unit.step()),
                    unit.title(),
                    String.valueOf(unit.outside()),
                    String.valueOf(unit.statements().size()));
        }
        session.execute("COMMIT");
    }

    /** Sets or clears what the runner of the open run is asked for. */
    void request(Run run, @Nullable Request request) {
        session.rows(
                "UPDATE pgwright.runs SET request = ? WHERE id = ?::bigint",
                request == null ? null : request.name().toLowerCase(Locale.ROOT),
                String.valueOf(run.id()));
    }

    /** What the runner is asked for now. */
    Optional<Request> requested(long run) {
        String request = session.rows("SELECT request FROM pgwright.runs WHERE id = ?::bigint", String.valueOf(run))
                .first()
                .get(0);
        return request == null ? Optional.empty() : Optional.of(Request.valueOf(constant(request)));
    }

    /** Ends a run, or opens one again that was aborted. */
    void state(long run, State state) {
        session.rows(
                "UPDATE pgwright.runs SET state = ?, request = NULL, ended_at = CASE WHEN ? = 'running' THEN NULL"
                        + " ELSE now() END WHERE id = ?::bigint",
                state.name().toLowerCase(Locale.ROOT),
                state.name().toLowerCase(Locale.ROOT),
                String.valueOf(run));
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static String text(List<@Nullable String> row, int column) {
        String value = row.get(column);
        if (value == null) {
            throw new IllegalStateException("the account has no value in column " + column);
        }
        return value;
    }
}
