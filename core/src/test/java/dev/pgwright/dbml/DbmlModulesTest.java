package dev.pgwright.dbml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.DbmlCore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DbmlModulesTest {
    private static DbmlParse parse(Map<String, String> files) {
        String first = files.keySet().iterator().next();
        return Dbml.parse(
                SourceFile.of(first, Objects.requireNonNull(files.get(first))),
                path -> Optional.ofNullable(files.get(path.toString()))
                        .map(text -> SourceFile.of(path.toString(), text)));
    }

    private static Map<String, String> files(String... namesAndTexts) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return files;
    }

    private static List<String> problems(String... namesAndTexts) {
        return parse(files(namesAndTexts)).problems().stream()
                .map(problem -> problem.place() + " " + problem.message()
                        + (problem.hint() == null ? "" : " (" + problem.hint() + ")"))
                .toList();
    }

    private static Catalog catalog(String... namesAndTexts) {
        return DbmlCatalog.toCatalog(parse(files(namesAndTexts)).require()).catalog();
    }

    static List<Map<String, String>> projects() throws IOException {
        try (InputStream stream = DbmlModulesTest.class.getResourceAsStream("modules.txt")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.split("\n%%%\n")).stream()
                    .map(project -> {
                        Map<String, String> files = new LinkedHashMap<>();
                        for (String file : project.split("(?m)^@@")) {
                            int line = file.indexOf('\n');
                            if (line > 0) {
                                files.put(file.substring(0, line), file.substring(line + 1));
                            }
                        }
                        return files;
                    })
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("projects")
    void acceptsWhatTheJudgeAccepts(Map<String, String> files) {
        List<String> judged = DbmlCore.shared().problems(files);
        DbmlParse parse = parse(files);
        assertThat(parse.problems().isEmpty())
                .as("%s%nours: %s%nthe judge's: %s", files, parse.problems(), judged)
                .isEqualTo(judged.isEmpty());
    }

    @Test
    void takesWithATableItsRelationshipsRowsMetadataAndEnums() {
        Catalog catalog = catalog("shop/orders.dbml", """
                use {
                  table crm.customers as buyers
                  table countries
                } from '../crm/customers'
                Table orders {
                  id int [pk]
                  buyer_id int [ref: > buyers.id]
                }
                """, "crm/customers.dbml", """
                Enum crm.kind { person
                 company }
                Table crm.customers as c {
                  id int [pk]
                  kind crm.kind [default: crm.kind.person]
                  country text [ref: > countries.code]
                  agent int [ref: > agents.id]
                }
                Table countries { code text [pk] }
                Table agents { id int [pk] }
                Ref: agents.id < c.id
                Metadata Column c.country { pg_collation: '"C"' }
                """);
        assertThat(catalog.tables().stream().map(table -> table.name().toString()))
                .containsExactlyInAnyOrder("public.orders", "public.buyers", "public.countries");
        assertThat(catalog.foreignKeys().stream()
                        .map(key -> key.key().name() + " -> " + key.key().referenced()))
                .containsExactlyInAnyOrder(
                        "orders_buyer_id_fkey -> public.buyers", "buyers_country_fkey -> public.countries");
        assertThat(catalog.enums()).hasSize(1);
        Table buyers = catalog.tables().stream()
                .filter(table -> table.name().name().equals("buyers"))
                .findFirst()
                .orElseThrow();
        assertThat(buyers.columns().stream().map(Column::type)).contains("crm.kind");
        assertThat(buyers.column("kind").orElseThrow().defaultExpression()).isEqualTo("'person'::crm.kind");
        assertThat(buyers.column("country").orElseThrow().collation()).isEqualTo("\"C\"");
    }

    @Test
    void tellsEachFaultAtItsPlaceInItsFile() {
        assertThat(problems(
                        "a/main.dbml",
                        "use { table t } from './x'\nuse { table user } from '../b'\nuse * from 'nope'\nTable a { b int [pkk] }",
                        "b.dbml",
                        "Table users {\n a int\n b\n}\nRef: users.a > usrs.a"))
                .containsExactly(
                        "a/main.dbml:1:22 there is no file 'a/x.dbml' (the path is relative to this file)",
                        "a/main.dbml:2:7 there is no table 'user' in 'b.dbml' (did you mean 'users'?)",
                        "a/main.dbml:3:12 there is no file 'a/nope.dbml' (the path is relative to this file)",
                        "a/main.dbml:4:18 unknown column setting 'pkk' (did you mean 'pk'?)",
                        "b.dbml:3:2 the column 'b' needs a type",
                        "b.dbml:5:16 there is no table 'usrs' (did you mean 'users'?)");
    }

    @Test
    void tellsThatANameIsOnlyPassedRound() {
        assertThat(problems(
                        "a.dbml", "use { table t } from './b'",
                        "b.dbml", "reuse { table t } from './c'",
                        "c.dbml", "reuse { table t } from './b'"))
                .contains("a.dbml:1:7 the table 't' is only passed round: b.dbml -> c.dbml -> b.dbml");
    }

    @Test
    void readsFilesOnDiskAndTellsThoseThatAreNotText(@TempDir Path folder) throws IOException {
        Path main = Files.writeString(
                folder.resolve("main.dbml"), "use { table t } from './sub/x'\nuse * from './latin'\nRef: t.a > t.b\n");
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/x.dbml"), "\uFEFFTable t {\r\n a int\r\n b int\r\n}\r\n");
        Files.write(
                folder.resolve("latin.dbml"), "Table gr\u00f6\u00dfe { a int }".getBytes(StandardCharsets.ISO_8859_1));
        List<String> told = Dbml.parse(SourceFile.read(main), DbmlFiles.ON_DISK).problems().stream()
                .map(problem -> problem.place().position() + " " + problem.message())
                .toList();
        assertThat(told).containsExactly("2:12 the file '" + folder.resolve("latin.dbml") + "' is not UTF-8");
        assertThat(told.get(0)).doesNotContain(CharacterCodingException.class.getSimpleName());
    }
}
