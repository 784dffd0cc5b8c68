-- no schema that is tied by keys
create table readings (sensor text, at timestamptz, value real, primary key (sensor, at));
create table sensors (name text primary key);
create table alarms (sensor text, at timestamptz, primary key (sensor, at));
create table categories (id bigint primary key, parent_id bigint references categories);
