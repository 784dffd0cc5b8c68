package dev.pgwright.design.decide;

import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Junction;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Derived;
import dev.pgwright.design.requirements.Relationship;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows an attribute path of the requirements to the column that holds it. */
public final class PathResolver {
    /** Behind the name of a money attribute: the column of its currency. */
    public static final String CURRENCY_SUFFIX = "_currency";

    private PathResolver() {}

    /**
     * Where a path ends.
     *
     * @param hops the references followed to get to the table, in order
     * @param attribute null for keys, references and timestamps
     * @param junction set when the path names the other side of a many-to-many relationship: the column is the
     *     junction's
     * @param computed set when there is no column: the value is an aggregate over the children of the table's rows
     */
    public record Resolved(
            List<Hop> hops,
            EntityTable table,
            String column,
            @Nullable Attribute attribute,
            @Nullable Junction junction,
            Derived.@Nullable OverChildren computed) {
        public Resolved {
            hops = List.copyOf(hops);
        }

        /** Whether the column is one of the table that the path starts from. */
        public boolean own() {
            return hops.isEmpty() && junction == null && computed == null;
        }
    }

    /**
     * One step along a reference.
     *
     * @param upwards from the row that holds the reference to the row it names; else from that row to its only
     *     dependant (1:1)
     */
    public record Hop(Reference reference, EntityTable from, EntityTable to, boolean upwards) {
        /** Whether a row may have nothing at the other end. */
        public boolean optional() {
            return !upwards || !reference.required();
        }
    }

    /**
     * The column of a path.
     *
     * @throws IllegalStateException for a path that the reader of requirements should have refused
     */
    public static Resolved resolve(Mapping mapping, String entity, String path) {
        List<Hop> hops = new ArrayList<>();
        EntityTable table = mapping.table(entity);
        String[] parts = path.split("\\.");
        for (int i = 0; i < parts.length - 1; i++) {
            Optional<Hop> own = hop(mapping, table, parts[i]);
            if (own.isEmpty()) {
                Optional<Hop> up = toParent(mapping, table);
                if (up.isPresent()) {
                    hops.add(up.get());
                    table = up.get().to();
                    own = hop(mapping, table, parts[i]);
                }
            }
            Hop hop = own.orElseThrow(
                    () -> new IllegalStateException("path " + path + " of " + entity + " leads nowhere"));
            hops.add(hop);
            table = hop.to();
        }
        String named = parts[parts.length - 1];
        String last = named.equals("id") ? table.idColumn() : named;
        String current = table.entity().name();
        Attribute attribute = table.entity().attribute(last).orElse(null);
        if (!hops.isEmpty() && hops.get(hops.size() - 1).upwards() && last.equals(table.idColumn())) {
            // what a row is known by stands in the reference to it
            Hop reference = hops.get(hops.size() - 1);
            return new Resolved(
                    hops.subList(0, hops.size() - 1),
                    reference.from(),
                    reference.reference().column(),
                    attribute,
                    null,
                    null);
        }
        Optional<Resolved> copy = copy(mapping, hops, last);
        if (copy.isPresent()) {
            return copy.get();
        }
        boolean plain = attribute != null
                || isCurrencyColumn(table, last)
                || (table.key().contains(last)
                        && mapping.references(current).stream()
                                .noneMatch(known -> known.column().equals(last)))
                || last.equals("created_at")
                || last.equals("updated_at")
                || last.equals(mapping.tenantColumn().orElse(null));
        if (plain) {
            boolean computed = attribute != null
                    && attribute.overChildren() != null
                    && !DerivedAggregateDecision.isKept(mapping.requirements(), table.entity(), attribute);
            return new Resolved(
                    hops,
                    table,
                    last,
                    attribute,
                    null,
                    computed && attribute != null ? attribute.overChildren() : null);
        }
        Optional<Reference> byColumn = mapping.references(current).stream()
                .filter(known -> known.column().equals(last))
                .findFirst();
        Optional<Reference> reference = byColumn.isPresent() ? byColumn : mapping.reference(current, last);
        if (reference.isPresent()) {
            return new Resolved(hops, table, reference.get().column(), null, null, null);
        }
        for (Junction junction : mapping.junctions()) {
            Relationship relationship = junction.relationship();
            if (relationship.from().equals(current) && relationship.to().equals(last)) {
                return new Resolved(hops, table, junction.toColumn(), null, junction, null);
            }
            if (relationship.to().equals(current) && relationship.roleName().equals(last)) {
                return new Resolved(hops, table, junction.fromColumn(), null, junction, null);
            }
        }
        Optional<Hop> up = toParent(mapping, table);
        if (up.isPresent()) {
            // what a kind has from the entity that it is a kind of
            List<String> whole = new ArrayList<>(List.of(parts).subList(0, parts.length - 1));
            whole.add(up.get().to().entity().name());
            whole.add(last);
            return resolve(mapping, entity, String.join(".", whole));
        }
        throw new IllegalStateException("path " + path + " of " + entity + " leads nowhere");
    }

    /** From the row of a kind to the row of its entity that it is. */
    private static Optional<Hop> toParent(Mapping mapping, EntityTable table) {
        return mapping.references(table.entity().name()).stream()
                .filter(reference -> mapping.requirements().isA(reference.relationship()))
                .findFirst()
                .map(reference -> new Hop(reference, table, reference.parent(), true));
    }

    /** The copy of an attribute in the row before the last hop, which spares that hop. */
    private static Optional<Resolved> copy(Mapping mapping, List<Hop> hops, String name) {
        if (hops.isEmpty() || !hops.get(hops.size() - 1).upwards()) {
            return Optional.empty();
        }
        Hop last = hops.get(hops.size() - 1);
        return mapping.copies(last.reference().relationship()).stream()
                .filter(copy -> copy.attribute().name().equals(name))
                .findFirst()
                .map(copy -> new Resolved(
                        hops.subList(0, hops.size() - 1),
                        last.from(),
                        copy.column(mapping.requirements()),
                        copy.attribute(),
                        null,
                        null));
    }

    /** Whether a name is the companion column of a money attribute whose rows each say their currency. */
    private static boolean isCurrencyColumn(EntityTable table, String name) {
        return name.endsWith(CURRENCY_SUFFIX)
                && table.entity()
                        .attribute(name.substring(0, name.length() - CURRENCY_SUFFIX.length()))
                        .filter(PathResolver::hasCurrencyColumn)
                        .isPresent();
    }

    /** Whether an attribute is money whose rows each say their currency. */
    public static boolean hasCurrencyColumn(Attribute attribute) {
        return attribute.type() == BusinessType.MONEY && attribute.currency() == null;
    }

    private static Optional<Hop> hop(Mapping mapping, EntityTable table, String name) {
        String entity = table.entity().name();
        Optional<Reference> up = mapping.reference(entity, name);
        if (up.isPresent()) {
            return Optional.of(new Hop(up.get(), table, up.get().parent(), true));
        }
        for (Relationship relationship : mapping.requirements().relationships()) {
            if (relationship.kind() == Relationship.Kind.ONE_TO_ONE
                    && relationship.from().equals(entity)
                    && relationship.to().equals(name)) {
                EntityTable child = mapping.table(name);
                return mapping.references(name).stream()
                        .filter(reference -> reference.relationship().equals(relationship))
                        .findFirst()
                        .map(reference -> new Hop(reference, table, child, false));
            }
        }
        return Optional.empty();
    }

    /** The references by which rows of a child entity name a row of a parent. */
    public static List<Reference> between(Mapping mapping, String parent, String child) {
        return mapping.references(child).stream()
                .filter(reference -> reference.parent().entity().name().equals(parent))
                .toList();
    }
}
