package dev.pgwright.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.code.EmbeddedStatement.OpenPart;
import dev.pgwright.source.SourceFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements that a program puts together of many texts: in a list, a builder, or one variable. */
class JoinedTextsTest {
    private static final String JAVA = "import java.sql.*;\nimport java.util.*;\nclass A { %s }";
    private static final String KOTLIN = "import java.sql.*\n%s";
    private static final String GO = "package a\nimport (\"database/sql\"\n\"strings\")\n%s";

    static Stream<Arguments> certain() {
        return Stream.of(
                python("q = ['select a']\n  q.append('from t')\n  cur.execute(' '.join(q))", "select a from t"),
                python("q = []\n  q.extend(['select a', 'from t'])\n  cur.execute(' '.join(q))", "select a from t"),
                python("q = ['select a'] + ['from t']\n  cur.execute(' '.join(q))", "select a from t"),
                python(
                        "q = ['select a']\n  q += ['from t']\n  s = '\\n'.join(q)\n  cur.execute(s)",
                        "select a\nfrom t"),
                python(
                        "c = ['a = %s', 'b = %s']\n  cur.execute('select a from t where ' + ' and '.join(c))",
                        "select a from t where a = $1 and b = $2"),
                python("q = 'select a'\n  q = q + ' from t'\n  cur.execute(q)", "select a from t"),
                java(
                        "List<String> q = new ArrayList<>(); q.add(\"select a\"); q.add(\"from t\"); s.execute(String.join(\" \", q));",
                        "select a from t"),
                java("s.execute(String.join(\" \", \"select a\", \"from t\"));", "select a from t"),
                java("s.execute(String.join(\" \", List.of(\"select a\", \"from t\")));", "select a from t"),
                java(
                        "StringJoiner q = new StringJoiner(\" \"); q.add(\"select a\"); q.add(\"from t\"); s.execute(q.toString());",
                        "select a from t"),
                java(
                        "StringJoiner q = new StringJoiner(\", \", \"select \", \" from t\"); q.add(\"a\"); q.add(\"b\"); s.execute(q.toString());",
                        "select a, b from t"),
                java(
                        "List<String> c = List.of(\"a\", \"b\"); s.execute(\"select \" + c.stream().collect(Collectors.joining(\", \")) + \" from t\");",
                        "select a, b from t"),
                java("String q = \"select a\"; q = q + \" from t\"; s.execute(q);", "select a from t"),
                kotlin(
                        "val q = mutableListOf(\"select a\")\n q.add(\"from t\")\n s.executeQuery(q.joinToString(\" \"))",
                        "select a from t"),
                kotlin(
                        "val q = mutableListOf<String>()\n q += \"a\"\n q += \"b\"\n s.executeQuery(q.joinToString(prefix = \"select \", postfix = \" from t\"))",
                        "select a, b from t"),
                kotlin(
                        "val q = buildString {\n append(\"select a\")\n append(\" from t\")\n }\n s.executeQuery(q)",
                        "select a from t"),
                kotlin(
                        "s.executeQuery(buildString {\n appendLine(\"select a\")\n append(\"from t\")\n })",
                        "select a\nfrom t"),
                script("const q = ['select a']; q.push('from t'); pool.query(q.join(' '));", "select a from t"),
                script("const c = ['a', 'b']; pool.query(`select ${c.join()} from t`);", "select a,b from t"),
                script("const q = ['select a', ...['from t']]; pool.query(q.join(' '));", "select a from t"),
                go(
                        "q := []string{\"select a\"}\n q = append(q, \"from t\")\n db.Query(strings.Join(q, \" \"))",
                        "select a from t"),
                go(
                        "var q []string\n q = append(q, \"select a\", \"from t\")\n db.Query(strings.Join(q, \" \"))",
                        "select a from t"),
                go(
                        "var q strings.Builder\n q.WriteString(\"select a\")\n q.WriteByte(' ')\n fmt.Fprintf(&q, \"from %s\", \"t\")\n db.Query(q.String())",
                        "select a from t"),
                go("q := \"select a\"\n q = q + \" from t\"\n db.Query(q)", "select a from t"),
                python(
                        "q = io.StringIO()\n  q.write('select a')\n  q.write(' from t')\n  cur.execute(q.getvalue())",
                        "select a from t"),
                python(
                        "c = ['a', 'b']\n  cur.execute('select ' + ', '.join(f't.{x}' for x in c) + ' from t')",
                        "select t.a, t.b from t"),
                java(
                        "List<String> c = List.of(\"a\", \"b\"); s.prepareStatement(\"insert into t (\" + String.join(\", \", c) + \") values (\""
                                + " + c.stream().map(x -> \"?\").collect(Collectors.joining(\", \")) + \")\");",
                        "insert into t (a, b) values ($1, $2)"),
                script(
                        "const c = ['a', 'b']; pool.query(`select ${c.map((x) => 't.' + x).join(', ')} from t`);",
                        "select t.a, t.b from t"),
                kotlin(
                        "val c = listOf(\"a\", \"b\")\n s.executeQuery(\"select ${c.joinToString { \"t.$it\" }} from t\")",
                        "select t.a, t.b from t"),
                kotlin(
                        "val q = StringBuilder(\"select a\").apply {\n append(\" from t\")\n }.toString()\n s.executeQuery(q)",
                        "select a from t"),
                kotlin(
                        "s.executeQuery(with(StringBuilder(\"select a\")) {\n append(\" from t\")\n toString()\n })",
                        "select a from t"),
                kotlin(
                        "val q = StringBuilder(\"select a\")\n q.run {\n append(\" from t\")\n }\n s.executeQuery(q.toString())",
                        "select a from t"));
    }

    @ParameterizedTest
    @MethodSource("certain")
    void constantsAreJoinedAsTheProgramDoesIt(String file, String code, String sql) {
        assertThat(read(file, code)).hasSize(1).allMatch(EmbeddedStatement::certain);
        assertThat(read(file, code).get(0).sql()).isEqualTo(sql);
    }

    static Stream<Arguments> conditional() {
        return Stream.of(
                python(
                        "q = ['select a from t']\n  if b:\n    q.append('where a = %s')\n  cur.execute(' '.join(q))",
                        "select a from t where a = $1"),
                python(
                        "q = ['select a from t where true']\n  for i in b:\n    q.append('and a = %s')\n  cur.execute(' '.join(q))",
                        "select a from t where true and a = $1"),
                python("q = ['select a from t']\n  extend_it(q)\n  cur.execute(' '.join(q))", "select a from t"),
                python(
                        "q = ['select a from t', 'where true']\n  q.pop()\n  cur.execute(' '.join(q))",
                        "select a from t where true"),
                java(
                        "List<String> q = new ArrayList<>(); q.add(\"select a from t\"); if (b) q.add(\"where a = ?\"); s.prepareStatement(String.join(\" \", q));",
                        "select a from t where a = $1"),
                java(
                        "StringBuilder q = new StringBuilder(\"select a from t\"); if (b) q.append(\" where a = ?\"); s.prepareStatement(q.toString());",
                        "select a from t where a = $1"),
                kotlin(
                        "val q = buildString {\n append(\"select a from t\")\n if (b) append(\" where a = ?\")\n }\n s.prepareStatement(q)",
                        "select a from t where a = $1"),
                script(
                        "const q = ['select a from t']; if (b) q.push(`where a = $${p.length}`); pool.query(q.join(' '));",
                        "select a from t where a = $1"),
                script(
                        "const q = ['select a from t where true']; b.forEach((x, i) => q.push(`and a = $${i + 1}`)); pool.query(q.join(' '));",
                        "select a from t where true and a = $1"),
                script(
                        "const q = ['select a from t', b && 'where a = 1'].filter(Boolean); pool.query(q.join(' '));",
                        "select a from t where a = 1"),
                go(
                        "q := []string{\"select a from t\"}\n if b {\n q = append(q, fmt.Sprintf(\"where a = $%d\", len(p)))\n }\n db.Query(strings.Join(q, \" \"))",
                        "select a from t where a = $1"));
    }

    @ParameterizedTest
    @MethodSource("conditional")
    void whatMayBeLeftOutIsTakenButNotCertain(String file, String code, String sql) {
        assertThat(read(file, code)).hasSize(1).noneMatch(EmbeddedStatement::certain);
        assertThat(read(file, code).get(0).sql()).isEqualTo(sql);
        assertThat(read(file, code).get(0).parts()).isEmpty();
    }

    @Test
    void aListMayBeGivenToAFunctionOfTheFile() {
        String java = "import java.sql.*;\nclass A { void g() { f(List.of(\"a\", \"b\")); %s }"
                + " private void f(List<String> c) { s.execute(\"select \" + String.join(\", \", c) + \" from t\"); } }";
        assertThat(read("A.java", java.formatted("")))
                .extracting(EmbeddedStatement::sql)
                .containsExactly("select a, b from t");
        assertThat(read("A.java", java.formatted("f(x);"))).noneMatch(EmbeddedStatement::judged);
    }

    @Test
    void aListThatOthersPutToIsNotKnown() {
        String java = "import java.sql.*;\nclass A { private final List<String> c = new ArrayList<>();"
                + " void add(String x) { this.c.add(x); }"
                + " void f() { s.execute(\"select \" + String.join(\", \", this.c) + \" from t\"); } }";
        assertThat(read("A.java", java)).hasSize(1).noneMatch(EmbeddedStatement::judged);
        assertThat(read("A.java", java.replace("this.c", "c"))).hasSize(1).noneMatch(EmbeddedStatement::judged);
    }

    static Stream<Arguments> ofAnyLength() {
        return Stream.of(
                java(
                        "s.prepareStatement(\"select a from t where a in (\" + p.stream().map(x -> \"?\").collect(Collectors.joining(\", \")) + \")\");",
                        "select a from t where a in ($1)"),
                script(
                        "pool.query(`select a from t where a in (${p.map((x, i) => '$' + (i + 1)).join(', ')})`);",
                        "select a from t where a in ($1)"),
                kotlin(
                        "s.prepareStatement(\"select a from t where a in (${p.joinToString { \"?\" }})\")",
                        "select a from t where a in ($1)"),
                python(
                        "cur.execute('select a from t where a in (' + ', '.join('%s' for x in p) + ')')",
                        "select a from t where a in ($1)"),
                go(
                        "m := make([]string, len(p))\n for i := range p {\n m[i] = fmt.Sprintf(\"$%d\", i+1)\n }\n db.Query(\"select a from t where a in (\" + strings.Join(m, \", \") + \")\")",
                        "select a from t where a in ($1)"));
    }

    @ParameterizedTest
    @MethodSource("ofAnyLength")
    void ofAListThatNobodyKnowsOneElementIsTaken(String file, String code, String sql) {
        assertThat(read(file, code)).hasSize(1).allMatch(EmbeddedStatement::judged);
        assertThat(read(file, code).get(0).sql()).isEqualTo(sql);
        assertThat(read(file, code).get(0).certain()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ofAnyLength")
    void itIsNotJudgedWhereTheNumberOfThemCounts(String file, String code, String sql) {
        String inserted = code.replace("select a from t where a in (", "insert into t (a, b) values (");
        assertThat(read(file, inserted)).hasSize(1).noneMatch(EmbeddedStatement::judged);
        assertThat(read(file, inserted).get(0).parts()).isEmpty();
    }

    static Stream<Arguments> ofKnownLists() {
        return Stream.of(
                python("for x in ('t', 'u'):\n    cur.execute(f'select a from {x}')", ""),
                java("for (String x : List.of(\"t\", \"u\")) s.execute(\"select a from \" + x);", ""),
                kotlin("listOf(\"t\", \"u\").forEach { x ->\n s.execute(\"select a from $x\")\n }", ""),
                script("for (const x of ['t', 'u']) pool.query(`select a from ${x}`);", ""));
    }

    @ParameterizedTest
    @MethodSource("ofKnownLists")
    void theVariableOfALoopIsWhatTheListHolds(String file, String code, String nothing) {
        assertThat(read(file, code))
                .extracting(EmbeddedStatement::sql)
                .containsExactly("select a from t", "select a from u");
        assertThat(read(file, code)).flatExtracting(EmbeddedStatement::parts).isEmpty();
    }

    static Stream<Arguments> ofCallersLists() {
        return Stream.of(
                python("for x in p:\n    cur.execute(f'select a from {x}')", ""),
                script("for (const x of p) pool.query(`select a from ${x}`);", ""),
                script("p.forEach((x) => pool.query(`select a from ${x}`));", ""));
    }

    @ParameterizedTest
    @MethodSource("ofCallersLists")
    void theVariableOfALoopThroughWhatACallerGivesIsGivenByIt(String file, String code, String nothing) {
        assertThat(read(file, code))
                .flatExtracting(EmbeddedStatement::parts)
                .filteredOn(part -> part.fromInput() || part.argument())
                .extracting(OpenPart::shown)
                .containsExactly("x");
    }

    static Stream<Arguments> listsOfLibraries() {
        return Stream.of(
                python("cur.execute('select a from t where b in %s', (p,))", "select a from t where b in ($1)"),
                python("cur.execute('select a from t where b in (%s)', (p,))", "select a from t where b in ($1)"),
                java(
                        "em.createNativeQuery(\"select a from t where b in :p and c = :p\");",
                        "select a from t where b in ($1) and c = $1"),
                java("em.createNativeQuery(\"select a from t where b in ?1\");", "select a from t where b in ($1)"));
    }

    @ParameterizedTest
    @MethodSource("listsOfLibraries")
    void aPlaceholderForAListStandsForItWithItsBrackets(String file, String code, String sql) {
        assertThat(read(file, code)).extracting(EmbeddedStatement::sql).containsExactly(sql);
    }

    @Test
    void whatGoesInOneBatchIsSentAtOnce() {
        String go =
                "package a\nimport \"github.com/jackc/pgx/v5\"\nfunc F(b *pgx.Batch, ids []int) {\n for _, id := range ids {\n %s\n }\n}";
        String queued = go.formatted("b.Queue(\"delete from t where id = $1\", id)");
        String sent = go.formatted("tx.Exec(ctx, \"delete from t where id = $1\", id)");
        assertThat(read("a.go", queued)).hasSize(1).allMatch(one -> one.repetition() == null);
        assertThat(read("a.go", sent)).hasSize(1).noneMatch(one -> one.repetition() == null);
    }

    static Stream<Arguments> injections() {
        return Stream.of(
                java(
                        "String l = Arrays.stream(b.split(\",\")).map(x -> \"'\" + x + \"'\").collect(Collectors.joining(\", \"));"
                                + " s.execute(\"select a from t where b in (\" + l + \")\");",
                        "x"),
                script(
                        "const l = b.split(',').map((x) => `'${x}'`).join(', '); pool.query(`select a from t where b in (${l})`);",
                        "x"),
                python(
                        "q = ['select a from t']\n  q.append(\"where a = '\" + request.args['a'] + \"'\")\n  cur.execute(' '.join(q))",
                        "request.args['a']"),
                python("q = ['select a from t']\n  q.append(f\"where a = '{b}'\")\n  cur.execute(' '.join(q))", "b"),
                java(
                        "List<String> q = new ArrayList<>(); q.add(\"select a from t where b = '\" + b + \"'\"); s.execute(String.join(\" \", q));",
                        "b"),
                java(
                        "StringJoiner q = new StringJoiner(\" \"); q.add(\"select a from t order by\"); q.add(b); s.execute(q.toString());",
                        "b"),
                kotlin(
                        "val q = buildString {\n append(\"select a from t where b = '\")\n append(b)\n append(\"'\")\n }\n s.executeQuery(q)",
                        "b"),
                kotlin("val q = listOf(\"select a from t order by\", b)\n s.executeQuery(q.joinToString(\" \"))", "b"),
                script("const q = ['select a from t']; q.push(`where b = '${b}'`); pool.query(q.join(' '));", "b"),
                go(
                        "var q []string\n q = append(q, \"select a from t where b = '\" + b + \"'\")\n db.Query(strings.Join(q, \" \"))",
                        "b"),
                go(
                        "var q strings.Builder\n q.WriteString(\"select a from t\")\n fmt.Fprintf(&q, \" where b = '%s'\", b)\n db.Query(q.String())",
                        "b"));
    }

    @ParameterizedTest
    @MethodSource("injections")
    void inputThatIsPutToThemIsFound(String file, String code, String shown) {
        assertThat(read(file, code))
                .flatExtracting(EmbeddedStatement::parts)
                .filteredOn(OpenPart::fromInput)
                .extracting(OpenPart::shown)
                .containsExactly(shown);
    }

    private static Arguments python(String code, String expected) {
        return Arguments.of("a.py", "import psycopg\ndef f(cur, request, b, p):\n  " + code, expected);
    }

    private static Arguments java(String code, String expected) {
        return Arguments.of("A.java", JAVA.formatted("void f(String b) { " + code + " }"), expected);
    }

    private static Arguments kotlin(String code, String expected) {
        return Arguments.of("A.kt", KOTLIN.formatted("fun f(b: String) {\n " + code + "\n}"), expected);
    }

    private static Arguments script(String code, String expected) {
        String function = "export function f(b: string, p: string[]) { " + code + " }";
        return Arguments.of("a.ts", "import { Pool } from 'pg';\n" + function, expected);
    }

    private static Arguments go(String code, String expected) {
        return Arguments.of("a.go", GO.formatted("func F(b string, p []any) {\n " + code + "\n}"), expected);
    }

    private static List<EmbeddedStatement> read(String file, String code) {
        CodeLanguage language = CodeLanguage.of(file).orElseThrow();
        return CodeReader.read(SourceFile.of(file, code), language).statements();
    }
}
