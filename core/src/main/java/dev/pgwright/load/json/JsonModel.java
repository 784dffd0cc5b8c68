package dev.pgwright.load.json;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;

/**
 * A schema as JSON: an object for every record of the catalog, a member for every component that is not null, empty
 * or what it usually is. {@link #schema} is the JSON Schema (2020-12) of such files.
 *
 * @param pgwright the version of this form
 * @param title the name of the database or project
 * @param extras what a DBML file says that no catalog knows
 */
public record JsonModel(int pgwright, String title, Catalog catalog, DbmlExtras extras) {
    /** The version that is written and read. */
    public static final int VERSION = 1;

    private static final JsonForm<JsonModel> FORM = JsonForm.of(
            JsonModel.class,
            "catalog:" + VERSION,
            "pgwright catalog",
            "A PostgreSQL schema as pgwright convert writes and reads it.");

    public static JsonModel of(String title, Catalog catalog, DbmlExtras extras) {
        return new JsonModel(VERSION, title, catalog, extras);
    }

    /** The text of the file; equal models give equal texts. */
    public String write() {
        return FORM.write(this);
    }

    /**
     * Reads a file that {@link #write} wrote or a person edited.
     *
     * @throws PgwrightException with {@code INPUT} and every problem: no JSON, unknown or missing members, wrong types
     */
    public static JsonModel read(SourceFile file) {
        JsonModel model = FORM.read(file);
        if (model.pgwright() != VERSION) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    file.place(0),
                    "'pgwright' is " + model.pgwright() + ", but this pgwright reads version " + VERSION,
                    null);
        }
        return model;
    }

    /** The JSON Schema of such files. */
    public static String schema() {
        return FORM.schema();
    }
}
