package dev.pgwright.load.folded;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.RangeType;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import java.util.ArrayList;
import java.util.List;

/** Makes a catalog of all objects. */
final class CatalogMaker {
    private final Store store;
    private final CatalogRecords records;
    private final OtherRecords others;
    private final AccessRecords access;

    CatalogMaker(Store store, CatalogRecords records, OtherRecords others, AccessRecords access) {
        this.store = store;
        this.records = records;
        this.others = others;
        this.access = access;
    }

    Catalog catalog() {
        List<Schema> schemas = new ArrayList<>();
        List<Extension> extensions = new ArrayList<>();
        List<EnumType> enums = new ArrayList<>();
        List<DomainType> domains = new ArrayList<>();
        List<CompositeType> composites = new ArrayList<>();
        List<RangeType> ranges = new ArrayList<>();
        List<Sequence> sequences = new ArrayList<>();
        List<Table> tables = new ArrayList<>();
        List<View> views = new ArrayList<>();
        List<Routine> routines = new ArrayList<>();
        for (Entry entry : store.all()) {
            if (entry.name.schema().equals(Scope.TEMPORARY)) {
                continue;
            }
            if (entry instanceof RelationEntry relation) {
                if (relation.kind.isTable()) {
                    tables.add(records.table(relation));
                } else if (Dropper.isView(relation)) {
                    views.add(records.view(relation));
                } else {
                    composites.add(others.composite(relation));
                }
            } else if (entry instanceof TypeEntry type) {
                switch (type.kind) {
                    case ENUM -> enums.add(others.enumType(type));
                    case DOMAIN -> domains.add(others.domain(type));
                    case RANGE -> ranges.add(others.range(type));
                    case BASE -> {
                        // of these only the name is known
                    }
                }
            } else if (entry instanceof SequenceEntry sequence && !sequence.internal) {
                sequences.add(others.sequence(sequence));
            } else if (entry instanceof RoutineEntry routine && !routine.internal) {
                routines.add(others.routine(routine));
            } else if (entry instanceof PlainEntry plain) {
                plain(plain, schemas, extensions);
            }
        }
        return new Catalog(
                schemas,
                extensions,
                enums,
                domains,
                composites,
                ranges,
                sequences,
                tables,
                views,
                routines,
                List.of(),
                access.access(),
                List.of(),
                List.of(),
                List.of());
    }

    private static void plain(PlainEntry entry, List<Schema> schemas, List<Extension> extensions) {
        QualifiedName name = entry.name;
        if (entry.kind.equals("schema")) {
            schemas.add(new Schema(name.name(), entry.comment));
        } else if (entry.kind.equals("extension") && !name.name().equals("plpgsql")) {
            extensions.add(
                    new Extension(name.name(), entry.schema == null ? Schema.PUBLIC : entry.schema, entry.comment));
        }
    }
}
