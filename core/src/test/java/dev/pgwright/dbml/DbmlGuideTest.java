package dev.pgwright.dbml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.DbmlCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide shows what works. */
class DbmlGuideTest {
    private static final Pattern BLOCK = Pattern.compile("```dbml\n(.*?)```", Pattern.DOTALL);
    private static final String SEVERAL_FILES = "## Several files";

    @Test
    void theExamplesAreReadAndWrittenAsTheyStand() throws IOException {
        String guide = Files.readString(Path.of(System.getProperty("pgwright.root"), "docs", "dbml.md"));
        Matcher blocks = BLOCK.matcher(guide.substring(0, guide.indexOf(SEVERAL_FILES)));
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

    @Test
    void theExampleOfSeveralFilesIsRead() throws IOException {
        String guide = Files.readString(Path.of(System.getProperty("pgwright.root"), "docs", "dbml.md"));
        Matcher blocks = BLOCK.matcher(guide.substring(guide.indexOf(SEVERAL_FILES)));
        assertThat(blocks.find()).isTrue();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("/shop/orders.dbml", blocks.group(1));
        files.put(
                "/shop/crm/customers.dbml",
                "Enum crm.kind { person\n company }\nTable crm.customers { id int [pk]\n kind crm.kind }\n");
        files.put("/shop/common.dbml", "Table countries { code text [pk] }\n");
        files.put("/audit.dbml", "Table audit.changes { id int [pk] }\n");
        DbmlSchema schema = DbmlCatalog.read(
                SourceFile.of("/shop/orders.dbml", blocks.group(1)),
                path -> Optional.ofNullable(files.get(path.toString()))
                        .map(text -> SourceFile.of(path.toString(), text)));
        assertThat(schema.catalog().tables().stream().map(table -> table.name().toString()))
                .containsExactlyInAnyOrder("public.buyers", "public.countries", "audit.changes");
        assertThat(DbmlCore.shared().problems(files)).isEmpty();
    }
}
