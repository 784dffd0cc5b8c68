package dev.pgwright.review.fix;

import dev.pgwright.migrate.plan.AlterTableText;
import dev.pgwright.review.Fix;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Step;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several ALTER TABLE of one table as one. PostgreSQL works on the actions of a statement in passes (AlterTablePass in
 * tablecmds.c), so they are only put together where that order is the order they have.
 */
public final class AlterTables {
    private AlterTables() {}

    /** The steps as one statement in the place of the first; empty when they would run in another order. */
    public static Optional<Fix> merged(MigrationContext migration, List<Step> steps) {
        String text = migration.source().text();
        List<TextEdit> edits = new ArrayList<>();
        StringBuilder actions = new StringBuilder();
        int pass = 0;
        Insertions insertions = new Insertions(text, migration.steps());
        for (Step step : steps) {
            if (!(step.tree() instanceof AlterTableStmt alter)) {
                return Optional.empty();
            }
            for (Node node : alter.cmds()) {
                int next = node instanceof AlterTableCmd command ? pass(command) : -1;
                if (next < pass) {
                    return Optional.empty();
                }
                pass = next;
            }
            if (step != steps.get(0)) {
                AlterTableText words = AlterTableText.of(step.span().of(text));
                for (int i = 0; i < words.actions().size(); i++) {
                    actions.append(",\n    ").append(words.action(i));
                }
                edits.add(insertions.without(step));
            }
        }
        edits.add(0, new TextEdit(Span.at(steps.get(0).span().end()), actions.toString()));
        return Optional.of(new Fix.Edits("put them into one ALTER TABLE", edits));
    }

    /** In which order actions run; negative for those that are left alone. */
    private static int pass(AlterTableCmd command) {
        return switch (command.subtype()) {
            case AT_DropColumn, AT_DropConstraint, AT_DropNotNull -> 0;
            case AT_AlterColumnType -> 1;
            case AT_AddColumn -> 2;
            case AT_ColumnDefault, AT_SetStatistics, AT_SetStorage, AT_SetCompression, AT_SetNotNull -> 4;
            case AT_AddConstraint -> addPass(command.def());
            case AT_SetRelOptions, AT_ResetRelOptions -> 8;
            default -> -1;
        };
    }

    private static int addPass(@Nullable Node definition) {
        if (!(definition instanceof Constraint constraint)) {
            return -1;
        }
        boolean key = constraint.contype() == ConstrType.CONSTR_PRIMARY
                || constraint.contype() == ConstrType.CONSTR_UNIQUE
                || constraint.contype() == ConstrType.CONSTR_EXCLUSION;
        return key ? 5 : constraint.contype() == ConstrType.CONSTR_FOREIGN ? 7 : 6;
    }
}
