-- @finds young of the domain birthday calls age(), which is another one later
create domain birthday as date constraint young check (age(value) < interval '120 years');
