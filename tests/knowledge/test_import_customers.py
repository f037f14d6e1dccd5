"""Bringing a shop's customers in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.audit import AuditEntry
from knowledge.customers.importing import import_customers
from knowledge.customers.models import Consent, Customer, ProfileFact
from knowledge.importing import BadFile, ImportReport

Sessions = sessionmaker[Session]
Write = Callable[..., Path]

PLAIN = (
    "shop_id,email,name,phone,language,country,city,level,birth_date,personalisation_consent,"
    "marketing_consent,created_at"
)
ANNA = (
    "1,Anna@Example.org,Anna Lind,0170 5550199,de,de,Berlin,Gold,1990-04-23,yes,no,2023-01-02T10:00:00+01:00"
)
SHOPIFY = (
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,"
    "Default Address Country Code,Default Address Phone,Phone,Total Spent,Tags"
)
BEN = "'6823,Ben,Okoro,ben@example.org,yes,Lyon,FR,'+33600000000,,120.00,\"VIP, early bird\""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(*rows: str, header: str = PLAIN) -> Path:
        path = tmp_path / "customers.csv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    return write_file


def customer(sessions: Sessions, shop_id: str) -> Customer:
    with sessions() as session:
        found = session.scalars(select(Customer).where(Customer.shop_id == shop_id)).one()
        assert (found.consents, found.facts) is not None
        return found


def consents(sessions: Sessions, shop_id: str) -> dict[str, tuple[str, str]]:
    return {one.purpose: (one.state, one.wording) for one in customer(sessions, shop_id).consents}


def tags(sessions: Sessions, shop_id: str) -> set[str]:
    return {fact.value for fact in customer(sessions, shop_id).facts if fact.name == "tag"}


def counts(report: ImportReport) -> tuple[int, int, int]:
    return report.created, report.updated, report.unchanged


def everything(sessions: Sessions) -> list[tuple[object, ...]]:
    with sessions() as session:
        return [
            tuple(row)
            for model in (Customer, Consent, ProfileFact, AuditEntry)
            for row in session.execute(select(*model.__table__.columns).order_by(model.id))
        ]


def test_a_plain_file_brings_customers_with_their_consents(sessions: Sessions, write: Write) -> None:
    report = import_customers(sessions, write(ANNA))
    assert (counts(report), report.problems) == ((1, 0, 0), [])
    anna = customer(sessions, "1")
    assert (anna.email, anna.name, anna.phone) == ("anna@example.org", "Anna Lind", "+491705550199")
    assert (anna.language, anna.country, anna.city, anna.level) == ("de", "DE", "Berlin", "gold")
    assert anna.birth_date == date(1990, 4, 23)
    assert anna.created_at == datetime(2023, 1, 2, 9, tzinfo=UTC)
    assert consents(sessions, "1") == {
        "personalisation": ("granted", "import"),
        "marketing": ("denied", "import"),
    }


def test_shopifys_file_brings_customers_with_tags(sessions: Sessions, write: Write) -> None:
    assert counts(import_customers(sessions, write(BEN, header=SHOPIFY))) == (1, 0, 0)
    ben = customer(sessions, "6823")
    assert (ben.name, ben.email, ben.phone) == ("Ben Okoro", "ben@example.org", "+33600000000")
    assert (ben.city, ben.country, ben.language, ben.level) == ("Lyon", "FR", "en", "blue")
    assert consents(sessions, "6823") == {"marketing": ("granted", "import")}
    assert tags(sessions, "6823") == {"VIP", "early bird"}


def test_tags_follow_the_file_and_leave_others_alone(sessions: Sessions, write: Write) -> None:
    import_customers(sessions, write(BEN, header=SHOPIFY))
    with sessions.begin() as session:
        ben = session.scalars(select(Customer)).one()
        ben.facts.append(ProfileFact(name="tag", value="from chat", source="chat"))
        ben.facts.append(ProfileFact(name="size", value="M", source="import"))
    changed = BEN.replace("VIP, early bird", "VIP, from chat, new")
    assert counts(import_customers(sessions, write(changed, header=SHOPIFY))) == (0, 1, 0)
    assert tags(sessions, "6823") == {"VIP", "new", "from chat"}
    assert counts(import_customers(sessions, write(changed, header=SHOPIFY))) == (0, 0, 1)
    assert {fact.value for fact in customer(sessions, "6823").facts if fact.name == "size"} == {"M"}


def test_the_same_file_again_changes_nothing(sessions: Sessions, write: Write) -> None:
    path = write(ANNA, "2,ben@example.org,Ben,,,,,,,,,")
    import_customers(sessions, path)
    before = everything(sessions)
    assert counts(import_customers(sessions, path)) == (0, 0, 2)
    assert everything(sessions) == before


def test_a_changed_row_updates_what_it_says(sessions: Sessions, write: Write) -> None:
    import_customers(sessions, write(ANNA))
    path = write("1,new@example.org,", header="shop_id,email,phone")
    assert counts(import_customers(sessions, path)) == (0, 1, 0)
    anna = customer(sessions, "1")
    assert (anna.email, anna.phone, anna.name) == ("new@example.org", "", "Anna Lind")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("shop_id", ""),
        ("shop_id", "x" * 81),
        ("email", ""),
        ("email", "anna"),
        ("email", "a@b"),
        ("email", "a b@example.org"),
        ("email", "a@example.org>"),
        ("email", "x" * 250 + "@example.org"),
        ("country", "Germany"),
        ("language", "German (Germany)"),
        ("level", "x" * 21),
        ("birth_date", "23.04.1990"),
        ("birth_date", "2190-04-23"),
        ("birth_date", "1790-04-23"),
        ("personalisation_consent", "maybe"),
        ("created_at", "yesterday"),
        ("created_at", "0001-01-01T00:00:00+05:00"),
    ],
)
def test_a_value_that_cannot_be_taken_is_a_problem_of_its_line(
    sessions: Sessions, write: Write, column: str, value: str
) -> None:
    row = {**dict.fromkeys(PLAIN.split(","), ""), "shop_id": "2", "email": "ben@example.org", column: value}
    report = import_customers(sessions, write(ANNA, ",".join(row.values())))
    assert report.created == 1
    assert [(problem.line, problem.field) for problem in report.problems] == [(3, column)]


def test_duplicates_name_the_line_of_the_first(sessions: Sessions, write: Write) -> None:
    rows = ["1,anna@example.org", "2,ANNA@example.org", "1,else@example.org", "2,ben@example.org"]
    report = import_customers(sessions, write(*rows, header="shop_id,email"))
    assert report.created == 2
    assert [str(problem) for problem in report.problems] == [
        "line 3: email: 'anna@example.org' is already on line 2",
        "line 4: shop_id: '1' is already on line 2",
    ]


def test_an_address_that_another_customer_has_is_a_problem(sessions: Sessions, write: Write) -> None:
    import_customers(sessions, write("1,anna@example.org", "2,ben@example.org", header="shop_id,email"))
    report = import_customers(
        sessions, write("3,anna@example.org", "1,ben@example.org", header="shop_id,email")
    )
    assert counts(report) == (0, 0, 0)
    assert [problem.line for problem in report.problems] == [2, 3]
    assert "is the address of the customer with id '1'" in report.problems[0].reason


def test_an_address_may_pass_from_one_customer_to_the_next(sessions: Sessions, write: Write) -> None:
    import_customers(sessions, write("2,shared@example.org", header="shop_id,email"))
    import_customers(sessions, write("1,anna@example.org", header="shop_id,email"))
    rows = ["2,ben@example.org", "1,shared@example.org", "3,anna@example.org"]
    assert counts(import_customers(sessions, write(*rows, header="shop_id,email"))) == (1, 2, 0)
    assert customer(sessions, "1").email == "shared@example.org"
    assert customer(sessions, "3").email == "anna@example.org"


@pytest.mark.parametrize(
    ("stored", "told", "state"),
    [
        (("granted", "import"), "no", "denied"),
        (("denied", "import"), "yes", "granted"),
        (("revoked", "chat-1"), "yes", "revoked"),
        (("denied", "chat-1"), "yes", "denied"),
        (("granted", "chat-1"), "no", "denied"),
        (("revoked", "chat-1"), "no", "revoked"),
        (("granted", "chat-1"), "", "granted"),
    ],
)
def test_a_file_never_turns_the_customers_own_no_into_a_yes(
    sessions: Sessions, write: Write, stored: tuple[str, str], told: str, state: str
) -> None:
    header = "shop_id,email,personalisation_consent"
    import_customers(sessions, write("1,anna@example.org,", header=header))
    with sessions.begin() as session:
        anna = session.scalars(select(Customer)).one()
        anna.consents.append(Consent(purpose="personalisation", state=stored[0], wording=stored[1]))
    import_customers(sessions, write(f"1,anna@example.org,{told}", header=header))
    assert consents(sessions, "1")["personalisation"][0] == state


def test_rows_with_too_few_cells_are_problems(sessions: Sessions, write: Write) -> None:
    report = import_customers(sessions, write("1,anna@example.org", ANNA.replace("1,", "2,", 1)))
    assert report.created == 1
    assert str(report.problems[0]) == "line 2: row: 2 cells where the header has 12 columns"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"shop_id,email\n1,\xe4@example.org\n", "position 16"),
        (b"email\na@example.org\n", "columns are missing: shop_id; found: email"),
        (b"Customer ID,Name\n", "columns are missing: email"),
        (b"a,b\n1,2\n", "neither a Shopify customer CSV"),
        (b"", "empty"),
    ],
)
def test_a_bad_file_changes_nothing(
    sessions: Sessions, write: Write, tmp_path: Path, content: bytes, reason: str
) -> None:
    import_customers(sessions, write(ANNA))
    before = everything(sessions)
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile) as caught:
        import_customers(sessions, path)
    assert reason in str(caught.value)
    assert everything(sessions) == before


def test_many_customers_are_read_in_batches(sessions: Sessions, write: Write) -> None:
    path = write(*(f"{n},c{n}@example.org" for n in range(1201)), header="shop_id,email")
    assert import_customers(sessions, path).created == 1201
    assert import_customers(sessions, path).unchanged == 1201


ODD = st.one_of(st.sampled_from(["", '"', "\n", "\x00", ",", "'", "x@y", "\ud800"]), st.text(max_size=10))
GOOD = {
    "shop_id": ["1", "2", "3"],
    "email": ["a@example.org", "B@example.org", "c@example.org"],
    "name": ["Anna", ""],
    "country": ["DE", ""],
    "birth_date": ["1990-01-01", ""],
    "marketing_consent": ["yes", "no", ""],
    "created_at": ["2024-01-01", ""],
    "Customer ID": ["'1", "2"],
    "Email": ["a@example.org", "d@example.org"],
    "Tags": ["", "VIP", "b"],
    "Accepts Email Marketing": ["yes", "no"],
}
HEADERS = [
    ["shop_id", "email", "name", "country", "birth_date", "marketing_consent", "created_at"],
    ["Customer ID", "Email", "Tags", "Accepts Email Marketing"],
]


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A table of mostly good rows, cells not quoted."""
    header = draw(st.sampled_from(HEADERS))
    rows = [header]
    for _ in range(draw(st.integers(0, 5))):
        odd = draw(st.sets(st.integers(0, 20), max_size=1))
        rows.append([draw(ODD if n in odd else st.sampled_from(GOOD[name])) for n, name in enumerate(header)])
    return "\n".join(",".join(row) for row in rows).encode(errors="surrogatepass")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=200), tables()))
def test_any_file_is_imported_or_refused_as_a_whole(
    sessions: Sessions, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "customers.csv"
    path.write_bytes(content)
    before = everything(sessions)
    try:
        report = import_customers(sessions, path)
    except BadFile:
        assert everything(sessions) == before
        return
    event(f"imported, {'some' if report.changed else 'no'} customers written")
    if not report.changed:
        assert everything(sessions) == before
