package dev.pgwright.design.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgwright.design.requirements.AccessPattern.Function;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.ConsistencyRule.Check;
import dev.pgwright.design.requirements.ConsistencyRule.NoOverlap;
import dev.pgwright.design.requirements.ConsistencyRule.UniqueTogether;
import dev.pgwright.design.requirements.Entity.Changes;
import dev.pgwright.design.requirements.Entity.IdentityScope;
import dev.pgwright.design.requirements.Relationship.OnDelete;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementsReaderTest {
    private static final String MINIMAL = """
            pgwright: 1
            project: { name: shop }
            entities: { customer: { attributes: { name: text } } }
            """;

    private static Requirements read(String text) {
        return RequirementsReader.read(SourceFile.of("shop.yaml", text));
    }

    @Test
    void defaultsAreTheDocumentedOnes() {
        Requirements requirements = read(MINIMAL + "access_patterns: { all: { kind: list, entity: customer } }\n");
        assertThat(requirements.project().schema()).isEqualTo("public");
        assertThat(requirements.project().postgres()).isEqualTo(18);
        assertThat(requirements.project().summary()).isNull();
        assertThat(requirements.project().goLive()).isNull();
        assertThat(requirements.tenancy()).isNull();
        assertThat(requirements.relationships()).isEmpty();
        assertThat(requirements.rules()).isEmpty();
        Entity customer = requirements.entity("customer").orElseThrow();
        assertThat(customer.identity()).isEqualTo(IdentityScope.LOCAL);
        assertThat(customer.changes()).isEqualTo(Changes.OFTEN);
        assertThat(customer.shared()).isFalse();
        assertThat(customer.volume()).isNull();
        assertThat(customer.retention()).isNull();
        Attribute name = customer.attribute("name").orElseThrow();
        assertThat(name.type()).isEqualTo(BusinessType.TEXT);
        assertThat(name.required()).isFalse();
        assertThat(name.unique()).isFalse();
        assertThat(name.sensitive()).isFalse();
        AccessPattern all = requirements.accessPatterns().get(0);
        assertThat(all.page()).isNull();
        assertThat(all.returns()).isEmpty();
        assertThat(all.ratePerSecond()).isNull();
        assertThat(all.latencyMillis()).isNull();
    }

    @Test
    void everyPartOfAnEntityIsRead() {
        Requirements requirements = read("""
                pgwright: 1
                project: { name: My Shop, summary: Sells, schema: shop, postgres: 15, go_live: 2027-01-01 }
                entities:
                  order:
                    description: What was bought
                    table: purchases
                    group: sales
                    identity: global
                    volume: { rows: 200M, growth: 400k/day }
                    changes: rarely
                    retention: { keep: 7 years, by: placed_at }
                    attributes:
                      placed_at: { type: timestamp, required: true, default: now, description: When }
                      code: { type: code, unique: true, pattern: '^[A-Z]+$', max_length: 9, sensitive: true }
                      total: { type: money, currency: EUR, min: 0, max: 1_000, scale: 2 }
                      weight: { type: quantity, unit: kg, scale: 3, default: 1_0.5 }
                      status: { type: status, values: [open, paid], transitions: { open: [paid] }, extensible: true }
                """);
        assertThat(requirements.project())
                .extracting(
                        Requirements.Project::name,
                        Requirements.Project::summary,
                        Requirements.Project::schema,
                        Requirements.Project::postgres,
                        Requirements.Project::goLive)
                .containsExactly("My Shop", "Sells", "shop", 15, "2027-01-01");
        Entity order = requirements.entity("order").orElseThrow();
        assertThat(order.place().position()).isEqualTo(new Position(4, 3));
        assertThat(order.place().file()).isEqualTo("shop.yaml");
        assertThat(order.description()).isEqualTo("What was bought");
        assertThat(order.table()).isEqualTo("purchases");
        assertThat(order.group()).isEqualTo("sales");
        assertThat(order.identity()).isEqualTo(IdentityScope.GLOBAL);
        assertThat(order.changes()).isEqualTo(Changes.RARELY);
        assertThat(order.volume()).isNotNull();
        assertThat(order.volume().rows()).isEqualTo(200_000_000);
        assertThat(order.volume().growthPerDay()).isEqualTo(400_000);
        assertThat(order.retention()).isNotNull();
        assertThat(order.retention().days()).isEqualTo(2557);
        assertThat(order.retention().by()).isEqualTo("placed_at");
        Attribute placedAt = order.attributes().get(0);
        assertThat(placedAt.place().position()).isEqualTo(new Position(13, 7));
        assertThat(placedAt.required()).isTrue();
        assertThat(placedAt.defaultValue()).isEqualTo("now");
        assertThat(placedAt.description()).isEqualTo("When");
        Attribute code = order.attributes().get(1);
        assertThat(code.unique()).isTrue();
        assertThat(code.sensitive()).isTrue();
        assertThat(code.pattern()).isEqualTo("^[A-Z]+$");
        assertThat(code.maxLength()).isEqualTo(9);
        Attribute total = order.attributes().get(2);
        assertThat(total.currency()).isEqualTo("EUR");
        assertThat(total.minimum()).isEqualTo("0");
        assertThat(total.maximum()).isEqualTo("1000");
        assertThat(total.scale()).isEqualTo(2);
        Attribute weight = order.attributes().get(3);
        assertThat(weight.unit()).isEqualTo("kg");
        assertThat(weight.defaultValue()).isEqualTo("10.5");
        Attribute.StatusValues status = order.attributes().get(4).status();
        assertThat(status).isNotNull();
        assertThat(status.values()).containsExactly("open", "paid");
        assertThat(status.transitions()).isEqualTo(Map.of("open", List.of("paid")));
        assertThat(status.extensible()).isTrue();
    }

    @Test
    void everyPartOfARelationshipIsRead() {
        Requirements requirements = read("""
                pgwright: 1
                project: { name: shop }
                entities:
                  customer: { attributes: { name: text } }
                  order: { attributes: { number: text } }
                  product: { attributes: { title: text } }
                relationships:
                  - { from: customer, to: order, kind: 1:N, role: buyer, on_delete: unset, description: places }
                  - { from: order, to: customer, kind: 1:1, role: last_order }
                  - { from: order, to: product, kind: N:M, via: line, volume: 5M, attributes: { amount: integer } }
                  - { from: customer, to: product, kind: 1:N, owned: true }
                """);
        List<Relationship> relationships = requirements.relationships();
        assertThat(relationships).hasSize(4);
        Relationship places = relationships.get(0);
        assertThat(places.kind()).isEqualTo(Relationship.Kind.ONE_TO_MANY);
        assertThat(places.roleName()).isEqualTo("buyer");
        assertThat(places.onDelete()).isEqualTo(OnDelete.UNSET);
        assertThat(places.description()).isEqualTo("places");
        assertThat(places.required()).isFalse();
        assertThat(relationships.get(1).kind()).isEqualTo(Relationship.Kind.ONE_TO_ONE);
        Relationship line = relationships.get(2);
        assertThat(line.kind()).isEqualTo(Relationship.Kind.MANY_TO_MANY);
        assertThat(line.junctionName()).isEqualTo("line");
        assertThat(line.volume()).isNotNull();
        assertThat(line.volume().rows()).isEqualTo(5_000_000);
        assertThat(line.attributes()).extracting(Attribute::name).containsExactly("amount");
        assertThat(relationships.get(3).owned()).isTrue();
        assertThat(relationships.get(3).required())
                .as("what is owned has its owner")
                .isTrue();
        assertThat(relationships.get(3).onDelete()).isNull();
    }

    @Test
    void everyPartOfAnAccessPatternIsRead() {
        Requirements requirements = read("""
                pgwright: 1
                project: { name: shop }
                entities:
                  customer: { attributes: { name: text } }
                  order: { attributes: { at: timestamp, status: { type: status, values: [open, paid] }, total: integer } }
                relationships:
                  - { from: customer, to: order, kind: 1:N, role: buyer }
                access_patterns:
                  orders:
                    description: All of a customer
                    kind: list
                    entity: order
                    return: [total, buyer.name]
                    filter: { buyer: equals, status: { in: [open, paid] }, total: { at_least: 1, at_most: 9 } }
                    sort: [-at, total]
                    page: 20
                    rate: 30/min
                    latency: 1.5 s
                  customer:
                    kind: get
                    entity: customer
                    filter: { id: equals }
                    include: { order: [total] }
                  sums:
                    kind: aggregate
                    entity: order
                    group_by: [status]
                    measures: [count, { sum: total }]
                    filter: { at: { last_days: 30 } }
                  pay: { kind: update, entity: order, set: [status, buyer], filter: { id: equals } }
                  own: { kind: list, entity: order, sql: select 1 }
                """);
        AccessPattern orders = requirements.accessPatterns().get(0);
        assertThat(orders.place().position()).isEqualTo(new Position(9, 3));
        assertThat(orders.returns()).containsExactly("total", "buyer.name");
        assertThat(orders.filters())
                .extracting(AccessPattern.Filter::path, AccessPattern.Filter::operator, AccessPattern.Filter::values)
                .containsExactly(
                        tuple("buyer", Operator.EQUALS, List.of()),
                        tuple("status", Operator.IN, List.of("open", "paid")),
                        tuple("total", Operator.AT_LEAST, List.of("1")),
                        tuple("total", Operator.AT_MOST, List.of("9")));
        assertThat(orders.sort())
                .extracting(AccessPattern.Sort::path, AccessPattern.Sort::descending)
                .containsExactly(tuple("at", true), tuple("total", false));
        assertThat(orders.page()).isEqualTo(20);
        assertThat(orders.ratePerSecond()).isEqualTo(0.5);
        assertThat(orders.latencyMillis()).isEqualTo(1500);
        AccessPattern customer = requirements.accessPatterns().get(1);
        assertThat(customer.includes()).singleElement().satisfies(include -> {
            assertThat(include.entity()).isEqualTo("order");
            assertThat(include.returns()).containsExactly("total");
        });
        AccessPattern sums = requirements.accessPatterns().get(2);
        assertThat(sums.groupBy()).containsExactly("status");
        assertThat(sums.measures())
                .extracting(AccessPattern.Measure::function)
                .containsExactly(Function.COUNT, Function.SUM);
        assertThat(sums.filters().get(0).values()).containsExactly("30");
        assertThat(requirements.accessPatterns().get(3).sets()).containsExactly("status", "buyer");
        assertThat(requirements.accessPatterns().get(4).sql()).isEqualTo("select 1");
    }

    @Test
    void everyKindOfRuleIsRead() {
        Requirements requirements = read("""
                pgwright: 1
                project: { name: shop }
                entities:
                  room: { attributes: { label: text } }
                  booking:
                    attributes: { span: period, seats: integer, status: { type: status, values: [held, gone] } }
                relationships:
                  - { from: room, to: booking, kind: 1:N }
                rules:
                  one_label: { entity: room, unique: [label], because: Doors have one sign }
                  free: { entity: booking, no_overlap: [span], within: [room], when: { status: [held] } }
                  seats: { entity: booking, check: seats > 0 }
                """);
        assertThat(requirements.rules().get(0)).isInstanceOfSatisfying(UniqueTogether.class, rule -> {
            assertThat(rule.paths()).containsExactly("label");
            assertThat(rule.because()).isEqualTo("Doors have one sign");
        });
        assertThat(requirements.rules().get(1)).isInstanceOfSatisfying(NoOverlap.class, rule -> {
            assertThat(rule.period()).containsExactly("span");
            assertThat(rule.within()).containsExactly("room");
            assertThat(rule.when()).isEqualTo(new ConsistencyRule.When("status", List.of("held")));
        });
        assertThat(requirements.rules().get(2))
                .isInstanceOfSatisfying(
                        Check.class, rule -> assertThat(rule.expression()).isEqualTo("seats > 0"));
    }

    @Test
    void fiveHundredEntitiesAreRead() {
        StringBuilder text = new StringBuilder("pgwright: 1\nproject: { name: big }\nentities:\n");
        for (int i = 0; i < 500; i++) {
            text.append("  thing_").append(i).append(":\n    volume: 1M\n    attributes:\n");
            for (int j = 0; j < 12; j++) {
                text.append("      fact_").append(j).append(": { type: text, max_length: 80, description: A fact }\n");
            }
        }
        text.append("relationships:\n");
        for (int i = 1; i < 500; i++) {
            text.append("  - { from: thing_%d, to: thing_%d, kind: 1:N, required: true }\n".formatted(i / 2, i));
        }
        Requirements requirements = read(text.toString());
        assertThat(requirements.entities()).hasSize(500);
        assertThat(requirements.relationships()).hasSize(499);
    }

    @Test
    void endlessNestingIsRefusedAndDoesNotOverflow() {
        PgwrightException refused =
                catchThrowableOfType(PgwrightException.class, () -> read("[".repeat(200_000) + "\n"));
        assertThat(refused).hasMessage("shop.yaml:1:101: nested deeper than 100 levels");
    }

    @Test
    void aHundredAliasesOfOneValueAreNoBomb() {
        StringBuilder text = new StringBuilder("pgwright: 1\nproject: { name: big }\nentities:\n");
        text.append("  first: { attributes: &facts { name: text } }\n");
        for (int i = 0; i < 100; i++) {
            text.append("  thing_").append(i).append(": { attributes: *facts }\n");
        }
        assertThat(read(text.toString()).entities()).hasSize(101);
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsDoNotMatter() {
        Requirements requirements = read("\uFEFF" + MINIMAL.replace("\n", "\r\n"));
        assertThat(requirements.entities().get(0).place().position()).isEqualTo(new Position(3, 13));
    }

    @Test
    void theMessageOfTheExceptionIsTheFirstProblem() {
        PgwrightException refused = catchThrowableOfType(PgwrightException.class, () -> read("{}"));
        assertThat(refused.code()).isEqualTo(ErrorCode.INPUT);
        assertThat(refused).hasMessage("shop.yaml:1:1: the file needs 'pgwright' (and 2 more)");
    }

    @Test
    void aMissingFileIsAFaultOfTheInput(@TempDir Path folder) {
        Path path = folder.resolve("none.yaml");
        PgwrightException refused = catchThrowableOfType(PgwrightException.class, () -> RequirementsReader.read(path));
        assertThat(refused.code()).isEqualTo(ErrorCode.INPUT);
        assertThat(refused).hasMessage(path + ": there is no such file");
    }

    @Test
    void aFolderIsAFaultOfTheInput(@TempDir Path folder) {
        PgwrightException refused =
                catchThrowableOfType(PgwrightException.class, () -> RequirementsReader.read(folder));
        assertThat(refused).hasMessage(folder + ": it is a folder");
    }

    @Test
    void aFileInAnotherEncodingIsAFaultOfTheInput(@TempDir Path folder) throws IOException {
        Path path = Files.write(folder.resolve("latin1.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE4, '\n'});
        PgwrightException refused = catchThrowableOfType(PgwrightException.class, () -> RequirementsReader.read(path));
        assertThat(refused).hasMessage(path + ": it is not UTF-8 text");
        assertThat(refused.problems().get(0).hint()).isEqualTo("Save it as UTF-8");
    }

    @Test
    void aFileWithoutPermissionIsAFaultOfTheInput(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("secret.yaml"), MINIMAL);
        Assumptions.assumeTrue(
                Files.getFileStore(path).supportsFileAttributeView("posix"), "the file system has no permissions");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(path), "this user may read every file");
        PgwrightException refused = catchThrowableOfType(PgwrightException.class, () -> RequirementsReader.read(path));
        assertThat(refused).hasMessage(path + ": no permission to read it");
    }
}
