package dev.pgwright.migrate.diff;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares two catalogs. */
public final class CatalogDiff {
    private static final String TABLE = "table";
    static final String COLUMN = "column";

    private final Map<ObjectId, Described> before;
    private final Map<ObjectId, Described> after;
    private final Map<String, String> given;
    private final List<SchemaDiff.Change> changes = new ArrayList<>();
    private final List<SchemaDiff.Open> open = new ArrayList<>();
    private final NewNames newNames = new NewNames();

    private CatalogDiff(Catalog before, Catalog after, Map<String, String> given) {
        // a rename that was given may name anything
        Set<Record> common = given.isEmpty() ? Describer.common(before, after) : Set.of();
        this.before = Describer.describe(before, common);
        this.after = Describer.describe(after, common);
        this.given = given;
    }

    /**
     * All differences, with renames found by names, types, positions and references.
     *
     * @param renames what the caller knows was renamed: {@code schema.table} or {@code schema.table.column}, old name to
     *     new name; the schema may be left out where only one has such a name
     * @throws PgwrightException with {@code USAGE} if a rename names nothing that is gone, or nothing that came
     */
    public static SchemaDiff of(Catalog before, Catalog after, Map<String, String> renames) {
        return new CatalogDiff(before, after, renames).run();
    }

    private SchemaDiff run() {
        List<Described> gone = only(before, after);
        List<Described> come = only(after, before);
        Map<Described, Described> same = new LinkedHashMap<>();
        before.forEach((id, object) -> {
            Described other = after.get(id);
            if (other != null) {
                same.put(object, other);
            }
        });
        Map<String, String> columnsGiven = new HashMap<>();
        if (!given.isEmpty()) {
            Set<String> old = names(before);
            Set<String> now = names(after);
            given.forEach((from, to) -> columnsGiven.put(withSchema(from, old), withSchema(to, now)));
        }
        List<Pairing.Candidate> renamed = new ArrayList<>(given(gone, come, columnsGiven));
        for (String kind : kinds(gone)) {
            TableLikeness features = new TableLikeness();
            Pairing.Pairs pairs = Pairing.of(
                    of(kind, gone), of(kind, come), kind.equals(TABLE) ? features::tables : CatalogDiff::others);
            renamed.addAll(pairs.certain());
            addOpen(pairs);
        }
        for (Pairing.Candidate pair : renamed) {
            gone.remove(pair.gone());
            come.remove(pair.come());
            same.put(pair.gone(), pair.come());
            changes.add(renamed(pair));
            newNames.add(
                    withoutArguments(pair.gone().id().name()),
                    withoutArguments(pair.come().id().name()));
        }
        gone.forEach(object -> changes.add(new SchemaDiff.Removed(object.id(), object.summary())));
        come.forEach(object -> changes.add(new SchemaDiff.Added(object.id(), object.summary())));
        Map<String, String> unused = new TreeMap<>(columnsGiven);
        same.forEach((left, right) -> object(left, right, unused));
        refuse(unused);
        changes.sort(Comparator.comparing((SchemaDiff.Change change) -> change.object())
                .thenComparing(change -> change.getClass().getSimpleName()));
        return new SchemaDiff(changes, open);
    }

    private static String withoutArguments(String name) {
        int parenthesis = name.indexOf('(');
        return parenthesis < 0 ? name : name.substring(0, parenthesis);
    }

    private static List<Described> only(Map<ObjectId, Described> here, Map<ObjectId, Described> there) {
        List<Described> only = new ArrayList<>();
        here.forEach((id, object) -> {
            if (!there.containsKey(id)) {
                only.add(object);
            }
        });
        return only;
    }

    private static Set<String> kinds(List<Described> objects) {
        return objects.stream().map(object -> object.id().kind()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Described> of(String kind, List<Described> objects) {
        return objects.stream()
                .filter(object -> object.id().kind().equals(kind))
                .toList();
    }

    /** The renames of whole objects that the caller gave; they leave the lists and the map. */
    private static List<Pairing.Candidate> given(
            List<Described> gone, List<Described> come, Map<String, String> renames) {
        List<Pairing.Candidate> pairs = new ArrayList<>();
        for (Described object : List.copyOf(gone)) {
            String wanted = renames.get(object.id().name());
            if (wanted != null) {
                come.stream()
                        .filter(other -> other.id().kind().equals(object.id().kind())
                                && other.id().name().equals(wanted))
                        .findFirst()
                        .ifPresent(other -> {
                            pairs.add(new Pairing.Candidate(object, other, 1, "given"));
                            renames.remove(object.id().name());
                            gone.remove(object);
                            come.remove(other);
                        });
            }
        }
        return pairs;
    }

    /** Objects, and columns with their tables. */
    private static Set<String> names(Map<ObjectId, Described> objects) {
        Set<String> names = new TreeSet<>();
        objects.values().forEach(object -> {
            names.add(object.id().name());
            object.parts(COLUMN)
                    .forEach(column ->
                            names.add(object.id().name() + "." + column.id().name()));
        });
        return names;
    }

    /** The one name that is this one in some schema; else the name as it is. */
    private static String withSchema(String name, Set<String> known) {
        if (known.contains(name)) {
            return name;
        }
        List<String> whole = known.stream()
                .filter(one -> one.substring(one.indexOf('.') + 1).equals(name))
                .toList();
        return whole.size() == 1 ? whole.get(0) : name;
    }

    private void refuse(Map<String, String> unused) {
        if (unused.isEmpty()) {
            return;
        }
        Set<String> known = names(before);
        throw new PgwrightException(
                ErrorCode.USAGE,
                unused.entrySet().stream()
                        .map(rename -> new PgwrightException.Problem(
                                Place.UNKNOWN,
                                "nothing can have been renamed from " + rename.getKey() + " to " + rename.getValue()
                                        + (known.contains(rename.getKey())
                                                ? ": the first is still there, or the second did not come"
                                                : ": the first schema has no " + rename.getKey()),
                                known.contains(rename.getKey())
                                        ? null
                                        : DidYouMean.hint(rename.getKey(), known)
                                                .orElse(null)))
                        .toList());
    }

    private static SchemaDiff.Renamed renamed(Pairing.Candidate pair) {
        return new SchemaDiff.Renamed(pair.gone().id(), pair.come().id(), pair.likeness(), pair.because());
    }

    private void addOpen(Pairing.Pairs pairs) {
        pairs.open()
                .forEach((object, candidates) -> open.add(new SchemaDiff.Open(
                        object.id(),
                        candidates.stream().map(CatalogDiff::renamed).toList())));
    }

    /** Kinds without columns: what they are made of, then the name. */
    private static Pairing.Candidate others(Described gone, Described come) {
        Map<String, String> left = anonymous(gone);
        Map<String, String> right = anonymous(come);
        double names = Likeness.ofNames(Likeness.bare(gone), Likeness.bare(come));
        if (left.equals(right) && gone.parts().size() == come.parts().size()) {
            boolean saysSomething = !left.isEmpty() || names >= 0.5;
            return new Pairing.Candidate(
                    gone, come, saysSomething ? 0.7 + 0.3 * names : 0, "the same but for the name");
        }
        double likeness = 0.5 * Likeness.overlap(left.entrySet(), right.entrySet()) + 0.5 * names;
        return new Pairing.Candidate(gone, come, names < 0.5 ? 0 : likeness, "alike, and a similar name");
    }

    /** Definitions have the object's own name in them. */
    private static Map<String, String> anonymous(Described object) {
        Map<String, String> properties = new HashMap<>();
        String name = Likeness.bare(object);
        object.properties().forEach((property, value) -> properties.put(property, value.replace(name, "")));
        return properties;
    }

    private void object(Described left, Described right, Map<String, String> columnsGiven) {
        List<Described> goneColumns = new ArrayList<>();
        List<Described> comeColumns = new ArrayList<>();
        Map<Described, Described> same = match(left.parts(COLUMN), right.parts(COLUMN), goneColumns, comeColumns);
        List<Pairing.Candidate> renamed = givenColumns(left, right, goneColumns, comeColumns, columnsGiven);
        if (!goneColumns.isEmpty() && !comeColumns.isEmpty()) {
            renamed.addAll(likelyColumns(left, right, goneColumns, comeColumns));
        }
        Map<String, String> columns = new HashMap<>();
        for (Pairing.Candidate pair : renamed) {
            same.put(pair.gone(), pair.come());
            goneColumns.remove(pair.gone());
            comeColumns.remove(pair.come());
            columns.put(pair.gone().id().name(), pair.come().id().name());
            changes.add(renamed(pair));
        }
        NewNames names = newNames.with(columns);
        List<Described> gone = new ArrayList<>();
        List<Described> come = new ArrayList<>();
        same.putAll(match(withoutColumns(left), withoutColumns(right), gone, come));
        for (Described part : List.copyOf(gone)) {
            List<Described> equal = come.stream()
                    .filter(other -> other.id().kind().equals(part.id().kind()))
                    .filter(other -> properties(part, other, names).isEmpty())
                    .toList();
            if (equal.size() == 1) {
                gone.remove(part);
                come.remove(equal.get(0));
                changes.add(new SchemaDiff.Renamed(part.id(), equal.get(0).id(), 1, "the same but for the name"));
            }
        }
        // the names of not-null constraints stay behind when their table or column is renamed (PostgreSQL 18)
        come.removeIf(part -> part.id().kind().equals("not null")
                && part.property("no inherit").isEmpty()
                && part.property("comment").isEmpty()
                && (isRenamed(left, right) || columns.containsValue(part.property(COLUMN))));
        gone.addAll(goneColumns);
        come.addAll(comeColumns);
        gone.forEach(part -> changes.add(new SchemaDiff.Removed(part.id(), part.summary())));
        come.forEach(part -> changes.add(new SchemaDiff.Added(part.id(), part.summary())));
        List<SchemaDiff.Property> properties = properties(left, right, names);
        order(left, right, columns).ifPresent(properties::add);
        addChanged(right, properties);
        boolean renamedTable = isRenamed(left, right);
        same.forEach((part, other) -> {
            List<SchemaDiff.Property> different = properties(part, other, names);
            if (renamedTable || isRenamed(part, other)) {
                different.removeIf(CatalogDiff::isSequenceLeftBehind);
            }
            addChanged(other, different);
        });
    }

    /** The renames of columns that the caller gave; they leave the lists and the map. */
    private static List<Pairing.Candidate> givenColumns(
            Described left,
            Described right,
            List<Described> gone,
            List<Described> come,
            Map<String, String> columnsGiven) {
        List<Pairing.Candidate> pairs = new ArrayList<>();
        for (Described column : List.copyOf(gone)) {
            String key = left.id().name() + "." + column.id().name();
            String wanted = columnsGiven.get(key);
            if (wanted != null) {
                come.stream()
                        .filter(other -> wanted.equals(other.id().name())
                                || wanted.equals(
                                        right.id().name() + "." + other.id().name()))
                        .findFirst()
                        .ifPresent(other -> {
                            pairs.add(new Pairing.Candidate(column, other, 1, "given"));
                            gone.remove(column);
                            come.remove(other);
                            columnsGiven.remove(key);
                        });
            }
        }
        return pairs;
    }

    private List<Pairing.Candidate> likelyColumns(
            Described left, Described right, List<Described> gone, List<Described> come) {
        Neighbours neighbours = new Neighbours(left.parts(COLUMN), right.parts(COLUMN));
        Pairing.Pairs pairs = Pairing.of(gone, come, (old, fresh) -> {
            boolean near = neighbours.same(old, fresh);
            return new Pairing.Candidate(
                    old,
                    fresh,
                    Likeness.ofColumns(old, fresh, near),
                    (old.property("type").equals(fresh.property("type")) ? "same type" : "similar name")
                            + (near ? ", same place" : ""));
        });
        addOpen(pairs);
        return pairs.certain();
    }

    /** An identity column's sequence keeps its name, which is then no longer the default one. */
    private static boolean isSequenceLeftBehind(SchemaDiff.Property property) {
        return property.name().equals("identity")
                && property.after()
                        .replaceFirst("sequence name \\S+ ", "")
                        .equals(property.before().replaceFirst("sequence name \\S+ ", ""));
    }

    private static boolean isRenamed(Described left, Described right) {
        return !left.id().name().equals(right.id().name());
    }

    private void addChanged(Described object, List<SchemaDiff.Property> properties) {
        if (!properties.isEmpty()) {
            changes.add(new SchemaDiff.Changed(object.id(), properties));
        }
    }

    private static List<Described> withoutColumns(Described object) {
        return object.parts().stream()
                .filter(part -> !part.id().kind().equals(COLUMN))
                .toList();
    }

    private static Map<Described, Described> match(
            List<Described> left, List<Described> right, List<Described> gone, List<Described> come) {
        Map<String, Described> byName = new LinkedHashMap<>();
        right.forEach(part -> byName.put(part.id().kind() + " " + part.id().name(), part));
        Map<Described, Described> same = new LinkedHashMap<>();
        for (Described part : left) {
            Described other = byName.remove(part.id().kind() + " " + part.id().name());
            if (other == null) {
                gone.add(part);
            } else {
                same.put(part, other);
            }
        }
        come.addAll(byName.values());
        return same;
    }

    private static List<SchemaDiff.Property> properties(Described left, Described right, NewNames names) {
        List<SchemaDiff.Property> different = new ArrayList<>();
        Set<String> all = new TreeSet<>(left.properties().keySet());
        all.addAll(right.properties().keySet());
        for (String property : all) {
            String was = left.property(property);
            String is = right.property(property);
            if (!was.equals(is) && !names.explain(was, is)) {
                different.add(new SchemaDiff.Property(property, was, is));
            }
        }
        return different;
    }

    /** The order of the columns that are in both. */
    private static Optional<SchemaDiff.Property> order(Described left, Described right, Map<String, String> renamed) {
        List<String> was = left.parts(COLUMN).stream()
                .map(column ->
                        renamed.getOrDefault(column.id().name(), column.id().name()))
                .collect(Collectors.toCollection(ArrayList::new));
        List<String> is = right.parts(COLUMN).stream()
                .map(column -> column.id().name())
                .collect(Collectors.toCollection(ArrayList::new));
        was.retainAll(Set.copyOf(is));
        is.retainAll(Set.copyOf(was));
        return was.equals(is)
                ? Optional.empty()
                : Optional.of(
                        new SchemaDiff.Property("order of columns", String.join(", ", was), String.join(", ", is)));
    }
}
