/** Tests of the requirements contract. */
@NullMarked
package dev.pgwright.design.requirements;

import org.jspecify.annotations.NullMarked;
