package dev.pgwright.design.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.DataFill;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.volume.SizeEstimates.OfIndex;
import dev.pgwright.design.write.DesignTexts;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Estimated sizes against those of rows that were really inserted, indexes growing with them. */
class GeneratedSizesTest {
    private static final Instant UNTIL = Instant.parse("2027-06-01T00:00:00Z");
    private static final long PAGE = 8_192;
    private static final double TOLERANCE = 0.10;
    /** Of fewer, single pages say more than the rule. */
    private static final int FEW_PAGES = 32;
    /** Fewer by {@code -Dpgwright.sizes.rows=100000}, one example by {@code -Dpgwright.sizes.example=iot}. */
    private static final long ROWS = Long.getLong("pgwright.sizes.rows", 1_000_000);

    /**
     * Rows of a table with long texts stop at so many bytes: a million articles of 6 kB have 780 million words, each of which
     * is parsed, listed and merged on its own, which took longer than 40 minutes and shows nothing that a tenth does not.
     */
    private static final double BYTES = 500e6;

    static Stream<String> examples() throws IOException {
        String only = System.getProperty("pgwright.sizes.example");
        return Designs.exampleNames().stream().filter(name -> only == null || name.equals(only));
    }

    @ParameterizedTest
    @MethodSource("examples")
    @Tag("slow")
    void estimatedTableAndIndexSizesAreWithinTenPercentOfRealOnesAtAMillionRows(String example) {
        Design design = Designs.ofExample(example);
        Volumes volumes = volumes(design);
        List<String> report = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        int version = design.mapping().requirements().project().postgres();
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(version))) {
            Session session = databases.create();
            session.execute("SET synchronous_commit = off");
            session.execute(DesignTexts.of(design).up());
            DataFill.fill(session, GeneratedRows.of(design, volumes, UNTIL));
            session.execute("VACUUM"); // GIN indexes merge what is pending
            Map<String, Long> real = realBytes(session);
            Sizes sizes = new Sizes(design, Profiles.of(design, volumes, UNTIL));
            for (Table table : design.catalog().tables()) {
                if (table.partitionOf() != null || volumes.of(table.name()) < 10_000) {
                    continue;
                }
                double rows = volumes.of(table.name());
                compare(table.name(), sizes.heap(table, rows).bytes(), real, TOLERANCE, report, wrong);
                QualifiedName toast = QualifiedName.of(
                        "toast of " + table.name().schema(), table.name().name());
                compare(toast, sizes.toastBytes(table, rows), real, TOLERANCE, report, wrong);
                double estimated = 0;
                long measured = 0;
                for (Sizes.Size size : sizes.indexes(table, rows)) {
                    OfIndex.Kind kind = size.kind();
                    boolean btree = kind != OfIndex.Kind.GIN && kind != OfIndex.Kind.GIST;
                    compare(size.relation(), size.bytes(), real, kind.spread(), report, wrong);
                    estimated += btree ? size.bytes() : 0;
                    measured += btree ? real.getOrDefault(size.relation().toString(), 0L) : 0;
                }
                QualifiedName all = QualifiedName.of(
                        "B-trees of " + table.name().schema(), table.name().name());
                real.put(all.toString(), measured);
                compare(all, estimated, real, TOLERANCE, report, wrong);
            }
        }
        report.forEach(line -> System.out.println(example + "\t" + line));
        assertThat(wrong).as("relations of %s", example).isEmpty();
    }

    private static Volumes volumes(Design design) {
        Volumes stated = Volumes.at(design, Capacity.HORIZON_DAYS).atMost(ROWS);
        Sizes sizes = new Sizes(design, Profiles.of(design, stated, UNTIL));
        Map<QualifiedName, Long> rows = new HashMap<>();
        for (Table table : design.catalog().tables()) {
            if (table.partitionOf() == null) {
                double bytes = sizes.rowBytes(table) + sizes.toastBytes(table, 1);
                rows.put(table.name(), Math.min(stated.of(table.name()), Math.round(BYTES / bytes)));
            }
        }
        return new Volumes(rows);
    }

    private static void compare(
            QualifiedName relation,
            double estimated,
            Map<String, Long> real,
            double tolerance,
            List<String> report,
            List<String> wrong) {
        long measured = real.getOrDefault(relation.toString(), 0L);
        if (measured < FEW_PAGES * PAGE && estimated < FEW_PAGES * PAGE) {
            return;
        }
        double error = estimated / Math.max(1, measured) - 1;
        String line = String.format(Locale.ROOT, "%s\t%d\t%.0f\t%+.1f %%", relation, measured, estimated, error * 100);
        report.add(line);
        if (Math.abs(error) > tolerance) {
            wrong.add(line);
        }
    }

    /**
     * Of tables, indexes and TOAST by name; partitions are counted to their parents, the page that an empty index of TOAST
     * has is not.
     */
    private static Map<String, Long> realBytes(Session session) {
        Map<String, Long> bytes = new HashMap<>();
        session.rows("""
                        SELECT n.nspname, r.relname, sum(pg_relation_size(c.oid)),
                               sum(CASE WHEN c.relkind = 'r' THEN coalesce(pg_total_relation_size(c.reltoastrelid) - 8192, 0) END)
                        FROM pg_class c JOIN pg_class r ON r.oid = coalesce(pg_partition_root(c.oid), c.oid)
                        JOIN pg_namespace n ON n.oid = r.relnamespace
                        WHERE c.relkind IN ('r', 'i') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
                        GROUP BY 1, 2""").values().forEach(row -> {
            String schema = String.valueOf(row.get(0));
            String name = String.valueOf(row.get(1));
            bytes.put(QualifiedName.of(schema, name).toString(), Long.parseLong(String.valueOf(row.get(2))));
            if (row.get(3) != null) {
                bytes.put(
                        QualifiedName.of("toast of " + schema, name).toString(),
                        Long.parseLong(String.valueOf(row.get(3))));
            }
        });
        return bytes;
    }
}
