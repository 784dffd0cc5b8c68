package dev.pgwright.workload;

/**
 * What was done to a table since its statistics began (pg_stat_all_tables).
 *
 * @param sequentialScans begun on it
 * @param sequentialRows live rows that they fetched
 * @param indexScans begun on it
 * @param inserted rows, as are {@code updated} and {@code deleted}
 * @param hotUpdated those of {@code updated} that needed no new entry in any index
 * @param allVisible the part of its pages that an index-only scan need not visit, 0 to 1 (pg_class.relallvisible)
 */
public record TableUse(
        long sequentialScans,
        long sequentialRows,
        long indexScans,
        long inserted,
        long updated,
        long deleted,
        long hotUpdated,
        double allVisible) {}
