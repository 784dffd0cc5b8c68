package dev.pgwright.design.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.SchemaDesigner;
import dev.pgwright.design.questions.QuestionEngine;
import dev.pgwright.design.requirements.RequirementsDocument;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code requirements.normalized.yaml}. */
class NormalizedRequirementsTest {
    private static final Path ROOT = Path.of(System.getProperty("pgwright.root", ".."));

    private static final String SHOP = """
            pgwright: 1
            project: { name: "shop: ours", go_live: 2027-01-01 }
            entities:
              customer: { attributes: { email: { type: email, pattern: '^[^@]+@x$', default: "true" }, name: text } }
              order:
                description: |
                  What somebody
                    bought
                attributes: { total: { type: money, currency: EUR } }
            relationships: [{ from: customer, to: order, kind: 1:N }]
            access_patterns: { all: { kind: list, entity: order, sort: [-created_at] } }
            """;

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve("examples"))) {
            List<Path> files = folders.map(folder -> folder.resolve("requirements.yaml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            return files.stream();
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String normalized(RequirementsDocument document, Design design) {
        return document.normalized(TakenDefaults.of(design, QuestionEngine.questions(design)));
    }

    private static String normalized(String yaml) {
        RequirementsDocument document = RequirementsDocument.of(SourceFile.of("a.yaml", yaml));
        return normalized(document, SchemaDesigner.design(document.requirements()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void givesTheSameSchemaWhenItIsReadAgain(Path example) {
        RequirementsDocument document = RequirementsDocument.read(example);
        Design design = SchemaDesigner.design(document.requirements());
        String normalized = normalized(document, design);
        Design again = SchemaDesigner.design(RequirementsDocument.of(SourceFile.of("normalized.yaml", normalized))
                .requirements());
        assertThat(DesignTexts.of(again).schema())
                .isEqualTo(DesignTexts.of(design).schema());
        assertThat(DesignTexts.of(again).queries())
                .isEqualTo(DesignTexts.of(design).queries());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isValidAgainstThePublishedSchema(Path example) {
        ObjectMapper json = new ObjectMapper();
        Object value = new Load(LoadSettings.builder().build()).loadFromString(normalized(read(example)));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(json.readTree(read(ROOT.resolve("docs/requirements.schema.json"))))
                        .validate(json.<JsonNode>valueToTree(value)))
                .isEmpty();
    }

    @Test
    void keepsEveryPartOfTheContract() {
        String yaml = """
                pgwright: 1
                project: { name: shop, go_live: 2027-01-01 }
                tenancy: { entity: shop }
                entities:
                  shop: { attributes: { name: text } }
                  land: { shared: true, identity: natural, attributes: { code: { type: country, unique: true, required: true } } }
                  method: { attributes: { holder: text } }
                  card: { is_a: method, attributes: { digits: { type: code, max_length: 4 } } }
                  order:
                    attributes:
                      day: { type: date, required: true, default: now, time_zone: Europe/Berlin }
                      note: { type: text, search_language: german }
                      lines: { type: integer, derived: { count: line } }
                  line: { attributes: { price: { type: money, currency: EUR, min: 0 } } }
                relationships:
                  - { from: order, to: line, kind: 1:N, owned: true }
                  - { from: land, to: order, kind: 1:N, required: true }
                  - { from: order, to: method, kind: N:M, via: paid_by, attributes: { share: percentage } }
                access_patterns:
                  revenue: { kind: aggregate, entity: order, measures: [count], freshness: 5 minutes }
                  search: { kind: list, entity: order, filter: { note: matches, day: { last_days: 90 } } }
                """;
        RequirementsDocument document = RequirementsDocument.of(SourceFile.of("a.yaml", yaml));
        Design design = SchemaDesigner.design(document.requirements());
        Design again =
                SchemaDesigner.design(RequirementsDocument.of(SourceFile.of("b.yaml", normalized(document, design)))
                        .requirements());
        assertThat(DesignTexts.of(again).schema())
                .isEqualTo(DesignTexts.of(design).schema());
    }

    @Test
    void writesTheDefaultsOutAndSaysWhichOfThemAreOpen() {
        assertThat(normalized(SHOP)).isEqualTo("""
                # The requirements with every default written out. What nobody said has a remark;
                # questions.md asks about it. Made by pgwright from the requirements and the answers.
                pgwright: 1

                project:
                  name: 'shop: ours'
                  go_live: 2027-01-01
                  schema: public  # default
                  postgres: 18  # default

                entities:
                  customer:
                    attributes:
                      email:
                        type: email
                        pattern: '^[^@]+@x$'
                        default: 'true'
                        required: false  # default
                        unique: false  # default
                        sensitive: false  # taken: sensitive:customer.email
                      name:
                        type: text
                        required: false  # default
                        unique: false  # default
                        sensitive: false  # default
                    identity: local  # default
                    changes: often  # default
                    table: customers  # default
                    # volume: Few enough for one plain table. taken: volume:customer
                  order:
                    description: |-
                      What somebody
                        bought
                    attributes:
                      total:
                        type: money
                        currency: EUR
                        required: false  # default
                        unique: false  # default
                        sensitive: false  # default
                    identity: local  # default
                    changes: often  # default
                    table: orders  # default
                    # volume: Few enough for one plain table. taken: volume:order

                relationships:
                  - from: customer
                    to: order
                    kind: 1:N
                    role: customer  # default
                    required: false  # taken: optional:order.customer
                    owned: false  # default
                    on_delete: restrict  # taken: on_delete:order.customer

                access_patterns:
                  all:
                    kind: list
                    entity: order
                    sort: [-created_at]
                    page: 50  # default
                """);
    }
}
