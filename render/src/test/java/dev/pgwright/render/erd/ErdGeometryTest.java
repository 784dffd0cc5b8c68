package dev.pgwright.render.erd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.render.erd.ErdOptions.Detail;
import dev.pgwright.render.erd.Geometry.Point;
import dev.pgwright.render.erd.Geometry.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What must hold for every picture, read from its SVG. */
class ErdGeometryTest {
    private static final Map<String, Double> FONTS = Map.of(
            "title", Measures.TITLE_FONT,
            "subtitle", Measures.SUBTITLE_FONT,
            "caption", Measures.CAPTION_FONT,
            "heading", Measures.HEADING_FONT,
            "note", Measures.NOTE_FONT,
            "column", Measures.COLUMN_FONT,
            "type", Measures.TYPE_FONT,
            "mark", Measures.MARK_FONT,
            "enum", Measures.TYPE_FONT,
            "legend", Measures.LEGEND_FONT);

    private record Case(String name, Catalog catalog, ErdOptions options) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> pictures() {
        List<Case> cases = new ArrayList<>();
        Catalog marketplace = TestCatalogs.marketplace();
        ErdOptions grouped = TestCatalogs.marketplaceOptions();
        for (Detail detail : Detail.values()) {
            cases.add(new Case("marketplace, " + detail, marketplace, grouped.withDetail(detail)));
            cases.add(new Case(
                    "marketplace without groups, " + detail,
                    marketplace,
                    grouped.withGroups(List.of()).withDetail(detail)));
        }
        cases.add(new Case(
                "marketplace with two of its groups",
                marketplace,
                grouped.withGroups(grouped.groups().subList(0, 2))));
        cases.add(new Case("5 tables", TestCatalogs.generated(5, 3), ErdOptions.titled("Five")));
        Catalog seventy = TestCatalogs.generated(70, 7);
        cases.add(new Case("70 tables", seventy, ErdOptions.titled("Seventy")));
        cases.add(new Case("70 tables in 7 groups", seventy, TestCatalogs.grouped(seventy, 7)));
        cases.add(new Case("70 tables in 2 groups", seventy, TestCatalogs.grouped(seventy, 2)));
        Catalog many = TestCatalogs.generated(200, 2);
        cases.add(new Case("200 tables", many, ErdOptions.titled("Many")));
        cases.add(new Case(
                "200 tables in 8 groups, keys",
                many,
                TestCatalogs.grouped(many, 8).withDetail(Detail.KEYS)));
        cases.add(new Case("odd names", TestCatalogs.oddNames(), ErdOptions.titled("<Odd> & \"names\"")));
        cases.add(new Case(
                "odd names in a group",
                TestCatalogs.oddNames(),
                ErdOptions.titled("Odd").withGroups(List.of(TestCatalogs.groupOfAll(TestCatalogs.oddNames())))));
        Catalog knots = TestCatalogs.knots();
        cases.add(new Case("knots", knots, ErdOptions.titled("Knots")));
        cases.add(new Case("knots in groups", knots, TestCatalogs.grouped(knots, 2)));
        cases.add(
                new Case("knots, names only", knots, ErdOptions.titled("Knots").withDetail(Detail.TABLES)));
        cases.add(new Case(
                "one table", TestCatalogs.parse("only: id bigint pk | name text"), ErdOptions.titled("One table")));
        cases.add(new Case("no table", Catalog.EMPTY, ErdOptions.titled("Nothing")));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void isSound(Case given) {
        String svg = ErdRenderer.svg(given.catalog(), given.options());
        SvgPicture picture = SvgPicture.parse(svg);
        Diagram diagram = DiagramBuilder.build(given.catalog(), given.options());

        assertThat(ErdRenderer.svg(given.catalog(), given.options()))
                .as("the same again")
                .isEqualTo(svg);
        assertThat(picture.ids()).doesNotHaveDuplicates();
        assertThat(picture.tables()).hasSameSizeAs(diagram.tables());
        assertThat(picture.links()).hasSameSizeAs(diagram.links());
        List<Rectangle> boxes = picture.tables().stream().map(SvgPicture::box).toList();
        boxesAreApart(boxes, picture.sheet());
        areasHoldTheirTablesOnly(picture, diagram, boxes);
        for (int number = 0; number < diagram.links().size(); number++) {
            lineIsSound(
                    SvgPicture.corners(picture.links().get(number)),
                    diagram.links().get(number),
                    diagram,
                    boxes);
        }
        linesDoNotRunOverEachOther(picture, diagram);
        textsFit(picture, boxes);
    }

    private static void boxesAreApart(List<Rectangle> boxes, Rectangle sheet) {
        for (int i = 0; i < boxes.size(); i++) {
            Rectangle box = boxes.get(i);
            assertThat(contains(sheet, box)).as("box %s on the sheet", box).isTrue();
            for (int j = 0; j < i; j++) {
                Rectangle other = boxes.get(j);
                boolean apart = box.x() >= other.right() + 14
                        || other.x() >= box.right() + 14
                        || box.y() >= other.bottom() + 14
                        || other.y() >= box.bottom() + 14;
                assertThat(apart).as("%s and %s", box, other).isTrue();
            }
        }
    }

    private static void areasHoldTheirTablesOnly(SvgPicture picture, Diagram diagram, List<Rectangle> boxes) {
        List<Element> areas = SvgPicture.find(picture.root(), "rect", "area");
        assertThat(areas).hasSameSizeAs(diagram.groups());
        for (int group = 0; group < areas.size(); group++) {
            Rectangle area = SvgPicture.rectangle(areas.get(group));
            for (int table = 0; table < boxes.size(); table++) {
                if (diagram.groups().get(group).tables().contains(table)) {
                    assertThat(contains(area, boxes.get(table))).isTrue();
                } else {
                    assertThat(overlaps(area, boxes.get(table))).isFalse();
                }
            }
        }
    }

    private static void lineIsSound(List<Point> corners, Diagram.Link link, Diagram diagram, List<Rectangle> boxes) {
        atSide(
                corners.get(0),
                corners.get(1),
                boxes.get(link.child()),
                diagram.tables().get(link.child()),
                link.childRow());
        atSide(
                corners.get(corners.size() - 1),
                corners.get(corners.size() - 2),
                boxes.get(link.parent()),
                diagram.tables().get(link.parent()),
                link.parentRow());
        for (int i = 1; i < corners.size(); i++) {
            Point from = corners.get(i - 1);
            Point to = corners.get(i);
            assertThat(from.x() == to.x() || from.y() == to.y())
                    .as("a right angle between %s and %s", from, to)
                    .isTrue();
            for (int table = 0; table < boxes.size(); table++) {
                assertThat(cuts(from, to, boxes.get(table)))
                        .as(
                                "%s to %s through %s",
                                from, to, diagram.tables().get(table).heading())
                        .isFalse();
            }
        }
    }

    /** The end is on the box's left or right side at the row, and the line leaves straight and far enough. */
    private static void atSide(Point end, Point next, Rectangle box, Diagram.TableBox table, int row) {
        assertThat(end.x() == box.x() || end.x() == box.right()).isTrue();
        if (row == Diagram.HEADING) {
            assertThat(end.y()).isBetween(box.y(), box.bottom());
        } else {
            assertThat(end.y() - box.y()).isBetween(table.middleOf(row) - 7, table.middleOf(row) + 7);
        }
        double away = next.x() - end.x();
        assertThat(end.x() == box.x() ? -away : away)
                .as("room for the crow's foot")
                .isGreaterThanOrEqualTo(Measures.STUB - 0.5);
    }

    /** Lines may cross and those to the same place may share their way; others never lie on each other. */
    private static void linesDoNotRunOverEachOther(SvgPicture picture, Diagram diagram) {
        List<List<Point>> lines =
                picture.links().stream().map(SvgPicture::corners).toList();
        for (int i = 0; i < lines.size(); i++) {
            for (int j = 0; j < i; j++) {
                List<Point> one = lines.get(i);
                List<Point> two = lines.get(j);
                boolean sameEnd = diagram.links().get(i).parent()
                                == diagram.links().get(j).parent()
                        && diagram.links().get(i).parentRow()
                                == diagram.links().get(j).parentRow();
                for (int a = 1; a < one.size() && !sameEnd; a++) {
                    for (int b = 1; b < two.size(); b++) {
                        assertThat(covers(one.get(a - 1), one.get(a), two.get(b - 1), two.get(b)))
                                .as("%s over %s", one, two)
                                .isFalse();
                    }
                }
            }
        }
    }

    private static void textsFit(SvgPicture picture, List<Rectangle> boxes) {
        for (Element text : SvgPicture.find(picture.root(), "text", null)) {
            Rectangle extent = extent(text);
            assertThat(contains(picture.sheet(), extent))
                    .as("on the sheet: %s", text.getTextContent())
                    .isTrue();
        }
        for (int table = 0; table < boxes.size(); table++) {
            for (Element text : SvgPicture.find(picture.tables().get(table), "text", null)) {
                assertThat(contains(boxes.get(table), extent(text)))
                        .as("in its box: %s", text.getTextContent())
                        .isTrue();
            }
            for (Element row : SvgPicture.find(picture.tables().get(table), "g", null)) {
                List<Rectangle> texts = SvgPicture.find(row, "text", null).stream()
                        .map(ErdGeometryTest::extent)
                        .toList();
                for (int i = 1; i < texts.size(); i++) {
                    assertThat(texts.get(i - 1).right())
                            .isLessThanOrEqualTo(texts.get(i).x());
                }
            }
        }
    }

    private static Rectangle extent(Element text) {
        String style = text.getAttribute("class").split(" ")[0];
        double size = FONTS.get(style);
        boolean bold = List.of("title", "caption", "heading", "mark", "enum").contains(style);
        double width = TextWidths.of(text.getTextContent(), size, bold);
        double x = SvgPicture.number(text, "x");
        if (style.equals("mark")) {
            x -= width / 2;
        } else if (SvgPicture.hasStyle(text, "end")) {
            x -= width;
        }
        return new Rectangle(x, SvgPicture.number(text, "y") - size, width, size * 1.2);
    }

    private static boolean contains(Rectangle outer, Rectangle inner) {
        return inner.x() >= outer.x()
                && inner.right() <= outer.right() + 0.01
                && inner.y() >= outer.y()
                && inner.bottom() <= outer.bottom() + 0.01;
    }

    private static boolean overlaps(Rectangle one, Rectangle two) {
        return one.x() < two.right() && two.x() < one.right() && one.y() < two.bottom() && two.y() < one.bottom();
    }

    private static boolean cuts(Point from, Point to, Rectangle box) {
        return Math.min(from.x(), to.x()) < box.right()
                && Math.max(from.x(), to.x()) > box.x()
                && Math.min(from.y(), to.y()) < box.bottom()
                && Math.max(from.y(), to.y()) > box.y();
    }

    private static boolean covers(Point a, Point b, Point c, Point d) {
        if (a.x() == b.x() && c.x() == d.x() && a.x() == c.x()) {
            return Math.min(Math.max(a.y(), b.y()), Math.max(c.y(), d.y()))
                    > Math.max(Math.min(a.y(), b.y()), Math.min(c.y(), d.y()));
        }
        if (a.y() == b.y() && c.y() == d.y() && a.y() == c.y()) {
            return Math.min(Math.max(a.x(), b.x()), Math.max(c.x(), d.x()))
                    > Math.max(Math.min(a.x(), b.x()), Math.min(c.x(), d.x()));
        }
        return false;
    }
}
