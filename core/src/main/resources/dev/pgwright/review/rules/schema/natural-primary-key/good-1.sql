create table customers (
    id bigint generated always as identity primary key,
    email text not null unique,
    name text not null,
    town text
);
create table countries (country_code text primary key, name text, capital text, currency text);
create table readings (sensor_name text, at timestamptz, value real, unit text, primary key (sensor_name, at));
