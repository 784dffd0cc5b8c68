import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the statements of SQL files into one file, with NUL characters between them. */
class ParserStatements {
    public static void main(String[] arguments) throws Exception {
        List<String> statements = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            ParsedSql parsed = Sql.parse(SourceFile.read(Path.of(arguments[i])));
            for (Statement statement : parsed.statements()) {
                statements.add(statement.span().of(parsed.source().text()));
            }
        }
        Files.writeString(Path.of(arguments[0]), String.join("\0", statements));
        System.out.println(statements.size());
    }
}
