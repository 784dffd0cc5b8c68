-- the order of columns and their number do not matter to these
create table articles (id bigint primary key, a int[], b int[], c int[], d int[], p int, q int, r int, s int);
create index articles_all on articles using gin (a, b, c, d);
create index articles_numbers on articles using brin (p, q, r, s);
