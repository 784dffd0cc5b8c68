package dev.pgwright.render.docs;

import java.util.List;

/**
 * One file of the documentation.
 *
 * @param path without an ending, from the folder's root, for example {@code tables/orders}
 * @param title also the first heading
 * @param kind what it is about, above the title; may be empty
 */
record Page(String path, String title, String kind, List<Block> blocks) {
    Page {
        blocks = List.copyOf(blocks);
    }

    /** The way from this page's folder to the root: {@code ../} or nothing. */
    String up() {
        return "../".repeat((int) path.chars().filter(c -> c == '/').count());
    }
}
