package dev.pgwright.catalog.print;

/** The parts of a script, in order. */
enum Section {
    SCHEMAS("Schemas"),
    EXTENSIONS("Extensions"),
    TYPES("Types"),
    SEQUENCES("Sequences"),
    TABLES("Tables"),
    VIEWS("Views"),
    FUNCTIONS("Functions"),
    TRIGGERS("Triggers"),
    FOREIGN_KEYS("Foreign keys between tables that refer to each other"),
    PARTITIONED_INDEXES("Indexes of partitioned tables that not every partition has");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
