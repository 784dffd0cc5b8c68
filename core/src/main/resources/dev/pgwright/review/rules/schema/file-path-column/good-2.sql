create table users (id bigint primary key, avatar_url text, photo_location point, image_key bigint);
alter table users drop column avatar_url;
