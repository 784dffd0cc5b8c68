package dev.pgwright.code;

import java.util.List;

/** Calls of JavaScript and TypeScript that send SQL: pg, postgres.js, slonik, Prisma, Knex, Sequelize, TypeORM, pg-promise. */
final class JavaScriptSinks {
    private static final String[] ON = {
        "pool",
        "client",
        "db",
        "conn",
        "connection",
        "pg",
        "tx",
        "trx",
        "manager",
        "runner",
        "datasource",
        "database",
        "repository"
    };

    static final List<Sink> ALL = List.of(
            Sink.of("$queryRawUnsafe $executeRawUnsafe"),
            Sink.of("sql` $queryRaw` $executeRaw` SQL`"),
            Sink.of("unsafe` type` typeAlias` unsafe").on("sql"),
            Sink.of("raw", Placeholder.QUESTION_OR_NAME, Placeholder.COLON).on("knex", "db", "trx", "tx"),
            Sink.of("query", Placeholder.QUESTION_OR_OPERATOR, Placeholder.COLON)
                    .importing("sequelize")
                    .on("sequelize"),
            Sink.of("any none one many oneOrNone manyOrNone result multi", Placeholder.DOLLAR_NAME)
                    .importing("pg-promise"),
            Sink.of("query", Placeholder.DOLLAR_NAME).importing("pg-promise"),
            Sink.of("query")
                    .importing("pg", "@neondatabase", "@vercel/postgres", "typeorm", "@electric-sql/pglite")
                    .on(ON));

    /** Other databases, and builders whose templates name columns and tables. */
    static final List<String> OTHERS = List.of(
            "mysql",
            "sqlite",
            "better-sqlite3",
            "bun:sqlite",
            "node:sqlite",
            "mssql",
            "oracledb",
            "drizzle-orm",
            "kysely",
            "@clickhouse",
            "snowflake",
            "@google-cloud",
            "cassandra-driver",
            "tedious",
            "mariadb",
            "@planetscale");

    private JavaScriptSinks() {}
}
