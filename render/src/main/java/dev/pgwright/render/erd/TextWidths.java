package dev.pgwright.render.erd;

/**
 * How wide a text can be. The picture names a list of sans-serif faces and the reader's machine chooses, so these are
 * upper bounds: for each ASCII character the widest advance among DejaVu Sans, Inter, Roboto and Liberation Sans (which
 * has Arial's and Helvetica's widths), in thousandths of the font size, read from the font files. Other characters are
 * bounded by script. So a box has room for its text everywhere, and its size depends on no installed font.
 */
final class TextWidths {
    private static final int FIRST = 32;
    private static final int[] REGULAR = {
        318, 401, 460, 838, 638, 951, 780, 275, 391, 391, 500, 838, 318, 461, 318, 413, 637, 637, 637, 637, 643, 637,
        637, 637, 637, 637, 337, 337, 838, 838, 838, 557, 1016, 685, 687, 728, 771, 667, 611, 778, 752, 295, 552, 667,
        563, 890, 753, 788, 667, 788, 723, 667, 643, 742, 685, 989, 686, 667, 686, 391, 411, 391, 838, 557, 500, 613,
        635, 559, 635, 616, 361, 635, 634, 278, 278, 580, 278, 975, 634, 612, 635, 635, 412, 523, 393, 634, 592, 818,
        592, 592, 542, 637, 337, 637, 838
    };
    private static final int[] BOLD = {
        349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 461, 380, 375, 696, 696, 696, 696, 696, 696,
        696, 696, 696, 696, 400, 400, 838, 838, 838, 611, 1000, 774, 763, 734, 831, 684, 684, 821, 837, 373, 559, 775,
        638, 996, 837, 851, 733, 851, 771, 721, 683, 813, 774, 1104, 771, 725, 726, 458, 423, 458, 838, 557, 500, 675,
        716, 593, 716, 679, 436, 716, 712, 343, 343, 666, 343, 1042, 712, 688, 716, 716, 494, 596, 479, 712, 652, 924,
        646, 652, 583, 712, 366, 712, 838
    };
    /** An ideograph and a little more; also for what is drawn in place of control characters. */
    private static final int WIDE = 1050;

    private static final String ELLIPSIS = "…";

    private TextWidths() {}

    /** The width in pixels that {@code text} needs at most. */
    static double of(String text, double size, boolean bold) {
        int sum = text.codePoints().map(character -> advance(character, bold)).sum();
        return sum * size / 1000;
    }

    /** The text, or as much of its beginning as fits, with an ellipsis. */
    static String fitted(String text, double size, boolean bold, double width) {
        if (of(text, size, bold) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 0 && of(text.substring(0, end) + ELLIPSIS, size, bold) > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    private static int advance(int character, boolean bold) {
        if (character < FIRST) {
            return WIDE;
        }
        int[] table = bold ? BOLD : REGULAR;
        if (character < FIRST + table.length) {
            return table[character - FIRST];
        }
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        if (character < 0x250) {
            return ofEuropean(character, type, 1000, 800);
        }
        if (character < 0x530) {
            return ofEuropean(character, type, 1100, 900);
        }
        // an emoji of the usual colour fonts is 1.17 to 1.36 wide; ideographs are 1
        return character >= 0x1F000 ? 1400 : WIDE;
    }

    private static int ofEuropean(int character, int type, int upper, int lower) {
        boolean ligature = "ÆŒæœĲĳǄǅǆǇǈǉǊǋǌǱǲǳЮЩЖШЫФюшщжыфѾѼѠѤѬѨѥѭѩ".indexOf(character) >= 0;
        if (ligature) {
            return 1450;
        }
        return type == Character.LOWERCASE_LETTER ? lower : upper;
    }
}
