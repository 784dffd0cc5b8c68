package dev.pgwright.migrate.plan;

/** Bodies between dollar quotes that are not in them. */
final class DollarQuotes {
    private DollarQuotes() {}

    static String around(String body) {
        String quote = "$$";
        for (int i = 1; body.contains(quote); i++) {
            quote = "$body" + i + "$";
        }
        return quote + "\n" + body + quote;
    }

    /** A DO block. */
    static String block(String body) {
        return "DO " + around(body);
    }
}
