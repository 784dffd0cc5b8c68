import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.PostgresVersion;
import java.sql.Connection;

/**
 * One start in this process: prints the milliseconds until a session is open, and those to stop. Arguments: the major
 * version, and how many starts (each gets a line).
 */
class ServerStart {
    public static void main(String[] arguments) throws Exception {
        PostgresVersion version =
                PostgresVersion.ofMajor(Integer.parseInt(arguments[0])).orElseThrow();
        int starts = Integer.parseInt(arguments[1]);
        for (int start = 0; start < starts; start++) {
            long begun = System.nanoTime();
            PostgresServer server = EmbeddedPostgres.start(EmbeddedOptions.scratch().withVersion(version));
            try (Connection session = server.connect()) {
                session.createStatement().execute("select 1");
            }
            long open = System.nanoTime();
            server.close();
            long stopped = System.nanoTime();
            System.out.println((open - begun) / 1_000_000 + " " + (stopped - open) / 1_000_000);
        }
    }
}
