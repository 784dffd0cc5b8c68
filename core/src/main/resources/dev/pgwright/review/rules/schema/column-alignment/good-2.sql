-- a few bytes, and one without any order that pads less
create table notes (id bigint primary key, seen boolean, at timestamptz, text text);
create table links (a integer, b integer, c uuid, primary key (a, b));
create table words (word text primary key, meaning text, note text);
