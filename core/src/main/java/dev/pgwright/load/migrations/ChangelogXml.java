package dev.pgwright.load.migrations;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.migrations.ChangeNode.Text;
import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.source.XmlTags;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML as a tree of elements that know their place. Neither document types nor anything outside the file is looked at. */
final class ChangelogXml {
    /** What is no text of an element, and the references that stand for one character. */
    private static final Pattern MARKUP = Pattern.compile(
            "<!\\[CDATA\\[(?<cdata>.*?)]]>|<!--.*?-->|<\\?.*?\\?>|<(?<name>[\\w:.-]+)[^>]*?(?:/>|>.*?</\\k<name>\\s*>)"
                    + "|(?<references>(?:&(?:#[0-9]+|#x[0-9A-Fa-f]+|\\w+);)+)",
            Pattern.DOTALL);

    private static final Pattern REFERENCE = Pattern.compile("&(#x?)?(\\w+);");
    private static final int DEEPEST = 100;

    private final String text;
    private final XmlTags tags;
    private final Deque<Draft> open = new ArrayDeque<>();
    private ChangeNode root = new ChangeNode("", Map.of(), List.of(), Span.at(0), null);

    private static final class Draft {
        final String name;
        final Map<String, String> attributes = new LinkedHashMap<>();
        final List<ChangeNode> children = new ArrayList<>();
        final Span tag;

        Draft(String name, Span tag) {
            this.name = name;
            this.tag = tag;
        }
    }

    private ChangelogXml(SourceFile file) {
        this.text = file.text();
        this.tags = new XmlTags(text);
    }

    /**
     * The root element of a file.
     *
     * @throws PgwrightException with the place of what is no XML
     */
    static ChangeNode read(SourceFile file) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the file is read");
        });
        ChangelogXml xml = new ChangelogXml(file);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(file.text()));
            while (reader.hasNext()) {
                xml.take(reader, reader.next());
            }
            return xml.root;
        } catch (XMLStreamException e) {
            Location location = e.getLocation();
            Place place = location == null || location.getLineNumber() < 1
                    ? Place.of(file.name())
                    : Place.of(
                            file.name(),
                            new Position(location.getLineNumber(), Math.max(1, location.getColumnNumber())));
            throw new PgwrightException(ErrorCode.INPUT, place, "it is not valid XML: " + reason(e), null, e);
        }
    }

    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int start = message.indexOf("Message: ");
        return start < 0 ? message : message.substring(start + "Message: ".length());
    }

    private void take(XMLStreamReader reader, int event) throws XMLStreamException {
        if (event == XMLStreamConstants.START_ELEMENT) {
            if (open.size() > DEEPEST) {
                throw new XMLStreamException("nested deeper than " + DEEPEST + " levels");
            }
            Draft draft = new Draft(reader.getLocalName(), tags.next());
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                draft.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
            open.push(draft);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            close();
        }
    }

    private void close() {
        Draft draft = open.pop();
        boolean empty = text.startsWith("/>", draft.tag.end() - 2);
        Text inside = empty
                ? new Text(List.of())
                : text(new Span(draft.tag.end(), tags.next().start()));
        ChangeNode node = new ChangeNode(
                draft.name, draft.attributes, draft.children, draft.tag, inside.isBlank() ? null : inside);
        Draft parent = open.peek();
        if (parent == null) {
            root = node;
        } else {
            parent.children.add(node);
        }
    }

    /** The text of an element itself, without that of others in it; each character where it stands in the file. */
    private Text text(Span span) {
        StringBuilder bare = new StringBuilder(span.length());
        Matcher markup = MARKUP.matcher(text).region(span.start(), span.end());
        int at = span.start();
        while (markup.find()) {
            bare.append(text, at, markup.start());
            at = markup.end();
            if (markup.group("cdata") != null) {
                Scripts.blank(text, markup.start(), markup.start("cdata"), bare);
                bare.append(markup.group("cdata"));
                Scripts.blank(text, markup.end("cdata"), at, bare);
            } else if (markup.group("references") != null) {
                String characters = characters(markup.group("references"));
                // to the right, so that operators of several characters stay together
                bare.append(" ".repeat(markup.group().length() - characters.length()))
                        .append(characters);
            } else {
                Scripts.blank(text, markup.start(), at, bare);
            }
        }
        bare.append(text, at, span.end());
        return new Text(List.of(new Text.Line(bare.toString(), span)));
    }

    private static String characters(String references) {
        StringBuilder characters = new StringBuilder();
        Matcher reference = REFERENCE.matcher(references);
        while (reference.find()) {
            String name = reference.group(2);
            if (reference.group(1) == null) {
                characters.append(
                        switch (name) {
                            case "lt" -> '<';
                            case "gt" -> '>';
                            case "amp" -> '&';
                            case "quot" -> '"';
                            case "apos" -> '\'';
                            default -> ' ';
                        });
            } else {
                int code = reference.group(1).equals("#x") ? Integer.parseInt(name, 16) : Integer.parseInt(name, 10);
                characters.append(Character.isValidCodePoint(code) ? Character.toString(code) : " ");
            }
        }
        return characters.toString();
    }
}
