package dev.pgwright.migrate.diff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges tables; what it needs of each is made once. */
final class TableLikeness {
    private final Map<ObjectId, Likeness.Features> known = new HashMap<>();

    Pairing.Candidate tables(Described gone, Described come) {
        double likeness = Likeness.ofTables(of(gone), of(come));
        if (likeness < Likeness.ENOUGH) {
            return new Pairing.Candidate(gone, come, likeness, "");
        }
        List<Described> columns = gone.parts(CatalogDiff.COLUMN);
        return new Pairing.Candidate(
                gone,
                come,
                likeness,
                Likeness.common(columns, come.parts(CatalogDiff.COLUMN)) + " of " + columns.size() + " columns");
    }

    private Likeness.Features of(Described table) {
        return known.computeIfAbsent(table.id(), key -> Likeness.Features.of(table));
    }
}
