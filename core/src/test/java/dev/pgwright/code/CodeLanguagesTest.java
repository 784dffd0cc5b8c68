package dev.pgwright.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pgwright.code.EmbeddedStatement.OpenPart;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.ProcessorTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodeLanguagesTest {
    private static Arguments py(String code, String... sql) {
        return Arguments.of(
                "a.py", "import psycopg\nfrom psycopg import sql\nfrom sqlalchemy import text\n" + code, List.of(sql));
    }

    private static Arguments ts(String code, String... sql) {
        return Arguments.of("a.ts", "import { Pool } from 'pg';\n" + code, List.of(sql));
    }

    private static Arguments js(String code, String... sql) {
        return Arguments.of("a.js", "const pg = require('pg');\n" + code, List.of(sql));
    }

    private static Arguments go(String code, String... sql) {
        return Arguments.of(
                "a.go", "package a\nimport (\n\"database/sql\"\n\"github.com/jmoiron/sqlx\"\n)\n" + code, List.of(sql));
    }

    private static Arguments kt(String code, String... sql) {
        return Arguments.of(
                "A.kt",
                "import org.springframework.jdbc.core.JdbcTemplate\nimport org.springframework.data.jpa.repository.Query\n"
                        + code,
                List.of(sql));
    }

    static Stream<Arguments> python() {
        return Stream.of(
                py("cur.execute('select %s, %(a)s, %(a)s', x)", "select $1, $2, $2"),
                py("cur.execute(\"select 'a' \"\n  # between\n  \"from t\")", "select 'a' from t"),
                py(
                        "cur.execute('select a from t where b like %s and c = ''%%'' ')",
                        "select a from t where b like $1 and c = % "),
                py("A = 'a'\ncur.execute(f'select {A} from t')", "select a from t"),
                py("def f(n: int):\n  cur.execute(f'select {{1}} limit {n}')", "select {1} limit $1"),
                py("cur.execute('select {} from {t}'.format('a', t='b'))", "select a from b"),
                py("cur.execute('select %s from %s' % ('a', 't'))", "select a from t"),
                py("cur.execute('select %(c)s from t' % {'c': 'a'})", "select a from t"),
                py("def f():\n  q = 'select 1'\n  q += ' from t'\n  cur.execute(q)", "select 1 from t"),
                py("cur.execute(' '.join(['select 1', 'from t']))", "select 1 from t"),
                py("cur.execute(r'select \"\\d\"')", "select \"\\d\""),
                py(
                        "session.execute(text('select :a, b::int from t where c ? :a'))",
                        "select $1, b::int from t where c ? $1"),
                py("q = text('select :a')\ndef f(c):\n  c.execute(q)", "select $1"),
                py("async def f(conn):\n  await conn.fetch('select $1', 1)", "select $1"),
                py("x.execute(query='select 1')", "select 1"),
                py("def f(b):\n  q = 'select 1' if b else 'select 2'\n  cur.execute(q)", "select 1", "select 2"),
                py("logger.info('select one')"),
                py("q = 'select 1'"),
                Arguments.of("a.py", "import sqlite3\ncur.execute('select 1')", List.of()),
                Arguments.of("a.py", "def f(robot):\n  robot.execute('move left')", List.of()));
    }

    static Stream<Arguments> scripts() {
        return Stream.of(
                ts("pool.query('select $1', [a]);", "select $1"),
                ts("await this.pool.query<A>(`select \"a\" from t`);", "select \"a\" from t"),
                ts("conn.query('select `a` from t');"),
                ts("const A = 'a'; pool.query(`select ${A} from t`);", "select a from t"),
                ts("pool.query({ text: 'select 1', values: [] });", "select 1"),
                ts("const r = sql`select ${a} from t where b = ${c}`;", "select $1 from t where b = $2"),
                ts("await sql<A[]>`select ${a}`;", "select $1"),
                ts("await prisma.$queryRaw<A>`select ${a}`;", "select $1"),
                ts("prisma.$queryRaw(Prisma.sql`select ${a}`);", "select $1"),
                ts("const w = sql`where a = ${b}`; sql`select 1 from t ${w}`;", "select 1 from t where a = $1"),
                ts("sql.type(z)`select ${a}`;", "select $1"),
                ts("prisma.$executeRawUnsafe('delete from t where a = $1', a);", "delete from t where a = $1"),
                js("knex.raw('select ? from t where b = :b and c = 1', x)", "select $1 from t where b = $2 and c = 1"),
                js("sequelize.query('select :a', x)", "select $1"),
                js("pool.query(['select 1', 'from t'].join('\\n'))", "select 1\nfrom t"),
                js("pool.query(\"select a from t where b ? 'c'\")", "select a from t where b ? 'c'"),
                js("api.query('select one')", new String[] {"select one"}),
                js("jq('select option')"),
                Arguments.of("a.js", "$('x').query('select a')", List.of()),
                Arguments.of("a.ts", "import { db } from 'drizzle-orm/x'; sql`select ${t.a} from ${t}`", List.of()),
                Arguments.of("a.tsx", "const a = <p title='x'>{sql`select 1`}</p>;", List.of("select 1")));
    }

    static Stream<Arguments> go() {
        return Stream.of(
                go("func f() { db.Query(\"select $1\", a) }", "select $1"),
                go("func f() { db.QueryRowContext(ctx, `select ?`, a) }", "select $1"),
                go(
                        "func f() { db.Query(`select a from t where b ? 'c' and d = ?`) }",
                        "select a from t where b ? 'c' and d = $1"),
                go("func f() { conn.Query(ctx, \"select @a, @a\", pgx.NamedArgs{\"a\": 1}) }", "select $1, $1"),
                go(
                        "func f() { conn.Exec(r.Context(), \"delete from t where a @> $1\") }",
                        "delete from t where a @> $1"),
                go(
                        "func f() { db.NamedExec(`update t set a = :a, b = now()::date`, x) }",
                        "update t set a = $1, b = now()::date"),
                go("const q = `select ` + c\nconst c = \"a\"\nfunc f() { db.Exec(q) }", "select a"),
                go(
                        "func f() { db.Exec(fmt.Sprintf(\"select %s from t limit %d\", \"a\", n)) }",
                        "select a from t limit $1"),
                go("func f() { q := \"select 1\"\n q += \" from t\"\n db.Exec(q) }", "select 1 from t"),
                go(
                        "func f() { var b strings.Builder\n b.WriteString(\"select 1\")\n db.Exec(b.String()) }",
                        "select 1"),
                go("func f() { u.Query().Get(\"select 1\") }"),
                go("func f() { log.Print(\"select 1\") }"));
    }

    static Stream<Arguments> kotlin() {
        return Stream.of(
                kt("fun f() { jdbc.query(\"select ?\", m) }", "select $1"),
                kt("fun f(n: Int) { jdbc.query(\"select 1 limit $n\", m) }", "select 1 limit $1"),
                kt("const val A = \"a\"\nfun f() { jdbc.query(\"select ${A} from t\", m) }", "select a from t"),
                kt(
                        "fun f() { jdbc.query(\"\"\"\n  |select 1\n  |from t\n  \"\"\".trimMargin(), m) }",
                        "\nselect 1\nfrom t\n"),
                kt("fun f() { jdbc.query(\"select \\$1\", m) }", "select $1"),
                kt("fun f() { jdbc.query(\"\"\"select ${'$'}1\"\"\", m) }", "select $1"),
                kt("fun f() { jdbc.query(sql = \"select \" + \"1\", rse = m) }", "select 1"),
                kt("fun f() { jdbc.query(\"select 1\") { rs, _ -> rs.getInt(1) } }", "select 1"),
                kt(
                        "fun f(b: Boolean) { val q = if (b) \"select 1\" else \"select 2\"\n jdbc.query(q, m) }",
                        "select 1",
                        "select 2"),
                kt("fun f() { var q = \"select 1\"\n q += \" from t\"\n jdbc.query(q, m) }", "select 1 from t"),
                kt(
                        "fun f() { val b = StringBuilder(\"select 1\")\n b.append(\" from t\")\n jdbc.query(b.toString(), m) }",
                        "select 1 from t"),
                kt(
                        "interface A { @Query(value = \"select 1 where :a = 1\", nativeQuery = true) fun f(): Int }",
                        "select 1 where $1 = 1"),
                kt("interface A { @Query(\"select a from A a\") fun f(): Int }"),
                Arguments.of(
                        "A.kt",
                        "import org.jetbrains.exposed.sql.*\nfun f() { transaction { exec(\"select 1\") { it.next() } } }",
                        List.of("select 1")));
    }

    @ParameterizedTest
    @MethodSource({"python", "scripts", "go", "kotlin"})
    void readsWhatIsSent(String file, String code, List<String> sql) {
        assertThat(read(file, code)).extracting(EmbeddedStatement::sql).containsExactlyElementsOf(sql);
    }

    @ParameterizedTest
    @CsvSource({
        "a.py, cur.execute('select a from t where b = ?')",
        "a.js, pool.query('select a from t where b = ?')",
        "a.go, package a; func f() { db.Query(`select a from t where b = ?`) }"
    })
    void placeholderOfAnotherDatabaseIsNotJudged(String file, String call) {
        assertThat(read(file, call))
                .hasSize(1)
                .noneMatch(EmbeddedStatement::judged)
                .noneMatch(EmbeddedStatement::certain);
    }

    static Stream<Arguments> injections() {
        return Stream.of(
                Arguments.of("a.py", "def f(cur, a):\n  cur.execute(f\"select '{a}'\")", "a"),
                Arguments.of("a.py", "def f(cur, a: str):\n  cur.execute('select ' + a)", "a"),
                Arguments.of("a.py", "def f(cur, a: str):\n  cur.execute('select %s' % a)", "a"),
                Arguments.of(
                        "a.py",
                        "def f(cur, request):\n  a = request.args.get('a')\n  cur.execute('select {}'.format(a))",
                        "request.args.get('a')"),
                Arguments.of(
                        "a.py",
                        "def f(cur, request):\n  cur.execute('select ' + request.GET['a'])",
                        "request.GET['a']"),
                Arguments.of("a.ts", "const f = (a: string) => pool.query(`select ${a}`);", "a"),
                Arguments.of("a.js", "app.get('/', (req, res) => pool.query('select ' + req.query.a));", "req.query.a"),
                Arguments.of(
                        "a.js",
                        "app.get('/', (req, res) => { const { a } = req.query; pool.query('select ' + a); });",
                        "{ a }"),
                Arguments.of("a.ts", "function f(a: string) { return prisma.$queryRawUnsafe(`select ${a}`); }", "a"),
                Arguments.of("a.ts", "export function f(a: string) { return sql`select ${sql.unsafe(a)}`; }", "a"),
                Arguments.of("a.go", "package a\nfunc F(a string) { db.Query(fmt.Sprintf(\"select %s\", a)) }", "a"),
                Arguments.of(
                        "a.go",
                        "package a\nfunc F(w http.ResponseWriter, r *http.Request) { db.Query(\"select \" + r.FormValue(\"a\")) }",
                        "r.FormValue(\"a\")"),
                Arguments.of("A.kt", "import java.sql.*\nfun f(a: String) { s.executeQuery(\"select $a\") }", "a"));
    }

    @ParameterizedTest
    @MethodSource("injections")
    void knowsTextOfOthers(String file, String code, String shown) {
        assertThat(read(file, code))
                .flatExtracting(EmbeddedStatement::parts)
                .filteredOn(OpenPart::fromInput)
                .extracting(OpenPart::shown)
                .containsExactly(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "a.py, 'def f(cur, a):\n  cur.execute(f\"select {a}\")'",
        "a.js, 'module.exports.f = (a) => pool.query(\"select \" + a);'"
    })
    void argumentOfAnyTypeIsNotKnownToBeText(String file, String code) {
        assertThat(read(file, code))
                .flatExtracting(EmbeddedStatement::parts)
                .hasSize(1)
                .allMatch(part -> part.argument() && !part.fromInput());
    }

    static Stream<Arguments> safe() {
        return Stream.of(
                Arguments.of("a.py", "def f(cur, a: int):\n  cur.execute(f\"select {a}\")"),
                Arguments.of(
                        "a.py",
                        "def f(cur, a: str):\n  if a not in ('x', 'y'):\n    raise\n  cur.execute(f'select {a}')"),
                Arguments.of(
                        "a.py", "def f(cur, a: str):\n  cur.execute(sql.SQL('select {}').format(sql.Identifier(a)))"),
                Arguments.of("a.py", "def f(cur, ids):\n  cur.execute('select %s' % ','.join(['%s'] * len(ids)), ids)"),
                Arguments.of("a.py", "def _f(cur, a):\n  cur.execute(f'select {a}')\ndef g(cur):\n  _f(cur, 'x')"),
                Arguments.of(
                        "a.js",
                        "f = (req) => { const { a } = req.query; const b = ok.includes(a) ? a : 'b'; pool.query('select ' + b); };"),
                Arguments.of(
                        "a.py",
                        "def f(cur, request):\n  a = request.args['a']\n  if a in OK:\n    cur.execute('select ' + a)"),
                Arguments.of("a.ts", "export function f(a: string) { return sql`select ${a}`; }"),
                Arguments.of("a.ts", "export function f(a: string) { return sql`select ${sql(a)}`; }"),
                Arguments.of("a.ts", "export function f(a: number) { return pool.query(`select ${a}`); }"),
                Arguments.of("a.ts", "export function f(a: string) { return pool.query(`select ${SORTS[a]}`); }"),
                Arguments.of(
                        "a.ts",
                        "export function f(a: string) { return pool.query(`select ${client.escapeIdentifier(a)}`); }"),
                Arguments.of(
                        "a.go", "package a\nfunc F(a string) { db.Query(\"select \" + pgx.Identifier{a}.Sanitize()) }"),
                Arguments.of(
                        "a.go", "package a\nfunc F(a string) { if !ok[a] { return }\n db.Query(\"select \" + a) }"),
                Arguments.of(
                        "A.kt",
                        "import java.sql.*\nfun f(a: String) { require(a in ALLOWED)\n s.executeQuery(\"select $a\") }"));
    }

    @ParameterizedTest
    @MethodSource("safe")
    void letsBeWhatIsSafe(String file, String code) {
        assertThat(read(file, code))
                .isNotEmpty()
                .flatExtracting(EmbeddedStatement::parts)
                .noneMatch(OpenPart::fromInput);
    }

    static Stream<Arguments> loops() {
        return Stream.of(
                Arguments.of(
                        "a.py",
                        "def f(cur, users):\n  for user in users:\n    cur.execute('select %s', (user.id,))",
                        true),
                Arguments.of(
                        "a.py",
                        "async def f(conn, ids):\n  return [await conn.fetch('select $1', i) for i in ids]",
                        true),
                Arguments.of(
                        "a.py",
                        "from sqlalchemy import text\ndef f(s, ids):\n  for i in ids:\n    s.execute(text('select :a'), {'a': i})",
                        true),
                Arguments.of(
                        "a.py",
                        "from sqlalchemy import text\ndef f(s, ids):\n  q = text('select :a')\n  for i in ids:\n    s.execute(q, {'a': i})",
                        true),
                Arguments.of(
                        "a.py",
                        "def f(cur):\n  while row := cur.fetchone():\n    conn.execute('select %s', (row.id,))",
                        true),
                Arguments.of(
                        "a.py", "def f(cur, ids):\n  for i in ids:\n    print(i)\n  cur.execute('select 1')", false),
                Arguments.of(
                        "a.py",
                        "def f(cur, batches):\n  for batch in batches:\n    cur.execute('select %s', (batch,))",
                        false),
                Arguments.of("a.py", "def f(cur):\n  for i in range(9):\n    cur.execute('select %s', (i,))", false),
                Arguments.of("a.ts", "ids.forEach(async id => { await pool.query('select $1', [id]); });", true),
                Arguments.of("a.ts", "for (const id of ids) { await sql`select ${id}`; }", true),
                Arguments.of("a.ts", "for (const id of ['a', 'b']) { await sql`select ${id}`; }", false),
                Arguments.of(
                        "a.go", "package a\nfunc f() { for _, id := range ids { db.Query(\"select $1\", id) } }", true),
                Arguments.of(
                        "a.go",
                        "package a\nfunc f() { for rows.Next() { rows.Scan(&id)\n db.Query(\"select $1\", id) } }",
                        true),
                Arguments.of(
                        "A.kt",
                        "import java.sql.*\nimport org.springframework.jdbc.core.*\nfun f() { ids.forEach { jdbc.update(\"select ?\", it) } }",
                        true),
                Arguments.of(
                        "A.kt",
                        "import org.springframework.jdbc.core.*\nfun f() { for (i in 1..3) { jdbc.update(\"select ?\", i) } }",
                        false));
    }

    @ParameterizedTest
    @MethodSource("loops")
    void knowsWhatIsRepeated(String file, String code, boolean repeated) {
        assertThat(read(file, code)).hasSize(1).allMatch(one -> one.repeated().isPresent() == repeated);
    }

    @ParameterizedTest
    @CsvSource({
        "a.py, cur.execute('select a from t')",
        "a.ts, pool.query('select a from t')",
        "a.tsx, pool.query('select a from t')",
        "a.js, pool.query('select a from t')",
        "a.go, db.Query(`select a from t`)",
        "A.kt, s.executeQuery(\"select a from t\")"
    })
    void placesAreThoseOfTheFile(String file, String call) {
        String comment = file.endsWith("py") ? "# " : "// ";
        String before = file.endsWith("go")
                ? "package a\r\nfunc f() {\r\n"
                : file.endsWith("kt") ? "import java.sql.*\r\nfun f() {\r\n" : "";
        String code =
                comment + "\uD83D\uDE00 \u00E9\u4E2D\r\n" + before + call + "\r\n" + (before.isEmpty() ? "" : "}");
        EmbeddedStatement found = read(file, code).get(0);
        assertThat(found.place(found.sql().indexOf("from"))).isEqualTo(code.indexOf("from"));
    }

    @Test
    void sourceThatIsCutOffAnywhereIsRead() throws IOException {
        Path examples = Path.of(System.getProperty("pgwright.root"), "examples");
        for (String file : List.of(
                "clinic-python/clinic/patients.py",
                "library-typescript/src/books.ts",
                "library-typescript/src/authors.tsx")) {
            String text = Files.readString(examples.resolve(file));
            for (int end = 0; end < text.length(); end += 67) {
                String part = text.substring(0, end);
                assertThatCode(() -> read(file, part)).as(part).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"a.py, execute", "a.ts, query", "a.js, query", "a.go, Query", "A.kt, prepareStatement"})
    void garbageIsRead(String file, String name) {
        Random random = new Random(7);
        String signs = "f(){}[]\"'`$%:=+,.\n \\@#?";
        for (int i = 0; i < 60; i++) {
            StringBuilder text = new StringBuilder("db." + name + "(\"select ?\")\n");
            for (int k = 0; k < 300; k++) {
                text.append(
                        random.nextInt(9) == 0
                                ? (char) random.nextInt(0x3000)
                                : signs.charAt(random.nextInt(signs.length())));
            }
            text.append(" db.").append(name).append("(\"select ").append("\" + x");
            assertThatCode(() -> read(file, text.toString())).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({"a.py, execute", "a.ts, query", "a.go, Query", "A.kt, prepareStatement"})
    void deepTreesAreRead(String file, String name) {
        String sum = "\"select 1\" + " + "\" \" + ".repeat(3000) + "\" \"";
        assertThatCode(() -> read(file, "db." + name + "(" + sum + ")")).doesNotThrowAnyException();
        String brackets = "(".repeat(3000) + "\"select 1\"" + ")".repeat(3000);
        assertThatCode(() -> read(file, "db." + name + "(" + brackets + ")")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @Timeout(120)
    @CsvSource({
        "a.py, 'def f%d(cur, i):\n  q = \"select a from t\"\n  q += \" where id = %%s\"\n  cur.execute(q, i)\n'",
        "a.ts, 'function f%d(i: number) { let q = \"select a from t\"; q += \" where id = $1\"; return pool.query(q, [i]); }\n'",
        "a.go, 'func f%d(i int) { q := \"select a from t\"; q += \" where id = $1\"; db.Query(q, i) }\n'",
        "A.kt, 'fun f%d(i: Int) { var q = \"select a from t\"; q += \" where id = ?\"; c.prepareStatement(q) }\n'"
    })
    void largeFileIsReadInSeconds(String file, String function) {
        StringBuilder text = new StringBuilder();
        int functions = 0;
        while (text.length() < 1 << 19) {
            text.append(function.replace("%d", String.valueOf(functions++)).replace("%%", "%"));
        }
        List<EmbeddedStatement> found = new ArrayList<>();
        assertThat(ProcessorTime.of(() -> found.addAll(read(file, text.toString()))))
                .isLessThan(Duration.ofSeconds(20));
        assertThat(found).hasSize(functions);
    }

    private static List<EmbeddedStatement> read(String file, String code) {
        CodeLanguage language = CodeLanguage.of(file).orElseThrow();
        return CodeReader.read(SourceFile.of(file, code), language).statements();
    }
}
