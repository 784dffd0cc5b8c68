/** What the requirements leave open: questions for the people who know, with what was taken until they answer. */
@NullMarked
package dev.pgwright.design.questions;

import org.jspecify.annotations.NullMarked;
