package dev.pgwright.code;

import dev.pgwright.source.Span;
import dev.pgwright.source.XmlTags;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A file of XML as a tree whose texts know the place of each character. It is read as far as it is well formed. */
final class MapperXml {
    private static final int DEEPEST = 200;

    /** Something in an element. */
    sealed interface Content {}

    /**
     * Text as it is meant.
     *
     * @param at the offset of each character
     */
    record Words(String text, int[] at) implements Content {}

    /** An element; {@code end} is where it ends. */
    static final class Element implements Content {
        final String name;
        final Map<String, String> attributes = new LinkedHashMap<>();
        final List<Content> contents = new ArrayList<>();
        final Span tag;
        int end;

        Element(String name, Span tag) {
            this.name = name;
            this.tag = tag;
            this.end = tag.end();
        }

        String attribute(String attribute) {
            return attributes.getOrDefault(attribute, "");
        }

        List<Element> elements(String wanted) {
            return contents.stream()
                    .filter(Element.class::isInstance)
                    .map(Element.class::cast)
                    .filter(element -> element.name.equals(wanted))
                    .toList();
        }
    }

    private final String text;
    private final XmlTags tags;
    private final Element root = new Element("", Span.at(0));
    private final Deque<Element> open = new ArrayDeque<>(List.of(root));
    private final List<Span> comments = new ArrayList<>();
    private int last;

    private MapperXml(String text) {
        this.text = text;
        this.tags = new XmlTags(text);
    }

    /** The tree of a text, below a root without a name; where comments stand is added to a list. */
    static Element read(String text, List<Span> comments) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the file is read");
        });
        MapperXml xml = new MapperXml(text);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            while (reader.hasNext() && xml.open.size() < DEEPEST) {
                xml.take(reader, reader.next());
            }
        } catch (XMLStreamException notWellFormed) {
            // what stands before it is read
        }
        comments.addAll(xml.comments);
        return xml.root;
    }

    private void take(XMLStreamReader reader, int event) {
        if (event == XMLStreamConstants.START_ELEMENT) {
            Span tag = tags.next();
            words(tag.start());
            last = tag.end();
            Element element = new Element(reader.getLocalName(), tag);
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                element.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
            open.element().contents.add(element);
            open.push(element);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            Element element = open.element();
            if (!element.tag.of(text).endsWith("/>")) {
                Span tag = tags.next();
                words(tag.start());
                last = tag.end();
                element.end = tag.end();
            }
            open.pop();
        }
    }

    /** Takes what stands from the last tag up to an offset. */
    private void words(int end) {
        StringBuilder words = new StringBuilder();
        int[] at = new int[Math.max(0, end - last)];
        int i = last;
        while (i < end) {
            if (text.startsWith("<!--", i)) {
                int close = behind("-->", i, end);
                comments.add(new Span(i, close));
                i = close;
            } else if (text.startsWith("<![CDATA[", i)) {
                int close = behind("]]>", i, end);
                for (int k = i + "<![CDATA[".length(); k < close - "]]>".length(); k++) {
                    at[words.length()] = k;
                    words.append(text.charAt(k));
                }
                i = close;
            } else if (text.startsWith("<", i)) {
                i = behind(">", i, end);
            } else {
                int semicolon = text.charAt(i) == '&' ? text.indexOf(';', i) : -1;
                boolean isReference = semicolon > 0 && semicolon < end;
                at[words.length()] = i;
                words.append(isReference ? reference(text.substring(i + 1, semicolon)) : text.charAt(i));
                i = isReference ? semicolon + 1 : i + 1;
            }
        }
        if (!words.isEmpty()) {
            open.element().contents.add(new Words(words.toString(), Arrays.copyOf(at, words.length())));
        }
    }

    private int behind(String sign, int from, int end) {
        int found = text.indexOf(sign, from);
        return found < 0 || found >= end ? end : found + sign.length();
    }

    private static char reference(String name) {
        switch (name) {
            case "lt" -> {
                return '<';
            }
            case "gt" -> {
                return '>';
            }
            case "amp" -> {
                return '&';
            }
            case "quot" -> {
                return '"';
            }
            case "apos" -> {
                return '\'';
            }
            default -> {
                try {
                    boolean isHex = name.toLowerCase(Locale.ROOT).startsWith("#x");
                    return (char) Integer.parseInt(name.substring(isHex ? 2 : 1), isHex ? 16 : 10);
                } catch (NumberFormatException | StringIndexOutOfBoundsException unknown) {
                    return ' ';
                }
            }
        }
    }
}
