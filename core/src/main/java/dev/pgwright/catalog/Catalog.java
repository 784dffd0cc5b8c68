package dev.pgwright.catalog;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A database schema as a whole. All lists but those inside the objects whose order has a meaning (columns, enum values,
 * key columns) are sorted by name, so that equal schemas are equal records.
 *
 * @param schemas those given and those that an object is in; {@code public} only when it is commented or something is in
 *     it, as every database has it anyway
 * @param notModelled objects that exist but that this model does not describe; never dropped in silence
 */
public record Catalog(
        List<Schema> schemas,
        List<Extension> extensions,
        List<EnumType> enums,
        List<DomainType> domains,
        List<Sequence> sequences,
        List<Table> tables,
        List<View> views,
        List<Routine> routines,
        List<NotModelled> notModelled) {
    public static final Catalog EMPTY = new Catalog(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Catalog {
        schemas = withSchemasOf(schemas, enums, domains, sequences, tables, views, routines);
        extensions = sorted(extensions, Comparator.comparing(Extension::name));
        enums = sorted(enums, Comparator.comparing(EnumType::name));
        domains = sorted(domains, Comparator.comparing(DomainType::name));
        sequences = sorted(sequences, Comparator.comparing(Sequence::name));
        tables = sorted(tables, Comparator.comparing(Table::name));
        views = sorted(views, Comparator.comparing(View::name));
        routines = sorted(routines, Comparator.comparing(Routine::name).thenComparing(Routine::arguments));
        notModelled =
                sorted(notModelled, Comparator.comparing(NotModelled::kind).thenComparing(NotModelled::name));
    }

    private static List<Schema> withSchemasOf(
            List<Schema> given,
            List<EnumType> enums,
            List<DomainType> domains,
            List<Sequence> sequences,
            List<Table> tables,
            List<View> views,
            List<Routine> routines) {
        Set<String> used = new HashSet<>();
        Stream.of(
                        enums.stream().map(EnumType::name),
                        domains.stream().map(DomainType::name),
                        sequences.stream().map(Sequence::name),
                        tables.stream().map(Table::name),
                        views.stream().map(View::name),
                        routines.stream().map(Routine::name))
                .flatMap(names -> names)
                .forEach(name -> used.add(name.schema()));
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
