package dev.pgwright.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.server.LockMode;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The locks that another tool has traced for its own examples. */
class EugeneTracesTest {
    private static final Path FILE = Path.of(System.getProperty("pgwright.corpora"), "cases", "eugene.jsonl");

    /** The scripts of an example, and the strongest mode traced on each relation. */
    private record Example(String code, List<String> scripts, Map<String, LockMode> locks) {}

    @Test
    void theTableSaysWhatEugeneHasTraced() throws IOException {
        Assumptions.assumeTrue(Files.isRegularFile(FILE), () -> "no traces of eugene at " + FILE);
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (String line : Files.readAllLines(FILE)) {
            Example example = read(line);
            Map<String, LockMode> predicted = predicted(example.scripts());
            for (Map.Entry<String, LockMode> lock : example.locks().entrySet()) {
                compared++;
                if (predicted.get(lock.getKey()) != lock.getValue()) {
                    differences.add(example.code() + " " + lock + ", not " + predicted.get(lock.getKey()));
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(20);
    }

    private static Map<String, LockMode> predicted(List<String> scripts) {
        Map<String, LockMode> strongest = new TreeMap<>();
        SchemaFold fold = SchemaFold.empty(18);
        for (String script : scripts) {
            ParsedSql parsed = Sql.parse(SourceFile.of("", script));
            for (Statement statement : parsed.statements()) {
                for (RelationEffect effect :
                        LockTable.effects(statement, fold.state()).relations()) {
                    strongest.merge(
                            effect.relation().toString(),
                            effect.mode(),
                            (one, other) -> one.compareTo(other) >= 0 ? one : other);
                }
                fold.apply(statement, parsed.source().text());
            }
        }
        return strongest;
    }

    private static Example read(String line) {
        String code = "";
        List<String> scripts = new ArrayList<>();
        Map<String, LockMode> locks = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "code" -> code = json.getString();
                    case "scripts" -> {
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            scripts.add(json.getString());
                        }
                    }
                    case "locks" -> {
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            List<String> cells = new ArrayList<>();
                            while (json.nextToken() != JsonToken.END_ARRAY) {
                                cells.add(json.getString());
                            }
                            add(locks, cells);
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        }
        return new Example(code, scripts, locks);
    }

    private static void add(Map<String, LockMode> locks, List<String> cells) {
        if (!cells.get(2).equals("Mode")) {
            for (LockMode mode : LockMode.values()) {
                if (cells.get(2).equals(mode.word() + "Lock")) {
                    locks.merge(
                            cells.get(0) + "." + cells.get(1),
                            mode,
                            (one, other) -> one.compareTo(other) >= 0 ? one : other);
                }
            }
        }
    }
}
