create role verified_example login password
    'SCRAM-SHA-256$4096:ES9Rt9cK2NnqmmJ2xJ1Hkg==$D0zG0Yc1oMGYVlb8CeZ0iFh3hSpvJsHuxdwkxhnUVf8=:wMZJzQDgIgOmEVZrK8Vb0XFfZ0Ew5PfOYeDWlvnpZdM=';
alter role verified_example password null;
drop role verified_example;
