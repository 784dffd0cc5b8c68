package dev.pgwright.design.write;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.IdempotentCreateDecision;
import dev.pgwright.design.decide.Identifier;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.decide.PathResolver;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.DesignedQuery.Meaning;
import dev.pgwright.design.model.DesignedQuery.Part;
import dev.pgwright.design.model.Lifecycle;
import dev.pgwright.design.model.Redundancy;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Kind;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changing access patterns as SQL. */
final class ChangeWriter {
    private final Design design;
    private final AccessPattern pattern;
    private final EntityTable table;
    private final Table catalogTable;
    private final Parameters parameters = new Parameters();

    ChangeWriter(Design design, AccessPattern pattern) {
        this.design = design;
        this.pattern = pattern;
        this.table = design.mapping().table(pattern.entity());
        this.catalogTable = design.catalog().table(table.name()).orElseThrow();
    }

    DesignedQuery write() {
        String sql = switch (pattern.kind()) {
            case CREATE -> insert();
            case UPDATE -> update();
            case DELETE -> delete();
            case GET, LIST, AGGREGATE -> throw new IllegalStateException("reads are written elsewhere");
        };
        return new DesignedQuery(pattern.name(), sql, parameters.list());
    }

    private String insert() {
        Reference parent = parentOfKind();
        return parent == null ? insertRow() : insertKind(parent);
    }

    /** The row of a kind and the row that it is, in one statement. */
    private String insertKind(Reference reference) {
        EntityTable parent = reference.parent();
        String kind = design.mapping().requirements().kindOf(pattern.entity()).orElseThrow();
        List<String> names = new ArrayList<>(List.of(Identifier.sql(kind)));
        List<String> values = new ArrayList<>(List.of(Identifiers.quoteLiteral(pattern.entity())));
        Table parentTable = design.catalog().table(parent.name()).orElseThrow();
        Set<String> others = new TreeSet<>(Set.of(kind));
        // facts of the other kinds
        design.mapping().requirements().kinds().stream()
                .filter(kinds -> kinds.parent().equals(parent.entity().name()))
                .flatMap(kinds -> kinds.facts().stream())
                .forEach(fact -> others.addAll(List.of(fact, fact + PathResolver.CURRENCY_SUFFIX)));
        given(parent, parentTable, others, names, values);
        List<String> ownNames = new ArrayList<>();
        List<String> ownValues = new ArrayList<>();
        List<String> made = design.mapping().keyColumns(table.scoped(), parent);
        List<String> key = design.mapping().foreignKeyColumns(table.scoped(), parent, reference.column());
        for (int i = 0; i < key.size(); i++) {
            ownNames.add(Identifier.sql(key.get(i)));
            ownValues.add("made." + Identifier.sql(made.get(i)));
        }
        given(table, catalogTable, Set.copyOf(key), ownNames, ownValues);
        return "WITH made AS (\n    INSERT INTO " + Identifier.sql(parent.name()) + " (\n        "
                + String.join(",\n        ", names) + "\n    )\n    VALUES (" + String.join(", ", values)
                + ")\n    RETURNING " + Identifier.sql(made) + "\n)\nINSERT INTO " + Identifier.sql(table.name())
                + " (\n    " + String.join(",\n    ", ownNames) + "\n)\nSELECT " + String.join(", ", ownValues)
                + "\nFROM made\nRETURNING " + Identifier.sql(table.key());
    }

    /** The columns of a new row that nothing else fills, each with its parameter. */
    private void given(EntityTable owner, Table columns, Set<String> filled, List<String> names, List<String> values) {
        int position = 0;
        for (Column column : columns.columns()) {
            position++;
            boolean derived = owner.entity()
                    .attribute(column.name())
                    .filter(attribute -> attribute.derived() != null)
                    .isPresent();
            boolean empty = column.defaultExpression() == null
                    && column.identity() == null
                    && column.generated() == null
                    && !derived;
            if (empty && !filled.contains(column.name())) {
                names.add(Identifier.sql(column.name()));
                values.add(parameters.add(
                        column.name(),
                        column.type(),
                        null,
                        Samples.fresh(design, new ColumnName(owner.name(), column.name()), column.type(), position),
                        new Meaning(isTenant(column) ? Part.TENANT : Part.SET, column.name())));
            }
        }
    }

    /** The reference by which a row of a kind is a row of its entity; null where the entity is no kind. */
    private @Nullable Reference parentOfKind() {
        return design.mapping().references(pattern.entity()).stream()
                .filter(reference -> design.mapping().requirements().isA(reference.relationship()))
                .findFirst()
                .orElse(null);
    }

    private String insertRow() {
        Set<String> chosen = pattern.sets().stream().map(this::columnOf).collect(Collectors.toSet());
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        int position = 0;
        for (Column column : catalogTable.columns()) {
            position++;
            boolean tenant = isTenant(column);
            boolean given = chosen.isEmpty()
                    ? column.defaultExpression() == null
                    : chosen.contains(column.name()) || (column.notNull() && column.defaultExpression() == null);
            boolean derived = table.entity()
                    .attribute(column.name())
                    .filter(attribute -> attribute.derived() != null)
                    .isPresent();
            boolean copied = design.redundancies().stream()
                    .anyMatch(redundancy -> redundancy.kind() != Redundancy.Kind.DEPENDENCY
                            && redundancy.table().equals(table.name())
                            && redundancy.columns().contains(column.name()));
            boolean writable = column.identity() == null && column.generated() == null && !derived && !copied;
            if (writable && (tenant || given)) {
                names.add(Identifier.sql(column.name()));
                values.add(parameter(column, position, true));
            }
        }
        return "INSERT INTO " + Identifier.sql(table.name()) + " (\n    " + String.join(",\n    ", names)
                + "\n)\nVALUES (" + String.join(", ", values) + ")" + onConflict(Set.copyOf(names)) + "\nRETURNING "
                + Identifier.sql(table.key());
    }

    private String onConflict(Set<String> given) {
        return IdempotentCreateDecision.key(design.mapping(), table, catalogTable)
                .filter(key ->
                        given.containsAll(key.stream().map(Identifier::sql).toList()))
                .map(key -> "\nON CONFLICT ("
                        + key.stream().map(Identifier::sql).collect(Collectors.joining(", ")) + ") DO NOTHING")
                .orElse("");
    }

    private String update() {
        Scope scope = Scope.ofTable(design, table, new Aliases());
        List<String> assignments = new ArrayList<>();
        List<String> results = new ArrayList<>(List.of(returned(scope)));
        for (String set : pattern.sets()) {
            Column column = column(columnOf(set));
            String name = Identifier.sql(column.name());
            if (pattern.adds(set)) {
                assignments.add(name + " = " + scope.own(column.name()) + " + " + added(column));
                results.add(scope.own(column.name()));
            } else {
                assignments.add(
                        name + " = " + parameter(column, catalogTable.columns().indexOf(column), false));
            }
        }
        String chosen = chosen(scope);
        StringBuilder expected = new StringBuilder();
        for (Lifecycle lifecycle : ChangedStatus.of(design, pattern)) {
            expected.append("\n  AND ")
                    .append(scope.own(lifecycle.column().column()))
                    .append(" = ANY (")
                    .append(parameters.add(
                            ChangedStatus.parameter(lifecycle),
                            column(lifecycle.column().column()).type() + "[]",
                            null,
                            "'{" + String.join(",", lifecycle.values()) + "}'"))
                    .append(")");
        }
        return "UPDATE " + Identifier.sql(table.name()) + " AS " + scope.rootAlias() + "\nSET\n    "
                + String.join(",\n    ", assignments) + chosen + expected + "\nRETURNING "
                + String.join(", ", results);
    }

    private String delete() {
        Scope scope = Scope.ofTable(design, table, new Aliases());
        Reference parent = parentOfKind();
        if (parent != null) {
            // with the row that it is, which takes its own along
            List<String> conditions = new Conditions(scope, parameters, pattern).all();
            List<String> key = design.mapping().keyColumns(table.scoped(), parent.parent());
            List<String> own = design.mapping().foreignKeyColumns(table.scoped(), parent.parent(), parent.column());
            return "DELETE FROM " + Identifier.sql(parent.parent().name()) + "\nWHERE (" + Identifier.sql(key)
                    + ") IN (\n    SELECT " + own.stream().map(scope::own).collect(Collectors.joining(", ")) + "\n    "
                    + scope.from().replace("\n", "\n    ")
                    + SelectWriter.where(conditions).replace("\n", "\n    ") + "\n)\nRETURNING "
                    + Identifier.sql(key);
        }
        return "DELETE FROM " + Identifier.sql(table.name()) + " AS " + scope.rootAlias() + chosen(scope)
                + "\nRETURNING " + returned(scope);
    }

    private String returned(Scope scope) {
        return table.key().stream().map(scope::own).collect(Collectors.joining(", "));
    }

    /** The rows to change: by their own columns, or through a subquery where the filters reach further. */
    private String chosen(Scope scope) {
        List<String> conditions = new Conditions(scope, parameters, pattern).all();
        if (!scope.hasJoins()) {
            return SelectWriter.where(conditions);
        }
        String own = table.key().stream().map(Identifier::sql).collect(Collectors.joining(", "));
        return "\nWHERE (" + own + ") IN (\n    SELECT " + returned(scope) + "\n    "
                + scope.from().replace("\n", "\n    ")
                + SelectWriter.where(conditions).replace("\n", "\n    ") + "\n)";
    }

    private String columnOf(String path) {
        return design.mapping()
                .reference(pattern.entity(), path)
                .map(Reference::column)
                .orElse(path);
    }

    private Column column(String name) {
        return catalogTable
                .column(name)
                .orElseThrow(() -> new IllegalStateException("no column " + table.name() + "." + name));
    }

    private String parameter(Column column, int position, boolean newRow) {
        ColumnName own = new ColumnName(table.name(), column.name());
        ColumnName source = newRow ? referenced(column.name()) : own;
        return parameters.add(
                column.name(),
                column.type(),
                source,
                Samples.fresh(design, own, column.type(), position),
                new Meaning(isTenant(column) ? Part.TENANT : Part.SET, column.name()));
    }

    /** What is added to a number: it is none of the values that the column has. */
    private String added(Column column) {
        return parameters.add(
                column.name() + "_change", column.type(), null, "1", new Meaning(Part.SET, column.name()));
    }

    private boolean isTenant(Column column) {
        return table.scoped()
                && column.name().equals(design.mapping().tenantColumn().orElse(null));
    }

    /** The column that a foreign key's column takes its values from. */
    private @Nullable ColumnName referenced(String column) {
        return catalogTable.foreignKeys().stream()
                .filter(key -> key.columns().contains(column))
                .flatMap(key -> Stream.of(new ColumnName(
                        key.referenced(),
                        key.referencedColumns().get(key.columns().indexOf(column)))))
                .findFirst()
                .orElse(null);
    }

    static boolean writes(Kind kind) {
        return kind == Kind.CREATE || kind == Kind.UPDATE || kind == Kind.DELETE;
    }
}
