package dev.pgwright.migrate.plan.steps;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ObjectReference;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.catalog.print.SingleDdl.Made;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All units of a catalog, with what each needs. */
final class Units {
    private final Catalog catalog;
    private final Map<UnitId, Unit> units = new LinkedHashMap<>();
    private final Map<String, UnitId> references = new HashMap<>();
    private final Map<QualifiedName, Table> tables = new HashMap<>();
    private final Mentions mentions = new Mentions();

    private Units(Catalog catalog) {
        this.catalog = catalog;
        catalog.tables().forEach(table -> tables.put(table.name(), table));
    }

    static Units of(Catalog catalog) {
        Units units = new Units(catalog);
        units.register();
        OtherUnits.add(units);
        catalog.tables().forEach(table -> new TableUnits(units, table).add());
        BehindUnits.add(units);
        return units;
    }

    /** Names first: what needs what is found by them. */
    private void register() {
        catalog.schemas().forEach(schema -> refer("SCHEMA", quoteIdentifier(schema.name()), schema(schema.name())));
        catalog.extensions()
                .forEach(extension -> refer(
                        "EXTENSION",
                        quoteIdentifier(extension.name()),
                        UnitId.of(UnitKind.EXTENSION, extension.name())));
        catalog.enums().forEach(type -> type("enum", type.name(), "TYPE"));
        catalog.domains().forEach(type -> type("domain", type.name(), "DOMAIN"));
        catalog.composites().forEach(type -> type("composite type", type.name(), "TYPE"));
        catalog.ranges().forEach(type -> {
            UnitId id = type("range type", type.name(), "TYPE");
            mentions.put(type.multirange(), id);
        });
        catalog.sequences().forEach(sequence -> relation(sequence(sequence.name()), sequence.name(), "SEQUENCE"));
        for (Table table : catalog.tables()) {
            UnitId id = table(table.name());
            relation(id, table.name(), table.settings().foreign() == null ? "TABLE" : "FOREIGN TABLE");
            table.columns()
                    .forEach(column -> mentions.putColumn(id, column.name(), column(table.name(), column.name())));
            table.indexes().forEach(index -> index(table.name(), index.name()));
        }
        for (View view : catalog.views()) {
            relation(view(view), view.name(), view.materialized() ? "MATERIALIZED VIEW" : "VIEW");
            view.indexes().forEach(index -> index(view.name(), index.name()));
        }
        catalog.routines().forEach(routine -> {
            UnitId id = OtherUnits.id(routine);
            mentions.put(routine.name(), id);
            for (String kind : List.of(routine.kind().name(), "FUNCTION", "ROUTINE")) {
                String star = kind.equals("AGGREGATE") && routine.arguments().isEmpty() ? "*" : routine.arguments();
                refer(kind, SingleDdl.name(routine.name()) + "(" + star + ")", id);
            }
        });
        catalog.objects().forEach(object -> {
            UnitId id = OtherUnits.id(object);
            refer(object.kind().sql(), object.identity(), id);
            OtherUnits.nameOf(object).ifPresent(name -> mentions.put(name, id));
        });
    }

    private UnitId type(String words, QualifiedName name, String kind) {
        UnitId id = new UnitId(UnitKind.TYPE, words, name.toString());
        mentions.put(name, id);
        refer(kind, SingleDdl.name(name), id);
        refer("TYPE", SingleDdl.name(name), id);
        return id;
    }

    private void relation(UnitId id, QualifiedName name, String kind) {
        mentions.put(name, id);
        refer(kind, SingleDdl.name(name), id);
    }

    private void index(QualifiedName table, String name) {
        QualifiedName whole = QualifiedName.of(table.schema(), name);
        refer("INDEX", SingleDdl.name(whole), index(whole));
    }

    private void refer(String kind, String identity, UnitId id) {
        references.putIfAbsent(kind + " " + identity, id);
    }

    Catalog catalog() {
        return catalog;
    }

    Mentions mentions() {
        return mentions;
    }

    Map<UnitId, Unit> all() {
        return units;
    }

    @Nullable Unit get(UnitId id) {
        return units.get(id);
    }

    Optional<Table> find(QualifiedName table) {
        return Optional.ofNullable(tables.get(table));
    }

    boolean hasChildren(QualifiedName table) {
        return catalog.tables().stream()
                .anyMatch(child -> child.inherits().contains(table)
                        || (child.partitionOf() != null
                                && child.partitionOf().parent().equals(table)));
    }

    /** Whether the object that a reference means is there. */
    boolean has(ObjectReference object) {
        return references.containsKey(object.kind() + " " + object.identity());
    }

    /** The unit that a reference means, or those that its text names. */
    Set<UnitId> referenced(ObjectReference object) {
        UnitId known = references.get(object.kind() + " " + object.identity());
        return known != null ? Set.of(known) : mentions.in(object.identity());
    }

    Unit add(UnitId id, Object model, Made made) {
        Unit unit = new Unit(id, model, made);
        units.put(id, unit);
        return unit;
    }

    /** Adds a unit that is in a schema. */
    Unit add(UnitId id, QualifiedName name, Object model, Made made) {
        Unit unit = add(id, model, made);
        if (!name.schema().equals(Schema.PUBLIC)) {
            unit.need(schema(name.schema()));
        }
        return unit;
    }

    Unit needAll(Unit unit, Set<UnitId> others) {
        others.forEach(unit::need);
        return unit;
    }

    /** The comment of something; {@code kind} and {@code name} as COMMENT ON says them. */
    @Nullable Unit comment(String kind, String name, @Nullable String text, UnitId on) {
        if (text == null) {
            return null;
        }
        String usual = kind.equals("SCHEMA") && name.equals(Schema.PUBLIC) ? "standard public schema" : null;
        return add(
                        new UnitId(UnitKind.COMMENT, "comment on", on.toString()),
                        text,
                        new Made(
                                List.of(SingleDdl.comment(kind, name, text)),
                                List.of(SingleDdl.comment(kind, name, usual))))
                .partOf(on);
    }

    static UnitId schema(String name) {
        return UnitId.of(UnitKind.SCHEMA, name);
    }

    static UnitId sequence(QualifiedName name) {
        return UnitId.of(UnitKind.SEQUENCE, name.toString());
    }

    static UnitId table(QualifiedName name) {
        return UnitId.of(UnitKind.TABLE, name.toString());
    }

    static UnitId column(QualifiedName table, String name) {
        return UnitId.of(UnitKind.COLUMN, table + "." + name);
    }

    static UnitId index(QualifiedName name) {
        return UnitId.of(UnitKind.INDEX, name.toString());
    }

    static UnitId view(View view) {
        return new UnitId(
                UnitKind.VIEW,
                view.materialized() ? "materialized view" : "view",
                view.name().toString());
    }

    /** The units that are parts of a table or other object, directly. */
    List<Unit> partsOf(UnitId owner) {
        List<Unit> parts = new ArrayList<>();
        for (Unit unit : units.values()) {
            if (unit.owners().contains(owner)) {
                parts.add(unit);
            }
        }
        return parts;
    }
}
