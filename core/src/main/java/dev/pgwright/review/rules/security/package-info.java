/** Rules about who may see and change what: privileges, owners, row security, passwords. */
@NullMarked
package dev.pgwright.review.rules.security;

import org.jspecify.annotations.NullMarked;
