create table colours (id bigint primary key, name text not null);
create table shapes (id bigint primary key, name text not null);
insert into colours (id, name) values (1, 'colour 1');
insert into colours (id, name) values (2, 'colour 2');
insert into colours (id, name) values (3, 'colour 3');
insert into colours (id, name) values (4, 'colour 4');
insert into colours (id, name) values (5, 'colour 5');
insert into colours (id, name) values (6, 'colour 6');
insert into colours (id, name) values (7, 'colour 7');
insert into colours (id, name) values (8, 'colour 8');
insert into colours (id, name) values (9, 'colour 9');
insert into colours (id, name) values (10, 'colour 10');
insert into colours (id, name) values (11, 'colour 11');
insert into colours (id, name) values (12, 'colour 12');
insert into colours (id, name) values (13, 'colour 13');
insert into colours (id, name) values (14, 'colour 14');
insert into colours (id, name) values (15, 'colour 15');
insert into shapes (id, name) values (1, 'round');
insert into colours (id, name) values (16, 'colour 16');
insert into colours (id, name) values (17, 'colour 17');
insert into colours (id, name) values (18, 'colour 18');
insert into colours (id, name) values (19, 'colour 19');
insert into colours (id, name) values (20, 'colour 20');
insert into colours (id, name) values
    (21, 'colour 21'),
    (22, 'colour 22'),
    (23, 'colour 23'),
    (24, 'colour 24'),
    (25, 'colour 25'),
    (26, 'colour 26'),
    (27, 'colour 27'),
    (28, 'colour 28'),
    (29, 'colour 29'),
    (30, 'colour 30'),
    (31, 'colour 31'),
    (32, 'colour 32'),
    (33, 'colour 33'),
    (34, 'colour 34'),
    (35, 'colour 35'),
    (36, 'colour 36'),
    (37, 'colour 37'),
    (38, 'colour 38'),
    (39, 'colour 39'),
    (40, 'colour 40'),
    (41, 'colour 41'),
    (42, 'colour 42'),
    (43, 'colour 43'),
    (44, 'colour 44'),
    (45, 'colour 45'),
    (46, 'colour 46'),
    (47, 'colour 47'),
    (48, 'colour 48'),
    (49, 'colour 49');
