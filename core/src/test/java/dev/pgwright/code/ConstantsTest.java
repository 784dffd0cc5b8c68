package dev.pgwright.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Constants that stand in another file than the statement that they are a part of. */
class ConstantsTest {
    private static final String NAMES = "package shop; class Names { static final String T = \"shop.\" + \"t\"; "
            + "static final List<String> C = List.of(\"a\", \"b\"); static String given(String x) { return x; } "
            + "static final String G = given(\"u\"); }";
    private static final String JAVA =
            "package shop.sub; %s import java.sql.*; class A { void f(Statement s) { s.execute(%s); } }";
    private static final String PYTHON = "import psycopg\n%s\ndef f(cur):\n  cur.execute(%s)\n";
    private static final String GO =
            "package %s\nimport (\"database/sql\"\n%s)\nfunc F(db *sql.DB) {\n db.Query(%s)\n}";

    @TempDir
    private Path folder = Path.of("");

    private List<String> sql(Map<String, String> files, String file) throws IOException {
        for (Map.Entry<String, String> one : files.entrySet()) {
            Path path = folder.resolve(one.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, one.getValue());
        }
        CodeLanguage language = CodeLanguage.of(file).orElseThrow();
        return CodeReader.read(SourceFile.read(folder.resolve(file)), language).statements().stream()
                .map(EmbeddedStatement::sql)
                .toList();
    }

    static Stream<Arguments> named() {
        return Stream.of(
                Arguments.of(
                        Map.of(
                                "src/shop/Names.java",
                                NAMES,
                                "src/shop/sub/A.java",
                                JAVA.formatted("import shop.Names;", "\"select a from \" + Names.T")),
                        "src/shop/sub/A.java"),
                Arguments.of(
                        Map.of(
                                "src/shop/Names.java",
                                NAMES,
                                "src/shop/sub/A.java",
                                JAVA.formatted("import static shop.Names.T;", "\"select a from \" + T")),
                        "src/shop/sub/A.java"),
                Arguments.of(
                        Map.of(
                                "src/shop/Names.java",
                                NAMES,
                                "src/shop/Own.java",
                                "package shop; class Own { static final String FROM = \" from \" + Names.T; }",
                                "src/shop/A.java",
                                JAVA.formatted("", "\"select a\" + Own.FROM")),
                        "src/shop/A.java"),
                Arguments.of(
                        Map.of(
                                "shop/db/names.py",
                                "S = 'shop'\nT = f'{S}.t'\n",
                                "shop/a.py",
                                PYTHON.formatted("from .db.names import T", "f'select a from {T}'")),
                        "shop/a.py"),
                Arguments.of(
                        Map.of(
                                "shop/db/names.py",
                                "T = 'shop.t'\n",
                                "shop/db/a.py",
                                PYTHON.formatted("from shop.db import names", "'select a from ' + names.T")),
                        "shop/db/a.py"),
                Arguments.of(
                        Map.of(
                                "src/names.ts",
                                "export const T = 'shop.t';",
                                "src/db/a.ts",
                                "import { Pool } from 'pg';\nimport { T } from '../names';\npool.query(`select a from ${T}`);"),
                        "src/db/a.ts"),
                Arguments.of(
                        Map.of(
                                "src/names.ts",
                                "export const T = 'shop.t';",
                                "src/a.ts",
                                "import { Pool } from 'pg';\nimport * as names from './names.js';\npool.query(`select a from ${names.T}`);"),
                        "src/a.ts"),
                Arguments.of(
                        Map.of(
                                "store/names.go",
                                "package store\nconst t = \"shop.t\"\n",
                                "store/a.go",
                                GO.formatted("store", "", "\"select a from \" + t")),
                        "store/a.go"),
                Arguments.of(
                        Map.of(
                                "store/names.go",
                                "package store\nconst T = \"shop.t\"\n",
                                "jobs/a.go",
                                GO.formatted("jobs", "\"example.com/shop/store\"\n", "\"select a from \" + store.T")),
                        "jobs/a.go"),
                Arguments.of(
                        Map.of(
                                "src/shop/Names.kt",
                                "package shop\nobject Names { const val T = \"shop.t\" }",
                                "src/shop/A.kt",
                                "package shop\nimport java.sql.*\nfun f(s: Statement) = s.execute(\"select a from ${Names.T}\")"),
                        "src/shop/A.kt"),
                Arguments.of(
                        Map.of(
                                "src/shop/Names.kt",
                                "package shop\nconst val T = \"shop.t\"",
                                "src/shop/A.kt",
                                "package shop\nimport java.sql.*\nfun f(s: Statement) = s.execute(\"select a from $T\")"),
                        "src/shop/A.kt"));
    }

    @ParameterizedTest
    @MethodSource("named")
    void theyAreJoinedAsTheProgramDoesIt(Map<String, String> files, String file) throws IOException {
        assertThat(sql(files, file)).containsExactly("select a from shop.t");
    }

    @Test
    void aListIsOneThereToo() throws IOException {
        assertThat(sql(
                        Map.of(
                                "src/shop/Names.java",
                                NAMES,
                                "src/shop/A.java",
                                JAVA.formatted("", "\"select \" + String.join(\", \", Names.C) + \" from t\"")),
                        "src/shop/A.java"))
                .containsExactly("select a, b from t");
    }

    @Test
    void aFindingStandsWhereTheConstantIsNamed() throws IOException {
        String java = JAVA.formatted("", "\"select a from \" + Names.T");
        sql(Map.of("src/shop/Names.java", NAMES, "src/shop/A.java", java), "src/shop/A.java");
        EmbeddedStatement found = CodeReader.read(SourceFile.read(folder.resolve("src/shop/A.java")), CodeLanguage.JAVA)
                .statements()
                .get(0);
        assertThat(found.place("select a from ".length())).isEqualTo(java.indexOf("Names.T"));
    }

    static Stream<Arguments> unknown() {
        return Stream.of(
                // what a function gives is not known, nor what is named like a parameter, a variable or a class that is
                // not imported
                Arguments.of(JAVA.formatted("import shop.Names;", "\"select a from \" + Names.G")),
                Arguments.of(JAVA.formatted("import shop.Names;", "\"select a from \" + Names.MISSING")),
                Arguments.of(JAVA.formatted("", "\"select a from \" + Names.T")),
                Arguments.of(JAVA.formatted("import shop.Names;", "\"select a from \" + T")
                        .replace("f(Statement s)", "f(Statement s, String T)")));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void whatNobodyKnowsStaysOpen(String code) throws IOException {
        assertThat(sql(Map.of("src/shop/Names.java", NAMES, "src/shop/sub/A.java", code), "src/shop/sub/A.java"))
                .containsExactly("select a from  $1 ");
    }

    @Test
    void constantsThatNameEachOtherHaveNoValue() throws IOException {
        assertThat(sql(
                        Map.of(
                                "shop/b.py",
                                "from .a import T\nU = T + 'u'\n",
                                "shop/a.py",
                                PYTHON.formatted("from .b import U\nT = U + 't'", "'select a from ' + T")),
                        "shop/a.py"))
                .hasSize(1);
    }
}
