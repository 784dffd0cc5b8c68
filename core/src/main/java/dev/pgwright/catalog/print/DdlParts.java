package dev.pgwright.catalog.print;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Sequence;
import java.util.ArrayList;
import java.util.List;

/** The statements of what most schemas do not have, for formats that have no words for it. */
public final class DdlParts {
    private DdlParts() {}

    /** Composite and range types with their comments. */
    public static List<String> types(Catalog catalog) {
        List<Statement> statements = new ArrayList<>();
        catalog.composites().forEach(type -> statements.addAll(TypeDdl.composite(type)));
        catalog.ranges().forEach(type -> statements.addAll(TypeDdl.range(type)));
        return sql(statements);
    }

    /**
     * Rules, policies, settings of tables and views that ALTER can change, comments on what has no record, roles,
     * owners, privileges and labels; to be run when everything else is there.
     */
    public static List<String> more(Catalog catalog) {
        List<Statement> statements = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        catalog.access().roles().forEach(role -> statements.addAll(AccessDdl.role(role)));
        catalog.tables().forEach(table -> {
            settings.addAll(SettingsDdl.behind(table));
            settings.addAll(SettingsDdl.ofIndexes(table));
            settings.addAll(SettingsDdl.withIndexes(table));
            table.rules().forEach(rule -> statements.addAll(ObjectDdl.rule(table.name(), rule)));
            statements.addAll(PolicyDdl.rowSecurity(table));
            table.policies().forEach(policy -> statements.addAll(PolicyDdl.policy(table.name(), policy)));
        });
        catalog.views().forEach(view -> {
            settings.addAll(SettingsDdl.behind(view));
            settings.addAll(SettingsDdl.ofIndexes(view));
            settings.addAll(SettingsDdl.withIndexes(view));
            view.rules().forEach(rule -> statements.addAll(ObjectDdl.rule(view.name(), rule)));
        });
        catalog.sequences().stream()
                .filter(Sequence::unlogged)
                .forEach(sequence -> settings.add("ALTER SEQUENCE " + SqlText.name(sequence.name()) + " SET UNLOGGED"));
        settings.forEach(sql -> statements.add(Statement.of("settings", sql)));
        catalog.comments().forEach(comment -> statements.addAll(ObjectDdl.comment(comment)));
        statements.addAll(AccessDdl.statements(catalog.access()));
        catalog.labels().forEach(label -> statements.addAll(AccessDdl.label(label)));
        return sql(statements);
    }

    /** A constraint as what ADD of ALTER TABLE takes. */
    public static String constraint(Constraint constraint) {
        return ConstraintDdl.element(constraint) + (ConstraintDdl.needsAlter(constraint) ? " NOT VALID" : "");
    }

    /** CREATE INDEX, without a comment and settings of its columns. */
    public static String index(QualifiedName table, Index index) {
        return IndexDdl.create(table, index, false);
    }

    private static List<String> sql(List<Statement> statements) {
        return statements.stream().map(Statement::sql).toList();
    }
}
