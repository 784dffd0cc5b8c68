create table holidays (day date primary key, seen timestamp not null);
create view summer as select day from holidays where day between '2024-06-01' and '2024-08-31';
create view lunch as select day from holidays where seen between '2024-06-01 12:00' and '2024-06-01 13:00';
