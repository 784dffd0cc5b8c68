create domain year as integer default 2000 check (value > 1900);
alter domain year drop constraint year_check;
create domain postcode as text collate "C";
