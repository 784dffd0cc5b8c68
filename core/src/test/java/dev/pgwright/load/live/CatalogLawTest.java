package dev.pgwright.load.live;

import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** introspect(execute(write(model))) = model. */
class CatalogLawTest {
    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void aSchemaOfEveryKindIsReadAsItWasWritten(int version) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute(RoundTrip.resource("shop.sql"));
            RoundTrip.check(version, database);
        }
    }
}
