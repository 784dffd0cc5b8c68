package dev.pgwright.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A database schema as a whole. All lists but those inside the objects whose order has a meaning (columns, enum values,
 * key columns) are sorted by name, so that equal schemas are equal records.
 *
 * @param schemas those given and those that an object is in; {@code public} only when it is commented or something is in
 *     it, as every database has it anyway
 * @param objects of the kinds that few schemas have
 * @param comments on what has no record of its own
 * @param notModelled objects that exist but that this model does not describe; never dropped in silence
 */
public record Catalog(
        List<Schema> schemas,
        List<Extension> extensions,
        List<EnumType> enums,
        List<DomainType> domains,
        List<CompositeType> composites,
        List<RangeType> ranges,
        List<Sequence> sequences,
        List<Table> tables,
        List<View> views,
        List<Routine> routines,
        List<DefinedObject> objects,
        Access access,
        List<ObjectComment> comments,
        List<SecurityLabel> labels,
        List<NotModelled> notModelled) {
    public static final Catalog EMPTY = new Catalog(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Catalog {
        schemas = withSchemasOf(
                schemas,
                Stream.of(
                                enums.stream().map(EnumType::name),
                                domains.stream().map(DomainType::name),
                                composites.stream().map(CompositeType::name),
                                ranges.stream().map(RangeType::name),
                                sequences.stream().map(Sequence::name),
                                tables.stream().map(Table::name),
                                views.stream().map(View::name),
                                routines.stream().map(Routine::name))
                        .flatMap(names -> names)
                        .map(QualifiedName::schema));
        extensions = sorted(extensions, Comparator.comparing(Extension::name));
        enums = sorted(enums, Comparator.comparing(EnumType::name));
        domains = sorted(domains, Comparator.comparing(DomainType::name));
        composites = sorted(composites, Comparator.comparing(CompositeType::name));
        ranges = sorted(ranges, Comparator.comparing(RangeType::name));
        sequences = sorted(sequences, Comparator.comparing(Sequence::name));
        tables = sorted(tables, Comparator.comparing(Table::name));
        views = sorted(views, Comparator.comparing(View::name));
        routines = sorted(routines, Comparator.comparing(Routine::name).thenComparing(Routine::arguments));
        objects = sorted(objects, Comparator.comparing(DefinedObject::kind).thenComparing(DefinedObject::identity));
        comments = sorted(comments, Comparator.comparing(ObjectComment::object));
        labels = sorted(labels, Comparator.comparing(SecurityLabel::object).thenComparing(SecurityLabel::provider));
        notModelled =
                sorted(notModelled, Comparator.comparing(NotModelled::kind).thenComparing(NotModelled::name));
    }

    /** A catalog of the kinds that most schemas have. */
    public Catalog(
            List<Schema> schemas,
            List<Extension> extensions,
            List<EnumType> enums,
            List<DomainType> domains,
            List<Sequence> sequences,
            List<Table> tables,
            List<View> views,
            List<Routine> routines,
            List<NotModelled> notModelled) {
        this(
                schemas,
                extensions,
                enums,
                domains,
                List.of(),
                List.of(),
                sequences,
                tables,
                views,
                routines,
                List.of(),
                Access.NONE,
                List.of(),
                List.of(),
                notModelled);
    }

    /** The same with other enumerations. */
    public Catalog withEnums(List<EnumType> list) {
        return with(list, tables, objects, access, notModelled);
    }

    private Catalog with(
            List<EnumType> itsEnums,
            List<Table> itsTables,
            List<DefinedObject> itsObjects,
            Access itsAccess,
            List<NotModelled> left) {
        return new Catalog(
                schemas,
                extensions,
                itsEnums,
                domains,
                composites,
                ranges,
                sequences,
                itsTables,
                views,
                routines,
                itsObjects,
                itsAccess,
                comments,
                labels,
                left);
    }

    private static List<Schema> withSchemasOf(List<Schema> given, Stream<String> namesInUse) {
        Set<String> used = namesInUse.collect(Collectors.toSet());
        TreeMap<String, Schema> all = new TreeMap<>();
        used.forEach(name -> all.put(name, new Schema(name, null)));
        for (Schema schema : given) {
            if (!schema.name().equals(Schema.PUBLIC) || schema.comment() != null || used.contains(Schema.PUBLIC)) {
                all.put(schema.name(), schema);
            }
        }
        return List.copyOf(all.values());
    }

    static <T> List<T> sorted(List<T> items, Comparator<? super T> order) {
        return items.stream().sorted(order).toList();
    }

    /** A catalog of tables and the types they use, which is what most hand-made ones are. */
    public static Catalog of(List<EnumType> enums, List<DomainType> domains, List<Table> tables) {
        return new Catalog(List.of(), List.of(), enums, domains, List.of(), tables, List.of(), List.of(), List.of());
    }

    public Catalog withObjects(List<DefinedObject> list) {
        return with(enums, tables, list, access, notModelled);
    }

    /** The same with other tables. */
    public Catalog withTables(List<Table> list) {
        return with(enums, list, objects, access, notModelled);
    }

    /** The same with other owners and privileges. */
    public Catalog withAccess(Access other) {
        return with(enums, tables, objects, other, notModelled);
    }

    public Catalog withNotModelled(List<NotModelled> list) {
        return with(enums, tables, objects, access, list);
    }

    public Optional<Table> table(QualifiedName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** Every foreign key with the table it belongs to, in order of table and constraint name. */
    public List<TableForeignKey> foreignKeys() {
        return tables.stream()
                .flatMap(table -> table.foreignKeys().stream().map(key -> new TableForeignKey(table, key)))
                .toList();
    }

    /** A foreign key and the table that has it. */
    public record TableForeignKey(Table table, Constraint.ForeignKey key) {}
}
