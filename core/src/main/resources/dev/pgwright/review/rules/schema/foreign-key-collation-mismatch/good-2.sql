-- all of these are deterministic
create collation german (provider = icu, locale = 'de');
create table towns (name text collate german primary key, code text collate "C" unique);
create table streets (id bigint primary key, town text references towns, town_code text collate "POSIX" references towns (code));
