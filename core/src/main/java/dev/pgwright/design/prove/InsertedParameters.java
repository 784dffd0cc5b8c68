package dev.pgwright.design.prove;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ParamRef;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which parameters of a query become values of a new row: those need values that the table does not have yet. */
final class InsertedParameters {
    /** A column of a table whose schema the query may leave out, which is then empty. */
    record Target(QualifiedName table, String column) {}

    private InsertedParameters() {}

    /** The targets by parameter number; empty for a query without INSERT or one that does not parse. */
    static Map<Integer, Target> of(String query) {
        Map<Integer, Target> targets = new HashMap<>();
        try {
            Nodes.all(Sql.parseStatement(query).tree(), InsertStmt.class).forEach(insert -> add(insert, targets));
        } catch (PgwrightException e) {
            // the server has refused to prepare it and said why
            return Map.of();
        }
        return targets;
    }

    private static void add(InsertStmt insert, Map<Integer, Target> targets) {
        RangeVar relation = insert.relation();
        if (relation == null || relation.relname() == null || !(insert.selectStmt() instanceof SelectStmt select)) {
            return;
        }
        String schema = relation.schemaname() == null ? "" : relation.schemaname();
        QualifiedName table = QualifiedName.of(schema, relation.relname());
        List<ResTarget> columns = insert.cols().stream()
                .filter(ResTarget.class::isInstance)
                .map(ResTarget.class::cast)
                .toList();
        for (Node row : select.valuesLists()) {
            if (row instanceof PgList values) {
                for (int i = 0; i < Math.min(columns.size(), values.items().size()); i++) {
                    String column = columns.get(i).name();
                    List<ParamRef> parameters = Nodes.all(values.items().get(i), ParamRef.class);
                    if (column != null && parameters.size() == 1) {
                        targets.put(parameters.get(0).number(), new Target(table, column));
                    }
                }
            }
        }
    }
}
