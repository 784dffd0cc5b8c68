package dev.pgwright.review.checklist;

import dev.pgwright.review.RuleInfo;
import java.util.List;

/**
 * A question of the checklists that a database engineer goes through before signing, or a red flag. Rules say themselves which
 * question they serve.
 */
public enum ChecklistItem {
    TABLE_PURPOSE(
            Group.SCHEMA,
            "Every table has a clear purpose",
            Subject.TABLES,
            List.of("Schema: every table has a clear purpose"),
            List.of("undocumented-table")),
    PRIMARY_KEYS(
            Group.SCHEMA,
            "Primary key strategy is consistent",
            Subject.TABLES,
            List.of("Schema: primary key strategy is consistent", "Schema: every table has a primary key"),
            List.of("inconsistent-primary-key-strategy", "table-without-primary-key")),
    ON_DELETE(
            Group.SCHEMA,
            "Foreign keys have appropriate ON DELETE actions",
            Subject.FOREIGN_KEYS,
            List.of(
                    "Schema: foreign keys have appropriate ON DELETE actions",
                    "Schema: foreign keys with ON DELETE strategy"),
            List.of("foreign-key-without-on-delete")),
    FOREIGN_KEYS_INDEXED(
            Group.SCHEMA,
            "All foreign keys are indexed",
            Subject.FOREIGN_KEYS,
            List.of("Indexes: every foreign key has an index"),
            List.of("foreign-key-without-index")),
    NOT_NULL(
            Group.SCHEMA,
            "NOT NULL is used on truly required fields",
            Subject.TABLES,
            List.of("Schema: NOT NULL on truly required fields"),
            List.of("column-should-be-not-null")),
    TIMES(
            Group.SCHEMA,
            "Timestamps use timestamptz",
            Subject.TIME_COLUMNS,
            List.of("Schema: timestamps use TIMESTAMPTZ"),
            List.of("timestamp-without-time-zone")),
    NAMES(
            Group.SCHEMA,
            "Naming conventions are consistent",
            Subject.TABLES,
            List.of("Schema: naming conventions are consistent"),
            List.of("inconsistent-naming")),

    SELECT_STAR(
            Group.QUERIES,
            "No SELECT * in production code",
            Subject.QUERIES,
            List.of("Queries: no SELECT * in production code"),
            List.of("select-star")),
    JOINS(
            Group.QUERIES,
            "Joins use indexed columns",
            Subject.QUERIES_OF_A_SCHEMA,
            List.of("Queries: JOINs use indexed columns"),
            List.of("type-mismatch-in-predicate")),
    PAGINATION(
            Group.QUERIES,
            "Large sets are paged by a cursor, not by OFFSET",
            Subject.QUERIES,
            List.of(
                    "Queries: pagination uses cursor-based approach",
                    "Red flag: OFFSET-based pagination on large tables"),
            List.of("unstable-pagination-order", "offset-pagination")),
    N_PLUS_ONE(
            Group.QUERIES,
            "N+1 patterns are avoided",
            Subject.QUERIES,
            List.of("Queries: N+1 patterns are avoided"),
            List.of("row-by-row-processing")),
    READABLE(
            Group.QUERIES,
            "Complex queries use CTEs for readability",
            Subject.QUERIES,
            List.of("Queries: complex queries use CTEs for readability"),
            List.of("complex-query-without-cte")),

    EVERY_FOREIGN_KEY_INDEXED(
            Group.INDEXES,
            "Every foreign key has an index",
            Subject.FOREIGN_KEYS,
            List.of("Indexes: every foreign key has an index"),
            List.of("foreign-key-without-index")),
    COMPOSITE(
            Group.INDEXES,
            "Composite indexes match query patterns",
            Subject.QUERIES_OF_A_SCHEMA,
            List.of("Indexes: composite indexes match query patterns", "Root cause: wrong index order?"),
            List.of("timestamp-before-other-columns")),
    NOT_REDUNDANT(
            Group.INDEXES,
            "No redundant indexes",
            Subject.INDEXES,
            List.of("Indexes: no redundant indexes"),
            List.of("duplicate-index", "redundant-index")),
    PARTIAL(
            Group.INDEXES,
            "Partial indexes are used where appropriate",
            Subject.QUERIES_OF_A_SCHEMA,
            List.of("Indexes: partial indexes where appropriate"),
            List.of("low-cardinality-index")),
    USAGE(
            Group.INDEXES,
            "Index usage is monitored",
            Subject.INDEX_USE,
            List.of("Indexes: index usage is monitored"),
            List.of("unused-index")),

    PRODUCTION_SIZE(
            Group.MIGRATIONS,
            "Tested on production-size data",
            Subject.MIGRATIONS,
            List.of("Migrations: tested on production-size data", "Red flag: no production-scale testing"),
            List.of("no-production-scale-rehearsal")),
    ROLLBACK(
            Group.MIGRATIONS,
            "Rollback procedure is documented",
            Subject.MIGRATIONS,
            List.of(
                    "Migrations: rollback procedure documented",
                    "Red flag: migrations without rollback plans",
                    "Core: every migration must be reversible"),
            List.of("migration-without-rollback", "rollback-loses-data")),
    LOCKS(
            Group.MIGRATIONS,
            "Lock implications are understood",
            Subject.MIGRATIONS,
            List.of(
                    "Migrations: lock implications understood",
                    "Planning: what locks will be acquired",
                    "Planning: what locks, how long"),
            List.of("lock-timeout-missing", "wide-lock-window")),
    BATCHES(
            Group.MIGRATIONS,
            "Backfills of large tables run in batches",
            Subject.MIGRATIONS,
            List.of(
                    "Migrations: backfills use batching for large tables",
                    "Migrations: backfills use batching",
                    "Planning: batched backfill for large tables"),
            List.of("unbatched-data-change")),
    NO_DOWNTIME(
            Group.MIGRATIONS,
            "No downtime of production",
            Subject.MIGRATIONS,
            List.of(
                    "Migrations: zero-downtime",
                    "Migration Safety: adding column with default -> safe (PG 11+)",
                    "Migration Safety: adding NOT NULL -> CHECK pattern",
                    "Migration Safety: adding foreign key -> NOT VALID + VALIDATE",
                    "Migration Safety: changing column type -> careful planning",
                    "Migration Safety: creating index -> CONCURRENTLY",
                    "Migration Safety: renaming -> expand-contract",
                    "Migration Safety: renaming column -> expand-contract",
                    "Planning: multi-step expand-contract"),
            List.of("create-index-not-concurrently", "set-not-null-scan", "change-column-type-rewrite")),

    JUST_AN_INDEX(
            Group.RED_FLAGS,
            "\"Let's just add an index\", without looking at the queries",
            Subject.MIGRATIONS,
            List.of("Red flag: \"let's just add an index\""),
            List.of("index-without-query-evidence")),
    VARCHAR_255(
            Group.RED_FLAGS,
            "varchar(255) everywhere",
            Subject.TABLES,
            List.of("Red flag: VARCHAR(255) everywhere"),
            List.of("varchar-255-everywhere")),
    NO_FOREIGN_KEYS(
            Group.RED_FLAGS,
            "No foreign keys, \"for flexibility\"",
            Subject.TABLES,
            List.of("Red flag: no foreign keys \"for flexibility\""),
            List.of("no-foreign-keys")),
    OFFSET(
            Group.RED_FLAGS,
            "Pages by OFFSET in large tables",
            Subject.QUERIES,
            List.of("Red flag: OFFSET-based pagination on large tables"),
            List.of("offset-pagination")),
    NO_WAY_BACK(
            Group.RED_FLAGS,
            "Migrations without a way back",
            Subject.MIGRATIONS,
            List.of("Red flag: migrations without rollback plans"),
            List.of("migration-without-rollback")),
    WORKS_ON_MY_MACHINE(
            Group.RED_FLAGS,
            "\"It works on my machine\", never tried at production scale",
            Subject.MIGRATIONS,
            List.of("Red flag: no production-scale testing"),
            List.of("no-production-scale-rehearsal")),
    COPIES(
            Group.RED_FLAGS,
            "Denormalized without saying what keeps it in step",
            Subject.TABLES,
            List.of("Red flag: denormalization without documented sync"),
            List.of("denormalization-without-sync"));

    /** A list of questions. */
    public enum Group {
        SCHEMA("Schema design"),
        QUERIES("Queries"),
        INDEXES("Indexes"),
        MIGRATIONS("Migrations"),
        RED_FLAGS("Red flags");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** What has to be there for an answer. */
    enum Subject {
        TABLES,
        FOREIGN_KEYS,
        INDEXES,
        INDEX_USE,
        TIME_COLUMNS,
        QUERIES,
        QUERIES_OF_A_SCHEMA,
        MIGRATIONS
    }

    private final Group group;
    private final String question;
    private final Subject subject;
    private final List<String> seeds;
    private final List<String> decisive;

    ChecklistItem(Group group, String question, Subject subject, List<String> seeds, List<String> decisive) {
        this.group = group;
        this.question = question;
        this.subject = subject;
        this.seeds = seeds;
        this.decisive = decisive;
    }

    public Group group() {
        return group;
    }

    /** What should be so; of a red flag, what should not be. */
    public String question() {
        return question;
    }

    Subject subject() {
        return subject;
    }

    /** Rules without which there is no answer. */
    public List<String> decisive() {
        return decisive;
    }

    /** Whether what a rule finds is an answer. */
    public boolean isServedBy(RuleInfo rule) {
        return rule.seedItem() != null && seeds.contains(rule.seedItem());
    }
}
