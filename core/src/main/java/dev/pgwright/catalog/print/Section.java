package dev.pgwright.catalog.print;

/** The parts of a script, in order. */
enum Section {
    ROLES("Roles"),
    SCHEMAS("Schemas"),
    EXTENSIONS("Extensions"),
    LANGUAGES("Languages and access methods"),
    TYPES("Types"),
    OPERATORS("Operators and casts"),
    FOREIGN_SERVERS("Foreign servers"),
    SEQUENCES("Sequences"),
    TABLES("Tables"),
    VIEWS("Views"),
    FUNCTIONS("Functions"),
    TRIGGERS("Triggers and rules"),
    FOREIGN_KEYS("Foreign keys between tables that refer to each other"),
    PARTITIONED_INDEXES("Indexes of partitioned tables that not every partition has"),
    INDEX_SETTINGS("Replica identities and clustering"),
    POLICIES("Row security"),
    COMMENTS("More comments"),
    REPLICATION("Publications and subscriptions"),
    ACCESS("Owners and privileges"),
    LABELS("Security labels"),
    EVENT_TRIGGERS("Event triggers");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
