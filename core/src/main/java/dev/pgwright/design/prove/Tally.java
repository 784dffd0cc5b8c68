package dev.pgwright.design.prove;

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
        return counted(calls, "call") + ", " + counted(rows, "row") + " compared"
                + (pages == 0 ? "" : ", " + counted(pages, "page") + " of " + pageSize + inPlaceOf)
                + (refused == 0 ? "" : ", " + counted(refused, "more call") + " refused as rows would break a rule");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
