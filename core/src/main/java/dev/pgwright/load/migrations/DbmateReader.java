package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.SqlTokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * dbmate: one file holds both ways, divided by comments that carry options. File names are compared as text; the digits
 * before anything else are the version. A file may hold several pairs of blocks, each run by itself.
 *
 * <p>Source: dbmate 2, README ("Creating Migrations", "Migration Options"); pkg/dbmate/migration.go and db.go;
 * issue 820 (2.34 and 2.35: the second block of a file fails).
 */
final class DbmateReader implements FrameworkReader {
    static final Pattern BLOCK = Pattern.compile("^--[ \\t]*migrate:(up|down)(?=\\s|$)([^\\r\\n]*)", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("([0-9]+)(.*)\\.sql");
    private static final String NO_TRANSACTION = "transaction:false";

    private record Block(boolean up, int marker, Span span, boolean transaction) {}

    @Override
    public List<Migration> read(Folder folder, Problems problems) {
        List<Entry> entries = new ArrayList<>(
                folder.ofOneFolder(entry -> NAME.matcher(entry.name()).matches(), problems));
        entries.sort(Comparator.comparing(Entry::name));
        List<Migration> firsts = new ArrayList<>();
        List<Migration> migrations = new ArrayList<>();
        for (Entry entry : entries) {
            Optional<SourceFile> source = MigrationText.read(entry.path(), problems);
            if (source.isPresent()) {
                List<Migration> read = migrations(source.get(), entry.name(), problems);
                read.stream().limit(1).forEach(firsts::add);
                migrations.addAll(read);
            }
        }
        Checks.duplicates(firsts, Migration::version, problems);
        return migrations;
    }

    private static List<Migration> migrations(SourceFile source, String name, Problems problems) {
        List<Block> blocks = blocks(source);
        if (blocks.isEmpty() || !blocks.get(0).up()) {
            int at = blocks.isEmpty() ? 0 : blocks.get(0).marker();
            String message = blocks.isEmpty()
                    ? "there is no block \"-- migrate:up\""
                    : "\"-- migrate:down\" stands before \"-- migrate:up\"";
            problems.error(Problems.FORM, source.place(at), message, null);
            return List.of();
        }
        before(source, blocks.get(0), problems);
        List<Migration> migrations = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.up()) {
                if (!migrations.isEmpty()) {
                    problems.warning(
                            Problems.FORM,
                            source.place(block.marker()),
                            "dbmate records the version of the file once for each block, and PostgreSQL refuses the second"
                                    + " one: dbmate stops here",
                            "Give it a file of its own");
                }
                boolean paired = i + 1 < blocks.size() && !blocks.get(i + 1).up();
                if (!paired) {
                    problems.error(
                            Problems.FORM,
                            source.place(block.marker()),
                            "there is no \"-- migrate:down\" behind this block; dbmate refuses the file",
                            null);
                }
                Script down = paired ? script(source, blocks.get(i + 1), problems) : null;
                migrations.add(new Migration(
                        Framework.DBMATE,
                        NaturalOrder.leadingDigits(name),
                        description(name),
                        Kind.VERSIONED,
                        script(source, block, problems),
                        down));
            }
        }
        return migrations;
    }

    private static String description(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() ? parts.group(2).replace('_', ' ').strip() : name;
    }

    private static List<Block> blocks(SourceFile source) {
        List<Block> blocks = new ArrayList<>();
        Matcher marker = BLOCK.matcher(source.text());
        boolean more = marker.find();
        while (more) {
            boolean up = marker.group(1).equals("up");
            boolean transaction =
                    List.of(marker.group(2).strip().split("\\s+")).stream().noneMatch(NO_TRANSACTION::equals);
            int at = marker.start();
            int start = marker.end();
            more = marker.find();
            blocks.add(new Block(
                    up,
                    at,
                    new Span(start, more ? marker.start() : source.text().length()),
                    transaction));
        }
        return blocks;
    }

    /** dbmate refuses statements before the first block. */
    private static void before(SourceFile source, Block first, Problems problems) {
        List<SqlTokens.Token> tokens = SqlTokens.of(source.text().substring(0, first.marker()));
        if (!tokens.isEmpty()) {
            problems.error(
                    Problems.FORM,
                    source.place(tokens.get(0).start()),
                    "a statement stands before \"-- migrate:up\"; dbmate refuses the file",
                    null);
        }
    }

    private static Script script(SourceFile source, Block block, Problems problems) {
        Scripts scripts = new Scripts(problems);
        return block.transaction()
                ? scripts.of(
                        source,
                        List.of(block.span()),
                        TransactionMode.SCRIPT,
                        "dbmate wraps every block in a transaction unless it says transaction:false")
                : scripts.of(
                        source,
                        List.of(block.span()),
                        TransactionMode.SIMPLE_QUERY,
                        "the block says transaction:false; dbmate then sends it as one query, of which several"
                                + " statements are one implicit transaction");
    }
}
