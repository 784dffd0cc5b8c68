package dev.pgwright.review.rules.schema;

import java.util.Set;

/** Tables whose rows are kept for their own sake, by their names. */
final class ValuedTables {
    /** What a row is, in the singular. */
    private static final Set<String> THINGS = Set.of(
            "order",
            "invoice",
            "payment",
            "refund",
            "transaction",
            "receipt",
            "contract",
            "booking",
            "purchase",
            "sale",
            "transfer",
            "payout",
            "donation");

    private static final Set<String> RECORDS = Set.of("audit", "ledger", "accounting");

    private ValuedTables() {}

    static boolean isValued(String table) {
        return THINGS.contains(NameWords.singular(NameWords.last(table)))
                || NameWords.of(table).stream().map(NameWords::singular).anyMatch(RECORDS::contains);
    }

    /** Whether a table is named after another one, of which its rows are parts. */
    static boolean isPart(String table, String of) {
        return NameWords.snake(table).startsWith(NameWords.singularOf(of));
    }
}
