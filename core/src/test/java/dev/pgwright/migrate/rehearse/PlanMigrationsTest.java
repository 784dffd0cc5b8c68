package dev.pgwright.migrate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.MigrationLayout.LayoutFile;
import dev.pgwright.migrate.diff.Differences;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.PlanLaw;
import dev.pgwright.migrate.plan.PlanMigrations;
import dev.pgwright.migrate.plan.Planner;
import dev.pgwright.migrate.rehearse.ConversionCheck.Said;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.workload.DatabaseFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan in files of a tool: the tool's runs lead to the schema wanted, and its undoing back. */
class PlanMigrationsTest {
    private static final String BEFORE = """
            create table customers (id int generated always as identity primary key, email text);
            create table orders (id int primary key, customer_id int not null, state text, note text);
            create index orders_state on orders (state);
            """;

    private static final String AFTER = """
            create table customers (id bigint generated always as identity primary key, email text not null unique);
            create table orders (
                id int primary key,
                customer_id int not null references customers,
                state text check (state <> ''),
                seen timestamptz not null default clock_timestamp());
            create index orders_customer on orders (customer_id);
            """;

    @TempDir
    Path folder;

    private final PostgresServer server = PostgresFixture.sharedServer(18);

    @ParameterizedTest
    @CsvSource({
        "V1__shop.sql, ''",
        "000001_shop.up.sql, 000001_shop.down.sql",
        "20260101000000_shop.up.sql, 20260101000000_shop.down.sql"
    })
    void aToolRunsItThereAndBack(String file, String down) throws IOException, SQLException {
        Files.writeString(folder.resolve(file), BEFORE);
        if (!down.isEmpty()) {
            Files.writeString(folder.resolve(down), "drop table orders, customers;\n");
        }
        Catalog from = PlanLaw.catalog(server, BEFORE);
        Catalog to = PlanLaw.catalog(server, AFTER);
        Planner.Request request = PlanLaw.request(server, from, to, DatabaseFacts.NONE);
        MigrationPlan plan = Planner.plan(down.isEmpty() ? request : request.withoutPhases());
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        PlanMigrations.Result result = PlanMigrations.of(history, plan, LocalDateTime.of(2024, 2, 29, 12, 0));
        for (LayoutFile made : result.files()) {
            assertThat(made.path()).doesNotExist();
            Files.writeString(made.path(), made.text());
        }
        List<Migration> all = MigrationFolder.read(List.of(folder), null).migrations();
        assertThat(all).hasSizeGreaterThan(plan.steps().size());
        Rehearsals.inNewDatabase(server, null, database -> {
            for (Migration migration : all) {
                assertThat(Replay.run(server, database, "", migration.up()))
                        .as(migration.up().source().text())
                        .isEmpty();
            }
            assertThat(Differences.of(to, read(database))).isEmpty();
            if (down.isEmpty()) {
                return null;
            }
            List<Migration> undone = new ArrayList<>(all.subList(1, all.size()));
            Collections.reverse(undone);
            for (Migration migration : undone) {
                assertThat(migration.down()).as(migration.up().source().name()).isNotNull();
                assertThat(Replay.run(server, database, "", migration.down()))
                        .as(migration.down().source().text())
                        .isEmpty();
            }
            assertThat(Differences.of(from, read(database))).isEmpty();
            return null;
        });
        assertThat(result.withoutBack())
                .allMatch(title -> title.startsWith("switch column") || title.startsWith("contract column"))
                .hasSize(down.isEmpty() ? 2 : 0);
    }

    private Catalog read(String database) throws SQLException {
        try (Connection connection = server.connect(database)) {
            return CatalogReader.read(connection);
        }
    }

    @Test
    void aStepOfWhichNothingIsToBeUndoneHasAWayBackAllTheSame() {
        String table = "create table orders (id int primary key, code %s);";
        MigrationPlan plan = PlanLaw.provenWithConversions(
                18,
                table.formatted("text"),
                table.formatted("bigint"),
                new Said(Map.of("public.orders.code", "code::bigint"), Map.of()),
                Set.of());
        MigrationHistory none =
                new MigrationHistory(Framework.GOLANG_MIGRATE, folder.resolve("new"), List.of(), List.of());
        List<LayoutFile> files = PlanMigrations.of(none, plan, LocalDateTime.of(2024, 2, 29, 12, 0))
                .files();
        assertThat(files)
                .filteredOn(file -> file.path().toString().contains("check_that_column"))
                .extracting(LayoutFile::text)
                .anySatisfy(up -> assertThat(up).startsWith("DO $$"))
                .contains("SELECT 'undone together with its neighbours';\n")
                .hasSize(2);
    }
}
