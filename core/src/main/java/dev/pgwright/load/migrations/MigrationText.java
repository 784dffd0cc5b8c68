package dev.pgwright.load.migrations;

import dev.pgwright.source.SourceFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the text of a migration, or says why it cannot be read. Files are decoded as they are read. Of a large one, such
 * as a dump with its data, the rows behind {@code COPY ... FROM stdin} and those of INSERT are dropped on the way; their
 * lines stay, empty, so that all places remain true.
 */
final class MigrationText {
    /** Bytes from which on rows are dropped. */
    static final long LARGE = 16L << 20;

    /** How much text is held at most, in UTF-16 units. */
    static final int LIMIT = 128 << 20;

    private static final int BUFFER = 1 << 16;

    private static final String CONVERT = "Convert it to UTF-8, for example with: iconv -f %s -t UTF-8";

    /** Why bytes are no text. */
    private record Fault(String message, String hint) {}

    private MigrationText() {}

    static Optional<SourceFile> read(Path path, Problems problems) {
        return read(path, problems, LARGE, LIMIT);
    }

    /** As {@link #read(Path, Problems)} for a file that need not be there, and of which nothing is reported. */
    static Optional<SourceFile> readQuietly(Path path) {
        return Files.isRegularFile(path) ? read(path, new Problems()) : Optional.empty();
    }

    static Optional<SourceFile> read(Path path, Problems problems, long large, int limit) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
            long size = Files.size(path);
            boolean dropRows = size >= large;
            InsertSink inserts = dropRows ? new InsertSink() : null;
            TextSink sink = new TextSink(dropRows, limit, dropRows ? BUFFER : (int) size, inserts);
            Optional<Fault> fault = decode(in, sink);
            if (fault.isPresent()) {
                problems.error(
                        Problems.ENCODING,
                        Problems.at(path),
                        fault.get().message(),
                        fault.get().hint());
                return Optional.empty();
            }
            if (sink.isFull()) {
                problems.error(
                        Problems.TOO_LARGE,
                        Problems.at(path),
                        "it holds more than " + (limit >> 20)
                                + " MiB of SQL besides rows of COPY and INSERT and is not read",
                        "Dump the schema alone (pg_dump --schema-only), or split the file");
                return Optional.empty();
            }
            String text = sink.text();
            if (inserts != null && inserts.dropped() > 0) {
                problems.note(
                        Problems.ROWS,
                        Problems.at(path),
                        "the file is larger than " + (large >> 20)
                                + " MiB: of its INSERT statements of constants only the"
                                + " first row into each table is read, "
                                + inserts.dropped() + " of them were shortened or left out",
                        null);
            }
            return Optional.of(
                    sink.hasDropped()
                            ? SourceFile.ofPart(path.toString(), text)
                            : SourceFile.of(path.toString(), text));
        } catch (NoSuchFileException e) {
            problems.error(Problems.UNREADABLE, Problems.at(path), "there is no such file", null);
            return Optional.empty();
        } catch (IOException e) {
            problems.error(Problems.UNREADABLE, Problems.at(path), Problems.unreadable(e), null);
            return Optional.empty();
        }
    }

    /** Decodes UTF-8; what is wrong, with the offset of the byte, if something is. */
    private static Optional<Fault> decode(InputStream in, TextSink sink) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        long decoded = 0;
        boolean end = false;
        while (!end && !sink.isFull()) {
            int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            end = count < 0;
            bytes.position(bytes.position() + Math.max(count, 0)).flip();
            if (decoded == 0) {
                Optional<Fault> other = otherEncoding(bytes);
                if (other.isPresent()) {
                    return other;
                }
            }
            int before = bytes.position();
            CoderResult result = decoder.decode(bytes, chars, end);
            decoded += bytes.position() - before;
            if (result.isError()) {
                return Optional.of(new Fault(
                        "not UTF-8: the byte 0x%02X at byte offset %d cannot be"
                                .formatted(bytes.get(bytes.position()) & 0xFF, decoded),
                        CONVERT.formatted("LATIN1")));
            }
            chars.flip();
            int nul = sink.append(chars);
            if (nul >= 0) {
                return Optional.of(new Fault(
                        "not a text: a byte 0 stands near byte offset " + (decoded - chars.length() + nul),
                        "Take it out of the folder if it is no SQL, else write it anew without that byte"));
            }
            chars.clear();
            bytes.compact();
        }
        return Optional.empty();
    }

    private static Optional<Fault> otherEncoding(ByteBuffer bytes) {
        if (bytes.remaining() < 2) {
            return Optional.empty();
        }
        int mark = (bytes.get(0) & 0xFF) << 8 | bytes.get(1) & 0xFF;
        boolean utf16 = mark == 0xFEFF || mark == 0xFFFE || bytes.get(0) == 0 || bytes.get(1) == 0;
        if (!utf16) {
            return Optional.empty();
        }
        boolean wide = bytes.remaining() > 3 && bytes.get(2) == 0 && bytes.get(3) == 0;
        String name = wide || (bytes.get(0) == 0 && bytes.get(1) == 0) ? "UTF-32" : "UTF-16";
        return Optional.of(new Fault(
                "not UTF-8 but %s, as the bytes 0x%02X 0x%02X at byte offset 0 show"
                        .formatted(name, bytes.get(0) & 0xFF, bytes.get(1) & 0xFF),
                CONVERT.formatted(name)));
    }
}
