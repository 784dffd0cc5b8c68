package dev.pgwright.render.erd;

import dev.pgwright.catalog.Catalog;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import javax.imageio.ImageIO;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Draws the picture's SVG as pixels by Java2D, which needs no display. It knows the elements and classes that
 * {@link ErdRenderer} writes and nothing else, so no library for all of SVG is needed. A text that the machine's face
 * makes wider than its place is narrowed.
 */
public final class ErdImage {
    private static final double SCALE = 2;
    /** 240 MB of memory; a larger sheet gets fewer pixels. */
    private static final double MOST_PIXELS = 60e6;

    private static final Set<String> BOLD = Set.of("title", "caption", "heading", "mark", "enum");
    private static final Map<String, Double> SIZES = Map.of(
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
    private static final Set<String> MUTED = Set.of("subtitle", "type", "legend");
    private static final Set<String> OF_GROUP = Set.of("caption", "heading", "note");

    private final Palette palette;
    private final Graphics2D canvas;
    private final Deque<List<String>> groups = new ArrayDeque<>();

    private ErdImage(Palette palette, Graphics2D canvas) {
        this.palette = palette;
        this.canvas = canvas;
    }

    /**
     * The diagram as a PNG file of two pixels for each of the SVG's, or fewer where the sheet is very large.
     * {@link ErdOptions.Theme#AUTO} means light.
     *
     * @throws UnsupportedOperationException if this Java cannot draw texts, as no font is installed
     */
    public static byte[] png(Catalog catalog, ErdOptions options) {
        boolean dark = options.theme() == ErdOptions.Theme.DARK;
        Diagram diagram = DiagramBuilder.build(catalog, options);
        List<@Nullable String> asked = diagram.groups().stream()
                .<@Nullable String>map(Diagram.GroupBox::colour)
                .toList();
        Palette palette = Palette.of(dark, asked);
        String svg = ErdRenderer.svg(diagram, options);
        try {
            return draw(svg, palette);
        } catch (XMLStreamException | IOException e) {
            throw new IllegalStateException("the picture's own SVG cannot be drawn", e);
        }
    }

    private static byte[] draw(String svg, Palette palette) throws XMLStreamException, IOException {
        XMLStreamReader reader = XMLInputFactory.newFactory().createXMLStreamReader(new StringReader(svg));
        reader.nextTag();
        double width = number(reader, "width");
        double height = number(reader, "height");
        double scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / (width * height)));
        BufferedImage image = new BufferedImage(
                (int) Math.round(width * scale), (int) Math.round(height * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        canvas.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        canvas.setColor(colour(palette.get("ground")));
        canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
        canvas.scale(scale, scale);
        new ErdImage(palette, canvas).elements(reader);
        canvas.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", png)) {
            throw new IllegalStateException("every Java writes PNG");
        }
        return png.toByteArray();
    }

    private void elements(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                List<String> styles = styles(reader);
                switch (reader.getLocalName()) {
                    case "g" -> groups.push(styles);
                    case "rect" -> {
                        double round = 2 * number(reader, "rx");
                        draw(
                                styles,
                                new RoundRectangle2D.Double(
                                        number(reader, "x"),
                                        number(reader, "y"),
                                        number(reader, "width"),
                                        number(reader, "height"),
                                        round,
                                        round));
                    }
                    case "circle" -> {
                        double r = number(reader, "r");
                        draw(
                                styles,
                                new Ellipse2D.Double(number(reader, "cx") - r, number(reader, "cy") - r, 2 * r, 2 * r));
                    }
                    case "path" -> draw(styles, path(reader.getAttributeValue(null, "d")));
                    case "text" -> {
                        double x = number(reader, "x");
                        double y = number(reader, "y");
                        text(styles, x, y, reader.getElementText());
                    }
                    default -> {
                        // titles and styles are for other readers
                    }
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("g")) {
                groups.pop();
            }
        }
    }

    private void draw(List<String> styles, Shape shape) {
        String group = group();
        boolean elsewhere = inGroup("elsewhere");
        switch (styles.get(0)) {
            case "ground" -> paint(shape, "ground", null);
            case "panel" -> paint(shape, "panel", null);
            case "card" -> paint(shape, "panel", "hair");
            case "area" -> paint(shape, group + "-area", group + "-edge");
            case "head" -> {
                Colour head = palette.get(group + "-head");
                canvas.setColor(colour(elsewhere ? palette.get("panel").mixedWith(head, 0.45) : head));
                canvas.fill(shape);
            }
            case "frame" -> {
                float[] dashes = elsewhere ? new float[] {4, 3} : null;
                float thickness = inGroup("focus") ? 3 : 1;
                stroke(
                        shape,
                        group + "-frame",
                        new BasicStroke(thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
            }
            case "line", "foot" -> stroke(shape, group + "-line", line());
            case "ring" -> {
                paint(shape, "ground", null);
                stroke(shape, group + "-line", line());
            }
            case "set" -> paint(shape, "muted", null);
            case "unset" -> stroke(shape, "muted", new BasicStroke(1));
            case "pk", "fk", "u" -> paint(shape, styles.get(0) + "-fill", null);
            default -> throw new IllegalStateException("no such style: " + styles);
        }
    }

    private static BasicStroke line() {
        return new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private void paint(Shape shape, String fill, @Nullable String edge) {
        canvas.setColor(colour(palette.get(fill)));
        canvas.fill(shape);
        if (edge != null) {
            stroke(shape, edge, new BasicStroke(1));
        }
    }

    private void stroke(Shape shape, String name, BasicStroke stroke) {
        canvas.setColor(colour(palette.get(name)));
        canvas.setStroke(stroke);
        canvas.draw(shape);
    }

    private void text(List<String> styles, double x, double y, String text) {
        String style = styles.get(0);
        Double size = SIZES.get(style);
        if (size == null) {
            throw new IllegalStateException("no such style: " + styles);
        }
        boolean bold = BOLD.contains(style) && !(style.equals("heading") && inGroup("elsewhere"));
        String colour = style.equals("mark")
                ? styles.get(1)
                : MUTED.contains(style) ? "muted" : OF_GROUP.contains(style) ? group() + "-text" : "ink";
        canvas.setColor(colour(palette.get(colour)));
        try {
            canvas.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont(size.floatValue()));
            FontMetrics metrics = canvas.getFontMetrics();
            double wide = metrics.getStringBounds(text, canvas).getWidth();
            double narrowed = Math.min(1, TextWidths.of(text, size, BOLD.contains(style)) / Math.max(wide, 1));
            double shown = wide * narrowed;
            double left = styles.contains("end") ? x - shown : style.equals("mark") ? x - shown / 2 : x;
            AffineTransform before = canvas.getTransform();
            canvas.translate(left, y);
            canvas.scale(narrowed, 1);
            canvas.drawString(text, 0, 0);
            canvas.setTransform(before);
        } catch (InternalError | NoClassDefFoundError | UnsatisfiedLinkError | NullPointerException e) {
            // what Java's font classes throw, by version and system, where fontconfig or every font is missing
            throw new UnsupportedOperationException("this Java finds no fonts: " + e.getMessage(), e);
        }
    }

    /** The innermost group that has a colour. */
    private String group() {
        for (List<String> styles : groups) {
            for (String style : styles) {
                if (style.matches("g\\d*")) {
                    return style;
                }
            }
        }
        return Palette.group(null);
    }

    private boolean inGroup(String style) {
        return groups.stream().anyMatch(styles -> styles.contains(style));
    }

    private static Color colour(Colour colour) {
        return new Color(colour.red(), colour.green(), colour.blue());
    }

    private static List<String> styles(XMLStreamReader reader) {
        String styles = reader.getAttributeValue(null, "class");
        return styles == null ? List.of("") : List.of(styles.split(" "));
    }

    private static double number(XMLStreamReader reader, String attribute) {
        String value = reader.getAttributeValue(null, attribute);
        return value == null ? 0 : Double.parseDouble(value);
    }

    /** The commands that pictures use, all absolute: M, L, H, V, Q, Z. */
    private static Path2D path(String data) {
        StringTokenizer tokens = new StringTokenizer(data, "MLHVQZ, ", true);
        Path2D.Double path = new Path2D.Double();
        Numbers numbers = new Numbers(tokens);
        while (tokens.hasMoreTokens()) {
            switch (tokens.nextToken()) {
                case "M" -> path.moveTo(numbers.next(), numbers.next());
                case "L" -> path.lineTo(numbers.next(), numbers.next());
                case "H" -> path.lineTo(numbers.next(), path.getCurrentPoint().getY());
                case "V" -> path.lineTo(path.getCurrentPoint().getX(), numbers.next());
                case "Q" -> path.quadTo(numbers.next(), numbers.next(), numbers.next(), numbers.next());
                case "Z" -> path.closePath();
                default -> throw new IllegalStateException("no such command in " + data);
            }
        }
        return path;
    }

    private record Numbers(StringTokenizer tokens) {
        double next() {
            String token = tokens.nextToken();
            while (token.equals(",") || token.equals(" ")) {
                token = tokens.nextToken();
            }
            return Double.parseDouble(token);
        }
    }
}
