package dev.pgwright.code;

import dev.pgwright.code.Expression.Call;
import java.util.List;
import java.util.Locale;

/** Calls of Go that send SQL: database/sql, sqlx, pgx, scany and GORM. */
final class GoSinks {
    private static final String GORM = "gorm.io";
    private static final String SQLX = "github.com/jmoiron/sqlx";

    /** PostgreSQL's drivers know no question mark; sqlx writes it anew for them. */
    private static final String PLAIN = "Query QueryRow Exec Prepare Queryx QueryRowx MustExec Preparex";

    private static final String WITH_CONTEXT = "QueryContext QueryRowContext ExecContext PrepareContext QueryxContext"
            + " QueryRowxContext MustExecContext PreparexContext";

    static final List<Sink> ALL = List.of(
            Sink.of("Raw Exec", Placeholder.QUESTION_OR_OPERATOR, Placeholder.AT)
                    .importing(GORM),
            Sink.of(PLAIN, Placeholder.QUESTION_OR_OPERATOR).importing(SQLX),
            Sink.of(PLAIN),
            Sink.of("Query QueryRow Exec", Placeholder.AT).at(1),
            Sink.of(WITH_CONTEXT, Placeholder.QUESTION_OR_OPERATOR).at(1).importing(SQLX),
            Sink.of(WITH_CONTEXT).at(1),
            Sink.of("NamedExec NamedQuery PrepareNamed", Placeholder.COLON),
            Sink.of("NamedExecContext NamedQueryContext PrepareNamedContext", Placeholder.COLON)
                    .at(1),
            Sink.of("Get Select", Placeholder.QUESTION_OR_OPERATOR).at(1).importing(SQLX),
            Sink.of("GetContext SelectContext", Placeholder.QUESTION_OR_OPERATOR)
                    .at(2),
            Sink.of("Get Select", Placeholder.AT).at(3).importing("github.com/georgysavva/scany"),
            Sink.of("Queue", Placeholder.AT).importing("github.com/jackc/pgx"),
            Sink.of("In", Placeholder.QUESTION_OR_OPERATOR).importing(SQLX).thatMakes());

    static final List<String> OTHERS = List.of(
            "github.com/go-sql-driver/mysql",
            "github.com/mattn/go-sqlite3",
            "modernc.org/sqlite",
            "cloud.google.com/go",
            "github.com/gocql",
            "github.com/ClickHouse",
            "github.com/microsoft/go-mssqldb",
            "github.com/denisenkom/go-mssqldb",
            "gorm.io/driver/mysql",
            "gorm.io/driver/sqlite");

    private GoSinks() {}

    /** In pgx a context comes first, in database/sql only where the name of the function says so. */
    static boolean isMeant(Sink sink, Call call) {
        boolean either = call.name().equals("Query")
                || call.name().equals("QueryRow")
                || call.name().equals("Exec");
        if (!either || call.arguments().isEmpty()) {
            return !call.arguments().isEmpty();
        }
        return isContext(call.arguments().get(0).value()) == (sink.argument() == 1);
    }

    private static boolean isContext(Expression expression) {
        String name = "";
        if (expression instanceof Expression.Name plain) {
            name = plain.name();
        } else if (expression instanceof Expression.Member member) {
            name = member.name();
        } else if (expression instanceof Call call) {
            boolean isMade = call.receiver() instanceof Expression.Name receiver
                    && receiver.name().equals("context");
            name = isMade ? "context" : call.name();
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("ctx") || lower.endsWith("context");
    }
}
