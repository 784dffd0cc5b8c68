package dev.pgwright.twin;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.server.Session;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fills the schema's statistics objects of the kind {@code dependencies}. The bytes are those of
 * {@code statext_dependencies_serialize} (statistics/dependencies.c, 14 to 18); a cast without a function takes them as
 * they are.
 */
final class DependencyWriter {
    private static final int MAGIC = 0xB4549A2C;
    private static final int TYPE = 1;

    private final Session session;

    DependencyWriter(Session session) {
        this.session = session;
    }

    void write(List<ColumnDependency> stated) {
        boolean inherit = session.serverVersionNumber() >= 150_000;
        boolean cast = false;
        for (List<@Nullable String> row : session.rows("""
                SELECT e.oid, n.nspname, c.relname, o.relkind = 'p',
                       array(SELECT a.attname::text FROM unnest(e.stxkeys) k (number)
                               JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum = k.number ORDER BY a.attnum),
                       e.stxkeys::text
                  FROM pg_statistic_ext e
                  -- what is said of a partitioned table holds in its partitions
                  JOIN pg_class c ON c.oid = coalesce(pg_partition_root(e.stxrelid), e.stxrelid)
                  JOIN pg_class o ON o.oid = e.stxrelid
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE 'f' = ANY (e.stxkind)
                 ORDER BY n.nspname, c.relname, e.stxname""").values()) {
            List<String> texts = row.stream().map(Objects::requireNonNull).toList();
            List<String> columns = list(texts.get(4).replace("{", "").replace("}", ""), ",");
            List<String> numbers = list(texts.get(5), " ");
            QualifiedName table = QualifiedName.of(texts.get(1), texts.get(2));
            List<ColumnDependency> fitting = stated.stream()
                    .filter(dependency -> dependency.table().equals(table))
                    .filter(dependency -> columns.containsAll(dependency.from()) && columns.contains(dependency.to()))
                    .toList();
            if (fitting.isEmpty()) {
                continue;
            }
            if (!cast) {
                session.execute("CREATE CAST (bytea AS pg_dependencies) WITHOUT FUNCTION");
                cast = true;
            }
            session.rows("DELETE FROM pg_statistic_ext_data WHERE stxoid = ?::oid", texts.get(0));
            session.rows(
                    "INSERT INTO pg_statistic_ext_data (stxoid, " + (inherit ? "stxdinherit, " : "")
                            + "stxddependencies) SELECT ?::oid, "
                            + (inherit ? "'" + texts.get(3) + "'::boolean, " : "")
                            + "decode(?, 'hex')::pg_dependencies",
                    texts.get(0),
                    HexFormat.of().formatHex(bytes(fitting, columns, numbers)));
        }
        if (cast) {
            session.execute("DROP CAST (bytea AS pg_dependencies)");
        }
    }

    private static List<String> list(String text, String separator) {
        return Arrays.asList(text.split(separator));
    }

    private static byte[] bytes(List<ColumnDependency> dependencies, List<String> columns, List<String> numbers) {
        int size = 12;
        for (ColumnDependency dependency : dependencies) {
            size += 8 + 2 + 2 * (dependency.from().size() + 1);
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC).putInt(TYPE).putInt(dependencies.size());
        for (ColumnDependency dependency : dependencies) {
            List<String> all = new ArrayList<>(dependency.from());
            all.add(dependency.to());
            bytes.putDouble(dependency.degree()).putShort((short) all.size());
            for (String column : all) {
                bytes.putShort(Short.parseShort(numbers.get(columns.indexOf(column))));
            }
        }
        return bytes.array();
    }
}
