package dev.pgwright.design.volume;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Junction;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Entity.Retention;
import dev.pgwright.design.requirements.Entity.Volume;
import dev.pgwright.design.requirements.Relationship;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many rows each table has on a day after go-live, partitions apart. What is not stated is taken to be
 * {@link Volume#UNSTATED_ROWS}; of a junction twice the rows of its larger side.
 *
 * @param rows by table; a partitioned table has those of all its partitions
 */
public record Volumes(Map<QualifiedName, Long> rows) {
    private static final int PAIRS_PER_ROW = 2;

    public Volumes {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /**
     * @param day after go-live, 0 for the day itself
     */
    public static Volumes at(Design design, int day) {
        Map<QualifiedName, Long> rows = new LinkedHashMap<>();
        Mapping mapping = design.mapping();
        Map<String, Long> ofEntities = new LinkedHashMap<>();
        for (EntityTable table : mapping.tables()) {
            Volume volume = table.entity().volume();
            if (volume != null) {
                ofEntities.put(
                        table.entity().name(), kept(volume, table.entity().retention(), day));
            }
        }
        for (EntityTable table : mapping.tables()) {
            Entity entity = table.entity();
            Long known = ofEntities.get(entity.name());
            rows.put(table.name(), known == null ? fromAverages(mapping, entity, ofEntities) : known);
        }
        for (Junction junction : mapping.junctions()) {
            rows.put(junction.name(), pairs(mapping, junction, rows, day));
        }
        for (Table table : design.catalog().tables()) {
            if (table.partitionOf() == null && !rows.containsKey(table.name())) {
                rows.put(table.name(), listed(design, table.name()));
            }
        }
        return new Volumes(rows);
    }

    /** The same with at most so many rows in a table: a small copy of the whole. */
    public Volumes atMost(long most) {
        Map<QualifiedName, Long> fewer = new LinkedHashMap<>();
        rows.forEach((table, count) -> fewer.put(table, Math.min(count, most)));
        return new Volumes(fewer);
    }

    public long of(QualifiedName table) {
        return rowsOf(rows, table);
    }

    private static long rowsOf(Map<QualifiedName, Long> rows, QualifiedName table) {
        Long count = rows.get(table);
        if (count == null) {
            throw new IllegalStateException("no volume of " + table);
        }
        return count;
    }

    /** With retention a table grows until as many rows expire as come. */
    private static long kept(Volume volume, @Nullable Retention retention, int day) {
        long all = volume.rowsAfter(day);
        return retention == null
                ? all
                : Math.min(all, Math.max(volume.rows(), Math.round(volume.growthPerDay() * retention.days())));
    }

    private static long fromAverages(Mapping mapping, Entity entity, Map<String, Long> stated) {
        long most = 0;
        for (Relationship relationship : mapping.requirements().relationships()) {
            Double average = relationship.average();
            Long parents = stated.get(relationship.from());
            if (average != null && parents != null && relationship.to().equals(entity.name())) {
                most = Math.max(most, Math.round(average * parents));
            }
        }
        return most == 0 ? Volume.UNSTATED_ROWS : most;
    }

    private static long pairs(Mapping mapping, Junction junction, Map<QualifiedName, Long> rows, int day) {
        Volume volume = junction.relationship().volume();
        long from = rowsOf(rows, mapping.table(junction.relationship().from()).name());
        long to = rowsOf(rows, mapping.table(junction.relationship().to()).name());
        double all = (double) from * to;
        double pairs = volume == null ? (double) PAIRS_PER_ROW * Math.max(from, to) : volume.rowsAfter(day);
        return Math.round(Math.min(all, pairs));
    }

    /** Rows of a lookup table: the values of the status that refers to it. */
    private static long listed(Design design, QualifiedName lookup) {
        for (EntityTable table : design.mapping().tables()) {
            for (Constraint.ForeignKey key :
                    design.catalog().table(table.name()).orElseThrow().foreignKeys()) {
                if (key.referenced().equals(lookup)) {
                    Attribute.StatusValues status = table.entity()
                            .attribute(key.columns().get(key.columns().size() - 1))
                            .map(Attribute::status)
                            .orElse(null);
                    if (status != null) {
                        return status.values().size();
                    }
                }
            }
        }
        return Volume.UNSTATED_ROWS;
    }
}
