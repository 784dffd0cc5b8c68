-- @finds blocked has no column besides mail
create table blocked (mail text primary key);
-- @finds later has no column
create table later ();
