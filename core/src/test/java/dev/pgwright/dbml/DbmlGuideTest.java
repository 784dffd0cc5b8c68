package dev.pgwright.dbml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.DbmlCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide shows what works. */
class DbmlGuideTest {
    @Test
    void theExamplesAreReadAndWrittenAsTheyStand() throws IOException {
        String guide = Files.readString(Path.of(System.getProperty("pgwright.root"), "docs", "dbml.md"));
        Matcher blocks = Pattern.compile("```dbml\n(.*?)```", Pattern.DOTALL).matcher(guide);
        StringBuilder example = new StringBuilder("Table customers {\n  id bigint [pk]\n}\n\n");
        while (blocks.find()) {
            example.append(blocks.group(1)).append('\n');
        }
        DbmlSchema schema = DbmlCatalog.read(SourceFile.of("docs/dbml.md", example.toString()));
        assertThat(schema.statements()).isEmpty();
        String written = DbmlWriter.write(schema.catalog(), schema.extras());
        blocks.reset();
        while (blocks.find()) {
            assertThat(written)
                    .contains(blocks.group(1).substring(blocks.group(1).indexOf("Table orders") + 1));
        }
        assertThat(DbmlCore.shared().problems(example.toString())).isEmpty();
    }
}
