package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterObjectSchemaStmt;
import dev.pgwright.sql.tree.CreateExtensionStmt;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.ObjectWithArgs;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.RenameStmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ALTER SCHEMA ... RENAME, and SET SCHEMA of what is in use. */
public final class RenameOrMoveSchema implements StatementRule {
    private static final Set<ObjectType> RELATIONS = Set.of(
            ObjectType.OBJECT_TABLE,
            ObjectType.OBJECT_VIEW,
            ObjectType.OBJECT_MATVIEW,
            ObjectType.OBJECT_FOREIGN_TABLE,
            ObjectType.OBJECT_SEQUENCE);

    private static final Set<ObjectType> TYPES = Set.of(ObjectType.OBJECT_TYPE, ObjectType.OBJECT_DOMAIN);

    private static final Set<ObjectType> ROUTINES = Set.of(
            ObjectType.OBJECT_FUNCTION,
            ObjectType.OBJECT_PROCEDURE,
            ObjectType.OBJECT_ROUTINE,
            ObjectType.OBJECT_AGGREGATE);

    private static final RuleInfo INFO = RuleInfo.migration("rename-or-move-schema", Needs.SQL, Severity.ERROR)
            .detects(
                    "ALTER SCHEMA ... RENAME, or SET SCHEMA on a table, view, sequence, type, routine or extension, that was"
                            + " there before the migration.")
            .cost("ACCESS EXCLUSIVE on a moved relation; qualified names and search paths stop finding it")
            .safe(
                    "Expand and contract: make the new objects in the new schema, write both, copy the rows in batches, move"
                            + " the code, and drop the old ones in a later release.")
            .seed("Migration Safety: renaming -> expand-contract")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof RenameStmt rename
                && rename.renameType() == ObjectType.OBJECT_SCHEMA
                && rename.subname() != null
                && !statement.migration().isNewSchema(rename.subname())) {
            report.found(
                            statement,
                            "Every name of something in schema " + rename.subname()
                                    + " stops working from the moment it is called " + rename.newname())
                    .about(rename.subname());
        } else if (statement.tree() instanceof AlterObjectSchemaStmt move && move.newschema() != null) {
            moved(statement, move)
                    .ifPresent(name -> report.found(
                                    statement,
                                    "Code that names " + name + " does not find it any more in schema "
                                            + move.newschema())
                            .about(name));
        }
    }

    /** What is moved, unless the migration has made it. */
    private static Optional<String> moved(StatementContext statement, AlterObjectSchemaStmt move) {
        if (RELATIONS.contains(move.objectType()) && move.relation() != null) {
            return statement
                    .existing(move.relation())
                    .filter(relation -> !move.missingOk() || statement.mayBeThere(relation))
                    .map(QualifiedName::toString);
        }
        if (move.object() == null) {
            return Optional.empty();
        }
        if (TYPES.contains(move.objectType())) {
            QualifiedName type = statement.state().resolve(Trees.nameParts(move.object()));
            return statement.migration().isNewType(type) ? Optional.empty() : Optional.of(type.toString());
        }
        if (ROUTINES.contains(move.objectType()) && move.object() instanceof ObjectWithArgs routine) {
            List<String> name = Nodes.names(routine.objname());
            return WholeFile.hasMadeRoutine(statement, name)
                    ? Optional.empty()
                    : Optional.of(statement.state().resolve(name).toString());
        }
        if (move.objectType() == ObjectType.OBJECT_EXTENSION && move.object() instanceof PgString name) {
            boolean made = statement.migration().steps().stream()
                    .anyMatch(step -> step.tree() instanceof CreateExtensionStmt create
                            && String.valueOf(name.sval()).equals(create.extname()));
            return made ? Optional.empty() : Optional.of("extension " + name.sval());
        }
        return Optional.empty();
    }
}
