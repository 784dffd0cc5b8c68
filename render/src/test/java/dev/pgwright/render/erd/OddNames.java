package dev.pgwright.render.erd;

import java.util.List;

/** Names that PostgreSQL allows and that break careless writers. */
final class OddNames {
    static final List<String> ALL = List.of(
            "Mixed Case",
            "select",
            "a\"quote",
            "a'quote",
            "<b>&amp;</b>",
            "]]>",
            "back\\slash",
            "per%cent",
            "#35;",
            "semi;colon: {x}",
            "line\nbreak\ttab",
            "control\u0001\u001b",
            "1starts_with_digit",
            "pk",
            "FK-x",
            "ünïcödé",
            "表の名前",
            "имя_таблицы",
            "emoji🐘name",
            "אבג",
            "e\u0301combining",
            "  spaces  ",
            "`backtick`",
            "one",
            "style",
            "erDiagram",
            "x".repeat(63),
            "W".repeat(63));

    private OddNames() {}
}
