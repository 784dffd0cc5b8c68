package dev.pgwright.load.migrations;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A tool that runs migrations, or a form in which SQL lies about. */
public enum Framework {
    FLYWAY("flyway", "Flyway"),
    LIQUIBASE("liquibase", "Liquibase"),
    GOLANG_MIGRATE("golang-migrate", "golang-migrate"),
    GOOSE("goose", "goose"),
    DBMATE("dbmate", "dbmate"),
    SQLX("sqlx", "sqlx"),
    DIESEL("diesel", "Diesel"),
    PRISMA("prisma", "Prisma Migrate"),
    DRIZZLE("drizzle", "Drizzle Kit"),
    SUPABASE("supabase", "Supabase CLI"),
    RAILS_STRUCTURE("rails", "Rails structure.sql"),
    DJANGO_SQLMIGRATE("django", "Django sqlmigrate"),
    PLAIN("plain", "plain SQL files");

    private final String word;
    private final String title;

    Framework(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** The word used in configuration and on the command line. */
    public String word() {
        return word;
    }

    /** The name as its makers write it, for messages. */
    public String title() {
        return title;
    }

    /** The framework of a word, in any case. */
    public static Optional<Framework> of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(framework -> framework.word.equals(lower))
                .findFirst();
    }
}
