package dev.pgwright.render.erd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.Table;
import dev.pgwright.render.erd.ErdOptions.Detail;
import dev.pgwright.render.erd.ErdOptions.Theme;
import dev.pgwright.testkit.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ErdRendererTest {
    private static final String SHOP = """
            customers: id bigint pk | email citext ! u | created_at timestamp with time zone !
            orders: id bigint pk | customer_id bigint ! -> customers.id | gift_for_id bigint -> customers.id | status order_status !
            invoices: order_id bigint pk -> orders.id | number text ! u
            enum order_status: placed, paid, shipped
            """;

    private static ErdOptions grouped() {
        return ErdOptions.titled("Shop")
                .withGroups(List.of(
                        ErdOptions.Group.of("People", TestCatalogs.names("customers")),
                        new ErdOptions.Group("Sales", TestCatalogs.names("orders", "invoices"), "#0a7")));
    }

    private static SvgPicture picture(String catalog) {
        return SvgPicture.parse(ErdRenderer.svg(TestCatalogs.parse(catalog), ErdOptions.titled("Test")));
    }

    private static List<String> texts(SvgPicture picture, String style) {
        return SvgPicture.texts(picture.root(), style).stream()
                .map(Element::getTextContent)
                .toList();
    }

    @Test
    void drawsASmallShopAsReviewed() {
        Golden.assertMatches("erd/shop.svg", ErdRenderer.svg(TestCatalogs.parse(SHOP), grouped()));
    }

    @Test
    void whatTheModelDoesNotDescribeStandsBelow() {
        Catalog shop = TestCatalogs.parse(SHOP);
        String svg = ErdRenderer.svg(
                shop.withNotModelled(List.of(
                        new NotModelled("large object", "16400"), new NotModelled("shell type", "public.\"<\n>\""))),
                ErdOptions.titled("Test"));
        SvgPicture picture = SvgPicture.parse(svg);
        String all = "not modelled: large object 16400, shell type public.\"< >\"";
        assertThat(texts(picture, "legend")).endsWith(all);
        assertThat(picture.root().getTextContent()).contains(all + ".");
        assertThat(ErdRenderer.svg(shop, ErdOptions.titled("Test"))).doesNotContain("not modelled");
    }

    @Test
    void showsEveryColumnWithItsTypeKeysAndNullability() {
        SvgPicture picture = picture(SHOP);
        assertThat(texts(picture, "heading")).containsExactly("customers", "invoices", "orders");
        assertThat(texts(picture, "column"))
                .containsExactly(
                        "id",
                        "email",
                        "created_at",
                        "order_id",
                        "number",
                        "id",
                        "customer_id",
                        "gift_for_id",
                        "status");
        assertThat(texts(picture, "end"))
                .containsExactly(
                        "bigint",
                        "citext",
                        "timestamptz",
                        "bigint",
                        "text",
                        "bigint",
                        "bigint",
                        "bigint",
                        "order_status");
        Element orders = picture.tables().get(2);
        assertThat(SvgPicture.texts(orders, "mark"))
                .extracting(Element::getTextContent)
                .containsExactly("PK", "FK", "FK");
        assertThat(SvgPicture.find(orders, "circle", "set")).hasSize(3);
        assertThat(SvgPicture.find(orders, "circle", "unset")).hasSize(1);
        Element invoices = picture.tables().get(1);
        assertThat(SvgPicture.texts(invoices, "mark"))
                .extracting(Element::getTextContent)
                .containsExactly("PK", "FK", "U");
    }

    @Test
    void saysTheCardinalityOfBothEndsInWords() {
        assertThat(picture(SHOP).links())
                .extracting(SvgPicture::tooltip)
                .containsExactly(
                        "invoices (order_id) → orders (id)\nzero or one to exactly one\ninvoices_order_id_fkey",
                        "orders (customer_id) → customers (id)\nzero or many to exactly one\norders_customer_id_fkey",
                        "orders (gift_for_id) → customers (id)\nzero or many to zero or one\norders_gift_for_id_fkey");
    }

    @Test
    void drawsCrowsFeetAndRingsByCardinality() {
        List<Element> links = picture(SHOP).links();
        assertThat(links)
                .extracting(link -> SvgPicture.find(link, "circle", "ring").size())
                .containsExactly(1, 1, 2);
        assertThat(links)
                .extracting(link -> SvgPicture.find(link, "path", "foot").size())
                .containsOnly(2);
    }

    @Test
    void showsEnumsWithTheirValues() {
        assertThat(texts(picture(SHOP), "type")).contains("placed", "paid", "shipped");
        assertThat(texts(picture(SHOP), "enum")).containsExactly("order_status");
        String many = "enum letters: " + String.join(", ", List.of("abcdefghijklmno".split("")));
        assertThat(texts(picture(many), "type"))
                .hasSize(10)
                .contains("i", "+ 6 more")
                .doesNotContain("j");
    }

    @Test
    void foldsPartitionsIntoTheirTable() {
        SvgPicture picture = SvgPicture.parse(ErdRenderer.svg(TestCatalogs.marketplace(), ErdOptions.titled("M")));
        assertThat(texts(picture, "heading")).hasSize(18).contains("orders").doesNotContain("orders_2026_01");
        assertThat(texts(picture, "note")).containsExactly("partitioned by range (created_at) · + 3 partitions");
    }

    @Test
    void tiesACompositeKeyToItsMostTellingColumn() {
        Diagram diagram = DiagramBuilder.build(TestCatalogs.knots(), ErdOptions.titled(""));
        List<String> rows = diagram.links().stream()
                .filter(link -> link.relationship().key().columns().size() == 2)
                .map(link -> diagram.tables()
                                .get(link.child())
                                .rows()
                                .get(link.childRow())
                                .name() + " to "
                        + diagram.tables()
                                .get(link.parent())
                                .rows()
                                .get(link.parentRow())
                                .name())
                .toList();
        assertThat(rows).containsExactly("parent_id to id", "project_id to id");
    }

    @Test
    void showsKeysOnlyOrNamesOnly() {
        Catalog catalog = TestCatalogs.parse(SHOP);
        SvgPicture keys =
                SvgPicture.parse(ErdRenderer.svg(catalog, ErdOptions.titled("T").withDetail(Detail.KEYS)));
        assertThat(texts(keys, "column"))
                .containsExactly("id", "email", "order_id", "number", "id", "customer_id", "gift_for_id");
        assertThat(texts(keys, "type")).contains("+ 1 column");
        SvgPicture names =
                SvgPicture.parse(ErdRenderer.svg(catalog, ErdOptions.titled("T").withDetail(Detail.TABLES)));
        assertThat(texts(names, "heading")).hasSize(3);
        assertThat(texts(names, "column")).isEmpty();
        assertThat(names.links()).hasSize(3);
    }

    @Test
    void namesTheSchemaOnlyWhereItIsNotPublic() {
        assertThat(texts(picture("billing.invoices: id bigint pk\norders: id bigint pk"), "heading"))
                .containsExactly("billing.invoices", "orders");
    }

    @Test
    void hasATitleADescriptionAndARoleForAssistiveTechnology() {
        Element root = picture(SHOP).root();
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("aria-labelledby")).isEqualTo("erd-title erd-description");
        assertThat(SvgPicture.find(root, "title", null).get(0).getTextContent()).isEqualTo("Test");
        assertThat(SvgPicture.find(root, "desc", null).get(0).getTextContent())
                .isEqualTo("Entity-relationship diagram: 3 tables · 3 relationships · 1 enum."
                        + " invoices refers to orders. orders refers to customers. orders refers to customers.");
    }

    @Test
    void loadsNothingFromElsewhere() {
        String svg = ErdRenderer.svg(TestCatalogs.oddNames(), ErdOptions.titled("T"));
        assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http", "@import", "url(", "<script", "href");
    }

    @Test
    void followsTheReadersSchemeOrUsesOneOnly() {
        Catalog catalog = TestCatalogs.parse(SHOP);
        String auto = ErdRenderer.svg(catalog, grouped());
        assertThat(auto).contains("@media (prefers-color-scheme:dark)", "var(--ground)", "--ground:#ffffff");
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            assertThat(ErdRenderer.svg(catalog, grouped().withTheme(theme))).doesNotContain("var(", "@media", "--");
        }
    }

    @Test
    void ignoresGroupsWithoutTablesAndTheSecondGroupOfATable() {
        ErdOptions options = ErdOptions.titled("T")
                .withGroups(List.of(
                        ErdOptions.Group.of("First", TestCatalogs.names("orders", "unknown")),
                        ErdOptions.Group.of("Second", TestCatalogs.names("orders", "customers")),
                        ErdOptions.Group.of("Nobody", TestCatalogs.names("unknown"))));
        SvgPicture picture = SvgPicture.parse(ErdRenderer.svg(TestCatalogs.parse(SHOP), options));
        assertThat(texts(picture, "caption")).containsExactly("First", "Second");
        assertThat(picture.tables())
                .extracting(table -> table.getAttribute("class"))
                .containsExactly("t g2", "t g", "t g1");
    }

    @Test
    void cutsManyTablesIntoAreasWithStandInsForWhatIsElsewhere() {
        Catalog many = TestCatalogs.generated(220, 5);
        SvgPicture picture = SvgPicture.parse(ErdRenderer.svg(many, ErdOptions.titled("T")));
        assertThat(texts(picture, "subtitle").get(0)).startsWith("220 tables · ");
        assertThat(SvgPicture.find(picture.root(), "rect", "area").size()).isBetween(7, 40);
        assertThat(picture.tables()).hasSizeGreaterThan(220);
        assertThat(picture.tables().stream()
                        .filter(table -> !table.getAttribute("class").contains("elsewhere")))
                .hasSize(220);
        assertThat(picture.links())
                .hasSize(dev.pgwright.catalog.Relationship.of(many).size());
        assertThat(texts(picture, "legend")).contains("drawn in another area");
    }

    @Test
    void cutsLargeGroupsByWhatBelongsTogetherAndKeepsSmallOnes() {
        Catalog many = TestCatalogs.generated(160, 5);
        SvgPicture picture = SvgPicture.parse(ErdRenderer.svg(many, TestCatalogs.grouped(many, 3)));
        assertThat(texts(picture, "caption"))
                .allSatisfy(caption ->
                        assertThat(caption).matches("(Group [012] · .*|table_.*|others.*|.*without relationships)"));
        assertThat(SvgPicture.find(picture.root(), "rect", "area")).hasSizeGreaterThan(3);
    }

    @Test
    void bringsOutTheTableInFocus() {
        ErdOptions options = ErdOptions.titled("T").withFocus(TestCatalogs.name("orders"));
        SvgPicture picture = SvgPicture.parse(ErdRenderer.svg(TestCatalogs.parse(SHOP), options));
        assertThat(picture.tables())
                .extracting(table -> table.getAttribute("class"))
                .containsExactly("t g", "t g", "t g focus");
    }

    @Test
    void keepsAPleasantShapeForManyTablesWithoutReferences() {
        Catalog many = TestCatalogs.parse(
                "t%d: id bigint pk | a text | b text\n".repeat(60).formatted(numbers(60)));
        ErdOptions flat = ErdOptions.titled("T");
        Consumer<ErdOptions> isPleasant = options -> {
            var sheet = SvgPicture.parse(ErdRenderer.svg(many, options)).sheet();
            assertThat(sheet.width() / sheet.height()).isBetween(0.7, 2.5);
        };
        isPleasant.accept(flat);
        isPleasant.accept(flat.withGroups(List.of(TestCatalogs.groupOfAll(many))));
    }

    @Test
    void keepsAPleasantShapeWhereManyTablesReferToOne() {
        String children = "t%d: id bigint pk | hub_id bigint ! -> hub.id | a text\n"
                .repeat(40)
                .formatted(numbers(40));
        var sheet = picture("hub: id bigint pk\n" + children).sheet();
        assertThat(sheet.width() / sheet.height()).isBetween(0.7, 2.5);
    }

    @Test
    void saysThatThereIsNothing() {
        SvgPicture picture = SvgPicture.parse(ErdRenderer.svg(Catalog.EMPTY, ErdOptions.titled("Empty")));
        assertThat(texts(picture, "subtitle")).containsExactly("no tables");
        assertThat(texts(picture, "legend")).isEmpty();
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        String expected = ErdRenderer.svg(TestCatalogs.parse(SHOP), grouped());
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            assertThat(ErdRenderer.svg(TestCatalogs.parse(SHOP), grouped())).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void doesNotDependOnTheOrderInWhichTablesAreGiven() {
        Catalog catalog = TestCatalogs.parse(SHOP);
        List<Table> reversed = new ArrayList<>(catalog.tables());
        java.util.Collections.reverse(reversed);
        assertThat(ErdRenderer.svg(TestCatalogs.with(catalog, reversed), grouped()))
                .isEqualTo(ErdRenderer.svg(catalog, grouped()));
    }

    private static Object[] numbers(int count) {
        return java.util.stream.IntStream.range(0, count).boxed().toArray();
    }
}
