package dev.pgwright.review;

/** What a query comes from. */
public enum QueryKind {
    /** A statement of a file under review, which runs once. */
    STATEMENT,
    /** A view or materialized view. */
    VIEW,
    /** The body of a function or procedure in SQL. */
    SQL_ROUTINE,
    /** A statement inside of PL/pgSQL, of a routine. */
    PLPGSQL,
    /** A statement inside of a DO block, which runs once. */
    DO_BLOCK,
    /** One that is known to be run, from a workload file or pg_stat_statements. */
    KNOWN,
    /** One in the source of an application. */
    CODE;

    /** Whether it runs again and again. */
    public boolean recurs() {
        return this != STATEMENT && this != DO_BLOCK;
    }
}
