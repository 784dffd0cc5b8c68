package dev.pgwright.render.erd;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to draw a diagram.
 *
 * @param title above the picture and its accessible name
 * @param subtitle below the title; null for the number of tables and relationships
 * @param groups drawn as areas, in order of importance; a table that several groups name belongs to the first of them,
 *     one that no group names stands alone; names of tables that do not exist are ignored
 * @param focus the table that the picture is about, which it brings out
 */
public record ErdOptions(
        String title,
        @Nullable String subtitle,
        List<Group> groups,
        Detail detail,
        Theme theme,
        @Nullable QualifiedName focus) {
    public ErdOptions {
        groups = List.copyOf(groups);
    }

    /** All columns, no groups, light or dark as the reader prefers. */
    public static ErdOptions titled(String title) {
        return new ErdOptions(title, null, List.of(), Detail.COLUMNS, Theme.AUTO, null);
    }

    public ErdOptions withSubtitle(String text) {
        return new ErdOptions(title, text, groups, detail, theme, focus);
    }

    public ErdOptions withGroups(List<Group> list) {
        return new ErdOptions(title, subtitle, list, detail, theme, focus);
    }

    public ErdOptions withDetail(Detail value) {
        return new ErdOptions(title, subtitle, groups, value, theme, focus);
    }

    public ErdOptions withTheme(Theme value) {
        return new ErdOptions(title, subtitle, groups, detail, value, focus);
    }

    public ErdOptions withFocus(QualifiedName table) {
        return new ErdOptions(title, subtitle, groups, detail, theme, table);
    }

    /**
     * Tables that belong together.
     *
     * @param colour {@code #rgb} or {@code #rrggbb}, of which only the hue and some of the strength are used; null for
     *     the next of the palette, which also takes the place of anything else
     */
    public record Group(
            String name,
            List<QualifiedName> tables,
            @Nullable String colour) {
        public Group {
            tables = List.copyOf(tables);
        }

        public static Group of(String name, List<QualifiedName> tables) {
            return new Group(name, tables, null);
        }
    }

    /** How much of each table is shown. */
    public enum Detail {
        /** Every column. */
        COLUMNS,
        /** The columns of primary keys, unique constraints and foreign keys, and how many others there are. */
        KEYS,
        /** Names only. */
        TABLES
    }

    /** Which colours are used. */
    public enum Theme {
        /** Light or dark by the reader's {@code prefers-color-scheme}. */
        AUTO,
        LIGHT,
        DARK
    }
}
