create table users (name text primary key, password text not null, password_hint text);
insert into users (name, password, password_hint)
values ('admin', '$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW', 'pet'),
    ('guest', '5f4dcc3b5aa765d61d8327deb882cf99', 'none');
delete from users where password_hint = 'none';
update users set password = password || '' where name = 'admin';
