package dev.pgwright.migrate.apply;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether the disk of a server has room for a plan. */
final class Room {
    /** Less than this is nothing to talk of: PostgreSQL itself keeps a gigabyte of WAL. */
    private static final long LITTLE = 100_000_000;

    private Room() {}

    /**
     * What a plan may take at the most, by the sizes that its tables have now: a second form of each table with its indexes
     * that it writes, fills or indexes, and as much of WAL.
     */
    static long needed(Session session, MigrationPlan plan) {
        List<String> relations = Preflight.relations(plan.steps().stream()
                .flatMap(step -> step.locks().stream())
                .filter(lock -> lock.work().stream().anyMatch(work -> switch (work) {
                    case REWRITE, INDEX, BATCHES -> true;
                    case SCAN -> false;
                })));
        return 2
                * Long.parseLong(session.rows(
                                "SELECT coalesce(sum(pg_catalog.pg_total_relation_size(t.relid)), 0)::bigint"
                                        + " FROM (SELECT DISTINCT t.relid FROM unnest(?::text[]) r,"
                                        + " pg_catalog.pg_partition_tree(pg_catalog.to_regclass(r)) t"
                                        + " WHERE t.isleaf UNION SELECT pg_catalog.to_regclass(r) FROM unnest(?::text[]) r) t",
                                Activity.array(relations),
                                Activity.array(relations))
                        .single());
    }

    /**
     * Compares what is needed with what is there.
     *
     * @param free empty where the server does not say it
     * @return what to see to oneself
     * @throws PgwrightException with {@code REFUSED} if there is too little
     */
    static Optional<String> check(long needed, OptionalLong free) {
        if (needed < LITTLE || (free.isPresent() && free.getAsLong() >= needed)) {
            return Optional.empty();
        }
        String need = "the plan may need up to " + gigabytes(needed)
                + " of disk, half of it for WAL, until it is done and VACUUM has made room";
        if (free.isEmpty()) {
            return Optional.of(need + "; PostgreSQL does not say how much is free there: see that it is");
        }
        throw new PgwrightException(
                ErrorCode.REFUSED,
                Place.ofObject("disk"),
                need + ", but " + gigabytes(free.getAsLong()) + " are free",
                "make room on the file system of the server's data directory");
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
