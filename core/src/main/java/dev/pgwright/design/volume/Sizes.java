package dev.pgwright.design.volume;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.TableProfile;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.volume.IndexLayout.Lists;
import dev.pgwright.design.volume.SizeEstimates.OfIndex.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sizes of the tables and indexes of a design that has so many rows. */
final class Sizes {
    private final List<Table> tables;
    private final Map<QualifiedName, TableProfile> profiles;
    private final SearchWidths search = new SearchWidths();
    private final Set<String> scoping;
    private final Map<QualifiedName, HeapLayout> heaps = new LinkedHashMap<>();
    private final Map<QualifiedName, Double> rowsOfRange;

    /** Of tables whose partitions by time are those of the first days, so that one of them has nearly all rows. */
    Sizes(Design design, Map<QualifiedName, TableProfile> profiles) {
        this(design, profiles, Map.of());
    }

    /**
     * @param rowsOfRange rows that each partition by time has, of tables that have such
     */
    Sizes(Design design, Map<QualifiedName, TableProfile> profiles, Map<QualifiedName, Double> rowsOfRange) {
        this.rowsOfRange = Map.copyOf(rowsOfRange);
        this.tables = design.catalog().tables();
        this.profiles = profiles;
        this.scoping = design.mapping().tenantColumn().map(Set::of).orElse(Set.of());
    }

    /**
     * Size of a relation.
     *
     * @param rows of a table, or entries of an index
     * @param pages of 8 kB
     * @param words of a GIN index
     * @param kind what can be said of it
     */
    record Size(QualifiedName relation, double rows, double pages, GinLayout.@Nullable Gin words, Kind kind) {

        double bytes() {
            return pages * HeapLayout.PAGE;
        }
    }

    /** Of the rows themselves, without what is moved out of line. */
    Size heap(Table table, double rows) {
        double pages = Math.ceil(rows * layout(table).rowBytes() / HeapLayout.PAGE);
        return new Size(table.name(), rows, pages, null, Kind.AT_THE_END);
    }

    /** Bytes of the TOAST table and its index. */
    double toastBytes(Table table, double rows) {
        return rows * layout(table).toastBytes();
    }

    double rowBytes(Table table) {
        return layout(table).rowBytes();
    }

    int averageWidth(Table table, Column column) {
        return HeapLayout.averageWidth(table, column, profile(table), search);
    }

    private HeapLayout layout(Table table) {
        return heaps.computeIfAbsent(table.name(), name -> HeapLayout.of(table, profile(table), search));
    }

    TableProfile profile(Table table) {
        TableProfile profile = profiles.get(
                table.partitionOf() == null ? table.name() : table.partitionOf().parent());
        if (profile == null) {
            throw new IllegalStateException("no profile of " + table.name());
        }
        return profile;
    }

    /** Of all indexes of a table, those of its constraints first; named as they are in the catalog. */
    List<Size> indexes(Table table, double rows) {
        List<Size> sizes = new ArrayList<>();
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.PrimaryKey key) {
                sizes.add(btree(table, key.name(), columns(key.columns()), key.include(), rows, 1, Lists.NONE));
            } else if (constraint instanceof Constraint.Unique unique) {
                sizes.add(btree(
                        table, unique.name(), columns(unique.columns()), unique.include(), rows, 1, Lists.OF_NULLS));
            } else if (constraint instanceof Constraint.Exclusion exclusion) {
                List<IndexElement> elements = exclusion.elements().stream()
                        .map(Constraint.Exclusion.Element::element)
                        .toList();
                double entries = rows * Predicates.share(exclusion.predicate(), profile(table));
                sizes.add(gist(table, exclusion.name(), elements, entries));
            }
        }
        for (Index index : table.indexes()) {
            sizes.add(index(table, index, rows, Predicates.share(index.predicate(), profile(table))));
        }
        return sizes;
    }

    private static List<IndexElement> columns(List<String> names) {
        return names.stream().map(IndexElement::column).toList();
    }

    private Size index(Table table, Index index, double rows, double share) {
        double entries = rows * share;
        return switch (index.method()) {
            case "gin" -> gin(table, index, entries, share);
            case "gist" -> gist(table, index.name(), index.elements(), entries);
            case "brin" ->
                sized(
                        table,
                        index.name(),
                        entries,
                        IndexLayout.brinPages(heap(table, entries).pages()),
                        Kind.AT_THE_END);
            default ->
                btree(
                        table,
                        index.name(),
                        index.elements(),
                        index.include(),
                        rows,
                        share,
                        index.unique() ? Lists.OF_NULLS : Lists.ALL);
        };
    }

    private Size btree(
            Table table,
            String name,
            List<IndexElement> elements,
            List<String> include,
            double rows,
            double share,
            Lists wanted) {
        double entries = rows * share;
        boolean lists = include.isEmpty() && elements.stream().allMatch(element -> isEqualImage(table, element));
        double parts = partitions(table, rows);
        TableProfile profile = parts > 1 ? ofPart(table, elements, rows, parts) : profile(table);
        KeyShape key = KeyShape.of(table, profile, elements, include, scoping, rows / parts, share, rowBytes(table));
        double pages = parts * IndexLayout.btreePages(key, lists ? wanted : Lists.NONE);
        return sized(table, name, entries, pages, key.isAtTheEnd() ? Kind.AT_THE_END : Kind.BETWEEN_OTHERS);
    }

    /**
     * Whether equal values look the same, without which there are no posting lists: not so numbers with a scale and
     * what contains other values (documentation 65.1.4.3 in version 18).
     */
    private static boolean isEqualImage(Table table, IndexElement element) {
        String type = table.column(element.key()).map(Column::type).orElse("");
        return !type.startsWith("numeric")
                && !type.equals("double precision")
                && !type.equals("real")
                && !type.equals("jsonb")
                && !type.endsWith("range")
                && !type.endsWith("[]");
    }

    private double partitions(Table table, double rows) {
        if (table.partitioning() == null) {
            return 1;
        }
        if (table.partitioning().strategy() != Partitioning.Strategy.HASH) {
            return Math.max(1, Math.round(rows / rowsOfRange.getOrDefault(table.name(), rows)));
        }
        return Math.max(
                1,
                tables.stream()
                        .filter(part -> part.partitionOf() != null
                                && part.partitionOf().parent().equals(table.name()))
                        .count());
    }

    /** In each partition are some of the keys that it is by, and of others those that its rows meet. */
    private TableProfile ofPart(Table table, List<IndexElement> elements, double rows, double parts) {
        TableProfile changed = profile(table);
        List<String> by = Objects.requireNonNull(table.partitioning()).keys().stream()
                .map(IndexElement::key)
                .toList();
        for (IndexElement element : elements) {
            ColumnProfile whole = changed.columns().get(element.key());
            if (whole != null && whole.shares().isEmpty()) {
                double met = whole.distinct() * -Math.expm1(-rows / parts / whole.distinct());
                double distinct = by.contains(whole.column()) ? whole.distinct() / parts : met;
                changed = changed.with(whole.withDistinct(Math.max(1, distinct)));
            }
        }
        return changed;
    }

    private Size gist(Table table, String name, List<IndexElement> elements, double entries) {
        double whole = 8;
        double present = 1;
        double known = 0;
        for (IndexElement element : elements) {
            Column column = table.column(element.key()).orElse(null);
            double bytes = gistKey(column == null ? "tstzrange" : column.type());
            double there = column == null
                    ? 1
                    : 1 - profile(table).column(column.name()).nullFraction();
            whole += bytes;
            known += there == 1 ? bytes : 0;
            present *= there;
        }
        // of several that may be null, one that is makes most of the difference
        double average = present * aligned(whole) + (1 - present) * aligned(KeyShape.WITH_NULLS + known);
        double pages = IndexLayout.gistPages(average, entries, groups(table, elements, entries));
        return sized(table, name, entries, pages, Kind.GIST);
    }

    private static double aligned(double bytes) {
        return Math.ceil(bytes / 8) * 8;
    }

    /** Those whose periods go on in time; a tenant has all its groups. */
    private double groups(Table table, List<IndexElement> elements, double entries) {
        double groups = 1;
        for (IndexElement element : elements) {
            Column column = table.column(element.key()).orElse(null);
            if (column == null || column.type().endsWith("range")) {
                return groups;
            }
            if (column.type().equals("point")) {
                break;
            }
            groups = Math.max(groups, profile(table).column(column.name()).distinct());
        }
        return entries;
    }

    /** Keys of btree_gist are pairs of a lower and an upper bound; points are boxes (gistproc.c). */
    private static double gistKey(String type) {
        TypeLayout layout = TypeLayout.of(type);
        return switch (type) {
            case "tstzrange" -> 22;
            case "daterange" -> 14;
            case "point" -> 32;
            default -> layout.varlena() ? 2 * 16 : 2 * layout.length();
        };
    }

    private Size gin(Table table, Index index, double entries, double share) {
        TableProfile profile = profile(table);
        double rowsPerPage = HeapLayout.PAGE / rowBytes(table) * share;
        GinLayout.Gin words = new GinLayout(new GinKeys(table, profile, search).of(index), rowsPerPage).of(entries);
        return new Size(
                QualifiedName.of(table.name().schema(), index.name()),
                entries,
                Math.ceil(words.pages()),
                words,
                Kind.GIN);
    }

    private static Size sized(Table table, String name, double entries, double pages, Kind kind) {
        return new Size(QualifiedName.of(table.name().schema(), name), entries, pages, null, kind);
    }
}
