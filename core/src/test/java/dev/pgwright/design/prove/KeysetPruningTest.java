package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.DesignedQuery.Parameter;
import dev.pgwright.design.write.DesignTexts;
import dev.pgwright.explain.PlanNode;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import dev.pgwright.twin.PlannerTwin;
import dev.pgwright.twin.TwinQuery;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page behind a moment leaves out the partitions before or after it. */
class KeysetPruningTest {
    private static final String FILE = """
            project: { name: log, postgres: VERSION, go_live: 2027-01-01 }
            entities:
              entry:
                volume: { rows: 300M, growth: 500k/day }
                retention: { keep: 1 year, by: seen_at }
                changes: never
                attributes: { seen_at: { type: timestamp, required: true }, word: { type: text, required: true } }
            access_patterns:
              latest: { kind: list, entity: entry, return: [word], sort: [-seen_at], page: 20, rate: 10/s, latency: 50 ms }
              oldest: { kind: list, entity: entry, return: [word], sort: [seen_at], page: 20, rate: 10/s, latency: 50 ms }
            """;

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void partitionsThatThePageCannotReachAreNotRead(int version) {
        Design design = Designs.of(FILE.replace("VERSION", Integer.toString(version)));
        String up = DesignTexts.of(design).up();
        List<String> statements = Sql.parse(SourceFile.of("up.sql", up)).statements().stream()
                .map(statement -> statement.span().of(up))
                .toList();
        try (PlannerTwin twin = PlannerTwin.start(
                PostgresVersion.ofMajor(version).orElseThrow(),
                Map.of(),
                statements,
                PlanSubject.of(design).statistics())) {
            TwinQuery latest = behind("2027-02-15", Designs.query(design, "latest"));
            TwinQuery oldest = behind("2027-02-15", Designs.query(design, "oldest"));
            for (PlanNode plan :
                    List.of(twin.generic(latest).plan(), twin.custom(latest).plan())) {
                assertThat(partitions(plan))
                        .contains("entries_2027_01", "entries_2027_02")
                        .doesNotContain("entries_2027_03");
            }
            for (PlanNode plan :
                    List.of(twin.generic(oldest).plan(), twin.custom(oldest).plan())) {
                assertThat(partitions(plan))
                        .contains("entries_2027_02", "entries_2027_03")
                        .doesNotContain("entries_2027_01");
            }
        }
    }

    private static TwinQuery behind(String day, DesignedQuery query) {
        return new TwinQuery(
                query.sql(),
                query.parameters().stream().map(Parameter::type).toList(),
                query.parameters().stream()
                        .map(parameter -> parameter.name().equals("last_seen_at")
                                ? "'" + day + "'::timestamptz"
                                : parameter.sample())
                        .toList());
    }

    private static List<String> partitions(PlanNode plan) {
        return plan.all().stream()
                .map(PlanNode::relation)
                .flatMap(Stream::ofNullable)
                .map(PlanNode.Relation::name)
                .distinct()
                .toList();
    }
}
