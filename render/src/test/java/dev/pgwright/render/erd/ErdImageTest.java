package dev.pgwright.render.erd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErdImageTest {
    private static BufferedImage image(Catalog catalog, ErdOptions options) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(ErdImage.png(catalog, options)));
    }

    @ParameterizedTest
    @EnumSource(ErdOptions.Theme.class)
    void hasTwoPixelsForEachOfTheSvgAndItsColours(ErdOptions.Theme theme) throws IOException {
        Catalog catalog = TestCatalogs.marketplace();
        ErdOptions options = TestCatalogs.marketplaceOptions().withTheme(theme);
        BufferedImage image = image(catalog, options);
        var sheet = SvgPicture.parse(ErdRenderer.svg(catalog, options)).sheet();
        assertThat(image.getWidth()).isEqualTo((int) Math.round(2 * sheet.width()));
        assertThat(image.getHeight()).isEqualTo((int) Math.round(2 * sheet.height()));
        Map<Integer, Integer> pixels = new HashMap<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                pixels.merge(image.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        Palette palette = Palette.of(theme == ErdOptions.Theme.DARK, java.util.Collections.nCopies(5, null));
        for (String name : java.util.List.of("ground", "ink", "g1-area", "g5-head", "pk-fill", "fk-text", "g2-line")) {
            Colour colour = palette.get(name);
            int rgb = colour.red() << 16 | colour.green() << 8 | colour.blue();
            assertThat(pixels.getOrDefault(rgb, 0)).as(name).isGreaterThan(50);
        }
    }

    @org.junit.jupiter.api.Test
    void drawsOddNamesKnotsAndNothing() throws IOException {
        assertThat(image(TestCatalogs.oddNames(), ErdOptions.titled("<Odd>")).getWidth())
                .isGreaterThan(800);
        assertThat(image(TestCatalogs.knots(), ErdOptions.titled("Knots")).getHeight())
                .isGreaterThan(800);
        assertThat(image(Catalog.EMPTY, ErdOptions.titled("Nothing")).getHeight())
                .isLessThan(400);
    }

    @org.junit.jupiter.api.Test
    void aVeryLargeSheetGetsFewerPixels() throws IOException {
        BufferedImage image = image(TestCatalogs.generated(400, 3), ErdOptions.titled("Large"));
        assertThat((double) image.getWidth() * image.getHeight()).isBetween(50e6, 61e6);
    }
}
