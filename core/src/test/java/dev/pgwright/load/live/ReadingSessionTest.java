package dev.pgwright.load.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import dev.pgwright.workload.FactsReader;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingSessionTest {
    private static ReadingSession open(TestDatabase database, String role) {
        Map<String, String> environment = new HashMap<>(database.server().libpqEnvironment(database.name()));
        if (!role.isEmpty()) {
            environment.put("PGUSER", role);
            environment.put("PGPASSWORD", "secret");
        }
        return ReadingSession.open(DatabaseTarget.parse("", environment).open());
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void whateverTheRoleMayDoNothingIsWritten(int version) {
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                ReadingSession reading = open(database, "")) {
            database.execute("create table pets (id bigint primary key)");
            assertThat(reading.warnings())
                    .singleElement()
                    .asString()
                    .matches("the role \\S+ is a superuser; a member of pg_monitor and pg_read_all_data sees"
                            + " all but pg_hba\\.conf, and this session only reads");
            assertThat(CatalogReader.read(reading.session()).tables()).hasSize(1);
            assertThat(FactsReader.read(reading.session()).table(QualifiedName.of("public", "pets")))
                    .isPresent();
            // after both of them the session still only reads
            assertThat(reading.session().attempt("insert into pets values (1)").failure())
                    .hasValueSatisfying(failure -> assertThat(failure.message())
                            .isEqualTo("cannot execute INSERT in a read-only transaction"));
            assertThat(reading.session().rows("show lock_timeout").single()).isEqualTo("2s");
            assertThat(reading.session().rows("show statement_timeout").single())
                    .isEqualTo("5min");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void rightsThatAreNotNeededAreNamedAndThoseThatAreEnoughAreNot(int version) {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute("""
                    create table pets (id bigint primary key);
                    insert into pets values (1);
                    analyze pets;
                    create role "reading Reader" login password 'secret' in role pg_monitor, pg_read_all_data;
                    create role "reading Writer" login password 'secret' createrole in role pg_write_all_data;
                    create role "reading Owner" login password 'secret' createdb bypassrls;
                    create table notes (id bigint primary key);
                    alter table notes owner to "reading Owner";
                    grant select, update on pets to "reading Owner";
                    """);
            try {
                try (ReadingSession reader = open(database, "reading Reader")) {
                    assertThat(reader.warnings()).isEmpty();
                    assertThat(FactsReader.read(reader.session()).withheld())
                            .extracting(Object::toString)
                            // no predefined role reads it
                            .containsExactly("who may log in without a password could not be seen; GRANT SELECT ON"
                                    + " pg_hba_file_rules TO \"reading Reader\"; GRANT EXECUTE ON FUNCTION"
                                    + " pg_hba_file_rules() TO \"reading Reader\"");
                }
                try (ReadingSession owner = open(database, "reading Owner")) {
                    assertThat(owner.warnings())
                            .singleElement()
                            .asString()
                            .startsWith("the role \"reading Owner\" may create databases, passes by row-level security,"
                                    + " owns a table, may write a table of others; a member of");
                }
                try (ReadingSession writer = open(database, "reading Writer")) {
                    assertThat(writer.warnings())
                            .containsExactly(
                                    "the role \"reading Writer\" may create roles, is a member of pg_write_all_data;"
                                            + " a member of pg_monitor and pg_read_all_data sees all but pg_hba.conf, and this session"
                                            + " only reads");
                    assertThat(FactsReader.read(writer.session()).withheld())
                            .extracting(Object::toString)
                            .anyMatch(withheld -> withheld.contains("GRANT pg_read_all_data TO"));
                }
            } finally {
                database.execute("drop owned by \"reading Owner\"");
                database.execute("drop role \"reading Reader\", \"reading Writer\", \"reading Owner\"");
            }
        }
    }
}
