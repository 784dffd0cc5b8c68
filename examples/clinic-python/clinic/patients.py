"""Patients, by psycopg. Lines that end in "fault" have one."""

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

COLUMNS = "id, email, name"
BY_EMAIL = f"select {COLUMNS} from patients where email = %s"
SORTS = {"name": "name", "age": "born_on"}


def by_email(connection: psycopg.Connection, email: str):
    with connection.cursor(row_factory=dict_row) as cursor:
        cursor.execute(BY_EMAIL, (email,))
        return cursor.fetchone()


def birthdays(cursor, day):
    # Grüße 🎂: what stands before a statement moves no place
    cursor.execute(
        "select id, name from patients"
        " where extract(month from born_on) = extract(month from %(day)s::date)"
        "   and birth_day = %(day)s",  # fault: column
        {"day": day},
    )
    return cursor.fetchall()


def search(cursor, name: str, sort: str = "name"):
    cursor.execute(f"select id from patients where name = '{name}'")  # fault: injection
    found = cursor.fetchall()
    order = SORTS.get(sort, "name")
    cursor.execute("select id, name from patients where name like %s order by {} limit 20".format(order), (name,))
    return found, cursor.fetchall()


def with_visits(cursor, doctor: int):
    cursor.execute("select id, name from patients where doctor_id = %s", (doctor,))
    patients = cursor.fetchall()
    for patient in patients:
        cursor.execute("select starts_at from visits where patient_id = %s", (patient[0],))  # fault: n+1
        patient.append(cursor.fetchall())
    return patients


def with_visits_at_once(cursor, doctor: int):
    cursor.execute(
        """
        select p.id, p.name, array_agg(v.starts_at)
        from patients p
        left join visits v on v.patient_id = p.id
        where p.doctor_id = %s
        group by p.id
        """,
        (doctor,),
    )
    return cursor.fetchall()


def free_doctors(cursor):
    cursor.execute(
        "select d.id from doctors d where d.id not in (select p.doctor_id from patients p)"  # fault: NOT IN with NULL
    )
    return cursor.fetchall()


def columns_of(cursor, table: str, wanted: list):
    cursor.execute(
        sql.SQL("select {} from {} where id = %s").format(
            sql.SQL(", ").join(map(sql.Identifier, wanted)), sql.Identifier(table)
        ),
        (1,),
    )


def rename(cursor, patient: int, name: str):
    cursor.execute("update patients set name = %s where id = %s", (name, patient))


# pgwright:ignore dml-without-where: a new year begins for all
def forget_notes(cursor):
    cursor.execute("update visits set note = null")


def move_all(cursor, doctor: int):
    cursor.execute("update patients set doctor_id = %s", (doctor,))  # fault: no WHERE


def menu(kitchen, dish):
    # not SQL of a database: no driver takes it
    kitchen.order("select " + dish + " from the menu")
