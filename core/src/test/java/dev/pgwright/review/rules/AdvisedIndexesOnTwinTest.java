package dev.pgwright.review.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.explain.PlanNode;
import dev.pgwright.load.folded.OwnedIndex;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.Rule;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.ParamRef;
import dev.pgwright.twin.ColumnStatistics;
import dev.pgwright.twin.CommonValue;
import dev.pgwright.twin.IndexStatistics;
import dev.pgwright.twin.PlannerTwin;
import dev.pgwright.twin.TableStatistics;
import dev.pgwright.twin.TwinQuery;
import dev.pgwright.twin.TwinStatistics;
import dev.pgwright.workload.ColumnFacts;
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.TableFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * PostgreSQL's planner uses the index that a finding proposes, for the query that it is about, at the sizes and with the
 * statistics of the example, and without it the query costs more.
 */
@Tag("laws")
class AdvisedIndexesOnTwinTest {
    private static final Pattern ADVISED = Pattern.compile("CREATE INDEX CONCURRENTLY ON ([^;]+);");
    private static final String NAME = "advised";
    private static final int PAGE = 8_192;
    private static final int ENTRY = 32;

    /** Of these the table has another index for the query, which the new one is to take the place of. */
    private static final Set<String> REPLACING =
            Set.of("brin-candidate", "partial-index-candidate", "composite-index-column-order");

    private static final Set<String> RULES = Set.of(
            "filter-column-without-index",
            "join-column-without-index",
            "sort-without-index",
            "containment-query-without-gin",
            "composite-index-column-order",
            "partial-index-predicate-not-matched",
            "partial-index-candidate",
            "brin-candidate",
            "covering-index-candidate");

    @TestFactory
    Stream<DynamicTest> plannerUsesWhatIsProposed() {
        return RuleExamplesTest.chosen()
                .filter(rule -> RULES.contains(rule.info().id()))
                .flatMap(rule -> RuleExamplesTest.examples(rule.info())
                        .filter(example -> !example.expected().isEmpty())
                        .flatMap(example -> RuleExamplesTest.findings(rule, example).stream()
                                .filter(finding -> !queries(finding, example).isEmpty())
                                .map(finding -> DynamicTest.dynamicTest(
                                        rule.info().id() + "/" + example.name() + ": " + finding.message(),
                                        () -> isUsed(rule, example, finding)))));
    }

    /** The known query that the finding is about, or all of them if it is about an index; none for those of routines. */
    private static List<KnownQuery> queries(ReviewFinding finding, RuleExample example) {
        List<KnownQuery> own = example.facts().queries().stream()
                .filter(query -> query.name().equals(finding.source().name()))
                .toList();
        boolean ofIndex = own.isEmpty() && REPLACING.contains(finding.rule().id());
        return ofIndex ? example.facts().queries() : own;
    }

    private static void isUsed(Rule rule, RuleExample example, ReviewFinding finding) {
        Matcher advised = ADVISED.matcher(finding.advice());
        assertThat(advised.find()).as(finding.advice()).isTrue();
        List<String> statements = statements(example);
        statements.add("CREATE INDEX " + NAME + " ON " + advised.group(1));
        SchemaFold fold = fold(example.version(), statements);
        QualifiedName table = fold.state().tables().stream()
                .map(one -> one.name())
                .filter(name -> fold.state().indexesOf(name).stream()
                        .anyMatch(index -> index.name().name().equals(NAME)))
                .findFirst()
                .orElseThrow();
        PostgresVersion version = PostgresVersion.ofMajor(example.version()).orElseThrow();
        try (PlannerTwin twin = PlannerTwin.start(version, Map.of(), statements, statistics(example, fold))) {
            boolean replaces = REPLACING.contains(rule.info().id());
            List<PlanNode> with = new ArrayList<>();
            List<PlanNode> without = new ArrayList<>();
            for (KnownQuery query : queries(finding, example)) {
                TwinQuery prepared = prepared(query.sql());
                with.add(
                        replaces
                                ? twin.withOnly(
                                        table,
                                        Set.of(NAME),
                                        () -> twin.generic(prepared).plan())
                                : twin.generic(prepared).plan());
                without.add(
                        replaces
                                ? twin.withOnly(
                                        table,
                                        Set.of(),
                                        () -> twin.generic(prepared).plan())
                                : twin.without(
                                        QualifiedName.of(table.schema(), NAME),
                                        () -> twin.generic(prepared).plan()));
            }
            for (int i = 0; i < with.size(); i++) {
                assertThat(with.get(i).all()).as("%s", with.get(i)).anyMatch(node -> NAME.equals(node.index()));
                assertThat(with.get(i).wholeCost()).isLessThan(without.get(i).wholeCost());
            }
        }
    }

    private static List<String> statements(RuleExample example) {
        List<String> statements = new ArrayList<>();
        for (Migration migration : example.history().migrations()) {
            ParsedSql parsed = Sql.parse(migration.up().sql());
            parsed.statements()
                    .forEach(statement -> statements.add(
                            statement.span().of(migration.up().sql().text())));
        }
        return statements;
    }

    private static SchemaFold fold(int version, List<String> statements) {
        SchemaFold fold = SchemaFold.empty(version);
        for (String statement : statements) {
            Sql.parse(SourceFile.of("", statement)).statements().forEach(parsed -> fold.apply(parsed, statement));
        }
        return fold;
    }

    private static TwinQuery prepared(String sql) {
        int parameters = Sql.parse(SourceFile.of("", sql)).statements().stream()
                .flatMap(statement -> Nodes.all(statement.tree(), ParamRef.class).stream())
                .mapToInt(ParamRef::number)
                .max()
                .orElse(0);
        return new TwinQuery(sql, List.of(), Collections.nCopies(parameters, "NULL"));
    }

    private static TwinStatistics statistics(RuleExample example, SchemaFold fold) {
        List<TableStatistics> tables = new ArrayList<>();
        List<IndexStatistics> indexes = new ArrayList<>();
        for (TableFacts facts : example.facts().tables()) {
            if (fold.state().table(facts.name()).isEmpty()) {
                continue;
            }
            List<ColumnStatistics> columns = facts.columns().stream()
                    .filter(column -> column.distinct() != 0)
                    .map(AdvisedIndexesOnTwinTest::column)
                    .toList();
            tables.add(new TableStatistics(facts.name(), facts.rows(), facts.bytes() / PAGE, 1, columns));
            for (OwnedIndex index : fold.state().indexesOf(facts.name())) {
                double rows = index.index().predicate() == null ? facts.rows() : facts.rows() / 50.0;
                long pages = index.index().method().equals("brin") ? 5 : 2 + Math.round(rows * ENTRY / PAGE);
                indexes.add(new IndexStatistics(index.name(), rows, pages));
            }
        }
        return new TwinStatistics(tables, indexes);
    }

    private static ColumnStatistics column(ColumnFacts facts) {
        Double correlation = facts.correlation();
        return new ColumnStatistics(
                facts.name(),
                facts.nulls(),
                facts.width(),
                facts.distinct(),
                correlation == null ? 0 : correlation,
                facts.common().stream()
                        .map(common -> new CommonValue(common.value(), common.part()))
                        .toList(),
                List.of());
    }
}
