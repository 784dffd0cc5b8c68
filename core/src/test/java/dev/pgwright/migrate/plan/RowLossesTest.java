package dev.pgwright.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.steps.SchemaSteps;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script destroys is known from what its statements say. */
class RowLossesTest {
    private static final String SHOP = """
            create table customers (id int primary key, name text, city text);
            create table orders (
                id int primary key,
                customer_id int references customers on delete set null,
                state text);
            create table lines (order_id int references orders on delete cascade, n int);
            create table logs (line text);
            """;

    private static List<Loss> losses(String script) {
        SchemaFold fold = SchemaFold.from(PlanLaw.catalog(18, SHOP), 18);
        RowLosses losses = new RowLosses();
        return ScriptStatements.of(SourceFile.of("script.sql", script)).stream()
                .flatMap(each -> {
                    var before = fold.catalog();
                    fold.apply(Sql.parseStatement(each.sql()), each.sql());
                    losses.made(each.tree(), SchemaSteps.between(before, fold.catalog()));
                    return losses.of(each.tree(), each.sql(), fold.state()).stream();
                })
                .toList();
    }

    private static Stream<String> objects(String script) {
        return losses(script).stream().map(Loss::object);
    }

    @Test
    void rowsOfDeleteAndTruncateAreLost() {
        assertThat(losses("delete from logs where line = 'x'; delete from logs; truncate only logs;"))
                .extracting(Loss::what)
                .containsExactly("rows of public.logs (DELETE)", "all rows of public.logs", "all rows of public.logs");
    }

    @Test
    void rowsThatReferToThoseAreLostAsTheirForeignKeysSay() {
        assertThat(losses("delete from orders where id = 1"))
                .extracting(Loss::what)
                .containsExactly(
                        "rows of public.orders (DELETE)",
                        "rows of public.lines that refer to rows of public.orders (ON DELETE CASCADE)");
        assertThat(losses("delete from customers"))
                .extracting(Loss::what)
                .containsExactly(
                        "all rows of public.customers",
                        "values of public.orders.customer_id that refer to rows of public.customers (ON DELETE SET"
                                + " NULL)");
        assertThat(losses("truncate customers cascade"))
                .extracting(Loss::what)
                .containsExactlyInAnyOrder(
                        "all rows of public.customers",
                        "all rows of public.orders (CASCADE)",
                        "all rows of public.lines (CASCADE)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update customers set name = ''",
                "update customers set name = '' where city is null or name is null",
                "update customers c set name = l.line from logs l where l.line is null",
                "insert into customers (id) values (1) on conflict (id) do update set name = ''",
                "with gone as (update customers set name = '' returning id) select count(*) from gone",
                "do $$ begin if true then update customers set name = ''; end if; end $$",
                "merge into customers c using logs l on c.name = l.line when matched then update set name = ''",
                "alter table customers rename name to title; update customers set title = ''"
            })
    void oldValuesOfAnUpdateAreLost(String script) {
        assertThat(objects(script))
                .singleElement()
                .satisfies(object -> assertThat(object).isIn("public.customers.name", "public.customers.title"));
    }

    @Test
    void aMergeMayDelete() {
        assertThat(objects("merge into logs t using customers c on t.line = c.name when matched then delete"))
                .containsExactly("public.logs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update customers set name = '' where name is null and id > 5",
                "update customers c set name = '' where c.name is null",
                "alter table customers add mail text; update customers set mail = name",
                "create table copies (id int, name text); insert into copies select id, name from customers;"
                        + " update copies set name = ''; delete from copies; truncate copies",
                "insert into logs values ('x')",
                "create function f() returns void begin atomic delete from logs; end",
                "create rule r as on insert to logs do also delete from lines",
                "do $$ begin perform 1; end $$"
            })
    void whatWasNotThereIsNoLoss(String script) {
        assertThat(losses(script)).isEmpty();
    }
}
