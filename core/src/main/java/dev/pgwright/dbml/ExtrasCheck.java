package dev.pgwright.dbml;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.Place;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of blocks beside a catalog what speaks of something that the catalog does not have. The blocks are checked as
 * those of a file are, together with the catalog's tables and enums.
 */
final class ExtrasCheck {
    private static final Span NOWHERE = Span.at(0);
    private static final DbmlType ANY_TYPE = new DbmlType(new DbmlPath(null, DbmlName.of("any")), "", NOWHERE);

    private final Catalog catalog;
    private final List<Problem> problems;
    private final Set<Set<String>> keys = new HashSet<>();

    ExtrasCheck(Catalog catalog, List<Problem> problems) {
        this.catalog = catalog;
        this.problems = problems;
        for (Table table : catalog.tables()) {
            for (Constraint.ForeignKey key : table.foreignKeys()) {
                keys.add(Set.of(end(table.name(), key.columns()), end(key.referenced(), key.referencedColumns())));
            }
        }
    }

    private static String end(QualifiedName table, List<String> columns) {
        return table + "(" + String.join(",", columns.stream().sorted().toList()) + ")";
    }

    DbmlDocument fitting(DbmlDocument document) {
        List<DbmlElement> kept = new ArrayList<>(document.elements());
        boolean again = true;
        while (again) {
            List<Problem> found = new ArrayList<>();
            List<DbmlElement> checked = withCatalog(document, kept, found);
            new DbmlChecker(with(document, checked), found).run();
            Set<Place> wrong = new HashSet<>();
            found.forEach(problem -> wrong.add(problem.place()));
            problems.addAll(found);
            int before = kept.size();
            List<DbmlElement> right = new ArrayList<>();
            kept.forEach(element -> {
                DbmlElement rest = without(document, wrong, element);
                if (rest != null) {
                    right.add(rest);
                }
            });
            again = !found.isEmpty() && (right.size() < before || !right.equals(kept));
            kept = right;
        }
        return with(document, kept);
    }

    private static DbmlDocument with(DbmlDocument document, List<DbmlElement> elements) {
        return new DbmlDocument(document.source(), document.sources(), elements, List.of());
    }

    /** A group and a view lose what is not there, all others go as a whole. */
    private static @Nullable DbmlElement without(DbmlDocument document, Set<Place> wrong, DbmlElement element) {
        if (wrong.stream().noneMatch(place -> isIn(document, place, element.span()))) {
            return element;
        }
        if (element instanceof DbmlElement.TableGroup group) {
            List<DbmlPath> tables = right(document, wrong, group.tables());
            return tables.isEmpty()
                    ? null
                    : new DbmlElement.TableGroup(group.name(), group.settings(), tables, group.note(), group.span());
        } else if (element instanceof DbmlElement.DiagramView view) {
            List<DbmlElement.ViewSection> sections = view.sections().stream()
                    .map(section -> new DbmlElement.ViewSection(
                            section.kind(),
                            section.everything(),
                            right(document, wrong, section.members()),
                            section.span()))
                    .toList();
            return new DbmlElement.DiagramView(view.name(), view.everything(), sections, view.span());
        }
        return null;
    }

    private static List<DbmlPath> right(DbmlDocument document, Set<Place> wrong, List<DbmlPath> members) {
        return members.stream()
                .filter(member -> wrong.stream().noneMatch(place -> isIn(document, place, member.span())))
                .toList();
    }

    private static boolean isIn(DbmlDocument document, Place place, Span span) {
        return place.compareTo(document.sources().place(span.start())) >= 0
                && place.compareTo(document.sources().place(span.end())) <= 0;
    }

    /** The blocks with the tables and enums of the catalog, to which they add. */
    private List<DbmlElement> withCatalog(DbmlDocument document, List<DbmlElement> blocks, List<Problem> found) {
        Map<QualifiedName, DbmlElement.Table> tables = new HashMap<>();
        catalog.tables().stream()
                .filter(table -> !table.columns().isEmpty())
                .forEach(table -> tables.put(table.name(), table(table)));
        Map<QualifiedName, DbmlElement.Enumeration> enums = new HashMap<>();
        catalog.enums()
                .forEach(type -> enums.put(
                        type.name(),
                        new DbmlElement.Enumeration(
                                DbmlPath.of(type.name()),
                                type.values().stream()
                                        .map(value -> new DbmlElement.EnumValue(DbmlName.of(value), DbmlSettings.NONE))
                                        .toList(),
                                NOWHERE)));
        List<DbmlElement> all = new ArrayList<>();
        DbmlLookup lookup = new DbmlLookup(document, namesOf(document, tables, enums), found);
        for (DbmlElement block : blocks) {
            if (block instanceof DbmlElement.Table table) {
                add(table, tables, lookup);
            } else if (block instanceof DbmlElement.Enumeration type) {
                values(type, lookup);
            } else {
                if (block instanceof DbmlElement.Reference reference) {
                    key(reference, lookup);
                }
                all.add(block);
            }
        }
        all.addAll(tables.values());
        all.addAll(enums.values());
        return all;
    }

    private static DbmlNames namesOf(
            DbmlDocument document,
            Map<QualifiedName, DbmlElement.Table> tables,
            Map<QualifiedName, DbmlElement.Enumeration> enums) {
        List<DbmlElement> named = new ArrayList<>(tables.values());
        named.addAll(enums.values());
        return new DbmlNames(with(document, named));
    }

    private static DbmlElement.Table table(Table table) {
        List<DbmlTableItem> columns = new ArrayList<>();
        table.columns()
                .forEach(column -> columns.add(
                        new DbmlTableItem.Column(DbmlName.of(column.name()), ANY_TYPE, DbmlSettings.NONE, NOWHERE)));
        return new DbmlElement.Table(DbmlPath.of(table.name()), null, DbmlSettings.NONE, columns, NOWHERE);
    }

    private static void add(DbmlElement.Table block, Map<QualifiedName, DbmlElement.Table> tables, DbmlLookup lookup) {
        QualifiedName name = block.name().qualified();
        for (DbmlTableItem item : block.items()) {
            if (!(item instanceof DbmlTableItem.Injection)) {
                lookup.problem(
                        item.span(),
                        "the table '" + DbmlLookup.shown(block.name()) + "' is made by SQL",
                        "here stand its alias, settings and table partials only");
                return;
            }
        }
        if (lookup.knownTable(block.name()).isPresent()) {
            tables.computeIfPresent(name, (same, table) -> {
                List<DbmlTableItem> items = new ArrayList<>(table.items());
                items.addAll(block.items());
                return new DbmlElement.Table(block.name(), block.alias(), block.settings(), items, block.span());
            });
        }
    }

    private void values(DbmlElement.Enumeration block, DbmlLookup lookup) {
        for (DbmlElement.EnumValue value : block.values()) {
            List<DbmlName> names = new ArrayList<>();
            if (block.name().schema() != null) {
                names.add(block.name().schema());
            }
            names.add(block.name().name());
            names.add(value.name());
            lookup.enumValue(new DbmlValue.Dotted(names, block.span()));
        }
    }

    private void key(DbmlElement.Reference reference, DbmlLookup lookup) {
        if (!reference.settings().has("inactive") && !keys.contains(ExtrasDocument.ends(reference))) {
            lookup.problem(
                    reference.left().span(),
                    "there is no foreign key between these columns",
                    "a relationship without a key is [inactive]");
        }
    }
}
