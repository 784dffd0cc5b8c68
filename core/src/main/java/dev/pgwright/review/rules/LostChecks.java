package dev.pgwright.review.rules;

import dev.pgwright.workload.Withheld;
import java.util.List;

/** Which rules say less where a part of a database's facts could not be seen. Which they are is tested on their examples. */
public final class LostChecks {
    private static final List<String> COLUMNS = List.of(
            "affected-rows-over-limit",
            "brin-candidate",
            "column-always-null",
            "covering-index-candidate",
            "extended-statistics-candidate",
            "join-column-without-index",
            "partial-index-candidate",
            "sort-without-index");
    private static final List<String> SESSIONS =
            List.of("concurrent-index-waits-for-old-snapshot", "lock-queue-behind-long-holder");
    private static final List<String> MANAGED_TABLES = List.of("extension-managed-table-change");
    private static final List<String> QUERIES = List.of(
            "application-query-breaks",
            "brin-candidate",
            "composite-index-column-order",
            "containment-query-without-gin",
            "covering-index-candidate",
            "delimited-list-column",
            "drop-index-in-use",
            "extended-statistics-candidate",
            "filter-column-without-index",
            "index-blocks-hot-updates",
            "index-without-query-evidence",
            "join-column-without-index",
            "n-plus-one-queries",
            "partial-index-candidate",
            "partial-index-predicate-not-matched",
            "query-costly",
            "query-degrading-or-unstable",
            "query-spills-to-disk",
            "sort-without-index");
    private static final List<String> PASSWORDS = List.of("md5-passwords");
    private static final List<String> LOGINS = List.of("insecure-hba-method");

    private LostChecks() {}

    /** The ids of the rules, sorted. */
    public static List<String> of(Withheld.Part part) {
        return switch (part) {
            case COLUMNS -> COLUMNS;
            case SESSIONS -> SESSIONS;
            case MANAGED_TABLES -> MANAGED_TABLES;
            case QUERIES, QUERIES_OF_OTHERS -> QUERIES;
            case PASSWORDS -> PASSWORDS;
            case LOGINS -> LOGINS;
        };
    }

    /** What could not be seen, what would show it, and which rules say less without it. */
    public static String note(Withheld withheld) {
        List<String> lost = withheld.part().map(LostChecks::of).orElse(List.of());
        return withheld + (lost.isEmpty() ? "" : "; without it these say less or nothing: " + String.join(", ", lost));
    }
}
