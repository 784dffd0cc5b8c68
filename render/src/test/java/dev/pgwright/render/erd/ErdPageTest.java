package dev.pgwright.render.erd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ErdPageTest {
    private static final String TITLE = "<Odd> & \"names\"";

    private static Document page(Map<String, String> links) throws Exception {
        String html = ErdPage.html(TestCatalogs.oddNames(), ErdOptions.titled(TITLE), links);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static List<Element> all(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(number -> (Element) nodes.item(number))
                .toList();
    }

    @Test
    void isOneWellFormedFileThatLoadsNothing() throws Exception {
        Document page = page(Map.of());
        assertThat(all(page, "title").get(0).getTextContent()).isEqualTo(TITLE);
        assertThat(all(page, "svg")).hasSize(1);
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
    void everyElementThatTheScriptAsksForIsThere() throws Exception {
        Document page = page(Map.of());
        List<String> ids = all(page, "*").stream()
                .map(element -> element.getAttribute("id"))
                .toList();
        java.util.regex.Matcher asked = java.util.regex.Pattern.compile("box\\('([a-z]+)'\\)")
                .matcher(all(page, "script").get(0).getTextContent());
        int found = 0;
        while (asked.find()) {
            assertThat(ids).contains(asked.group(1));
            found++;
        }
        assertThat(found).isGreaterThan(5);
    }

    @Test
    void linksTablesToWhatIsSaidAboutThem() throws Exception {
        Document page = page(Map.of("a \"b\"", "tables/a.html"));
        Element link = all(page, "a").get(0);
        assertThat(link.getAttribute("data-table")).isEqualTo("a \"b\"");
        assertThat(link.getAttribute("href")).isEqualTo("tables/a.html");
    }
}
