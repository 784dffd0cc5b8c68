create table order_states (code text primary key, name text not null);
create table invoice_states (code text primary key, name text not null);
create table report_2025 (id bigint primary key, total numeric);
create table report_2026 (id bigint primary key, total numeric, tax numeric);
create table oauth1_tokens (id bigint primary key, token text);
create table oauth2_tokens (id bigint primary key, token text, refresh_token text);
