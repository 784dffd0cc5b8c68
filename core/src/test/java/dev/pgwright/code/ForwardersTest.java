package dev.pgwright.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SQL that a program gives to functions of its own, which send it. */
class ForwardersTest {
    private static final String DB_JAVA = """
            package shop;
            import java.sql.*;
            class Db {
                ResultSet query(String sql, Object... values) { return of(sql).executeQuery(); }
                private PreparedStatement of(String sql) { return connection.prepareStatement(sql); }
            }
            """;
    private static final String DB_KOTLIN = """
            package shop
            import java.sql.*
            fun Connection.rows(sql: String) = prepareStatement(sql)
            fun run(connection: Connection, sql: String) { connection.prepareStatement(sql).execute() }
            """;
    private static final String DB_PYTHON = """
            import psycopg
            class Store:
                def rows(self, sql, params=None):
                    self.cursor.execute(sql, params)
            def run(sql, params=None):
                with conn.cursor() as cur:
                    cur.execute(sql, params)
            def limited(sql):
                sql = sql + " limit 10"
                run(sql)
            """;
    private static final String DB_TYPESCRIPT = """
            import { Pool } from 'pg'
            const pool = new Pool()
            export async function q(sql: string, params: any[] = []) { return pool.query(sql, params) }
            export class Repo {
              constructor(private pool: Pool) {}
              many(sql: string, params: any[]) { return this.pool.query(sql, params) }
            }
            """;
    private static final String DB_GO = """
            package db
            import ("context"; "database/sql")
            type Store struct { db *sql.DB }
            func (s *Store) Rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
                return s.db.QueryContext(ctx, query, args...)
            }
            func Run(ctx context.Context, d *sql.DB, query string) error {
                _, err := d.ExecContext(ctx, query)
                return err
            }
            """;

    @TempDir
    private Path folder = Path.of("");

    static Stream<Arguments> callers() {
        return Stream.of(
                caller("Db.java", DB_JAVA, "A.java", "class A { private final Db db; void f() { db.query(%s, 1); } }"),
                caller("Db.java", DB_JAVA, "A.java", "class A extends Db { void f() { query(%s); } }"),
                caller("Db.java", DB_JAVA, "A.kt", "class A(private val db: Db) { fun f() { db.query(%s) } }"),
                caller("Db.kt", DB_KOTLIN, "A.kt", "class A(val c: Connection) { fun f() { run(c, %s) } }"),
                caller("db.py", DB_PYTHON, "a.py", "from db import run\ndef f():\n    run(%s)\n"),
                caller("db.py", DB_PYTHON, "a.py", "import db\ndef f():\n    db.run(sql=%s)\n"),
                caller("db.py", DB_PYTHON, "a.py", "def f(s):\n    store = Store()\n    store.rows(%s)\n"),
                caller("db.ts", DB_TYPESCRIPT, "a.ts", "import { q } from './db'\nfunction f() { q(%s) }"),
                caller("db/index.ts", DB_TYPESCRIPT, "a.ts", "import { q } from './db'\nfunction f() { q(%s) }"),
                caller("db/__init__.py", DB_PYTHON, "a.py", "from .db import run\ndef f():\n    run(%s)\n"),
                caller("db.ts", DB_TYPESCRIPT, "a.tsx", "class A extends Repo { f() { return this.many(%s, []) } }"),
                caller("db.ts", DB_TYPESCRIPT, "a.js", "import * as db from './db.js'\nfunction f() { db.q(%s) }"),
                caller(
                        "db/db.go",
                        DB_GO,
                        "shop/a.go",
                        "package shop\nimport \"x.com/y/db\"\nfunc F(s *db.Store, c context.Context) { s.Rows(c, %s) }"),
                caller(
                        "db/db.go",
                        DB_GO,
                        "shop/a.go",
                        "package shop\nimport \"x.com/y/db\"\nfunc F() { db.Run(nil, nil, %s) }"),
                caller("db/db.go", DB_GO, "db/a.go", "package db\nfunc F() { Run(nil, nil, %s) }"));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                // a class of its own
                caller("Db.java", DB_JAVA, "A.java", "class A { void f(Other db) { db.query(%s); } }"),
                caller("Db.java", DB_JAVA, "A.java", "class A { void f() { query(%s); } }"),
                // what is hidden in its file, and what is not given the text
                caller("Db.java", DB_JAVA, "A.java", "class A { void f(Db db) { db.query(x, %s); } }"),
                // of nothing that is imported
                caller("db.py", DB_PYTHON, "a.py", "from mysql import run\ndef f():\n    run(%s)\n"),
                // something is done to the text before it is sent
                caller("db.py", DB_PYTHON, "a.py", "from db import limited\ndef f():\n    limited(%s)\n"),
                caller("db.ts", DB_TYPESCRIPT, "a.ts", "import { q } from './search'\nfunction f() { q(%s) }"),
                caller("db.ts", DB_TYPESCRIPT, "a.py", "from db import q\ndef f():\n    q(%s)\n"),
                caller("db/db.go", DB_GO, "shop/a.go", "package shop\nfunc F() { Run(nil, nil, %s) }"));
    }

    private static Arguments caller(String helper, String text, String file, String call) {
        return Arguments.of(Map.of(helper, text), file, call);
    }

    @ParameterizedTest
    @MethodSource("callers")
    void whatIsGivenToAFunctionThatSendsItIsSql(Map<String, String> helper, String file, String call)
            throws IOException {
        assertThat(sql(helper, file, call.formatted("\"select a from t\""))).containsExactly("select a from t");
        assertThat(sql(helper, file, call.formatted("\"Good morning\""))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatIsGivenToAnotherIsNot(Map<String, String> helper, String file, String call) throws IOException {
        assertThat(sql(helper, file, call.formatted("\"select a from t\""))).isEmpty();
    }

    @Test
    void aTextGoesThroughSeveralFiles() throws IOException {
        Map<String, String> files = new TreeMap<>(Map.of("Db.java", DB_JAVA));
        files.put("Dao.java", "package shop; class Dao { Db db; void all(String text) { db.query(text); } }");
        assertThat(sql(files, "A.java", "class A { void f(Dao dao) { dao.all(\"select a from t\"); } }"))
                .containsExactly("select a from t");
    }

    @Test
    void aFunctionOfTheSameFileIsOneToo() throws IOException {
        assertThat(sql(Map.of(), "db.py", DB_PYTHON + "def own():\n    run(\"select a from t where b = %s\", (1,))\n"))
                .containsExactly("select a from t where b = $1");
    }

    private List<String> sql(Map<String, String> helpers, String file, String text) throws IOException {
        Map<String, String> files = new TreeMap<>(helpers);
        files.put(file, text);
        Constants constants = new Constants();
        List<CodeFile> read = new ArrayList<>();
        for (Map.Entry<String, String> one : files.entrySet()) {
            Path path = folder.resolve(one.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, one.getValue());
            CodeLanguage language = CodeLanguage.of(one.getKey()).orElseThrow();
            read.add(CodeReader.read(SourceFile.read(path), language, constants));
        }
        return Forwarders.followed(read, constants).stream()
                .filter(one -> one.source().name().endsWith(file))
                .flatMap(one -> one.statements().stream())
                .map(EmbeddedStatement::sql)
                .toList();
    }
}
