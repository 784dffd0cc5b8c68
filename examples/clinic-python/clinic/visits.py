"""Visits, by SQLAlchemy and asyncpg."""

import asyncpg
from sqlalchemy import text

OF_PATIENT = text("select id, starts_at from visits where patient_id = :patient order by starts_at")


def of_patient(session, patient: int):
    return session.execute(OF_PATIENT, {"patient": patient}).all()


def all_of(session, patient: int):
    statement = text("select * from visits where patient_id = :patient")  # fault: star
    return session.execute(statement, {"patient": patient}).all()


def tagged(session, tag: str):
    return session.execute(
        text("select v.id from visits v where v.tags ? 'urgent' and v.tags ->> 'kind' = :tag"), {"tag": tag}
    ).all()


async def book(connection: asyncpg.Connection, patient: int, starts):
    await connection.execute("insert into visits (patient_id, starts_at) values ($1, $2)", patient, starts)
    return await connection.fetchval("select count(*) from visit where patient_id = $1", patient)  # fault: table


async def cancel(connection: asyncpg.Connection, visits: list[int]):
    await connection.execute("delete from visits where id = any($1)", visits)


async def page(connection: asyncpg.Connection, after: int, size: int):
    query = "select id, starts_at from visits where id > $1"
    query += f" order by id limit {size}"
    return await connection.fetch(query, after)


async def broken(connection: asyncpg.Connection):
    return await connection.fetch("select id from visits were note is null limit 5 5")  # fault: syntax
