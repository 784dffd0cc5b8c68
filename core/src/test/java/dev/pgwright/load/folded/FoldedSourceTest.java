package dev.pgwright.load.folded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.ExecutedSource;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.PostgresFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL is read without a server; what is written of it then is run on one. */
class FoldedSourceTest {
    private static final String SHOP = """
            create schema shop;
            set search_path = shop, public;
            create type state as enum ('open', 'done');
            create table "Orders" (
                id bigint generated always as identity primary key,
                gone int,
                total numeric(10,2) default 0 check (total >= 0),
                state state not null default 'open',
                placed date not null);
            alter table "Orders" drop column gone;
            create table lines (
                id bigint primary key,
                "order" bigint references "Orders" on delete cascade,
                note text,
                unique nulls not distinct ("order", note));
            create index on lines (lower(note)) where note is not null;
            create table visits (day date not null, page text, primary key (day)) partition by range (day);
            create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
            create view open_orders (number, sum) as select id, total + 1 from "Orders" where state = 'open';
            create function one_more(x int) returns int language sql as $$ select x + 1 $$;
            create aggregate whole(int) (sfunc = int4pl, stype = int);
            create procedure nothing() language plpgsql as $$ begin null; end $$;
            comment on table lines is 'What is in it';
            """;

    @RegisterExtension
    static final PostgresFixture postgres = PostgresFixture.defaultVersion();

    private static Catalog folded(String sql) {
        return FoldedSource.load(List.of(SourceFile.of("shop.sql", sql)), 18);
    }

    private static Catalog executed(String sql) {
        return ExecutedSource.load(postgres.server(), List.of(SourceFile.of("shop.sql", sql)));
    }

    @Test
    void whatIsFoldedRunsAndIsWhatTheServerMakesOfIt() {
        Catalog read = executed(SHOP);
        Catalog folded = folded(SHOP);
        assertThat(CatalogComparison.structuralDifferences(read, folded)).isEmpty();
        assertThat(folded.notModelled()).isEmpty();
        assertThat(executed(DdlWriter.write(folded))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pagila/pagila-schema.2024-pg15.sql"})
    void publicSchemasAreWrittenAsTheServerReadsThem(String file) throws IOException {
        Path path = Path.of(System.getProperty("pgwright.corpora", ""))
                .resolve("schemas")
                .resolve(file);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
        String sql = Files.readString(path);
        Catalog read = executed(sql);
        assertThat(CatalogComparison.differences(read, executed(DdlWriter.write(folded(sql)))))
                .isEmpty();
    }

    @Test
    void whatIsNotFollowedIsListed() {
        Catalog catalog = folded(SHOP + "create publication all_orders\n  for table \"Orders\";\n");
        assertThat(catalog.notModelled())
                .containsExactly(
                        new NotModelled("statement not followed", "create publication all_orders for table \"Orders\""))
                .allMatch(FoldedSource::isNotFollowed);
    }

    @Test
    void whatTheServerWouldRefuseIsRefusedInItsWords() {
        PgwrightException fault = catchThrowableOfType(
                PgwrightException.class,
                () -> folded("create table a (id int);\n\ncreate table a (id int);\nalter table b add c int;\n"));
        assertThat(fault.code()).isEqualTo(ErrorCode.INPUT);
        assertThat(fault.problems())
                .extracting(problem -> problem.place() + ": " + problem.message())
                .containsExactly(
                        "shop.sql:3:1: relation \"a\" already exists", "shop.sql:4:1: relation \"b\" does not exist");
    }

    @Test
    void aModelKeepsTheKindsThatAreNotFollowed() {
        Catalog model = executed(SHOP + "create publication all_orders for table \"Orders\";");
        Catalog again = FoldedSource.load(
                model,
                SourceFile.of("model.sql", DdlWriter.write(model)),
                SourceFile.of("more.sql", "create table shop.more (id int);"),
                18);
        assertThat(again.objects()).extracting(DefinedObject::kind).containsExactly(DefinedObject.Kind.PUBLICATION);
        assertThat(again.notModelled()).isEmpty();
        assertThat(CatalogComparison.structuralDifferences(model, again))
                .containsExactly("table shop.more: not expected");
    }
}
