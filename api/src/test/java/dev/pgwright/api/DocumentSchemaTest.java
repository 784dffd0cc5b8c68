package dev.pgwright.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DocumentSchemaTest {
    private static final String SHOP = """
            create schema shop;
            comment on schema shop is 'What is sold';
            create type shop.state as enum ('new', 'paid <&> "done"');
            create domain shop.email as text check (value like '%@%');
            create table shop.customer (id bigint generated always as identity primary key, email shop.email not null unique);
            comment on table shop.customer is E'Who buys | <b>\\nsecond line';
            comment on column shop.customer.email is 'Where *bills* go';
            create table shop."Order" (
                id bigint generated always as identity primary key,
                customer_id bigint not null references shop.customer on delete cascade,
                gift_for bigint references shop.customer on delete set null,
                state shop.state not null default 'new',
                total numeric(12,2) not null check (total >= 0),
                twice numeric generated always as (total * 2) stored
            );
            create table shop."order" (a int);
            create index order_open on shop."Order" (customer_id, id desc) where state = 'new';
            create table shop.event (id bigint not null, at timestamptz not null, primary key (id, at)) partition by range (at);
            create table shop.event_2026 partition of shop.event for values from ('2026-01-01') to ('2027-01-01');
            create view shop.open_order as select o.id, c.email from shop."Order" o join shop.customer c on c.id = o.customer_id;
            create view shop.few as with x as (select * from shop.open_order) select * from x limit 3;
            create materialized view shop.sums as select sum(total) as total from shop."Order";
            create function shop.one() returns int language sql as 'select 1';
            create sequence shop.numbers;
            create table "<odd>&""name" ("a|b" int);
            create statistics shop.correlated on id, customer_id from shop."Order";
            """;

    @TempDir
    Path folder;

    private Path source(String sql) throws IOException {
        return Files.writeString(folder.resolve("shop.sql"), sql);
    }

    private static DocumentSchema.Result run(String from, Path to, DocumentSchema.Format format, boolean check) {
        return DocumentSchema.run(
                new DocumentSchema.Request(
                        from, to, format, check, false, FileReading.onServer(PostgresVersion.DEFAULT), Map.of()),
                Progress.silent());
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }

    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static List<Element> all(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(number -> (Element) nodes.item(number))
                .toList();
    }

    private static String text(Document document) {
        return document.getDocumentElement().getTextContent();
    }

    @Test
    void everyLinkOfTheSiteLeadsSomewhere() throws Exception {
        Path site = folder.resolve("site");
        run(source(SHOP).toString(), site, DocumentSchema.Format.HTML, false);
        Map<String, String> files = files(site);
        Map<String, Set<String>> ids = new TreeMap<>();
        Map<String, Document> pages = new TreeMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().endsWith(".html")) {
                Document page = parsed(file.getValue());
                pages.put(file.getKey(), page);
                ids.put(
                        file.getKey(),
                        all(page, "*").stream()
                                .map(element -> element.getAttribute("id"))
                                .collect(Collectors.toCollection(HashSet::new)));
            }
        }
        int followed = 0;
        for (Map.Entry<String, Document> page : pages.entrySet()) {
            for (String tag : List.of("a", "link", "script")) {
                for (Element element : all(page.getValue(), tag)) {
                    String target = element.getAttribute(tag.equals("script") ? "src" : "href");
                    if (target.isEmpty()) {
                        continue;
                    }
                    URI uri = URI.create(page.getKey()).resolve(target);
                    assertThat(files).as(page.getKey()).containsKey(uri.getPath());
                    if (uri.getFragment() != null && !uri.getPath().equals("erd.html")) {
                        assertThat(ids.get(uri.getPath())).contains(uri.getFragment());
                    }
                    followed++;
                }
            }
        }
        assertThat(followed).isGreaterThan(100);
        Matcher found = Pattern.compile("\"([^\"]*\\.html)(#[^\"]*)?\"\\]").matcher(files.get("search.js"));
        int entries = 0;
        while (found.find()) {
            assertThat(files).containsKey(found.group(1));
            entries++;
        }
        assertThat(entries).isGreaterThan(20);
    }

    @Test
    void aTableIsToldInWords() throws Exception {
        Path site = folder.resolve("site");
        DocumentSchema.Result result = run(source(SHOP).toString(), site, DocumentSchema.Format.HTML, false);
        Map<String, String> files = files(site);
        String name = files.keySet().stream()
                .filter(file -> file.startsWith("tables/shop.order-"))
                .findFirst()
                .orElseThrow();
        Document order = parsed(files.get(name));
        assertThat(text(order))
                .contains(
                        "customer_id is the id of a row of shop.customer; when that is deleted, this row is deleted too",
                        "gift_for is the id of a row of shop.customer; when that is deleted, this key is set to null",
                        "Every row satisfies total >= 0::numeric",
                        "Each row is identified by id",
                        "customer_id, id descending where state = 'new'::shop.state",
                        "computed, stored: total * 2::numeric",
                        "shop.open_order",
                        "shop.sums");
        assertThat(all(order, "svg")).hasSize(1);
        assertThat(files).containsKey("tables/shop.order.html");
        assertThat(text(parsed(files.get("tables/shop.customer.html"))))
                .contains("Who buys | <b>\nsecond line", "Where *bills* go", "zero or many");
        assertThat(text(parsed(files.get("tables/shop.event.html"))))
                .contains("partitioned by range (at) · + 1 partition", "shop.event_2026", "FOR VALUES FROM");
        assertThat(text(parsed(files.get("views/shop.open_order.html"))))
                .contains("Reads", "shop.customer", "shop.few");
        assertThat(text(parsed(files.get("types.html")))).contains("paid <&> \"done\"", "A text", "VALUE ~~ '%@%'");
        assertThat(text(parsed(files.get("routines.html")))).contains("function shop.one()");
        assertThat(text(parsed(files.get("others.html")))).contains("shop.correlated", "shop.numbers");
        for (var object : result.catalog().notModelled()) {
            assertThat(text(parsed(files.get("others.html")))).contains(object.kind(), object.name());
        }
        assertThat(files.get("schema.sql")).contains("CREATE TABLE shop.customer");
    }

    @Test
    void theSameSchemaGivesTheSameBytesAndPassesItsCheck() throws IOException {
        String source = source(SHOP).toString();
        for (DocumentSchema.Format format : DocumentSchema.Format.values()) {
            Path one = folder.resolve(format + "-1");
            Path two = folder.resolve(format + "-2");
            run(source, one, format, false);
            run(source, two, format, false);
            assertThat(files(one)).isEqualTo(files(two));
            assertThat(run(source, one, format, true).differences()).isEmpty();
        }
    }

    @Test
    void ofNothingNothingIsWritten() throws IOException {
        Path docs = folder.resolve("docs");
        String nothing = source("-- only a comment\n").toString();
        assertThatThrownBy(() -> run(nothing, docs, DocumentSchema.Format.HTML, false))
                .isInstanceOfSatisfying(
                        PgwrightException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INPUT))
                .hasMessageEndingWith("nothing is created here");
        assertThat(docs).doesNotExist();
    }

    @Test
    void aCheckNamesWhatIsMissingDifferentOrLeftOver() throws IOException {
        Path docs = folder.resolve("docs");
        run(
                source("create table a (id int primary key); create table b (id int);")
                        .toString(),
                docs,
                DocumentSchema.Format.MARKDOWN,
                false);
        Map<String, String> before = files(docs);
        String changed = source("create table a (id int primary key, note text); create table c (id int);")
                .toString();
        assertThat(run(changed, docs, DocumentSchema.Format.MARKDOWN, true).differences())
                .contains(
                        "different: " + docs.resolve("tables/a.md"),
                        "missing: " + docs.resolve("tables/c.md"),
                        "left over: " + docs.resolve("tables/b.md"));
        assertThat(files(docs)).isEqualTo(before);
    }

    @Test
    void everyLinkOfTheMarkdownLeadsSomewhere() throws IOException {
        Path docs = folder.resolve("docs");
        run(source(SHOP).toString(), docs, DocumentSchema.Format.MARKDOWN, false);
        Map<String, String> files = files(docs);
        assertThat(files.get("tables/shop.customer.md"))
                .contains("Who buys \\| \\<b\\>\nsecond line", "Where \\*bills\\* go", "```mermaid");
        int followed = 0;
        for (Map.Entry<String, String> file : files.entrySet()) {
            Matcher link = Pattern.compile("\\]\\(([^)#]+)(?:#([^)]+))?\\)").matcher(file.getValue());
            while (file.getKey().endsWith(".md") && link.find()) {
                String target = URI.create(file.getKey()).resolve(link.group(1)).getPath();
                assertThat(files).containsKey(target);
                if (link.group(2) != null) {
                    assertThat(files.get(target)).contains("<a name=\"" + link.group(2) + "\">");
                }
                followed++;
            }
        }
        assertThat(followed).isGreaterThan(20);
    }

    @Test
    void aRunningDatabaseTellsSizesWhichNoCheckLooksAt() throws SQLException, IOException {
        for (int version : List.of(15, 18)) {
            try (TestDatabase database = PostgresFixture.newDatabase(version);
                    Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(SHOP);
                statement.execute(
                        "create role docs_reader_" + version + " login password 'x' in role pg_read_all_data");
                String address = "host=127.0.0.1 password=x port="
                        + database.server().port() + " user=docs_reader_" + version + " dbname=" + database.name();
                Path site = folder.resolve("live" + version);
                run(address, site, DocumentSchema.Format.HTML, false);
                assertThat(files(site).get("sizes.js"))
                        .contains("\"shop.order_open\": \"8192 bytes\"", "\"shop.event\": ");
                statement.execute("insert into shop.customer (email) select n || '@x' from generate_series(1, 5000) n");
                assertThat(run(address, site, DocumentSchema.Format.HTML, true).differences())
                        .isEmpty();
                statement.execute("drop role docs_reader_" + version);
            }
        }
    }

    @Test
    void whatAPersonWroteIsKept() throws IOException {
        Path docs = Files.createDirectories(folder.resolve("docs"));
        Files.writeString(docs.resolve("README.md"), "mine");
        String source = source("create table a (id int);").toString();
        assertThatThrownBy(() -> run(source, docs, DocumentSchema.Format.MARKDOWN, false))
                .isInstanceOfSatisfying(
                        PgwrightException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.REFUSED));
        assertThat(files(docs)).containsOnlyKeys("README.md");
        assertThatThrownBy(() -> run(source, docs.resolve("README.md"), DocumentSchema.Format.HTML, false))
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> run(
                        folder.resolve("none.sql").toString(), folder.resolve("x"), DocumentSchema.Format.HTML, false))
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("there is no such file or folder");
        assertThat(folder.resolve("x")).doesNotExist();
    }
}
