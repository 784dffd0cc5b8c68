package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.OwnedIndex;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.IndexElem;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.OnCommitAction;
import dev.pgwright.sql.tree.RangeVar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** IF NOT EXISTS that passes over something else than what is asked for. */
public final class IfNotExistsHidesDifference implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration(
                    "if-not-exists-hides-difference", Needs.HISTORY, Severity.WARNING)
            .detects(
                    "CREATE TABLE, CREATE INDEX or ADD COLUMN with IF NOT EXISTS of a name that is there already with another"
                            + " definition, so that the statement does nothing.")
            .safe("Alter what is there to what is wanted, or choose another name.")
            .seed("Core: be explicit")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof CreateStmt create && create.ifNotExists() && create.relation() != null) {
            table(statement, create, create.relation(), report);
        } else if (statement.tree() instanceof IndexStmt index && index.ifNotExists()) {
            index(statement, index, report);
        }
        for (AlterAction action : statement.alterations(AlterTableType.AT_AddColumn)) {
            if (action.command().missingOk()) {
                column(action, report);
            }
        }
    }

    private static void table(StatementContext statement, CreateStmt create, RangeVar relation, Report report) {
        Optional<Table> known = statement.state().table(relation);
        Optional<Table> wanted = wanted(create, relation, statement.version());
        if (known.isEmpty() || wanted.isEmpty()) {
            return;
        }
        List<String> differences = new ArrayList<>();
        for (Column column : wanted.get().columns()) {
            Optional<Column> there = known.get().column(column.name());
            if (there.isEmpty()) {
                differences.add("it has no column " + column.name());
            } else if (isOther(column.type(), there.get().type())) {
                differences.add(
                        "its column " + column.name() + " is " + there.get().type() + ", not " + column.type());
            }
        }
        if (!differences.isEmpty()) {
            report.found(
                            statement,
                            "This does nothing, as " + known.get().name() + " is there already, and "
                                    + String.join(", ", differences))
                    .about(known.get().name().toString());
        }
    }

    private static void column(AlterAction action, Report report) {
        if (!(action.command().def() instanceof ColumnDef column)
                || action.statement().relation() == null) {
            return;
        }
        String name = String.valueOf(column.colname());
        Optional<Column> known = action.knownTable().flatMap(table -> table.column(name));
        CreateStmt alone = new CreateStmt(
                action.statement().relation(),
                List.of(column),
                List.of(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                OnCommitAction.ONCOMMIT_NOOP,
                null,
                null,
                false);
        Optional<Column> wanted = wanted(
                        alone, action.statement().relation(), action.context().version())
                .flatMap(table -> table.column(name));
        if (known.isPresent()
                && wanted.isPresent()
                && isOther(wanted.get().type(), known.get().type())) {
            report.found(
                    action,
                    "This does nothing, as " + action.table() + " has a column " + name + " already, and it"
                            + " is " + known.get().type() + ", not "
                            + wanted.get().type());
        }
    }

    private static void index(StatementContext statement, IndexStmt index, Report report) {
        if (index.relation() == null || index.idxname() == null) {
            return;
        }
        QualifiedName table = statement.state().resolve(index.relation());
        QualifiedName name = QualifiedName.of(table.schema(), index.idxname());
        Optional<OwnedIndex> known = statement.state().index(name);
        if (known.isEmpty()) {
            return;
        }
        List<String> wanted = index.indexParams().stream()
                .map(node -> node instanceof IndexElem element && element.name() != null ? element.name() : "")
                .toList();
        List<String> there = known.get().index().elements().stream()
                .map(element -> element.expression() ? "" : element.key())
                .toList();
        String difference = "";
        if (!known.get().table().equals(table)) {
            difference = "it is an index of " + known.get().table();
        } else if (!wanted.equals(there)) {
            difference = "its keys are " + shown(there) + ", not " + shown(wanted);
        } else if (index.unique() && !known.get().index().unique()) {
            difference = "it is not unique";
        } else if ((index.whereClause() == null) != (known.get().index().predicate() == null)) {
            difference = known.get().index().predicate() == null
                    ? "it has no WHERE"
                    : "it has only rows WHERE " + known.get().index().predicate();
        }
        if (!difference.isEmpty()) {
            report.found(statement, "This does nothing, as index " + name + " is there already, and " + difference)
                    .about(name.toString());
        }
    }

    private static String shown(List<String> keys) {
        return "("
                + String.join(
                        ", ",
                        keys.stream()
                                .map(key -> key.isEmpty() ? "an expression" : key)
                                .toList()) + ")";
    }

    /** The table that a statement would make where there is none of the name. */
    private static Optional<Table> wanted(CreateStmt create, RangeVar relation, int version) {
        SchemaFold scratch = SchemaFold.unknown(version);
        scratch.apply(new Statement(new Span(0, 0), create), "");
        return scratch.state().table(relation);
    }

    /** Types of the user's are only known by name, which may be written in several ways. */
    private static boolean isOther(String wanted, String known) {
        return !wanted.equals(known) && !wanted.contains(".") && !known.contains(".");
    }
}
