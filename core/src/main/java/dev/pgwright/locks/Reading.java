package dev.pgwright.locks;

/** How much of a relation a statement reads, however many rows it has. */
public enum Reading {
    NONE,
    /** As much as the planner finds right, by an index or from end to end. */
    BY_PLAN,
    /** Every row, without an alternative. */
    EVERY_ROW
}
