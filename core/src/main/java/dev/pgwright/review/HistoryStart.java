package dev.pgwright.review;

import dev.pgwright.load.folded.FoldFault;
import dev.pgwright.load.folded.QueryFault;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.CreateSchemaStmt;
import java.util.stream.Stream;

/** What a history meets before its first statement. */
final class HistoryStart {
    private final MigrationHistory history;
    private final ReviewOptions options;
    private final ParsedSql session;
    private final boolean fromNothing;

    HistoryStart(MigrationHistory history, ReviewOptions options) {
        this.history = history;
        this.options = options;
        this.session = Sql.parse(SourceFile.of("", history.session()));
        this.fromNothing = options.start() == null
                && !history.migrations().isEmpty()
                && beginsFromNothing(history.migrations().get(0).up().parsed());
    }

    /** How many files the tool runs one after the other. */
    long files() {
        return history.migrations().stream()
                .filter(migration -> migration.kind() != Kind.CALLBACK)
                .count();
    }

    /** Whether all that there is comes of one script. */
    boolean isWholeScript() {
        return fromNothing && files() == 1;
    }

    /**
     * The schema that the first migration meets. Where nobody told, it is empty only if the history shows it: the first file
     * makes tables and asks for nothing that was there.
     */
    SchemaFold schema() {
        if (options.start() != null) {
            return SchemaFold.from(options.start(), options.version());
        }
        return fromNothing ? SchemaFold.empty(options.version()) : SchemaFold.unknown(options.version());
    }

    /** What the tool has set before a migration, for the schema and for rules; what else it runs there is no part of it. */
    Settings inSession(SchemaFold fold, boolean inTransaction) {
        Settings settings = Settings.NONE;
        for (Statement statement : session.statements()) {
            boolean sets = Settings.Assignment.of(statement.tree()).isPresent();
            if (sets || statement.tree() instanceof CreateSchemaStmt) {
                fold.apply(statement, session.source().text());
                // no statement of the migration has set it: none has its place
                settings = settings.after(statement.tree(), Span.at(0), inTransaction);
            }
        }
        return settings;
    }

    private boolean beginsFromNothing(ParsedSql script) {
        SchemaFold trial = SchemaFold.empty(options.version());
        inSession(trial, true);
        for (Statement statement : script.statements()) {
            if (queryFaults(statement, script, trial).anyMatch(QueryFault::missesObject)
                    || trial.apply(statement, script.source().text()).stream()
                            .anyMatch(fault -> fault.kind() == FoldFault.Kind.MISSING_OBJECT)) {
                return false;
            }
        }
        return !trial.state().tables().isEmpty();
    }

    private static Stream<QueryFault> queryFaults(Statement statement, ParsedSql script, SchemaFold trial) {
        return QuerySources.ofOnce(statement, script.source()).stream()
                .flatMap(source -> source.bound(trial.state(), true, null).faults().stream());
    }
}
