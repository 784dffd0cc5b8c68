package dev.pgwright.code;

import dev.pgwright.code.Expression.Call;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The calls of each language that send SQL, by the documentation of their libraries. */
final class Sinks {
    private static final String[] JDBC = {"java.sql", "javax.sql"};
    private static final String[] SPRING = {"org.springframework.jdbc"};
    private static final String[] JPA = {"jakarta.persistence", "javax.persistence", "org.hibernate"};
    private static final String[] JOOQ = {"org.jooq"};
    private static final String[] JDBI = {"org.jdbi", "org.skife.jdbi"};
    private static final String[] R2DBC = {"org.springframework.r2dbc", "io.r2dbc"};
    private static final String SPRING_DATA_JPA = "org.springframework.data.jpa";

    private static final List<Sink> JVM = List.of(
            Sink.of("prepareStatement prepareCall", Placeholder.QUESTION),
            Sink.of(
                            "query queryForObject queryForList queryForMap queryForRowSet queryForStream update batchUpdate execute",
                            Placeholder.QUESTION,
                            Placeholder.COLON)
                    .importing(SPRING),
            Sink.of("sql", Placeholder.QUESTION, Placeholder.COLON).importing("org.springframework.jdbc.core.simple"),
            Sink.of("sql", Placeholder.COLON).importing(R2DBC),
            Sink.of("createStatement", Placeholder.COLON).importing(R2DBC),
            Sink.of("executeQuery executeUpdate executeLargeUpdate execute addBatch")
                    .importing(JDBC),
            Sink.of(
                            "createNativeQuery createNativeMutationQuery createSQLQuery",
                            Placeholder.COLON,
                            Placeholder.QUESTION)
                    .named("sqlString"),
            Sink.of(
                            "query resultQuery fetch fetchOne fetchMany fetchAny fetchSingle fetchValue fetchOptional execute",
                            Placeholder.QUESTION,
                            Placeholder.COLON,
                            Placeholder.BRACES)
                    .importing(JOOQ),
            Sink.of("condition field sql table", Placeholder.QUESTION, Placeholder.COLON, Placeholder.BRACES)
                    .importing(JOOQ)
                    .ofFragments(),
            Sink.of(
                            "createQuery createUpdate createScript select execute prepareBatch createCall",
                            Placeholder.QUESTION,
                            Placeholder.COLON,
                            Placeholder.ANGLES)
                    .importing(JDBI),
            Sink.of(
                            "@SqlQuery @SqlUpdate @SqlBatch @SqlScript",
                            Placeholder.QUESTION,
                            Placeholder.COLON,
                            Placeholder.ANGLES)
                    .named("value"),
            Sink.of("exec", Placeholder.QUESTION).named("stmt").importing("org.jetbrains.exposed"),
            Sink.of("@Select @Insert @Update @Delete", Placeholder.MYBATIS)
                    .named("value")
                    .importing("org.apache.ibatis.annotations"),
            Sink.of("@NativeQuery", Placeholder.QUESTION, Placeholder.COLON, Placeholder.SPEL)
                    .named("value"),
            Sink.of("@NamedNativeQuery", Placeholder.QUESTION, Placeholder.COLON)
                    .named("query"),
            Sink.of("@Query", Placeholder.QUESTION, Placeholder.COLON, Placeholder.SPEL)
                    .named("value")
                    .importing("org.springframework.data"));

    private static final List<Sink> MAPPERS =
            List.of(Sink.of(String.join(" ", MapperReader.STATEMENTS), Placeholder.MYBATIS));

    /** What a file imports that talks to another kind of database. */
    private static final List<String> OTHERS =
            List.of("oracle.jdbc", "com.mysql", "org.sqlite", "org.neo4j", "com.datastax");

    private static final Set<String> COMMANDS = Set.of(
            "select",
            "insert",
            "update",
            "delete",
            "with",
            "merge",
            "create",
            "alter",
            "drop",
            "truncate",
            "values",
            "table",
            "explain",
            "copy",
            "call",
            "do",
            "refresh",
            "lock",
            "vacuum",
            "analyze",
            "grant",
            "revoke",
            "comment",
            "reindex",
            "set",
            "show",
            "begin",
            "commit",
            "rollback",
            "savepoint",
            "release",
            "notify",
            "listen",
            "unlisten",
            "prepare",
            "execute",
            "deallocate",
            "declare",
            "fetch",
            "move",
            "close",
            "cluster",
            "discard",
            "reset",
            "start",
            "checkpoint");

    private Sinks() {}

    /** Whether a source may have SQL at all: no other file is parsed. */
    static boolean mayHave(String source, CodeLanguage language) {
        return all(language).stream()
                .flatMap(sink -> sink.names().stream())
                .anyMatch(name -> source.contains(name.replace("@", "").replace(ProgramReader.TAG, "")));
    }

    private static List<Sink> all(CodeLanguage language) {
        return switch (language) {
            case JAVA, KOTLIN -> JVM;
            case PYTHON -> PythonSinks.ALL;
            case JAVASCRIPT, TYPESCRIPT, TSX -> JavaScriptSinks.ALL;
            case GO -> GoSinks.ALL;
            case MYBATIS -> MAPPERS;
        };
    }

    static boolean isOfOtherDatabase(Program program, CodeLanguage language) {
        List<String> others = switch (language) {
            case JAVA, KOTLIN -> OTHERS;
            case PYTHON -> PythonSinks.OTHERS;
            case JAVASCRIPT, TYPESCRIPT, TSX -> JavaScriptSinks.OTHERS;
            case GO -> GoSinks.OTHERS;
            case MYBATIS -> List.of();
        };
        return others.stream().anyMatch(other -> program.imports.stream().anyMatch(one -> one.startsWith(other)));
    }

    /** The sink that a call is, if it is one. */
    static Optional<Sink> of(Call call, Program program, CodeLanguage language) {
        return all(language).stream()
                .filter(sink -> sink.names().contains(call.name()) && sink.isMeant(call, program.imports))
                .filter(sink -> isMeant(sink, call, program, language))
                .findFirst();
    }

    private static boolean isMeant(Sink sink, Call call, Program program, CodeLanguage language) {
        if (call.name().equals("@Query")) {
            // JPQL is not SQL; the other modules of Spring Data that use the annotation with SQL have no JPQL
            boolean sql = program.imports.stream()
                    .anyMatch(one -> one.startsWith("org.springframework.data.jdbc")
                            || one.startsWith("org.springframework.data.r2dbc"));
            boolean jpa = program.imports.stream().anyMatch(one -> one.startsWith(SPRING_DATA_JPA));
            boolean isNative = call.arguments().stream()
                    .anyMatch(argument ->
                            "nativeQuery".equals(argument.name()) && argument.value() instanceof Expression.Plain);
            return jpa ? isNative : sql;
        }
        return language != CodeLanguage.GO || GoSinks.isMeant(sink, call);
    }

    /** Whether a text begins as a command of SQL does. */
    static boolean isCommand(String text) {
        int start = 0;
        while (start < text.length() && !Character.isLetter(text.charAt(start))) {
            if (text.startsWith("--", start)) {
                int line = text.indexOf('\n', start);
                start = line < 0 ? text.length() : line;
            } else if (text.startsWith("/*", start)) {
                int end = text.indexOf("*/", start);
                start = end < 0 ? text.length() : end + 2;
            } else if (Character.isWhitespace(text.charAt(start)) || text.charAt(start) == '(') {
                start++;
            } else {
                return false;
            }
        }
        int end = start;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return COMMANDS.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
    }
}
