package dev.pgwright.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A database schema as a whole. All lists but those inside the objects whose order has a meaning (columns, enum values,
 * key columns) are sorted by name, so that equal schemas are equal records.
 *
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
        schemas = sorted(schemas, Comparator.comparing(Schema::name));
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

    static <T> List<T> sorted(List<T> items, Comparator<? super T> order) {
        return items.stream().sorted(order).toList();
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
