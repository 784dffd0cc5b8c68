package dev.pgwright.sql.engine;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The parser as npm delivers it, run by node: what ours must agree with. */
final class OriginalParser {
    private OriginalParser() {}

    /** MD5 hashes of what the original answers to each text, and how long it took. */
    record Answers(List<String> hashes, long milliseconds) {}

    static Answers ask(List<String> texts, Path folder) throws IOException, InterruptedException {
        Path script = folder.resolve("compare.mjs");
        Path input = folder.resolve("input");
        Path output = folder.resolve("output");
        try (InputStream resource = OriginalParser.class.getResourceAsStream("/dev/pgwright/sql/compare.mjs")) {
            if (resource == null) {
                throw new IllegalStateException("compare.mjs is not on the class path");
            }
            Files.write(script, resource.readAllBytes());
        }
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(input))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                all.writeBytes(new byte[] {
                    (byte) (bytes.length >>> 24),
                    (byte) (bytes.length >>> 16),
                    (byte) (bytes.length >>> 8),
                    (byte) bytes.length
                });
                all.writeBytes(bytes);
            }
            all.writeTo(out);
        }
        Path module = Path.of(System.getProperty("pgwright.root"), "base/src/main/npm/node_modules/libpg-query/wasm");
        Process process = new ProcessBuilder(
                        "node", script.toString(), module.toString(), input.toString(), output.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("node failed: " + said);
        }
        return new Answers(Files.readAllLines(output), Long.parseLong(said.strip()));
    }

    /** The same hashes from our build. */
    static Answers askOurs(List<String> texts) {
        return Parsers.with(parser -> {
            List<String> hashes = new ArrayList<>();
            long nanoseconds = 0;
            for (String text : texts) {
                long started = System.nanoTime();
                PgQueryInstance.RawResult result = parser.parseRaw(text);
                nanoseconds += System.nanoTime() - started;
                byte[] json = result.json();
                hashes.add(md5(json != null ? json : Utf8.encode("E" + result.message() + "|" + result.cursor())));
            }
            return new Answers(hashes, nanoseconds / 1_000_000);
        });
    }

    private static String md5(byte[] bytes) {
        try {
            // decoded once as node does, so that a character cut in two counts the same
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(Utf8.encode(Utf8.decode(bytes))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
