create table customers (
    id bigint primary key,
    address_line_1 text,
    address_line_2 text,
    address_line_3 text,
    md5 bytea,
    sha1 bytea,
    sha256 bytea,
    phone1 text,
    phone2 text
);
