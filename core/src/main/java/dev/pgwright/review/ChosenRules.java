package dev.pgwright.review;

import dev.pgwright.workload.DatabaseFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules that a review asks, by what they are to be shown. */
final class ChosenRules {
    final List<StatementRule> statements = new ArrayList<>();
    final List<MigrationRule> migrations = new ArrayList<>();
    final List<ReversalRule> reversals = new ArrayList<>();
    final List<HistoryRule> histories = new ArrayList<>();
    final List<SchemaRule> schemas = new ArrayList<>();
    final List<QueryRule> queries = new ArrayList<>();
    final List<RoutineRule> routines = new ArrayList<>();
    final List<WorkloadRule> workloads = new ArrayList<>();
    final List<FindingsRule> findings = new ArrayList<>();
    final List<CodeRule> code = new ArrayList<>();

    /** What is on, but lacks the facts that it needs. */
    final List<RuleInfo> idle = new ArrayList<>();

    ChosenRules(List<Rule> rules, ReviewOptions options) {
        for (Rule rule : rules) {
            if (options.version() < rule.info().fromVersion() || options.isOff(rule.info())) {
                continue;
            }
            if (!isSupplied(rule.info(), options.facts())) {
                idle.add(rule.info());
                continue;
            }
            if (rule instanceof CodeRule forCode) {
                code.add(forCode);
            }
            // one about statements may have to look at schemas as well, where nobody shows the statements
            if (rule instanceof SchemaRule forSchemas) {
                schemas.add(forSchemas);
            }
            if (rule instanceof QueryRule forQueries) {
                queries.add(forQueries);
            }
            if (rule instanceof RoutineRule forRoutines) {
                routines.add(forRoutines);
            }
            if (rule instanceof StatementRule forStatements) {
                statements.add(forStatements);
            }
            if (rule instanceof MigrationRule forMigrations) {
                migrations.add(forMigrations);
            } else if (rule instanceof ReversalRule forReversals) {
                reversals.add(forReversals);
            } else if (rule instanceof HistoryRule forHistories) {
                histories.add(forHistories);
            } else if (rule instanceof WorkloadRule forWorkloads) {
                workloads.add(forWorkloads);
            } else if (rule instanceof FindingsRule forFindings) {
                findings.add(forFindings);
            }
        }
    }

    private static boolean isSupplied(RuleInfo rule, DatabaseFacts facts) {
        return switch (rule.needs()) {
            case SQL, HISTORY, CATALOG -> true;
            case STATISTICS -> !facts.tables().isEmpty() || !facts.queries().isEmpty();
            case SERVER -> facts.live();
        };
    }

    /** What all of them are. */
    List<RuleInfo> infos() {
        return Stream.of(
                        statements,
                        migrations,
                        reversals,
                        histories,
                        schemas,
                        queries,
                        routines,
                        workloads,
                        code,
                        findings)
                .flatMap(List::stream)
                .map(Rule::info)
                .distinct()
                .toList();
    }
}
