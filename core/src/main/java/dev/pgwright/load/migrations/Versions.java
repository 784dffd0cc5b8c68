package dev.pgwright.load.migrations;

import java.util.Comparator;

/** Versions of migrations as their tools compare them. */
public final class Versions {
    private Versions() {}

    /** The same text for all versions that a tool takes for one. */
    public static String key(Framework framework, String version) {
        return switch (framework) {
            case FLYWAY -> FlywayReader.canonical(version);
            case GOLANG_MIGRATE, GOOSE, SQLX, SUPABASE -> NaturalOrder.withoutZeros(version);
            case DIESEL -> version.replace("-", "");
            case LIQUIBASE, DBMATE, PRISMA, DRIZZLE, RAILS_STRUCTURE, DJANGO_SQLMIGRATE, PLAIN -> version;
        };
    }

    /** The order in which a tool runs its versions. */
    public static Comparator<String> order(Framework framework) {
        return switch (framework) {
            case FLYWAY -> FlywayReader::compareVersions;
            case GOLANG_MIGRATE, GOOSE, SQLX, SUPABASE -> NaturalOrder::compareNumbers;
            case LIQUIBASE, DBMATE, DIESEL, PRISMA, DRIZZLE, RAILS_STRUCTURE, DJANGO_SQLMIGRATE, PLAIN ->
                Comparator.naturalOrder();
        };
    }
}
