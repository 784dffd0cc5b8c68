package dev.pgwright.app.architecture.sample.load.live;

import java.sql.Connection;

public class Live {
    Connection connection;
}
