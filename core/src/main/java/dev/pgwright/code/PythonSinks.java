package dev.pgwright.code;

import java.util.List;

/** Calls of Python that send SQL: drivers by PEP 249, asyncpg, SQLAlchemy, Django, pandas and databases. */
final class PythonSinks {
    private static final String[] DRIVERS = {
        "psycopg", "pg8000", "aiopg", "sqlalchemy", "django.db", "sqlmodel", "peewee"
    };
    private static final String[] ON = {
        "cur", "cursor", "conn", "connection", "db", "database", "session", "engine", "tx", "pool"
    };

    static final List<Sink> ALL = List.of(
            Sink.of("text", Placeholder.COLON)
                    .named("text")
                    .importing("sqlalchemy", "sqlmodel")
                    .thatMakes(),
            Sink.of("read_sql read_sql_query", Placeholder.PERCENT, Placeholder.COLON)
                    .importing("pandas"),
            Sink.of("fetch_all fetch_one fetch_val iterate execute execute_many", Placeholder.COLON)
                    .named("query")
                    .importing("databases"),
            Sink.of("fetch fetchrow fetchval execute executemany prepare cursor")
                    .named("query")
                    .importing("asyncpg"),
            Sink.of("fetchrow fetchval").named("query"),
            Sink.of("fetch").named("query").on(ON),
            Sink.of("execute executemany", Placeholder.PERCENT, Placeholder.QUESTION_OR_OPERATOR)
                    .named("query")
                    .importing("pg8000"),
            Sink.of("execute executemany mogrify stream", Placeholder.PERCENT)
                    .named("query")
                    .importing(DRIVERS)
                    .on(ON),
            Sink.of("exec_driver_sql", Placeholder.PERCENT).named("statement"),
            Sink.of("execute_values execute_batch", Placeholder.PERCENT)
                    .at(1)
                    .named("sql")
                    .ofFragments(),
            Sink.of("raw", Placeholder.PERCENT).named("raw_query").on("objects", "manager"),
            Sink.of("RawSQL", Placeholder.PERCENT).ofFragments(),
            Sink.of("extra", Placeholder.PERCENT)
                    .at(1)
                    .named("where")
                    .importing("django")
                    .ofFragments());

    /** Other databases, and migrations that are written in Python and run once. */
    static final List<String> OTHERS = List.of(
            "sqlite3",
            "aiosqlite",
            "pymysql",
            "MySQLdb",
            "mysql",
            "aiomysql",
            "cx_Oracle",
            "oracledb",
            "pyodbc",
            "snowflake",
            "duckdb",
            "clickhouse",
            "google.cloud",
            "cassandra",
            "pymssql",
            "databricks",
            "trino",
            "alembic");

    private PythonSinks() {}
}
