package dev.pgwright.design.prove.evaluate;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.ComputedAggregate;
import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Junction;
import dev.pgwright.design.decide.PathResolver;
import dev.pgwright.design.decide.PathResolver.Hop;
import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.requirements.AccessPattern.Function;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Derived;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows the paths of the requirements from row to row. */
final class Walk {
    private final Mapping mapping;
    private final Catalog catalog;
    private final Contents contents;
    private final Comparison comparison;

    Walk(Mapping mapping, Catalog catalog, Contents contents, Comparison comparison) {
        this.comparison = comparison;
        this.mapping = mapping;
        this.catalog = catalog;
        this.contents = contents;
    }

    Mapping mapping() {
        return mapping;
    }

    Resolved resolve(String entity, String path) {
        return PathResolver.resolve(mapping, entity, path);
    }

    /** The value at the end of a path; null where there is none or no row that could have it. */
    @Nullable Value value(String entity, String path, ContentRow row) {
        return value(resolve(entity, path), row);
    }

    @Nullable Value value(Resolved resolved, ContentRow row) {
        ContentRow end = end(resolved.hops(), row);
        if (end == null) {
            return null;
        }
        return resolved.computed() == null ? end.value(resolved.column()) : derived(resolved, end);
    }

    /** The value that an attribute derives from the children of a row, whether a column keeps it or not. */
    @Nullable Value derived(Resolved resolved, ContentRow row) {
        Attribute attribute = Objects.requireNonNull(resolved.attribute());
        Derived.OverChildren over = Objects.requireNonNull(attribute.overChildren());
        EntityTable child = mapping.table(over.entity());
        String column = PathResolver.between(mapping, resolved.table().entity().name(), over.entity())
                .get(0)
                .column();
        List<Value> values = new ArrayList<>();
        String counted = over.path() == null ? child.rowKey().get(0) : over.path();
        for (ContentRow one : children(resolved.table(), child, column, row)) {
            Value value = value(over.entity(), counted, one);
            if (value != null && counts(over, one)) {
                values.add(value);
            }
        }
        Object key = Aggregate.of(over.function(), values, comparison.order());
        ValueKind kind = kind(resolved);
        if (key == null && over.function() == Function.SUM) {
            return ValueReader.read(kind, kind.family() == ValueKind.Family.NUMBER ? "0" : "00:00:00");
        }
        if (key == null) {
            return null;
        }
        Object stored = key instanceof BigDecimal number
                ? number.setScale(scale(resolved, number), RoundingMode.HALF_UP).stripTrailingZeros()
                : key;
        return new Value(kind, stored, Value.canonical(stored));
    }

    /** The digits behind the point that the type of a derived number has. */
    private static int scale(Resolved resolved, BigDecimal number) {
        String type = ComputedAggregate.type(resolved);
        int comma = type.indexOf(',');
        return comma < 0 ? Math.max(0, number.scale()) : Integer.parseInt(type.substring(comma + 1, type.indexOf(')')));
    }

    private boolean counts(Derived.OverChildren over, ContentRow child) {
        return over.filters().stream().allMatch(filter -> {
            Resolved resolved = resolve(over.entity(), filter.path());
            return comparison.passes(filter, resolved, kind(resolved), value(resolved, child), filter.values());
        });
    }

    /** The row at the end of a path's roles. */
    private @Nullable ContentRow end(List<Hop> hops, ContentRow start) {
        ContentRow row = start;
        for (Hop hop : hops) {
            row = hop.upwards()
                    ? only(hop, hop.to().idColumn(), row.value(hop.reference().column()), row)
                    : only(hop, hop.reference().column(), row.value(hop.from().idColumn()), row);
            if (row == null) {
                return null;
            }
        }
        return row;
    }

    private @Nullable ContentRow only(Hop hop, String column, @Nullable Value value, ContentRow near) {
        List<ContentRow> found = contents.having(hop.to().name(), column, value).stream()
                .filter(far -> sameTenant(hop.from().scoped() && hop.to().scoped(), near, far))
                .toList();
        if (found.size() > 1) {
            throw new IllegalStateException("two rows of " + hop.to().name() + " have the same " + column);
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private boolean sameTenant(boolean bothScoped, ContentRow near, ContentRow far) {
        String tenant = mapping.tenantColumn().orElse(null);
        if (!bothScoped || tenant == null) {
            return true;
        }
        Value left = near.value(tenant);
        Value right = far.value(tenant);
        return left != null && right != null && left.isSameAs(right);
    }

    /** The values that a row is linked with across a many-to-many relationship. */
    List<Value> linked(Resolved resolved, ContentRow start) {
        Junction junction = Objects.requireNonNull(resolved.junction());
        ContentRow row = end(resolved.hops(), start);
        if (row == null) {
            return List.of();
        }
        String near = resolved.column().equals(junction.toColumn()) ? junction.fromColumn() : junction.toColumn();
        return contents.having(junction.name(), near, row.value(resolved.table().idColumn())).stream()
                .filter(link -> sameTenant(junction.scoped() && resolved.table().scoped(), row, link))
                .map(link -> Objects.requireNonNull(link.value(resolved.column())))
                .toList();
    }

    /** The children of a row by one of their references. */
    List<ContentRow> children(EntityTable parent, EntityTable child, String column, ContentRow row) {
        return contents.having(child.name(), column, row.value(parent.idColumn())).stream()
                .filter(one -> sameTenant(parent.scoped() && child.scoped(), row, one))
                .toList();
    }

    ValueKind kind(Resolved resolved) {
        if (resolved.computed() != null) {
            return ValueKind.ofType(ComputedAggregate.type(resolved), catalog);
        }
        QualifiedName table = resolved.junction() == null
                ? resolved.table().name()
                : resolved.junction().name();
        return kind(table, resolved.column());
    }

    ValueKind kind(QualifiedName table, String column) {
        Column found = catalog.table(table)
                .flatMap(known -> known.column(column))
                .orElseThrow(() -> new IllegalStateException("no column " + table + "." + column));
        return ValueKind.ofType(found.type(), catalog);
    }
}
