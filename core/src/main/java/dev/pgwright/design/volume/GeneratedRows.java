package dev.pgwright.design.volume;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.data.DataProfile;
import dev.pgwright.data.TableProfile;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Junction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The synthetic rows that make a design's database one of the given volume. */
public final class GeneratedRows {
    private GeneratedRows() {}

    /** Of entities and junctions; lookup tables have their rows from the migration. */
    public static DataProfile of(Design design, Volumes volumes, Instant until) {
        Map<QualifiedName, TableProfile> all = Profiles.beforeChecks(design, volumes, until);
        Map<QualifiedName, TableProfile> filled = new LinkedHashMap<>();
        for (EntityTable table : design.mapping().tables()) {
            filled.put(table.name(), all.get(table.name()));
        }
        for (Junction junction : design.mapping().junctions()) {
            filled.put(junction.name(), all.get(junction.name()));
        }
        return new DataProfile(
                design.catalog(),
                filled,
                design.examples(),
                1,
                design.mapping().tenantColumn().orElse(null));
    }
}
