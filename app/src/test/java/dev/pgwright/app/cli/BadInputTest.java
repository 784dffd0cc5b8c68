package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.testkit.Golden;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the commands that read schemas say to what they cannot read or write: the golden files have each message to the
 * letter, with the exit code. Nothing is written in any of these cases.
 */
class BadInputTest {
    private static final String SQL = """
            create table customers (id bigint primary key, name text not null);
            create table orders (id bigint primary key, customer_id bigint not null references customers);
            """;
    private static final String DBML = """
            Table customers {
              id bigint [pk]
              note text [note: 'über alles']
            }
            """;

    @TempDir
    Path folder;

    private Path out;

    @BeforeEach
    void makeFolders() throws IOException {
        out = Files.createDirectory(folder.resolve("out"));
        write("good.sql", SQL);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /** The commands by their names, each with its words around a source. */
    private Map<String, List<String>> commands(String source) {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("convert", List.of("convert", source, out.resolve("x.json").toString()));
        commands.put("diff", List.of("diff", folder.resolve("good.sql").toString(), source));
        commands.put("erd", List.of("erd", source, "-o", out.resolve("x.svg").toString()));
        commands.put("docs", List.of("docs", source, "-o", out.resolve("site").toString()));
        if (source.endsWith(".dbml")) {
            commands.put("fmt", List.of("fmt", source));
        }
        return commands;
    }

    /** Runs all commands on a source; commands that answer alike are told together. */
    private String answers(String source, String... more) {
        Map<String, List<String>> byAnswer = new LinkedHashMap<>();
        commands(source).forEach((name, words) -> {
            List<String> arguments = new ArrayList<>(words);
            if (!name.equals("fmt")) {
                arguments.addAll(Arrays.asList(more));
            }
            byAnswer.computeIfAbsent(answer(arguments), answer -> new ArrayList<>())
                    .add(name);
        });
        StringBuilder text = new StringBuilder();
        byAnswer.forEach((answer, names) ->
                text.append(String.join(", ", names)).append(": ").append(answer));
        return text.toString();
    }

    private String answer(List<String> arguments) {
        Map<Path, String> before = contents();
        Screen screen = new Screen();
        int code = screen.run(arguments.toArray(String[]::new));
        assertThat(contents()).as("%s wrote something", arguments).isEqualTo(before);
        return code + "\n"
                + screen.err()
                        .lines()
                        .filter(line -> !line.startsWith("✗") && !line.startsWith("✓"))
                        .map(line -> "    "
                                + line.replace(folder.toString() + "/", "").replace(folder.toString(), "."))
                        .reduce("", (left, right) -> left + right + "\n");
    }

    private Map<Path, String> contents() {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                boolean small = Files.isRegularFile(file) && Files.size(file) < 1_000_000;
                contents.put(file, small ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) : "");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return contents;
    }

    private static String half(String text) {
        return text.substring(0, text.length() / 2 + 12);
    }

    @Test
    void filesThatAreNotWhatTheirNamesSay() throws IOException {
        byte[] noise = new byte[2000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 37 + i / 7);
        }
        StringBuilder text = new StringBuilder();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("prose.sql", bytes("Dear reader, this is a letter and no schema.\n"));
        files.put("prose.dbml", bytes("Dear reader, this is a letter and no schema.\n"));
        files.put("prose.json", bytes("Dear reader, this is a letter and no schema.\n"));
        files.put("half.sql", bytes(half(SQL)));
        files.put("half.dbml", bytes(half(DBML)));
        files.put("half.json", bytes("{\"pgwright\": 1, \"title\": \"x\", \"catalog\": {\"tables\": [{\"name\":"));
        files.put("empty.sql", bytes(""));
        files.put("empty.dbml", bytes(""));
        files.put("empty.json", bytes(""));
        files.put("blank.sql", bytes("-- nothing yet\n"));
        files.put("blank.dbml", bytes("// nothing yet\n"));
        files.put("latin.sql", (SQL + "-- über\n").getBytes(StandardCharsets.ISO_8859_1));
        files.put("latin.dbml", DBML.getBytes(StandardCharsets.ISO_8859_1));
        files.put("latin.json", "{\"ü\"}".getBytes(StandardCharsets.ISO_8859_1));
        files.put("utf16.sql", SQL.getBytes(StandardCharsets.UTF_16));
        files.put("noise.sql", noise);
        files.put("noise.dbml", noise);
        files.put("zeros.sql", bytes(SQL + "\0\0\0"));
        files.put("zeros.dbml", bytes(DBML + "\0\0\0"));
        files.put("faulty.sql", bytes(SQL + "create table orders (id int);\n"));
        files.put("faulty.dbml", bytes("Table a { id in [pkk] }\nRef: a.id > b.id\n"));
        files.put("schema.txt", bytes(SQL));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String name = write(file.getKey(), file.getValue()).toString();
            text.append("# ").append(file.getKey()).append('\n').append(answers(name, "--no-server"));
        }
        text.append("# nowhere.sql\n")
                .append(answers(folder.resolve("nowhere.sql").toString()));
        text.append("# nowhere.dbml\n")
                .append(answers(folder.resolve("nowhere.dbml").toString()));
        Path none = Files.createDirectory(folder.resolve("empty-folder"));
        text.append("# empty-folder\n").append(answers(none.toString()));
        Golden.assertMatches("bad-input/files.txt", text.toString());
    }

    @Test
    void aFileOfSomethingElseDoesNotFloodTheScreen() throws IOException {
        Path prose = write("prose.sql", "Dear reader;\n".repeat(5000));
        Screen screen = new Screen();
        assertThat(screen.run("convert", prose.toString(), out.resolve("x.json").toString(), "--no-server"))
                .isEqualTo(3);
        assertThat(screen.err())
                .contains("prose.sql:100:1: syntax error")
                .doesNotContain("prose.sql:101:1")
                .endsWith("5000 problems, of which the first 100\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void filesThatTheServerRefuses() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("# half.sql\n").append(answers(write("half.sql", half(SQL)).toString()));
        text.append("# faulty.sql\n")
                .append(answers(write("faulty.sql", SQL + "create table orders (id int);\n")
                        .toString()));
        text.append("# faulty.dbml\n")
                .append(answers(
                        write("faulty.dbml", "Table a { id intt [pk] }\n").toString()));
        Golden.assertMatches("bad-input/server.txt", text.toString());
    }

    @Test
    void lineEndsAndByteOrderMarksMakeNoDifference() throws IOException {
        for (String ending : List.of("sql", "dbml")) {
            String plain = ending.equals("sql") ? SQL : DBML;
            Path usual = write("usual." + ending, plain);
            Path odd = write("odd." + ending, "\uFEFF" + plain.replace("\n", "\r\n"));
            Screen screen = new Screen();
            assertThat(screen.run("diff", usual.toString(), odd.toString(), "--no-server"))
                    .as(screen.out() + screen.err())
                    .isZero();
            for (Path source : List.of(usual, odd)) {
                Path to = folder.resolve(source.getFileName() + ".mmd");
                Path picture = folder.resolve(source.getFileName() + ".svg");
                assertThat(new Screen().run("convert", source.toString(), to.toString(), "--no-server"))
                        .isZero();
                assertThat(new Screen().run("erd", source.toString(), "-o", picture.toString(), "--no-server"))
                        .isZero();
            }
            assertThat(Files.readString(folder.resolve("odd." + ending + ".mmd"))
                            .replace("odd", "usual"))
                    .isEqualTo(Files.readString(folder.resolve("usual." + ending + ".mmd")));
            assertThat(Files.readString(folder.resolve("odd." + ending + ".svg"))
                            .replace("odd", "usual"))
                    .isEqualTo(Files.readString(folder.resolve("usual." + ending + ".svg")));
        }
    }

    @Test
    void placesThatCannotBeWritten() throws IOException {
        write("taken.json", "somebody's\n");
        write("taken.svg", "somebody's\n");
        write("file", "x");
        Files.createDirectory(folder.resolve("folder.json"));
        Files.createDirectory(folder.resolve("folder.svg"));
        Files.createDirectory(folder.resolve("taken"));
        write("taken/index.html", "somebody's\n");
        String source = folder.resolve("good.sql").toString();
        StringBuilder text = new StringBuilder();
        for (String place : List.of(
                "nowhere/x.json", "folder.json", "taken.json", "file/x.json", "x.jsonn", "x", "good.sql/x.json")) {
            text.append("convert to ").append(place).append(": ");
            text.append(answer(List.of("convert", source, folder.resolve(place).toString(), "--no-server")));
        }
        for (String place : List.of("nowhere/x.svg", "folder.svg", "taken.svg", "x.gif")) {
            text.append("erd to ").append(place).append(": ");
            text.append(
                    answer(List.of("erd", source, "-o", folder.resolve(place).toString(), "--no-server")));
        }
        for (String place : List.of("file", "file/site", "taken")) {
            text.append("docs to ").append(place).append(": ");
            text.append(
                    answer(List.of("docs", source, "-o", folder.resolve(place).toString(), "--no-server")));
        }
        Golden.assertMatches("bad-input/places.txt", text.toString());
    }

    @Test
    void databasesThatCannotBeRead() throws IOException {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("create role bad_input_stranger login password 'right'");
            database.execute("create role bad_input_guest login password 'right'");
            String name = database.name();
            database.execute("revoke connect on database " + name + " from public");
            database.execute("grant connect on database " + name + " to bad_input_guest");
            database.execute("create schema hidden; revoke usage on schema public from public");
            try {
                Map<String, String> given = database.server().libpqEnvironment(name);
                String host = given.get("PGHOST") + ":" + given.get("PGPORT");
                StringBuilder text = new StringBuilder();
                Map<String, String> addresses = new LinkedHashMap<>();
                addresses.put("wrong password", "bad_input_guest:wrong@" + host + "/" + name);
                addresses.put("unknown role", "bad_input_nobody:x@" + host + "/" + name);
                addresses.put("wrong database", "bad_input_guest:right@" + host + "/no_such_database");
                addresses.put("no right to connect", "bad_input_stranger:right@" + host + "/" + name);
                addresses.put("nobody there", "a:b@127.0.0.1:1/x");
                addresses.put("no such host", "a:b@nowhere.invalid/x");
                addresses.put("no port", "a:b@127.0.0.1:port/x");
                addresses.forEach((what, address) ->
                        text.append("# ").append(what).append('\n').append(answers("postgresql://" + address)));
                Golden.assertMatches(
                        "bad-input/databases.txt",
                        text.toString().replace(host, "HOST:PORT").replace(name, "DATABASE"));
            } finally {
                database.execute("revoke all on database " + name + " from bad_input_guest");
                database.execute("drop role bad_input_stranger");
                database.execute("drop role bad_input_guest");
            }
        }
    }
}
