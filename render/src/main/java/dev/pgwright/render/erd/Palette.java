package dev.pgwright.render.erd;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The colours of a picture by name, for light and for dark. Those of a group are derived from one colour, so that text
 * has a contrast of at least 4.5 on its ground and lines of 3 (WCAG 2.2, 1.4.3 and 1.4.11), whatever colour was asked.
 */
final class Palette {
    private static final double TEXT_CONTRAST = 4.6;
    private static final double LINE_CONTRAST = 3.1;
    private static final Colour WHITE = Colour.of(0xffffff);
    private static final Colour INK = Colour.of(0x0b1220);
    private static final Colour NEUTRAL = Colour.of(0x64748b);
    private static final List<Colour> GROUPS = List.of(
            Colour.of(0x3b82f6),
            Colour.of(0x10b981),
            Colour.of(0xf59e0b),
            Colour.of(0x8b5cf6),
            Colour.of(0xf43f5e),
            Colour.of(0x06b6d4),
            Colour.of(0x84cc16),
            Colour.of(0xec4899));

    private final Map<String, Colour> colours = new LinkedHashMap<>();
    private final boolean dark;
    private final Colour ground;
    private final Colour panel;

    private Palette(boolean dark) {
        this.dark = dark;
        ground = dark ? Colour.of(0x0d1220) : WHITE;
        panel = dark ? Colour.of(0x161d2e) : WHITE;
        colours.put("ground", ground);
        colours.put("panel", panel);
        colours.put("ink", dark ? Colour.of(0xe6eaf2) : Colour.of(0x111827));
        colours.put("muted", dark ? Colour.of(0x9aa7bd) : Colour.of(0x5b6678));
        colours.put("hair", dark ? Colour.of(0x2a3449) : Colour.of(0xdfe4ec));
        addMark("pk", Colour.of(0xf59e0b));
        addMark("fk", Colour.of(0x3b82f6));
        addMark("u", Colour.of(0x14b8a6));
    }

    /** The colours for groups with these colours asked for (null: the next of the palette), and for no group. */
    static Palette of(boolean dark, List<@Nullable String> asked) {
        Palette palette = new Palette(dark);
        for (int number = 0; number < asked.size(); number++) {
            String text = asked.get(number);
            Colour next = GROUPS.get(number % GROUPS.size());
            palette.addGroup(
                    group(number), text == null ? next : Colour.parse(text).orElse(next));
        }
        palette.addGroup(group(null), NEUTRAL);
        return palette;
    }

    /** The name of a group in the names of colours and in the picture's classes. */
    static String group(@Nullable Integer number) {
        return number == null ? "g" : "g" + (number + 1);
    }

    /** In order of definition. */
    Map<String, Colour> colours() {
        return Collections.unmodifiableMap(colours);
    }

    Colour get(String name) {
        Colour colour = colours.get(name);
        if (colour == null) {
            throw new IllegalStateException("no colour " + name);
        }
        return colour;
    }

    private void addMark(String name, Colour base) {
        Colour fill = panel.mixedWith(base, dark ? 0.28 : 0.18);
        colours.put(name + "-fill", fill);
        colours.put(name + "-text", base.towards(dark ? WHITE : INK, TEXT_CONTRAST, fill));
    }

    private void addGroup(String name, Colour base) {
        Colour area = ground.mixedWith(base, dark ? 0.09 : 0.07);
        Colour heading = panel.mixedWith(base, dark ? 0.30 : 0.17);
        Colour strong = dark ? WHITE : INK;
        colours.put(name + "-area", area);
        colours.put(name + "-edge", ground.mixedWith(base, dark ? 0.35 : 0.30));
        colours.put(name + "-head", heading);
        colours.put(name + "-frame", panel.mixedWith(base, dark ? 0.50 : 0.45));
        colours.put(name + "-text", base.towards(strong, TEXT_CONTRAST, heading, area, panel));
        colours.put(name + "-line", base.mixedWith(ground, 0.1).towards(strong, LINE_CONTRAST, area, ground));
    }
}
