create table lines (line text);
-- @finds COPY runs a program on the server
copy lines from program 'echo one';
-- @finds COPY reads a file of the server
copy lines from '/dev/null';
-- @finds This makes a function in the untrusted language internal
create function twice_it(int, int) returns int language internal as 'int4pl';
-- @finds This gives a role the attribute BYPASSRLS
create role all_seeing_example bypassrls;
drop role all_seeing_example;
