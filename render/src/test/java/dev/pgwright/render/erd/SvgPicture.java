package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Geometry.Point;
import dev.pgwright.render.erd.Geometry.Rectangle;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A picture read back from its SVG, to be asked where things are. */
final class SvgPicture {
    private static final Pattern COMMAND = Pattern.compile("([A-Z])([^A-Z]*)");

    private final Document document;

    private SvgPicture(Document document) {
        this.document = document;
    }

    static SvgPicture parse(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return new SvgPicture(builder.parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))));
        } catch (Exception failure) {
            throw new AssertionError("not well-formed", failure);
        }
    }

    Element root() {
        return document.getDocumentElement();
    }

    Rectangle sheet() {
        return rectangle(find(root(), "rect", "ground").get(0));
    }

    /** In the order of the diagram's tables. */
    List<Element> tables() {
        return find(root(), "g", "t");
    }

    /** In the order of the diagram's links. */
    List<Element> links() {
        return find(root(), "g", "r");
    }

    static Rectangle box(Element table) {
        return rectangle(find(table, "rect", "panel").get(0));
    }

    static String tooltip(Element element) {
        return find(element, "title", null).get(0).getTextContent();
    }

    /** The corners of a link's line: the control points of its rounded bends. */
    static List<Point> corners(Element link) {
        List<Point> corners = new ArrayList<>();
        List<String> lineTo = new ArrayList<>();
        Matcher matcher = COMMAND.matcher(find(link, "path", "line").get(0).getAttribute("d"));
        while (matcher.find()) {
            String points = matcher.group(2).strip();
            switch (matcher.group(1)) {
                case "M", "Q" -> corners.add(point(points.split(" ")[0]));
                case "L" -> lineTo.add(points);
                default -> throw new AssertionError("unexpected " + matcher.group());
            }
        }
        corners.add(point(lineTo.get(lineTo.size() - 1)));
        return corners;
    }

    static List<Element> texts(Element parent, String style) {
        return find(parent, "text", style);
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    static Rectangle rectangle(Element element) {
        return new Rectangle(
                number(element, "x"), number(element, "y"), number(element, "width"), number(element, "height"));
    }

    static List<Element> find(Element parent, String name, String style) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            Element element = (Element) nodes.item(i);
            if (style == null || hasStyle(element, style)) {
                found.add(element);
            }
        }
        return found;
    }

    static boolean hasStyle(Element element, String style) {
        return Arrays.asList(element.getAttribute("class").split(" ")).contains(style);
    }

    /** The ids of all elements, repeated ones too. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        collectIds(root(), ids);
        return ids;
    }

    private static void collectIds(Element element, List<String> ids) {
        if (element.hasAttribute("id")) {
            ids.add(element.getAttribute("id"));
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                collectIds(inner, ids);
            }
        }
    }

    private static Point point(String text) {
        String[] numbers = text.split(",");
        return new Point(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
    }
}
