-- of the script itself
create database pgwright_scratch_of_example;
drop database pgwright_scratch_of_example;
