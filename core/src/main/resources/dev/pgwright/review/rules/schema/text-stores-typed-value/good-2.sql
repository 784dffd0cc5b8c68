create table people (
    id bigint primary key,
    birth_date text check (birth_date ~ '^[0-9]{4}(-[0-9]{2}){0,2}$'),
    mail_address text,
    count_text text generated always as ('1') stored,
    ips text[],
    json_path text,
    at text
);
