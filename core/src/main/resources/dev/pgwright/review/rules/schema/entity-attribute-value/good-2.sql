-- measurements, and a row that says much more
create table sensors (id bigint primary key);
create table readings (sensor_id bigint references sensors, parameter text, value double precision, at timestamptz);
create table api_keys (
    id bigint primary key,
    user_id bigint not null,
    key text not null unique,
    name text,
    created_at timestamptz,
    expires_at timestamptz,
    last_used_at timestamptz,
    content text
);
