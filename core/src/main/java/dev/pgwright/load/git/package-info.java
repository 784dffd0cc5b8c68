/** What git says about the files of a repository. */
@NullMarked
package dev.pgwright.load.git;

import org.jspecify.annotations.NullMarked;
