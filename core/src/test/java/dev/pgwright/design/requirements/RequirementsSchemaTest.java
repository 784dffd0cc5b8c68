package dev.pgwright.design.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The published JSON Schema, by which editors check and complete requirements files. */
class RequirementsSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode TREE = tree();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TREE);

    private static JsonNode tree() {
        Path path = Path.of(System.getProperty("pgwright.root", ".."), "docs", "requirements.schema.json");
        try {
            return JSON.readTree(Files.readString(path));
        } catch (IOException e) {
            throw new IllegalStateException("the schema cannot be read", e);
        }
    }

    private static List<Error> errors(String yaml) {
        Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return SCHEMA.validate(JSON.<JsonNode>valueToTree(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"marketplace", "clinic", "iot"})
    void acceptsEveryExample(String name) throws IOException {
        assertThat(errors(Files.readString(RequirementsExamplesTest.example(name))))
                .isEmpty();
    }

    static Stream<ProblemCases.Case> fineCases() {
        return RequirementsProblemsTest.cases()
                .filter(candidate -> candidate.expected().equals("fine\n"));
    }

    @ParameterizedTest
    @MethodSource("fineCases")
    void acceptsWhatTheReaderAccepts(ProblemCases.Case fine) {
        assertThat(errors(fine.file())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entitys: {}",
                "entities: {}",
                "entities: { A: { attributes: { a: text } } }",
                "entities: { a: { } }",
                "entities: { a: { attributes: { a: varchar } } }",
                "entities: { a: { attributes: { a: status } } }",
                "entities: { a: { attributes: { a: { type: quantity } } } }",
                "entities: { a: { attributes: { a: { type: text, unit: kg } } } }",
                "entities: { a: { attributes: { a: { type: text, required: maybe } } } }",
                "entities: { a: { volume: many, attributes: { a: text } } }",
                "entities: { a: { volume: -5, attributes: { a: text } } }",
                "entities: { a: { volume: { growth: 5/day }, attributes: { a: text } } }",
                "entities: { a: { volume: { rows: 5, growth: 5/fortnight }, attributes: { a: text } } }",
                "entities: { a: { retention: { keep: 90, by: a }, attributes: { a: date } } }",
                "relationships: [{ from: a, to: b }]",
                "relationships: [{ from: a, to: b, kind: N:1 }]",
                "relationships: [{ from: a, to: b, kind: 1:N, via: c }]",
                "relationships: [{ from: a, to: b, kind: N:M, owned: true }]",
                "access_patterns: { p: { kind: list } }",
                "access_patterns: { p: { kind: lst, entity: a } }",
                "access_patterns: { p: { kind: list, entity: a, filter: { a: like } } }",
                "access_patterns: { p: { kind: list, entity: a, page: 1001 } }",
                "access_patterns: { p: { kind: list, entity: a, latency: 20 } }",
                "access_patterns: { p: { kind: list, entity: a, measures: [{ avg: a }] } }",
                "rules: { r: { entity: a } }",
                "rules: { r: { entity: a, unique: [a], check: a > 1 } }",
                "rules: { r: { entity: a, unique: [a], within: [b] } }",
                "rules: { r: { entity: a, conserve: a } }",
                "rules: { r: { entity: a, conserve: a, within: [b], total: much } }",
                "rules: { r: { entity: a, check: a > 1, total: 5 } }"
            })
    void refusesWhatIsMisshapen(String part) {
        String rest = part.startsWith("entities")
                ? "pgwright: 1\nproject: { name: shop }\n"
                : "pgwright: 1\nproject: { name: shop }\nentities: { a: { attributes: { a: text } } }\n";
        assertThat(errors(rest + part)).isNotEmpty();
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of("/properties", Vocabulary.ROOT),
                Arguments.of("/$defs/project/properties", Vocabulary.PROJECT),
                Arguments.of("/$defs/tenancy/properties", Vocabulary.TENANCY),
                Arguments.of("/$defs/entity/properties", Vocabulary.ENTITY),
                Arguments.of("/$defs/volume/oneOf/1/properties", Vocabulary.VOLUME),
                Arguments.of("/$defs/entity/properties/retention/properties", Vocabulary.RETENTION),
                Arguments.of("/$defs/entity/properties/audit/oneOf/1/properties", Vocabulary.AUDIT),
                Arguments.of("/$defs/attribute/oneOf/1/properties", Vocabulary.ATTRIBUTE),
                Arguments.of("/$defs/relationship/properties", Vocabulary.RELATIONSHIP),
                Arguments.of("/$defs/access_pattern/properties", Vocabulary.ACCESS_PATTERN),
                Arguments.of("/$defs/dependency/properties", Vocabulary.DEPENDENCY),
                Arguments.of("/$defs/rule/properties", Vocabulary.RULE));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void knowsTheKeysOfTheReader(String pointer, List<String> keys) {
        JsonNode properties = TREE.at(pointer);
        assertThat(properties.propertyNames()).containsExactlyElementsOf(keys);
        properties.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            JsonNode shown = value.has("description") || !value.has("$ref")
                    ? value
                    : TREE.at(value.get("$ref").asString().substring(1));
            assertThat(shown.has("description"))
                    .as("%s/%s is described", pointer, entry.getKey())
                    .isTrue();
        });
    }

    static Stream<Arguments> words() {
        return Stream.of(
                Arguments.of("/$defs/type/enum", Vocabulary.TYPES.keySet()),
                Arguments.of("/$defs/entity/properties/identity/oneOf/0/enum", Vocabulary.IDENTITY.keySet()),
                Arguments.of("/$defs/entity/properties/changes/enum", Vocabulary.CHANGES.keySet()),
                Arguments.of("/$defs/attribute/oneOf/1/properties/changes/enum", Vocabulary.CHANGES.keySet()),
                Arguments.of("/$defs/relationship/properties/kind/enum", Vocabulary.CARDINALITIES.keySet()),
                Arguments.of("/$defs/relationship/properties/on_delete/enum", Vocabulary.ON_DELETE.keySet()),
                Arguments.of("/$defs/access_pattern/properties/kind/enum", Vocabulary.PATTERN_KINDS.keySet()),
                Arguments.of(
                        "/$defs/attribute/oneOf/1/properties/search_language/enum",
                        Vocabulary.SEARCH_LANGUAGES.keySet()),
                Arguments.of("/$defs/rule/properties/last_day/enum", Vocabulary.LAST_DAY.keySet()),
                Arguments.of("/$defs/operator/enum", Vocabulary.OPERATORS.keySet()));
    }

    @ParameterizedTest
    @MethodSource("words")
    void knowsTheWordsOfTheReader(String pointer, Set<String> words) {
        List<String> known = new ArrayList<>();
        TREE.at(pointer).forEach(word -> known.add(word.asString()));
        assertThat(known).containsExactlyElementsOf(words);
    }

    @Test
    void knowsTheFunctionsOfTheReader() {
        JsonNode forms = TREE.at("/$defs/access_pattern/properties/measures/items/oneOf");
        List<String> known = new ArrayList<>(List.of(forms.at("/0/const").asString()));
        known.addAll(forms.at("/1/properties").propertyNames());
        assertThat(known).containsExactlyElementsOf(Vocabulary.FUNCTIONS.keySet());
    }

    @Test
    void everySynonymMeansAWordOfTheContract() {
        List<Collection<String>> vocabularies = List.of(
                Vocabulary.TYPES.keySet(),
                Vocabulary.OPERATORS.keySet(),
                Vocabulary.FUNCTIONS.keySet(),
                Vocabulary.PATTERN_KINDS.keySet(),
                Vocabulary.ON_DELETE.keySet(),
                Vocabulary.CARDINALITIES.keySet(),
                Vocabulary.IDENTITY.keySet());
        assertThat(Vocabulary.SYNONYMS.values())
                .allSatisfy(word -> assertThat(vocabularies)
                        .anySatisfy(words -> assertThat(words).contains(word)));
    }
}
