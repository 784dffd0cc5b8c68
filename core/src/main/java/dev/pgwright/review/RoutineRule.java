package dev.pgwright.review;

/** A rule about a function or procedure in SQL or PL/pgSQL, whether a file makes it or a database has it. */
public interface RoutineRule extends Rule {
    /** Called once for each, with the schema in the end. */
    void check(RoutineContext routine, Report report);
}
