create type weekday as enum ('mo', 'tu', 'we', 'th', 'fr', 'sa', 'su');
create table settings (id bigint primary key, main boolean, day weekday, flags boolean[]);
-- one row at most of each value
create unique index settings_main on settings (main);
create index settings_day on settings (day);
create index settings_flags on settings using gin (flags);
