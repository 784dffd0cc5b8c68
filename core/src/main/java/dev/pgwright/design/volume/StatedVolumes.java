package dev.pgwright.design.volume;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.TableProfile;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.requirements.Dependency;
import dev.pgwright.design.requirements.Entity.Changes;
import dev.pgwright.design.volume.Sizes.Size;
import dev.pgwright.twin.ColumnDependency;
import dev.pgwright.twin.ColumnStatistics;
import dev.pgwright.twin.IndexStatistics;
import dev.pgwright.twin.TableStatistics;
import dev.pgwright.twin.TwinStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statistics that PostgreSQL would have of a design's tables at the stated volume: rows, pages and what
 * {@code ANALYZE} knows of columns.
 *
 * <p>All rows of a partitioned table are spread evenly over the partitions that the design makes, the default one apart
 * (it has rows only where it is alone). At the horizon there will be more and smaller partitions; plans are judged by the
 * whole volume, so fewer and larger ones err on the side of caution. Each partition's columns are described as the whole
 * table's: bounds of the partition column are not narrowed. Indexes are stated for the whole table.
 */
public final class StatedVolumes {
    private final Design design;
    private final Volumes volumes;
    private final Sizes sizes;
    private final Map<QualifiedName, Changes> changes = new HashMap<>();

    private StatedVolumes(Design design, Volumes volumes, Instant until) {
        this.design = design;
        this.volumes = volumes;
        this.sizes = new Sizes(design, Profiles.of(design, volumes, until));
        for (EntityTable table : design.mapping().tables()) {
            changes.put(table.name(), table.entity().changes());
        }
    }

    /**
     * @param horizonDays after go-live
     * @param until the latest moment that is in the data. Planners compare it with the server's clock where a query says
     *     {@code now()}, so that it should be the present, whenever go-live is
     */
    public static TwinStatistics of(Design design, int horizonDays, Instant until) {
        return of(design, Volumes.at(design, horizonDays), until);
    }

    /** With other numbers of rows than those stated. */
    public static TwinStatistics of(Design design, Volumes volumes, Instant until) {
        return new StatedVolumes(design, volumes, until).all();
    }

    private TwinStatistics all() {
        List<TableStatistics> tables = new ArrayList<>();
        List<IndexStatistics> indexes = new ArrayList<>();
        Catalog catalog = design.catalog();
        Map<QualifiedName, List<Table>> partitions = new HashMap<>();
        for (Table table : catalog.tables()) {
            if (table.partitionOf() != null) {
                partitions
                        .computeIfAbsent(table.partitionOf().parent(), parent -> new ArrayList<>())
                        .add(table);
            }
        }
        for (Table table : catalog.tables()) {
            if (table.partitionOf() != null) {
                continue;
            }
            double rows = volumes.of(table.name());
            List<ColumnStatistics> columns = columns(table, rows);
            List<Table> parts = partitions.getOrDefault(table.name(), List.of());
            indexes.addAll(indexes(table, rows));
            if (table.partitioning() == null) {
                tables.add(stored(table.name(), table, rows, columns));
                continue;
            }
            tables.add(new TableStatistics(table.name(), rows, 0, 0, columns));
            long ranges =
                    parts.stream().filter(part -> !part.isDefaultPartition()).count();
            for (Table part : parts) {
                double share = part.isDefaultPartition() ? (ranges == 0 ? rows : 0) : rows / ranges;
                tables.add(stored(part.name(), table, Math.floor(share), columns));
            }
        }
        return new TwinStatistics(tables, indexes, dependencies());
    }

    /** A reference decides the tenant that it carries; what the requirements say of attributes holds for all rows. */
    private List<ColumnDependency> dependencies() {
        List<ColumnDependency> all = new ArrayList<>();
        design.mapping().tenantColumn().ifPresent(tenant -> {
            for (Catalog.TableForeignKey reference : design.catalog().foreignKeys()) {
                List<String> columns = new ArrayList<>(reference.key().columns());
                if (columns.remove(tenant) && columns.size() == 1) {
                    all.add(new ColumnDependency(reference.table().name(), columns, tenant, 1));
                }
            }
        });
        for (Dependency dependency : design.mapping().requirements().dependencies()) {
            QualifiedName table = design.mapping().table(dependency.entity()).name();
            dependency.to().forEach(to -> all.add(new ColumnDependency(table, dependency.from(), to, 1)));
        }
        return all.stream().distinct().toList();
    }

    private TableStatistics stored(QualifiedName name, Table table, double rows, List<ColumnStatistics> columns) {
        Changes changed = changes.getOrDefault(table.name(), Changes.RARELY);
        double visible = switch (changed) {
            case NEVER -> 0.99;
            case RARELY -> 0.95;
            case OFTEN -> 0.8;
        };
        return new TableStatistics(
                name, rows, pages(sizes.heap(table, rows)), visible, rows == 0 ? List.of() : columns);
    }

    private static long pages(Size size) {
        return Math.min(0xFFFFFFFEL, (long) Math.ceil(size.pages()));
    }

    private List<ColumnStatistics> columns(Table table, double rows) {
        TableProfile profile = sizes.profile(table);
        ColumnStatisticsWriter writer = new ColumnStatisticsWriter(rows);
        List<ColumnStatistics> all = new ArrayList<>();
        for (Column column : table.columns()) {
            all.add(writer.column(column.type(), profile.column(column.name()), sizes.averageWidth(table, column)));
        }
        return all;
    }

    private List<IndexStatistics> indexes(Table table, double rows) {
        List<IndexStatistics> all = new ArrayList<>();
        Map<String, List<IndexElement>> elements = elements(table);
        ColumnStatisticsWriter writer = new ColumnStatisticsWriter(rows);
        for (Size size : sizes.indexes(table, rows)) {
            List<ColumnStatistics> expressions = elements
                    .getOrDefault(size.relation().name(), List.of())
                    .stream()
                    .filter(IndexElement::expression)
                    .map(element -> writer.expression(element.key(), sizes.profile(table)))
                    .toList();
            GinLayout.Gin words = size.words();
            all.add(new IndexStatistics(
                    size.relation(),
                    size.rows(),
                    pages(size),
                    rows == 0 ? List.of() : expressions,
                    words == null
                            ? null
                            : new IndexStatistics.WordStatistics(
                                    Math.round(words.entries()),
                                    Math.round(words.entryPages()),
                                    Math.round(words.dataPages()))));
        }
        return all;
    }

    private static Map<String, List<IndexElement>> elements(Table table) {
        Map<String, List<IndexElement>> elements = new HashMap<>();
        for (Index index : table.indexes()) {
            elements.put(index.name(), index.elements());
        }
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.Exclusion exclusion) {
                elements.put(
                        exclusion.name(),
                        exclusion.elements().stream()
                                .map(Constraint.Exclusion.Element::element)
                                .toList());
            }
        }
        return elements;
    }
}
