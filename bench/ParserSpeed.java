import com.sun.management.OperatingSystemMXBean;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Without arguments: prints the milliseconds to the first tree. With a file of statements separated by NUL characters, a
 * number of rounds, and "single" or "whole": parses all of them in every round, one by one or as one file, and prints
 * statements per second of processor time in the second half of the rounds.
 */
class ParserSpeed {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            long begun = System.nanoTime();
            Sql.parse(SourceFile.of("", "CREATE TABLE t (id int PRIMARY KEY)"));
            System.out.println((System.nanoTime() - begun) / 1_000_000);
            return;
        }
        String text = Files.readString(Path.of(arguments[0]), StandardCharsets.UTF_8);
        int rounds = Integer.parseInt(arguments[1]);
        List<SourceFile> statements = arguments[2].equals("whole")
                ? List.of(SourceFile.of("", text.replace('\0', ';')))
                : Stream.of(text.split("\0")).map(sql -> SourceFile.of("", sql)).toList();
        long perRound = text.chars().filter(c -> c == 0).count() + 1;
        long before = 0;
        for (int round = 0; round < rounds; round++) {
            if (round == rounds / 2) {
                before = SYSTEM.getProcessCpuTime();
            }
            statements.forEach(Sql::parse);
        }
        double seconds = (SYSTEM.getProcessCpuTime() - before) / 1e9;
        System.out.printf("%.0f%n", (rounds - rounds / 2) * perRound / seconds);
    }
}
