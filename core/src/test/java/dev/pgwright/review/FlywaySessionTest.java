package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.review.rules.migration.DropTable;
import dev.pgwright.review.rules.migration.LockTimeoutMissing;
import dev.pgwright.review.rules.migration.UnqualifiedObjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flyway sets in a session before it runs a migration, as rules see it. */
class FlywaySessionTest {
    @TempDir
    Path folder;

    @BeforeEach
    void migrations() throws IOException {
        file("V1__shop.sql", "CREATE TABLE app.plans (id bigint PRIMARY KEY, name text);");
        file("V2__index.sql", "CREATE INDEX plans_name ON plans (name);");
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> found(Rule rule) {
        ReviewOptions options = ReviewOptions.forVersion(18)
                .withRules(Map.of(rule.info().id(), new RuleSettings(true, null, Map.of())));
        return Reviewer.review(MigrationFolder.read(List.of(folder), null), List.of(rule), options).findings().stream()
                .map(finding -> folder.relativize(Path.of(finding.source().name())) + " " + finding.message())
                .toList();
    }

    @Test
    void theDefaultSchemaIsWhereUnqualifiedNamesAre() throws IOException {
        file("flyway.toml", "[flyway]\ndefaultSchema = \"app\"\n");
        assertThat(found(new LockTimeoutMissing()))
                .containsExactly("V2__index.sql No lock_timeout is set: while this waits for its lock on app.plans,"
                        + " every later query of it waits too");
        assertThat(found(new UnqualifiedObjectName())).isEmpty();
    }

    @Test
    void withoutADefaultSchemaNothingSaysWhereTheyAre() {
        assertThat(found(new LockTimeoutMissing())).singleElement().asString().contains("on public.plans");
        assertThat(found(new UnqualifiedObjectName())).isNotEmpty();
    }

    @Test
    void aTimeoutOfTheCallbackBeforeEachMigrationIsInForce() throws IOException {
        file("beforeEachMigrate.sql", "SET LOCAL lock_timeout = '5s';\n");
        assertThat(found(new LockTimeoutMissing())).isEmpty();
    }

    @Test
    void oneOfASingleTransactionIsNotInForceWhereThereIsNone() throws IOException {
        file("beforeEachMigrate.sql", "SET LOCAL lock_timeout = '5s';\n");
        file("V2__index.sql.conf", "executeInTransaction=false");
        assertThat(found(new LockTimeoutMissing())).hasSize(1);
    }

    @Test
    void aTimeoutOfAnotherConnectionIsNot() throws IOException {
        file("beforeMigrate.sql", "SET lock_timeout = '5s';\n");
        assertThat(found(new LockTimeoutMissing())).hasSize(1);
    }

    @Test
    void callbacksAreReviewedAgainstTheSchemaOfAllMigrations() throws IOException {
        file("beforeMigrate.sql", "DROP TABLE app.plans;\n");
        assertThat(found(new DropTable())).singleElement().asString().startsWith("beforeMigrate.sql ");
    }
}
