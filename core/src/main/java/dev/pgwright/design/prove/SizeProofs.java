package dev.pgwright.design.prove;

import dev.pgwright.data.DataFill;
import dev.pgwright.design.volume.SizeEstimates;
import dev.pgwright.design.volume.SizeEstimates.OfIndex;
import dev.pgwright.design.volume.SizeEstimates.OfTable;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares estimated sizes with those of a few thousand real rows in a database of their own. Tables must be within a
 * tenth and a page; indexes within a quarter (GiST: a half) and two pages a partition, since few pages do not show yet
 * how full they become.
 */
public final class SizeProofs {
    /** Rows of a table: enough for some pages of its indexes, few enough for a second. */
    public static final long ROWS = 2_000;

    private static final double PAGE = 8_192;
    private static final double TABLE_TOLERANCE = 0.10;
    private static final double INDEX_TOLERANCE = 0.25;
    /** Of GIN, whose lists depend on the words that the texts have in common. */
    private static final double WORDS_TOLERANCE = 0.2;
    /** GiST draws by lot how it splits pages. */
    private static final double CHANCE_TOLERANCE = 0.5;

    private static final int INDEX_PAGES = 2;

    private SizeProofs() {}

    /**
     * One proof for each table that is expected to have rows.
     *
     * @param up the first migration
     */
    public static List<Proof> prove(SizeEstimates estimates, String up, ScratchDatabases databases) {
        Session session = databases.create();
        session.execute("SET TimeZone = 'UTC'");
        session.execute(up);
        List<Proof> proofs = new ArrayList<>();
        try {
            DataFill.fill(session, estimates.data());
        } catch (PgwrightException e) {
            for (OfTable table : estimates.tables()) {
                proofs.add(claim(table).notShown("no rows were made: " + e.getMessage()));
            }
            return proofs;
        }
        session.execute("VACUUM"); // GIN indexes merge what is pending
        Map<String, Real> real = realSizes(session);
        for (OfTable table : estimates.tables()) {
            if (table.rows() > 0) {
                proofs.add(compare(table, real));
            }
        }
        return proofs;
    }

    private static Claim claim(OfTable table) {
        return new Claim(
                Proof.Kind.SIZE,
                table.table().toString(),
                "rows of " + table.table() + " and entries of its indexes are as large as estimated");
    }

    private static double tolerance(OfIndex.Kind kind) {
        return switch (kind) {
            case AT_THE_END, BETWEEN_OTHERS -> INDEX_TOLERANCE;
            case GIN -> WORDS_TOLERANCE;
            case GIST -> CHANCE_TOLERANCE;
        };
    }

    private static Proof compare(OfTable table, Map<String, Real> real) {
        String schema = table.table().schema() + ".";
        Real heap = real.getOrDefault(table.table().toString(), Real.NONE);
        List<String> wrong = new ArrayList<>();
        if (isOff(table.bytes(), heap, TABLE_TOLERANCE, 1)) {
            wrong.add("the table");
        }
        StringBuilder figures = new StringBuilder("bytes a row, estimated and of " + table.rows() + " real rows: table "
                + perRow(table.bytes(), table) + " and " + perRow(heap.bytes(), table));
        for (OfIndex index : table.indexes()) {
            Real measured = real.getOrDefault(schema + index.name(), Real.NONE);
            boolean chancy = index.kind() == OfIndex.Kind.GIST;
            boolean off = isOff(index.bytes(), measured, tolerance(index.kind()), INDEX_PAGES);
            if (off) {
                wrong.add(index.name());
            }
            // what differs from run to run must not be in the evidence
            figures.append("; ").append(index.name()).append(' ').append(perRow(index.bytes(), table));
            figures.append(" and ").append(chancy ? off ? "otherwise" : "about that" : perRow(measured.bytes(), table));
        }
        return wrong.isEmpty()
                ? claim(table).passed(figures.toString(), null, null)
                : claim(table).failed("too far off: " + String.join(", ", wrong) + "; " + figures, null, null);
    }

    private static boolean isOff(double estimated, Real measured, double tolerance, int pages) {
        return Math.abs(estimated - measured.bytes()) > tolerance * measured.bytes() + measured.parts() * pages * PAGE;
    }

    private static String perRow(double bytes, OfTable table) {
        return String.format(Locale.ROOT, "%.1f", bytes / table.rows());
    }

    /** A relation as it is, with all its partitions. */
    private record Real(double bytes, int parts) {
        static final Real NONE = new Real(0, 1);
    }

    /** By name with its schema; partitions are counted to the relation that they are a part of. */
    private static Map<String, Real> realSizes(Session session) {
        Map<String, Real> found = new HashMap<>();
        session.rows("SELECT n.nspname || '.' || r.relname, sum(pg_relation_size(c.oid)), count(*) FROM pg_class c"
                        + " JOIN pg_class r ON r.oid = coalesce(pg_partition_root(c.oid), c.oid)"
                        + " JOIN pg_namespace n ON n.oid = r.relnamespace WHERE c.relkind IN ('r', 'i') GROUP BY 1")
                .values()
                .forEach(row -> found.put(
                        String.valueOf(row.get(0)),
                        new Real(
                                Double.parseDouble(String.valueOf(row.get(1))),
                                Integer.parseInt(String.valueOf(row.get(2))))));
        return found;
    }
}
