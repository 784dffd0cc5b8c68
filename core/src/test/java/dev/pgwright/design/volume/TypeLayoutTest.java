package dev.pgwright.design.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeLayoutTest {
    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void isThatOfTheServersTypes(int version) {
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(version))) {
            Session session = databases.create();
            session.execute("CREATE TYPE mood AS ENUM ('good', 'bad')");
            for (String type : new String[] {
                "boolean",
                "smallint",
                "integer",
                "bigint",
                "date",
                "timestamp with time zone",
                "time without time zone",
                "interval",
                "uuid",
                "point",
                "double precision",
                "numeric(14,2)",
                "text",
                "text[]",
                "jsonb",
                "tsvector",
                "inet",
                "tstzrange",
                "daterange",
                "public.mood"
            }) {
                var row = session.rows("SELECT typlen, typalign FROM pg_type WHERE oid = '" + type + "'::regtype")
                        .values()
                        .get(0);
                TypeLayout layout = TypeLayout.of(type);
                String alignment = switch (layout.alignment()) {
                    case 1 -> "c";
                    case 2 -> "s";
                    case 4 -> "i";
                    default -> "d";
                };
                assertThat(row).as(type).containsExactly(String.valueOf(layout.length()), alignment);
            }
        }
    }
}
