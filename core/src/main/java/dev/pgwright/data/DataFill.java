package dev.pgwright.data;

import dev.pgwright.catalog.Column;
import dev.pgwright.server.Session;

/**
 * Fills the tables of a database with synthetic rows: the same rows for the same profile. Their values keep types, checks,
 * keys, references and exclusion constraints by the way they are made; foreign keys and triggers are switched off
 * meanwhile ({@code session_replication_role}), which takes a superuser.
 */
public final class DataFill {
    private DataFill() {}

    /**
     * Adds the rows. Tables must be empty; generated columns are computed by the server.
     *
     * @throws dev.pgwright.finding.PgwrightException if the server refuses rows, or none were found that keep a check
     */
    public static void fill(Session session, DataProfile profile) {
        String role = session.rows("SHOW session_replication_role").single();
        session.execute("SET session_replication_role = 'replica'");
        try {
            Fill fill = new Fill(profile);
            for (TableSources table : fill.tables()) {
                CheckRepairs.repair(session, fill, table);
            }
            fill.tables().forEach(TableSources::refer);
            for (TableSources table : fill.tables()) {
                CheckRepairs.repairReferring(session, fill, table);
            }
            for (TableSources table : fill.tables()) {
                Copy.rows(
                        session,
                        Sql.name(table.table().name()),
                        table,
                        row -> row,
                        0,
                        table.numbers().rows(),
                        sent -> true);
                advance(session, table);
            }
        } finally {
            session.execute("SET session_replication_role = '" + role + "'");
        }
    }

    /** Sequences go on behind the last row. */
    static void advance(Session session, TableSources table) {
        for (Column column : table.columns()) {
            if (column.identity() != null
                    || (column.defaultExpression() != null && table.type(column).isWhole())) {
                session.execute(
                        "SELECT setval(sequence, " + Math.max(1, table.numbers().rows())
                                + ") FROM pg_get_serial_sequence("
                                + Sql.literal(Sql.name(table.table().name())) + ", "
                                + Sql.literal(column.name()) + ") AS sequence WHERE sequence IS NOT NULL");
            }
        }
    }
}
