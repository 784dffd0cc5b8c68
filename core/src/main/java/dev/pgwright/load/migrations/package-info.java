/** Folders of migrations as the tools that run them read them: order, pairs, transactions, true places. */
@NullMarked
package dev.pgwright.load.migrations;

import org.jspecify.annotations.NullMarked;
