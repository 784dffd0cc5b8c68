package dev.pgwright.migrate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.migrate.rehearse.RoundTrip.Verdict;
import dev.pgwright.testkit.PostgresFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways back that run on a server. */
class RoundTripsTest {
    @TempDir
    Path folder;

    /** What came of the second of two migrations. */
    private RoundTrip second(String first, String up, String down) throws IOException {
        Files.writeString(folder.resolve("1_first.up.sql"), first);
        Files.writeString(folder.resolve("1_first.down.sql"), "select 1;\n");
        Files.writeString(folder.resolve("2_second.up.sql"), up);
        Files.writeString(folder.resolve("2_second.down.sql"), down);
        List<RoundTrip> trips = RoundTrips.run(
                PostgresFixture.sharedServer(18), MigrationFolder.read(List.of(folder), null), migration -> true);
        return trips.get(1);
    }

    private static String function(String language, String body) {
        return "create or replace function f() returns text language " + language + " as $$" + body + "$$;\n";
    }

    @Test
    void whiteSpaceAndCommentsOfARoutineDoNotCount() throws IOException {
        RoundTrip trip = second(
                function("plpgsql", "\nbegin\n    return 'a';  -- why\nend\n"),
                function("plpgsql", "begin return 'b'; end"),
                function("plpgsql", "begin return 'a'; end"));
        assertThat(trip.verdict()).isEqualTo(Verdict.EXACT);
        assertThat(trip.details()).containsExactly("routine public.f(): only white space or comments differ");
    }

    @ParameterizedTest
    @CsvSource({"plpgsql, begin return 'a  '; end, begin return 'a '; end", "sql, select 'a', select 'A'"})
    void whatARoutineDoesCounts(String language, String before, String after) throws IOException {
        RoundTrip trip = second(function(language, before), function("sql", "select 'b'"), function(language, after));
        assertThat(trip.verdict()).isEqualTo(Verdict.DIFFERS);
    }

    @Test
    void aWayBackThatFailsOnlyWhereThereAreRowsSaysSo() throws IOException {
        RoundTrip trip = second(
                "create table orders (id int primary key);\n",
                "alter table orders add column state text;\n",
                "alter table orders add constraint few check (id is null);\nalter table orders drop column state;\n");
        assertThat(trip.verdict()).isEqualTo(Verdict.FAILS);
        assertThat(trip.details())
                .containsExactly(
                        "check constraint \"few\" of relation \"orders\" is violated by some row",
                        "it runs where tables are empty; the rows were made up");
    }

    @Test
    void aWayBackThatFailsWithoutRowsTooSaysNoMore() throws IOException {
        RoundTrip trip = second(
                "create table orders (id int primary key);\n",
                "alter table orders add column state text;\n",
                "alter table orders drop column status;\n");
        assertThat(trip.verdict()).isEqualTo(Verdict.FAILS);
        assertThat(trip.details()).containsExactly("column \"status\" of relation \"orders\" does not exist");
    }
}
