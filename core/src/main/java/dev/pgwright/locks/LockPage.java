package dev.pgwright.locks;

import dev.pgwright.locks.LockForm.RoleEffect;
import dev.pgwright.server.LockMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The table of locks as a page of the documentation. */
public final class LockPage {
    private LockPage() {}

    /** The page in Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # What statements lock

                Generated from the table in `dev.pgwright.locks`; do not edit. `LockFormsTest` runs every row on real servers
                of PostgreSQL 14 to 18 and compares, relation by relation, with `pg_locks`, the file nodes and the scan counters.

                A lock is held until the transaction ends. *Rewrites*: the file is replaced by a new one. *Reads*: every row is
                read. *Builds*: an index of the relation is built. Relations that the statement itself makes are left out.

                | mode | |
                | --- | --- |
                """);
        for (LockMode mode : LockMode.values()) {
            page.append("| ")
                    .append(mode.word())
                    .append(" | ")
                    .append(LockConflict.words(mode))
                    .append(" |\n");
        }
        section(page, "Columns", ColumnForm.values());
        section(page, "Constraints", ConstraintForm.values());
        section(page, "Tables", TableForm.values());
        section(page, "Partitions", PartitionForm.values());
        section(page, "Indexes and maintenance", IndexForm.values());
        section(page, "Other objects", ObjectForm.values());
        section(page, "Queries and changes of rows", QueryForm.values());
        return page.toString();
    }

    private static void section(StringBuilder page, String title, Form[] forms) {
        page.append("\n## ")
                .append(title)
                .append("\n\n| statement | PostgreSQL | locks | |\n| --- | --- | --- | --- |\n");
        Stream.of(forms)
                .flatMap(form -> form.rows().stream())
                .forEach(row -> page.append("| ")
                        .append(row.form())
                        .append(" | ")
                        .append(versions(row))
                        .append(" | ")
                        .append(String.join(
                                "<br>",
                                row.effects().stream().map(LockPage::effect).toList()))
                        .append(" | ")
                        .append(remarks(row))
                        .append(" |\n"));
    }

    private static String versions(LockForm row) {
        if (row.firstVersion() == FormRow.OLDEST && row.lastVersion() == FormRow.NEWEST) {
            return "";
        }
        return row.firstVersion() == row.lastVersion()
                ? Integer.toString(row.firstVersion())
                : row.firstVersion() + "-" + row.lastVersion();
    }

    private static String effect(RoleEffect effect) {
        List<String> work = new ArrayList<>();
        if (effect.rewrites()) {
            work.add("rewrites");
        }
        if (effect.reading() == Reading.EVERY_ROW) {
            work.add("reads");
        } else if (effect.reading() == Reading.BY_PLAN) {
            work.add("reads as planned");
        }
        if (effect.buildsIndex()) {
            work.add("builds");
        }
        String done = work.isEmpty() ? "" : " (" + String.join(", ", work) + ")";
        return effect.role().words() + ": " + effect.mode().word() + done;
    }

    private static String remarks(LockForm row) {
        return switch (row.transactions()) {
            case ALLOWED -> row.note();
            case REFUSED_IN_TRANSACTION ->
                "not in a transaction block" + (row.note().isEmpty() ? "" : "; " + row.note());
            case CONTROLS_TRANSACTION -> "begins or ends a transaction block";
        };
    }
}
