package dev.pgwright.review.rules;

import dev.pgwright.review.Rule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.rules.migration.AddCheckWithoutNotValid;
import dev.pgwright.review.rules.migration.AffectedRowsOverLimit;
import dev.pgwright.review.rules.migration.AnalyzeAfterBackfill;
import dev.pgwright.review.rules.migration.ApplicationQueryBreaks;
import dev.pgwright.review.rules.migration.BackfillBatchWithoutIndex;
import dev.pgwright.review.rules.migration.BackfillLoopInOneTransaction;
import dev.pgwright.review.rules.migration.BackfillMayNotTerminate;
import dev.pgwright.review.rules.migration.BlockingDdlOnLargeTable;
import dev.pgwright.review.rules.migration.ConcurrentIndexLeftoverNotHandled;
import dev.pgwright.review.rules.migration.ConcurrentIndexUnderTimeout;
import dev.pgwright.review.rules.migration.ConcurrentIndexWaitsForOldSnapshot;
import dev.pgwright.review.rules.migration.ConcurrentlyInTransaction;
import dev.pgwright.review.rules.migration.CreateIndexNotConcurrently;
import dev.pgwright.review.rules.migration.CumulativeLockBudget;
import dev.pgwright.review.rules.migration.DataChangeInSchemaMigration;
import dev.pgwright.review.rules.migration.DdlAndBackfillInOneTransaction;
import dev.pgwright.review.rules.migration.DdlOnBusyTable;
import dev.pgwright.review.rules.migration.DropAndAddLooksLikeRename;
import dev.pgwright.review.rules.migration.DropAndRecreateTable;
import dev.pgwright.review.rules.migration.DropCascade;
import dev.pgwright.review.rules.migration.DropColumn;
import dev.pgwright.review.rules.migration.DropColumnRemovesDependents;
import dev.pgwright.review.rules.migration.DropConstraint;
import dev.pgwright.review.rules.migration.DropDatabase;
import dev.pgwright.review.rules.migration.DropIndexInUse;
import dev.pgwright.review.rules.migration.DropIndexNotConcurrently;
import dev.pgwright.review.rules.migration.DropIndexOwnedByConstraint;
import dev.pgwright.review.rules.migration.DropNotNull;
import dev.pgwright.review.rules.migration.DropSchema;
import dev.pgwright.review.rules.migration.DropTable;
import dev.pgwright.review.rules.migration.DropTrigger;
import dev.pgwright.review.rules.migration.DropType;
import dev.pgwright.review.rules.migration.EnumValueUsedBeforeCommit;
import dev.pgwright.review.rules.migration.EnumValueWithoutPosition;
import dev.pgwright.review.rules.migration.ExplicitIdWithoutSequenceReset;
import dev.pgwright.review.rules.migration.ExplicitTableLock;
import dev.pgwright.review.rules.migration.ExtensionManagedTableChange;
import dev.pgwright.review.rules.migration.ExtensionUpgrade;
import dev.pgwright.review.rules.migration.ExtensionVersionNotPinned;
import dev.pgwright.review.rules.migration.FunctionVolatilityChange;
import dev.pgwright.review.rules.migration.IfNotExistsHidesDifference;
import dev.pgwright.review.rules.migration.LockQueueBehindLongHolder;
import dev.pgwright.review.rules.migration.LockTimeoutMissing;
import dev.pgwright.review.rules.migration.LockUpgradeInTransaction;
import dev.pgwright.review.rules.migration.LongIndexBuild;
import dev.pgwright.review.rules.migration.MigrationDoesNotApply;
import dev.pgwright.review.rules.migration.MigrationRoleNotOwner;
import dev.pgwright.review.rules.migration.MissingExistenceGuard;
import dev.pgwright.review.rules.migration.MultipleAlterTable;
import dev.pgwright.review.rules.migration.NonTransactionalStatementInTransaction;
import dev.pgwright.review.rules.migration.OpaqueDynamicDdl;
import dev.pgwright.review.rules.migration.PartitionedParentFanout;
import dev.pgwright.review.rules.migration.ReindexNotConcurrently;
import dev.pgwright.review.rules.migration.RenameColumn;
import dev.pgwright.review.rules.migration.RenameEnumValue;
import dev.pgwright.review.rules.migration.RenameOrMoveSchema;
import dev.pgwright.review.rules.migration.RenameTable;
import dev.pgwright.review.rules.migration.ReplaceChangesSignature;
import dev.pgwright.review.rules.migration.ReplicaIdentityChange;
import dev.pgwright.review.rules.migration.ReplicationLagRisk;
import dev.pgwright.review.rules.migration.RewriteDiskHeadroom;
import dev.pgwright.review.rules.migration.RowTriggerOnHotTable;
import dev.pgwright.review.rules.migration.SavepointInMigration;
import dev.pgwright.review.rules.migration.SessionSettingLeak;
import dev.pgwright.review.rules.migration.StatementAfterStrongLock;
import dev.pgwright.review.rules.migration.StatementOrderWidensLock;
import dev.pgwright.review.rules.migration.StatementTimeoutMissing;
import dev.pgwright.review.rules.migration.SyntaxErrorRule;
import dev.pgwright.review.rules.migration.TimeoutIneffective;
import dev.pgwright.review.rules.migration.TransactionNesting;
import dev.pgwright.review.rules.migration.TruncateCascade;
import dev.pgwright.review.rules.migration.TruncateTable;
import dev.pgwright.review.rules.migration.UnbatchedDataChange;
import dev.pgwright.review.rules.migration.UncommittedTransaction;
import dev.pgwright.review.rules.migration.UnqualifiedObjectName;
import dev.pgwright.review.rules.migration.VacuumFullOrCluster;
import dev.pgwright.review.rules.migration.WideLockWindow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every rule, one line each, in order of area and id. */
public final class Rules {
    /** All of them. */
    public static final List<Rule> ALL = List.of(
            new AddCheckWithoutNotValid(),
            new AffectedRowsOverLimit(),
            new AnalyzeAfterBackfill(),
            new ApplicationQueryBreaks(),
            new BackfillBatchWithoutIndex(),
            new BackfillLoopInOneTransaction(),
            new BackfillMayNotTerminate(),
            new BlockingDdlOnLargeTable(),
            new ConcurrentIndexLeftoverNotHandled(),
            new ConcurrentIndexUnderTimeout(),
            new ConcurrentIndexWaitsForOldSnapshot(),
            new ConcurrentlyInTransaction(),
            new CreateIndexNotConcurrently(),
            new CumulativeLockBudget(),
            new DataChangeInSchemaMigration(),
            new DdlAndBackfillInOneTransaction(),
            new DdlOnBusyTable(),
            new DropAndAddLooksLikeRename(),
            new DropAndRecreateTable(),
            new DropCascade(),
            new DropColumn(),
            new DropColumnRemovesDependents(),
            new DropConstraint(),
            new DropDatabase(),
            new DropIndexInUse(),
            new DropIndexNotConcurrently(),
            new DropIndexOwnedByConstraint(),
            new DropNotNull(),
            new DropSchema(),
            new DropTable(),
            new DropTrigger(),
            new DropType(),
            new EnumValueUsedBeforeCommit(),
            new EnumValueWithoutPosition(),
            new ExplicitIdWithoutSequenceReset(),
            new ExplicitTableLock(),
            new ExtensionManagedTableChange(),
            new ExtensionUpgrade(),
            new ExtensionVersionNotPinned(),
            new FunctionVolatilityChange(),
            new IfNotExistsHidesDifference(),
            new LockQueueBehindLongHolder(),
            new LockTimeoutMissing(),
            new LockUpgradeInTransaction(),
            new LongIndexBuild(),
            new MigrationDoesNotApply(),
            new MigrationRoleNotOwner(),
            new MissingExistenceGuard(),
            new MultipleAlterTable(),
            new NonTransactionalStatementInTransaction(),
            new OpaqueDynamicDdl(),
            new PartitionedParentFanout(),
            new ReindexNotConcurrently(),
            new RenameColumn(),
            new RenameEnumValue(),
            new RenameOrMoveSchema(),
            new RenameTable(),
            new ReplaceChangesSignature(),
            new ReplicaIdentityChange(),
            new ReplicationLagRisk(),
            new RewriteDiskHeadroom(),
            new RowTriggerOnHotTable(),
            new SavepointInMigration(),
            new SessionSettingLeak(),
            new StatementAfterStrongLock(),
            new StatementOrderWidensLock(),
            new StatementTimeoutMissing(),
            new SyntaxErrorRule(),
            new TimeoutIneffective(),
            new TransactionNesting(),
            new TruncateCascade(),
            new TruncateTable(),
            new UnbatchedDataChange(),
            new UncommittedTransaction(),
            new UnqualifiedObjectName(),
            new VacuumFullOrCluster(),
            new WideLockWindow());

    private Rules() {}

    /** What there is to know of each, in order of area and id. */
    public static List<RuleInfo> infos() {
        return ALL.stream()
                .map(Rule::info)
                .sorted(Comparator.comparing(RuleInfo::area).thenComparing(RuleInfo::id))
                .toList();
    }

    public static Optional<Rule> named(String id) {
        return ALL.stream().filter(rule -> rule.info().id().equals(id)).findFirst();
    }
}
