package dev.pgwright.app.architecture.sample.catalog;

import java.sql.Connection;

public class Knows {
    Connection connection;
}
