package dev.pgwright.review.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.review.rules.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The published JSON Schema, by which editors check and complete pgwright.yaml. */
class ConfigurationSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode TREE = tree();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TREE);

    private static JsonNode tree() {
        try {
            return JSON.readTree(Files.readString(
                    Path.of(System.getProperty("pgwright.root", ".."), "docs", "pgwright.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Error> errors(String yaml) {
        Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return SCHEMA.validate(JSON.<JsonNode>valueToTree(value));
    }

    @Test
    void acceptsWhatTheReaderAccepts() {
        assertThat(errors(ConfigurationTest.FULL.replace("1_000_000_000_000", "1000")))
                .isEmpty();
        assertThat(errors("{}")).isEmpty();
        Rules.infos()
                .forEach(rule -> assertThat(errors("review: {rules: {" + rule.id() + ": off}}"))
                        .isEmpty());
        Arrays.stream(Framework.values())
                .forEach(framework -> assertThat(errors("review: {framework: " + framework.word() + "}"))
                        .isEmpty());
        Arrays.stream(FailOn.values())
                .forEach(failOn -> assertThat(errors("review: {fail-on: " + failOn.word() + "}"))
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verison: 16",
                "version: 13",
                "review: 1",
                "review: {fail_on: error}",
                "review: {fail-on: eror}",
                "review: {framework: fylway}",
                "review: {paths: db}",
                "review: {paths: [db, db]}",
                "review: {rules: {rename-column: of}}",
                "review: {rules: {wide-lock-window: {max-statements: -1}}}",
                "review: {rules: {wide-lock-window: {enabled: maybe}}}",
                "review: {rules: {wide-lock-window: {types: json}}}",
                "review: {rules: {wide-lock-window: {types: [a, a]}}}",
                "review: {overrides: [{rules: {rename-column: off}}]}",
                "review: {overrides: [{paths: [a], rules: {wide-lock-window: {max-statements: few}}}]}",
                "review: {custom: {jar: [x]}}",
                "review: {baseline: [x]}"
            })
    void refusesWhatTheReaderRefuses(String yaml) {
        assertThat(ConfigurationTest.problems(yaml)).isNotEmpty();
        assertThat(errors(yaml)).isNotEmpty();
    }
}
