@NullMarked
package dev.pgwright.design.questions;

import org.jspecify.annotations.NullMarked;
