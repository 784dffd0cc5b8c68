create table invoices (
    id bigint generated always as identity primary key,
-- @finds pdf_path says where content lies that the database does not have
    pdf_path text not null
);
