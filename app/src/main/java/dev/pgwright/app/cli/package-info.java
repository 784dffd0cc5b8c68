/** The command line: commands, their options, what a person sees, exit codes. */
@NullMarked
package dev.pgwright.app.cli;

import org.jspecify.annotations.NullMarked;
