package dev.pgwright.dbml;

import java.util.List;

/** The custom settings that carry what PostgreSQL has and DBML has no word for. */
final class PgSetting {
    static final String PREFIX = "pg_";

    static final String CONSTRAINTS = "pg_constraints";
    static final String INDEXES = "pg_indexes";
    static final String ATTACHED_INDEXES = "pg_attached_indexes";
    static final String PARTITION_BY = "pg_partition_by";
    static final String PARTITION_OF = "pg_partition_of";
    static final String INHERITS = "pg_inherits";
    static final String UNLOGGED = "pg_unlogged";
    static final String WITH = "pg_with";
    static final String OF_TYPE = "pg_of_type";
    static final String ACCESS_METHOD = "pg_access_method";
    static final String TABLESPACE = "pg_tablespace";
    /** The foreign server of a foreign table. */
    static final String SERVER = "pg_server";
    /** The options of a foreign table. */
    static final String SERVER_OPTIONS = "pg_server_options";

    static final String TYPE = "pg_type";
    static final String COLLATION = "pg_collation";
    static final String DEFAULT = "pg_default";
    static final String IDENTITY = "pg_identity";
    static final String GENERATED_STORED = "pg_generated_stored";
    static final String GENERATED_VIRTUAL = "pg_generated_virtual";
    /** The options of a foreign table's column. */
    static final String OPTIONS = "pg_options";

    static final List<String> OF_TABLE = List.of(
            CONSTRAINTS,
            INDEXES,
            ATTACHED_INDEXES,
            PARTITION_BY,
            PARTITION_OF,
            INHERITS,
            UNLOGGED,
            WITH,
            OF_TYPE,
            ACCESS_METHOD,
            TABLESPACE,
            SERVER,
            SERVER_OPTIONS);
    static final List<String> OF_COLUMN =
            List.of(TYPE, COLLATION, DEFAULT, IDENTITY, GENERATED_STORED, GENERATED_VIRTUAL, OPTIONS);

    private PgSetting() {}
}
