package dev.pgwright.render.report.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReviewPageTest {
    private static Document page(ReviewReport report) throws Exception {
        return XmlTrees.parsed(ReviewFormat.HTML.write(report, Styling.NONE, 80));
    }

    private static List<Element> all(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(number -> (Element) nodes.item(number))
                .toList();
    }

    @Test
    void isOneFileThatLoadsNothing() throws Exception {
        Document page = page(ReviewSamples.report());
        assertThat(all(page, "link")).isEmpty();
        assertThat(all(page, "img")).isEmpty();
        assertThat(all(page, "script"))
                .hasSize(1)
                .allSatisfy(script -> assertThat(script.hasAttribute("src")).isFalse());
        assertThat(all(page, "meta"))
                .extracting(meta -> meta.getAttribute("content"))
                .contains("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'");
    }

    @Test
    void showsEveryFindingByFileWithItsPlaceMarked() throws Exception {
        Document page = page(ReviewSamples.report());
        assertThat(all(page, "h2"))
                .extracting(Element::getTextContent)
                .containsExactly("no file", "db/V1__old.sql", "db/V2__orders: 50%, new.sql");
        assertThat(all(page, "article"))
                .extracting(article -> article.getAttribute("class"))
                .containsExactly("advice", "advice quiet", "warning quiet", "advice", "warning", "error");
        assertThat(all(page, "mark"))
                .extracting(Element::getTextContent)
                .containsExactly(
                        "UPDATE a SET b = 1",
                        "UPDATE a SET b = 1",
                        "CREATE INDEX",
                        "CREATE INDEX orders_when_idx",
                        "ON orders (created_at)",
                        "\"e\u0301tat\"");
        assertThat(all(page, "h3"))
                .extracting(Element::getTextContent)
                .contains("No lock_timeout is set | see @admin" + " <b>*now*</b> `x`");
    }

    @Test
    void everyElementThatTheScriptAsksForIsThere() throws Exception {
        Document page = page(ReviewSamples.report());
        List<String> ids = all(page, "*").stream()
                .map(element -> element.getAttribute("id"))
                .toList();
        Matcher asked = Pattern.compile("box\\('([a-z]+)'\\)")
                .matcher(all(page, "script").get(0).getTextContent());
        int found = 0;
        while (asked.find()) {
            assertThat(ids).contains(asked.group(1));
            found++;
        }
        assertThat(found).isGreaterThan(4);
    }

    @Test
    void ofNothingItSaysSo() throws Exception {
        Document page = page(ReviewSamples.empty());
        assertThat(all(page, "main").get(0).getTextContent()).contains("Nothing was found.");
        assertThat(all(page, "article")).isEmpty();
    }
}
