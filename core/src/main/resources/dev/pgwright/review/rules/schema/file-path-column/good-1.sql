create table invoices (
    id bigint generated always as identity primary key,
    pdf bytea not null,
    pdf_filename text,
    website_url text,
    path text,
    file_size bigint
);
