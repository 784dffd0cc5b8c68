package dev.pgwright.load.folded;

/**
 * That an object needs another one.
 *
 * @param object the number of the one that is needed
 * @param column of that one, 0 for the whole
 * @param own the part of the dependent object: 0 the whole, n column n, -n the default of column n
 */
record Dependency(int object, int column, int own, Strength strength) {
    /** What happens to the dependent object when the other one is dropped (PostgreSQL 18, "pg_depend"). */
    enum Strength {
        /** It keeps the other one from being dropped without CASCADE. */
        NORMAL,
        /** It goes with it. */
        AUTO,
        /** It goes with it and cannot be dropped alone. */
        INTERNAL
    }

    static Dependency normal(int object) {
        return new Dependency(object, 0, 0, Strength.NORMAL);
    }

    static Dependency normal(int object, int column) {
        return new Dependency(object, column, 0, Strength.NORMAL);
    }

    static Dependency auto(int object, int column) {
        return new Dependency(object, column, 0, Strength.AUTO);
    }

    static Dependency internal(int object) {
        return new Dependency(object, 0, 0, Strength.INTERNAL);
    }
}
