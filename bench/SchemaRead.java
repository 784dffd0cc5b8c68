import dev.pgwright.catalog.Catalog;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.server.DatabaseTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads the schema of the database that the argument names, in a JVM of its own. Prints the milliseconds of a first and a
 * third reading, and the memory that the process had at most.
 */
class SchemaRead {
    public static void main(String[] arguments) throws IOException {
        long first = 0;
        long last = 0;
        int tables = 0;
        for (int run = 0; run < 3; run++) {
            long begun = System.nanoTime();
            Catalog catalog = CatalogReader.read(DatabaseTarget.parse(arguments[0], Map.of()).open());
            last = (System.nanoTime() - begun) / 1_000_000;
            first = run == 0 ? last : first;
            tables = catalog.tables().size();
        }
        String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElse("VmHWM: unknown");
        System.out.printf("%d tables: first %d ms, third %d ms, %s%n", tables, first, last, peak.replaceAll("\\s+", " "));
    }
}
