package dev.pgwright.app.architecture.sample.sql;

import dev.pgwright.app.architecture.sample.catalog.Knows;

class UsesCatalog {
    Knows catalog;
}
