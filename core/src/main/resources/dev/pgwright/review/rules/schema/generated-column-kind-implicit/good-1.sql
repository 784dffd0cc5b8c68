create table orders (
    id bigint generated always as identity primary key,
    net numeric not null,
    gross numeric generated always as (net * 1.19) stored,
    half numeric generated always as ((net + (1)) / 2) -- computed when it is read
        virtual not null
);
