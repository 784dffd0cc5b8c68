package dev.pgwright.design.prove;

import dev.pgwright.finding.Count;

/** What was done to see that a query is right. */
final class Tally {
    private int calls;
    private int rows;
    private int pages;
    private int pageSize;
    private int refused;
    private String inPlaceOf = "";

    void call(int compared) {
        calls++;
        rows += compared;
    }

    /** Pages are smaller than those of the query. */
    void smallPages(int real) {
        inPlaceOf = " in place of " + real;
    }

    void page(int size, int compared) {
        pages++;
        pageSize = size;
        rows += compared;
    }

    void refused() {
        refused++;
    }

    int rows() {
        return rows;
    }

    int calls() {
        return calls;
    }

    /** For a person to read: {@code 31 calls, 214 rows compared, 5 pages of 3}. */
    String text() {
        return Count.of(calls, "call") + ", " + Count.of(rows, "row") + " compared"
                + (pages == 0 ? "" : ", " + Count.of(pages, "page") + " of " + pageSize + inPlaceOf)
                + (refused == 0 ? "" : ", " + Count.of(refused, "more call") + " refused as rows would break a rule");
    }
}
