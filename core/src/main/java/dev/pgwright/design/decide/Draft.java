package dev.pgwright.design.decide;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.View;
import dev.pgwright.design.model.AuditTrail;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.GroupRule;
import dev.pgwright.design.model.Lifecycle;
import dev.pgwright.design.model.MissedTarget;
import dev.pgwright.design.model.PartitionMaintenance;
import dev.pgwright.design.model.Redundancy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A design while it is being made: what the designers of its parts add to. */
final class Draft {
    final Naming naming = new Naming();
    final List<TableDraft> tables = new ArrayList<>();
    final List<EnumType> enums = new ArrayList<>();
    final List<Routine> routines = new ArrayList<>();
    final TreeSet<String> extensions = new TreeSet<>();
    final List<Decision> decisions = new ArrayList<>();
    final List<String> seedStatements = new ArrayList<>();
    final Map<ColumnName, List<String>> examples = new LinkedHashMap<>();
    final List<Lifecycle> lifecycles = new ArrayList<>();
    final List<PartitionMaintenance> maintained = new ArrayList<>();
    final List<View> views = new ArrayList<>();
    final List<DefinedObject> objects = new ArrayList<>();
    final List<Redundancy> redundancies = new ArrayList<>();
    /** What is wanted of indexes beside access patterns and foreign keys. */
    final List<Wanted> wanted = new ArrayList<>();

    /**
     * An order of rows that something else than an access pattern or a foreign key reads.
     *
     * @param equal columns compared with one value each
     * @param ordered the column whose order is wanted, or whose first or last value
     * @param by who reads: a trigger's function, a history
     * @param always whether it is there whatever it costs
     */
    record Wanted(TableDraft table, List<String> equal, String ordered, String by, boolean always) {
        Wanted {
            equal = List.copyOf(equal);
        }
    }

    final List<AuditTrail> auditTrails = new ArrayList<>();
    final List<GroupRule> groupRules = new ArrayList<>();
    final List<MissedTarget> missedTargets = new ArrayList<>();

    TableDraft table(QualifiedName name) {
        return tables.stream()
                .filter(table -> table.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no draft of table " + name));
    }

    /** Adds a foreign key, named after its last column; gives its name. */
    String foreignKey(
            TableDraft table,
            List<String> columns,
            QualifiedName referenced,
            List<String> referencedColumns,
            ReferentialAction onDelete) {
        String own = columns.get(columns.size() - 1);
        String name = naming.constraint(table.name.name(), List.of(own), "fkey");
        Constraint.ForeignKey key = Constraint.ForeignKey.of(name, columns, referenced, referencedColumns, onDelete);
        boolean setsPart = onDelete == ReferentialAction.SET_NULL && columns.size() > 1;
        table.constraints.add(setsPart ? key.withSetColumns(List.of(own)) : key);
        return name;
    }

    void triggerFunction(QualifiedName name, String body, String comment) {
        function(name, "", "trigger", body, comment);
    }

    /** A function in PL/pgSQL as {@code pg_get_functiondef} shows it, which finds nothing by a search path. */
    void function(QualifiedName name, String arguments, String returns, String body, String comment) {
        routines.add(new Routine(
                name,
                Routine.Kind.FUNCTION,
                arguments,
                "CREATE OR REPLACE FUNCTION " + Identifier.sql(name)
                        + "(" + arguments + ")\n RETURNS " + returns
                        + "\n LANGUAGE plpgsql\n SET search_path TO ''\nAS $function$\n"
                        + body
                        + "\n$function$",
                comment));
    }
}
