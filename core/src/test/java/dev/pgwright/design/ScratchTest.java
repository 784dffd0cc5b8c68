package dev.pgwright.design;

import dev.pgwright.design.decide.SchemaDesigner;
import dev.pgwright.design.requirements.RequirementsReader;
import dev.pgwright.design.write.*;
import java.nio.file.*;
import org.junit.jupiter.api.Test;

class ScratchTest {
    @Test
    void dump() throws Exception {
        var req = RequirementsReader.read(Path.of(
                System.getProperty("pgwright.root"),
                "examples",
                System.getProperty("ex", "marketplace"),
                "requirements.yaml"));
        var design = SchemaDesigner.design(req);
        var texts = DesignTexts.of(design);
        Path out = Path.of("/tmp/scratch");
        Files.createDirectories(out);
        Files.writeString(out.resolve("schema.sql"), texts.schema());
        Files.writeString(out.resolve("down.sql"), texts.down());
        StringBuilder q = new StringBuilder();
        for (var query : texts.queries())
            q.append(QueryWriter.file(design, query)).append("\n");
        Files.writeString(out.resolve("queries.sql"), q.toString());
    }
}
