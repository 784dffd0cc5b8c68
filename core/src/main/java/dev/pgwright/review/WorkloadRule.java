package dev.pgwright.review;

/** A rule about the queries that run again and again, seen together, and the tables and indexes that they meet. */
public interface WorkloadRule extends Rule {
    /** Called once, after the last migration. */
    void check(WorkloadContext workload, Report report);
}
