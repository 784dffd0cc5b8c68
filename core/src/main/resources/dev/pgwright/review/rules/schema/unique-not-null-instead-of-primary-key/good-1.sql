create table currencies (
    code text primary key,
    name text not null unique
);
create table prices (article text, valid_from date not null, price numeric, unique (article, valid_from));
