import com.sun.management.OperatingSystemMXBean;
import dev.pgwright.dbml.Dbml;
import dev.pgwright.source.SourceFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** With a DBML file and a number of rounds: parses it in every round; prints MB per second of processor time. */
class DbmlSpeed {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public static void main(String[] arguments) throws Exception {
        SourceFile source = SourceFile.read(Path.of(arguments[0]));
        int rounds = Integer.parseInt(arguments[1]);
        long before = 0;
        for (int round = 0; round < rounds; round++) {
            if (round == rounds / 2) {
                before = SYSTEM.getProcessCpuTime();
            }
            if (!Dbml.parse(source).problems().isEmpty()) {
                throw new IllegalStateException("the file is wrong");
            }
        }
        double seconds = (SYSTEM.getProcessCpuTime() - before) / 1e9;
        System.out.printf("%.2f%n", source.text().length() / 1e6 * (rounds - rounds / 2) / seconds);
    }
}
