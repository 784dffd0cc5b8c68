package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.Step;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.AlterSeqStmt;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.OverridingKind;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SetToDefault;
import dev.pgwright.sql.tree.TruncateStmt;
import java.util.List;
import java.util.stream.Stream;

/** Which columns new rows bring values for, and what tells the sequence of such a column. */
final class GivenValues {
    private GivenValues() {}

    /** Whether INSERT or COPY brings values for the column at a place, ones that its sequence could give out. */
    static boolean of(Node tree, List<Column> columns, int place) {
        if (tree instanceof CopyStmt copy) {
            return copy.attlist().isEmpty()
                    ? columns.get(place).generated() == null
                    : Nodes.names(copy.attlist()).contains(columns.get(place).name());
        }
        if (!(tree instanceof InsertStmt insert)
                || insert.selectStmt() == null
                || insert.override() == OverridingKind.OVERRIDING_USER_VALUE) {
            return false;
        }
        int at = insert.cols().isEmpty()
                ? place
                : indexOf(insert.cols(), columns.get(place).name());
        return at >= 0 && insert.selectStmt() instanceof SelectStmt select && bring(select, at);
    }

    private static int indexOf(List<Node> targets, String name) {
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i) instanceof ResTarget target && name.equals(target.name())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean bring(SelectStmt select, int at) {
        if (select.valuesLists().isEmpty()) {
            return select.targetList().size() > at
                    && select.targetList().get(at) instanceof ResTarget target
                    && target.val() != null
                    && isAhead(target.val());
        }
        return select.valuesLists().stream()
                .anyMatch(row -> row instanceof PgList list
                        && list.items().size() > at
                        && isAhead(list.items().get(at)));
    }

    /** Not DEFAULT, not a key of the sequence itself, and not a number that no ascending sequence reaches. */
    private static boolean isAhead(Node value) {
        if (value instanceof SetToDefault || Trees.isNull(value)) {
            return false;
        }
        boolean own = Nodes.all(value, FuncCall.class).stream()
                .anyMatch(call -> Trees.functionName(call).equals("nextval"));
        boolean below = value instanceof A_Const constant
                && constant.ival() != null
                && constant.ival().ival() <= 0;
        return !own && !below;
    }

    /** Whether a step sets the sequence of a column, or one that cannot be told. */
    static boolean isReset(MigrationContext migration, Step step, Table table, Column column) {
        if (step.tree() instanceof AlterSeqStmt alter) {
            return restarts(alter.options());
        }
        if (step.tree() instanceof TruncateStmt truncate) {
            return truncate.restartSeqs();
        }
        if (step.tree() instanceof AlterTableStmt alter) {
            return alter.cmds().stream()
                    .anyMatch(node -> node instanceof AlterTableCmd action
                            && action.subtype() == AlterTableType.AT_SetIdentity
                            && column.name().equals(action.name())
                            && action.def() instanceof PgList options
                            && restarts(options.items()));
        }
        Stream<Node> inBody =
                migration.bodyWith("setval", step.statement()).map(RoutineBody::expressions).orElse(List.of()).stream();
        return Stream.concat(Stream.of(step.tree()), inBody)
                .flatMap(tree -> Nodes.all(tree, FuncCall.class).stream())
                .anyMatch(call -> Trees.functionName(call).equals("setval") && isAbout(call, table, column));
    }

    private static boolean restarts(List<Node> options) {
        return options.stream()
                .anyMatch(option -> option instanceof DefElem element && "restart".equals(element.defname()));
    }

    /** Whether a text among the arguments names the table or its sequence; a call without texts may mean any. */
    private static boolean isAbout(FuncCall setval, Table table, Column column) {
        List<String> texts = Nodes.all(
                        setval.args().isEmpty() ? setval : setval.args().get(0), PgString.class)
                .stream()
                .map(text -> String.valueOf(text.sval()))
                .filter(text -> !text.equals("pg_get_serial_sequence"))
                .toList();
        String sequence = column.identity() != null && column.identity().sequenceName() != null
                ? column.identity().sequenceName().name()
                : table.name().name();
        return texts.isEmpty()
                || texts.stream()
                        .anyMatch(text -> text.contains(table.name().name())
                                || text.contains(sequence)
                                || String.valueOf(column.defaultExpression()).contains(text));
    }
}
