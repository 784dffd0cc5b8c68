package dev.pgwright.design.write;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Identifier;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.DesignedQuery.Meaning;
import dev.pgwright.design.model.DesignedQuery.Part;
import dev.pgwright.design.model.Redundancy;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                + "\n)\nVALUES (" + String.join(", ", values) + ")\nRETURNING " + Identifier.sql(table.key());
    }

    private String update() {
        List<String> assignments = new ArrayList<>();
        for (String set : pattern.sets()) {
            Column column = column(columnOf(set));
            assignments.add(Identifier.sql(column.name()) + " = "
                    + parameter(column, catalogTable.columns().indexOf(column), false));
        }
        Aliases aliases = new Aliases();
        Scope scope = Scope.ofTable(design, table, aliases);
        return "UPDATE " + Identifier.sql(table.name()) + " AS " + scope.rootAlias() + "\nSET\n    "
                + String.join(",\n    ", assignments) + chosen(scope) + "\nRETURNING " + returned(scope);
    }

    private String delete() {
        Scope scope = Scope.ofTable(design, table, new Aliases());
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

    private boolean isTenant(Column column) {
        return table.scoped()
                && column.name().equals(design.mapping().tenantColumn().orElse(null));
    }

    /** The column that a foreign key's column takes its values from. */
    private @org.jspecify.annotations.Nullable ColumnName referenced(String column) {
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
