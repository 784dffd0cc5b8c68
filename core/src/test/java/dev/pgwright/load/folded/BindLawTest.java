package dev.pgwright.load.folded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Queries are accepted or refused, and give columns of names and types, as on a server; where not, it is said that nothing is known. */
@Tag("laws")
class BindLawTest {
    /** What a server says of a query. */
    private record Served(
            String sqlState,
            String message,
            int position,
            @Nullable List<String> columns,
            List<String> types) {}

    /** How far what was found out goes. */
    private static final class Result {
        final List<String> wrong = new ArrayList<>();
        final List<String> unseen = new ArrayList<>();
        final List<String> untyped = new ArrayList<>();
        int accepted;
        int refused;
        int columns;
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void queriesMeanWhatTheyMeanOnAServer(int version) throws Exception {
        Result result = compare(version, text("bind-schema.sql"), text("bind-queries.sql"));
        assertThat(result.wrong).isEmpty();
        assertThat(result.unseen).as("refused by the server, and not here").isEmpty();
        // what an aggregate of one's own gives is what functions give that the fold does not look into
        assertThat(result.untyped).as("columns whose types are not known").allMatch(one -> one.contains("total_of: "));
        assertThat(result.accepted).isGreaterThan(200);
        assertThat(result.refused).isGreaterThan(130);
    }

    @Test
    void workloadsOfTheCorporaMeanWhatTheyMeanOnAServer() throws Exception {
        Path folder = Path.of(System.getProperty("pgwright.corpora", "/nowhere"), "workloads/benchbase");
        assumeTrue(Files.isDirectory(folder), "the corpora are not here");
        List<String> wrong = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        List<String> untyped = new ArrayList<>();
        int queries = 0;
        int refused = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path schema : files.filter(file -> file.toString().endsWith(".ddl.sql"))
                    .sorted()
                    .toList()) {
                Path file = folder.resolve(schema.getFileName().toString().replace(".ddl.sql", ".sql"));
                if (Files.exists(file)) {
                    Result result = compare(18, Files.readString(schema), Files.readString(file));
                    wrong.addAll(result.wrong);
                    unseen.addAll(result.unseen);
                    untyped.addAll(result.untyped);
                    queries += result.accepted + result.refused;
                    refused += result.refused;
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(unseen).as("refused by the server, and not here").isEmpty();
        assertThat(untyped).as("columns whose types are not known").isEmpty();
        assertThat(queries).as("queries").isEqualTo(274);
        assertThat(refused).as("queries that the server refuses").isEqualTo(26);
    }

    @Test
    void whereNothingIsKnownNothingIsWrong() throws IOException {
        SchemaState unknown = SchemaFold.unknown(18).state();
        String queries = text("bind-queries.sql");
        for (Statement statement : parsed(queries).statements()) {
            assertThat(unknown.bind(statement.tree()).faults())
                    .as(statement.span().of(queries))
                    .isEmpty();
        }
    }

    private static Result compare(int version, String schema, String queries) throws SQLException {
        Result result = new Result();
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection connection = database.connect()) {
            connection.setAutoCommit(true);
            SchemaFold fold = SchemaFold.empty(version);
            ParsedSql made = parsed(schema);
            for (Statement statement : made.statements()) {
                String sql = statement.span().of(schema);
                try (java.sql.Statement session = connection.createStatement()) {
                    session.setEscapeProcessing(false);
                    session.execute(sql);
                }
                assertThat(fold.apply(statement, schema)).as(sql).noneMatch(FoldFault::refused);
            }
            for (Statement statement : parsed(queries).statements()) {
                String sql = statement.span().of(queries);
                Served served = serve(connection, sql);
                if (served.message().startsWith("syntax error")) {
                    // of another version, or as pg_stat_statements normalises it
                    continue;
                }
                BoundQuery bound = fold.state().bind(Sql.parseStatement(sql).tree());
                judge(sql, served, bound, result);
            }
        }
        return result;
    }

    private static ParsedSql parsed(String sql) {
        return Sql.parse(SourceFile.of("queries.sql", sql));
    }

    private static void judge(String sql, Served served, BoundQuery bound, Result result) {
        QueryFault fault = bound.faults().isEmpty() ? null : bound.faults().get(0);
        if (served.sqlState().isEmpty()) {
            result.accepted++;
            if (fault != null) {
                result.wrong.add(sql + "\n  server: accepts it, here: " + fault);
            } else {
                compareColumns(sql, served, bound, result);
            }
            return;
        }
        result.refused++;
        String said = served.sqlState() + " " + served.message() + " at " + served.position();
        if (fault == null) {
            result.unseen.add(sql + "\n  server: " + said);
        } else if (!fault.sqlState().equals(served.sqlState())
                || !fault.message().equals(served.message())
                || (fault.location() >= 0 && fault.location() != served.position())) {
            result.wrong.add(sql + "\n  server: " + said + "\n  here:   " + bound.faults());
        }
    }

    private static void compareColumns(String sql, Served served, BoundQuery bound, Result result) {
        if (!bound.isComplete()) {
            if (!sql.contains("pg_class")) {
                result.untyped.add(sql + "\n  columns are not known");
            }
            return;
        }
        List<String> names = bound.columns().stream().map(BoundColumn::name).toList();
        if (served.columns() != null && !names.equals(served.columns())) {
            result.wrong.add(sql + "\n  server: " + served.columns() + "\n  here:   " + names);
            return;
        }
        for (int i = 0; i < served.types().size(); i++) {
            result.columns++;
            ValueType type = bound.columns().get(i).type();
            if (type == null) {
                result.untyped.add(
                        sql + "\n  " + names.get(i) + ": " + served.types().get(i));
            } else if (!type.withoutModifier().equals(served.types().get(i))) {
                result.wrong.add(sql + "\n  " + names.get(i) + " server: "
                        + served.types().get(i) + " here: " + type.withoutModifier());
            }
        }
    }

    private static Served serve(Connection connection, String sql) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> types = new ArrayList<>();
        try (java.sql.Statement session = connection.createStatement()) {
            session.setEscapeProcessing(false);
            String head = "prepare described as ";
            try {
                session.execute(head + sql);
            } catch (PSQLException e) {
                ServerErrorMessage error = e.getServerErrorMessage();
                assertThat(error).as(sql).isNotNull();
                return new Served(
                        error.getSQLState(),
                        error.getMessage(),
                        error.getPosition() - 1 - head.length(),
                        columns,
                        types);
            }
            boolean typed = connection.getMetaData().getDatabaseMajorVersion() >= 16;
            if (typed) {
                try (ResultSet rows = session.executeQuery(
                        "select t::text from pg_prepared_statements p, unnest(p.result_types) t where p.name = 'described'")) {
                    while (rows.next()) {
                        types.add(rows.getString(1));
                    }
                }
            }
            session.execute("deallocate described");
        }
        // the driver describes a statement by its own parameters only
        try (PreparedStatement described =
                connection.prepareStatement(sql.replace("?", "??").replaceAll("\\$\\d+", "?"))) {
            ResultSetMetaData data = described.getMetaData();
            for (int i = 1; data != null && i <= data.getColumnCount(); i++) {
                columns.add(data.getColumnLabel(i));
            }
        } catch (PSQLException e) {
            assertThat(sql).as(e.getMessage()).contains("$");
            return new Served("", "", -1, null, types);
        }
        return new Served("", "", -1, columns, types);
    }

    private static String text(String name) throws IOException {
        try (InputStream stream = BindLawTest.class.getResourceAsStream(name)) {
            assertThat(stream).as(name).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
