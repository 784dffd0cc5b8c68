package dev.pgwright.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text with the name under which messages show it. A leading byte order mark is not part of the text. */
public final class SourceFile {
    private final String name;
    private final String text;
    private final LineIndex lines;
    private final boolean whole;

    private SourceFile(String name, String text) {
        this(name, text, true);
    }

    private SourceFile(String name, String text, boolean whole) {
        this.name = name;
        this.whole = whole;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.lines = new LineIndex(this.text);
    }

    public static SourceFile of(String name, String text) {
        return new SourceFile(name, text);
    }

    /** A text from which something was left out; the lines and columns of the rest are those of the file. */
    public static SourceFile ofPart(String name, String text) {
        return new SourceFile(name, text, false);
    }

    /**
     * Reads a file as UTF-8.
     *
     * @throws java.nio.charset.CharacterCodingException when the bytes are not UTF-8
     * @throws java.nio.file.NoSuchFileException when there is no such file
     */
    public static SourceFile read(Path path) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        String text = decoder.decode(ByteBuffer.wrap(Files.readAllBytes(path))).toString();
        return new SourceFile(path.toString(), text);
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** Whether the text is all of the file, so that the file may be written anew from it. */
    public boolean isWhole() {
        return whole;
    }

    public LineIndex lines() {
        return lines;
    }

    public Position position(int offset) {
        return lines.position(offset);
    }

    /** The place of an offset in this file, for messages. */
    public Place place(int offset) {
        return Place.of(name, lines.position(offset));
    }
}
