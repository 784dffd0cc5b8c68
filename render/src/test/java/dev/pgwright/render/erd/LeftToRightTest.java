package dev.pgwright.render.erd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeftToRightTest {
    @Test
    void breaksNoWishWhereThereIsNoCircle() {
        int[][] wishes = new int[5][5];
        wishes[4][3] = wishes[3][2] = wishes[2][1] = wishes[1][0] = wishes[4][0] = 1;
        assertThat(LeftToRight.positions(wishes)).containsExactly(4, 3, 2, 1, 0);
    }

    @Test
    void breaksTheWeakestWishOfACircle() {
        int[][] wishes = new int[3][3];
        wishes[0][1] = 2;
        wishes[1][2] = 2;
        wishes[2][0] = 1;
        assertThat(LeftToRight.positions(wishes)).containsExactly(0, 1, 2);
    }

    @Test
    void keepsTheGivenOrderWithoutWishes() {
        assertThat(LeftToRight.positions(new int[3][3])).containsExactly(0, 1, 2);
    }
}
