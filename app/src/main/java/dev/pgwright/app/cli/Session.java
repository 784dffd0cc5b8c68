package dev.pgwright.app.cli;

import dev.pgwright.api.Progress;

/**
 * What a running command works with.
 *
 * @param terminal where results are printed
 * @param progress hears how the work advances
 * @param journal hears what is sent to servers; shown with {@code --verbose}, kept with {@code --log}
 * @param commands all commands there are
 * @param shutdown tells work that can stop cleanly when to
 */
record Session(Terminal terminal, Progress progress, Journal journal, Commands commands, Shutdown shutdown) {}
