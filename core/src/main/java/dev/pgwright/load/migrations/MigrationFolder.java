package dev.pgwright.load.migrations;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads folders of migrations. What cannot be read is a problem of the history; the rest of it is there all the same. */
public final class MigrationFolder {
    private MigrationFolder() {}

    /**
     * The history that lies in folders or files.
     *
     * @param paths one folder, or files; a file is read even when its name is not one that the framework would take
     * @param forced the framework, where it is known; else it is found out
     */
    public static MigrationHistory read(List<Path> paths, @Nullable Framework forced) {
        Problems problems = new Problems();
        Folder folder = Folder.of(paths, problems);
        Framework framework = forced == null ? Detection.of(folder) : forced;
        FrameworkReader reader = reader(framework);
        List<Migration> migrations = reader.read(folder, problems);
        if (migrations.isEmpty() && problems.all().isEmpty()) {
            problems.error(
                    Problems.NONE,
                    Problems.at(folder.root()),
                    "there are no migrations of " + framework.title() + " here",
                    "Name the folder that holds them, or the framework if it is another one");
        }
        for (Migration migration : migrations) {
            Checks.empty(migration, problems);
            Checks.byteOrderMark(migration, problems);
        }
        return new MigrationHistory(framework, folder.root(), migrations, problems.all(), reader.session());
    }

    /** The framework whose files lie in a folder; plain SQL files when nothing shows another. */
    public static Framework detect(Path path) {
        return Detection.of(Folder.of(List.of(path), new Problems()));
    }

    private static FrameworkReader reader(Framework framework) {
        return switch (framework) {
            case FLYWAY -> new FlywayReader();
            case GOLANG_MIGRATE, SQLX, SUPABASE -> new NumberedReader(framework);
            case GOOSE -> new GooseReader();
            case DBMATE -> new DbmateReader();
            case DIESEL -> new DieselReader();
            case PRISMA -> new PrismaReader();
            case DRIZZLE -> new DrizzleReader();
            case RAILS_STRUCTURE -> new DumpReader();
            case LIQUIBASE -> new LiquibaseReader();
            case DJANGO_SQLMIGRATE, PLAIN -> new PlainReader(framework);
        };
    }
}
