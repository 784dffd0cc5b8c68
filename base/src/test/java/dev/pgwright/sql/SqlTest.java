package dev.pgwright.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.sql.plpgsql.PlpgsqlFunction;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.NullNode;
import dev.pgwright.sql.tree.ObjectWithArgs;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlTest {

    @Test
    void givesTypedTrees() {
        CreateStmt create = (CreateStmt) Sql.parseStatement(
                        "CREATE TABLE IF NOT EXISTS s.t (id int PRIMARY KEY, name text NOT NULL DEFAULT 'x')")
                .tree();
        assertThat(create.ifNotExists()).isTrue();
        assertThat(create.relation()).isNotNull();
        assertThat(create.relation().schemaname()).isEqualTo("s");
        ColumnDef id = (ColumnDef) create.tableElts().get(0);
        assertThat(id.colname()).isEqualTo("id");
        assertThat(Nodes.names(id.typeName().names())).containsExactly("pg_catalog", "int4");
        assertThat(id.constraints())
                .singleElement()
                .satisfies(node -> assertThat(((Constraint) node).contype()).isEqualTo(ConstrType.CONSTR_PRIMARY));
        assertThat(create.inhRelations()).isEmpty();
        assertThat(create.partbound()).isNull();
    }

    @Test
    void locationsCountAsJavaDoes() {
        String sql = "SELECT 'é漢😀', größe FROM \"😀\" WHERE größe = 'ü' AND ä > 1";
        Statement statement = Sql.parseStatement("  /* 😀 */ " + sql);
        int shift = statement.span().start();
        assertThat(shift).isEqualTo(11);
        for (ColumnRef column : Nodes.all(statement.tree(), ColumnRef.class)) {
            String name = Nodes.names(column.fields()).get(0);
            assertThat(sql.substring(column.location() - shift)).startsWith(name);
        }
        RangeVar table = Nodes.all(statement.tree(), RangeVar.class).get(0);
        assertThat(sql.substring(table.location() - shift)).startsWith("\"😀\"");
        A_Const first = Nodes.all(statement.tree(), A_Const.class).get(0);
        assertThat(first.sval()).isNotNull();
        assertThat(first.sval().sval()).isEqualTo("é漢😀");
        assertThat(first.location() - shift).isEqualTo(7);
    }

    @Test
    void unknownLocationsAreMinusOneAlsoInTheFirstStatement() {
        SelectStmt select =
                (SelectStmt) Sql.parseStatement("SELECT 1 IN (1, 2)").tree();
        A_Expr in = Nodes.all(select, A_Expr.class).get(0);
        assertThat(in.kind()).isEqualTo(A_Expr_Kind.AEXPR_IN);
        assertThat(in.location()).isEqualTo(9);
        assertThat(in.rexprListStart()).isEqualTo(12);
        assertThat(in.rexprListEnd()).isEqualTo(17);
        assertThat(select.location()).isEqualTo(-1);
        A_Expr sum = Nodes.all(Sql.parseStatement("SELECT 1 + 2").tree(), A_Expr.class)
                .get(0);
        assertThat(sum.rexprListStart()).isEqualTo(-1);
    }

    @Test
    void emptyListElementsAreNodesToo() {
        SelectStmt distinct =
                (SelectStmt) Sql.parseStatement("SELECT DISTINCT 1").tree();
        assertThat(distinct.distinctClause()).containsExactly(NullNode.INSTANCE);
        DropStmt drop =
                (DropStmt) Sql.parseStatement("DROP OPERATOR ~ (NONE, int)").tree();
        ObjectWithArgs operator = (ObjectWithArgs) drop.objects().get(0);
        assertThat(operator.objargs()).hasSize(2).first().isEqualTo(NullNode.INSTANCE);
    }

    @Test
    void walksInTheOrderOfTheFields() {
        SelectStmt select =
                (SelectStmt) Sql.parseStatement("SELECT a + b FROM t").tree();
        assertThat(Nodes.all(select, ColumnRef.class))
                .extracting(column -> Nodes.names(column.fields()))
                .containsExactly(List.of("a"), List.of("b"));
        assertThat(select.children()).hasSize(2);
    }

    @Test
    void refusesWhatIsNotOneStatement() {
        assertThatThrownBy(() -> Sql.parseStatement("SELECT 1; SELECT 2"))
                .isInstanceOf(PgwrightException.class)
                .hasMessage("one SQL statement is expected here, not 2");
        assertThatThrownBy(() -> Sql.parseStatement(" -- nothing"))
                .hasMessage("one SQL statement is expected here, not none");
        assertThatThrownBy(() -> Sql.parseStatement("SELECT 1\nFORM t"))
                .hasMessage("2:6 : syntax error at or near \"t\"".replace(" :", ":"));
    }

    @Test
    void fingerprintsDependOnTheShapeOnly() {
        String fingerprint = Sql.fingerprint("SELECT * FROM a WHERE x = 5 AND y IN (1, 2, 3)");
        assertThat(fingerprint).isEqualTo("ef3e2e3e82587fd1");
        assertThat(Sql.fingerprint("select *  from A where x = 7 and y in (9)")).isEqualTo(fingerprint);
        assertThat(Sql.fingerprint("SELECT * FROM a WHERE z = 5 AND y IN (1, 2, 3)"))
                .isNotEqualTo(fingerprint);
    }

    @Test
    void normalizingReplacesConstants() {
        assertThat(Sql.normalize("SELECT é FROM \"😀\" WHERE x = 5 AND y = 'q' AND z = $1"))
                .isEqualTo("SELECT é FROM \"😀\" WHERE x = $2 AND y = $3 AND z = $1");
        assertThat(Sql.normalize("CREATE ROLE r PASSWORD 'secret'")).doesNotContain("secret");
    }

    @Test
    void fingerprintAndNormalizeRefuseWhatDoesNotParse() {
        assertThatThrownBy(() -> Sql.fingerprint("SELECT FROM FROM"))
                .isInstanceOf(PgwrightException.class)
                .hasMessage("1:13: syntax error at or near \"FROM\"");
        assertThatThrownBy(() -> Sql.normalize("\\d t")).hasMessage("1:1: a command of psql is no SQL");
        assertThatThrownBy(() -> Sql.normalize("SELECT '\0'")).hasMessage("1:9: a NUL character is not allowed in SQL");
    }

    @Test
    void readsPlpgsqlBodies() {
        ParsedSql parsed = Sql.parse(SqlFiles.read("routines.sql"));
        String tidy = parsed.statements().stream()
                .map(statement -> statement.span().of(parsed.source().text()))
                .filter(sql -> sql.contains("PROCEDURE tidy"))
                .findFirst()
                .orElseThrow();
        PlpgsqlFunction function = Sql.plpgsql(tidy);
        assertThat(function.statements())
                .extracting(PlpgsqlNode::kind)
                .contains("PLpgSQL_stmt_fors", "PLpgSQL_stmt_if", "PLpgSQL_stmt_raise", "PLpgSQL_stmt_dynexecute");
        assertThat(function.expressions())
                .extracting(node -> node.text("query").orElseThrow())
                .contains("SELECT * FROM t WHERE x = n", "UPDATE t SET x = x - 1 WHERE id = r.id");
        PlpgsqlNode raise = function.statements().stream()
                .filter(node -> node.kind().equals("PLpgSQL_stmt_raise"))
                .findFirst()
                .orElseThrow();
        assertThat(raise.line()).contains(10);
        assertThat(raise.text("message")).contains("nothing in %");
        assertThat(function.variables())
                .extracting(node -> node.text("refname").orElse(""))
                .contains("n", "r", "total");
    }

    @Test
    void readsDoBlocks() {
        assertThat(Sql.plpgsql("DO $$ BEGIN PERFORM 1; END $$").statements())
                .extracting(PlpgsqlNode::kind)
                .contains("PLpgSQL_stmt_perform");
    }

    @Test
    void readsTypesOfRowsAndColumnsWithoutACatalog() {
        PlpgsqlFunction function = Sql.plpgsql("""
                CREATE FUNCTION f(given orders.total%TYPE) RETURNS int LANGUAGE plpgsql AS $body$
                DECLARE one shop.orders%ROWTYPE;
                BEGIN
                    one.total := given;
                    RAISE NOTICE '% %type', given, one;
                    RETURN 1;
                END $body$""");
        assertThat(function.variables())
                .extracting(variable -> variable.node("datatype")
                        .flatMap(type -> type.text("typname"))
                        .orElse(""))
                .contains("shop.orders");
    }

    @Test
    void refusesWhatHasNoPlpgsqlBody() {
        assertThatThrownBy(() -> Sql.plpgsql("SELECT 1"))
                .hasMessage("a CREATE FUNCTION, CREATE PROCEDURE or DO statement is expected here");
        assertThatThrownBy(() -> Sql.plpgsql("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'select 1'"))
                .hasMessage("the language is sql, not plpgsql");
        assertThatThrownBy(() -> Sql.plpgsql("CREATE FUNCTION f() RETURNS int RETURN 1"))
                .hasMessage("the language is SQL, not plpgsql");
        assertThatThrownBy(() -> Sql.plpgsql("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql"))
                .hasMessage("the function has no body");
        assertThatThrownBy(() -> Sql.plpgsql(
                        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN IF; RETURN 1; END $$"))
                .hasMessage("missing \"THEN\" at end of SQL expression");
    }

    @Test
    void givesTokensWithTheirKinds() {
        String sql = "SELECT é, 'ü', 1.5, $1, \"😀\" -- c\n, a::int /* d */ <> count(*);";
        assertThat(Sql.tokens(sql).stream()
                        .map(token -> token.kind() + " " + token.span().of(sql)))
                .containsExactly(
                        "RESERVED_KEYWORD SELECT",
                        "IDENTIFIER é",
                        "PUNCTUATION ,",
                        "STRING 'ü'",
                        "PUNCTUATION ,",
                        "NUMBER 1.5",
                        "PUNCTUATION ,",
                        "PARAMETER $1",
                        "PUNCTUATION ,",
                        "IDENTIFIER \"😀\"",
                        "LINE_COMMENT -- c",
                        "PUNCTUATION ,",
                        "IDENTIFIER a",
                        "OPERATOR ::",
                        "COLUMN_NAME_KEYWORD int",
                        "BLOCK_COMMENT /* d */",
                        "OPERATOR <>",
                        "IDENTIFIER count",
                        "PUNCTUATION (",
                        "OPERATOR *",
                        "PUNCTUATION )",
                        "PUNCTUATION ;");
        assertThatThrownBy(() -> Sql.tokens("SELECT 'open")).isInstanceOf(PgwrightException.class);
    }
}
