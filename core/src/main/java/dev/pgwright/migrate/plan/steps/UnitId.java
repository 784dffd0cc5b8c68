package dev.pgwright.migrate.plan.steps;

import java.util.Comparator;

/**
 * Names a unit.
 *
 * @param words what it is, in PostgreSQL's words: {@code column}, {@code foreign key}
 * @param name as messages say it: {@code public.orders.status}; of a constraint, trigger or policy with its table before it
 */
public record UnitId(UnitKind kind, String words, String name) implements Comparable<UnitId> {
    private static final Comparator<UnitId> ORDER =
            Comparator.comparing(UnitId::kind).thenComparing(UnitId::name).thenComparing(UnitId::words);

    static UnitId of(UnitKind kind, String name) {
        return new UnitId(kind, kind.words(), name);
    }

    @Override
    public int compareTo(UnitId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return words + " " + name;
    }
}
