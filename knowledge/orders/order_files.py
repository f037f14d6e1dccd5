"""Order files read: Shopify's order CSV, and a plain CSV of our own columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from knowledge.importing import BadField, BadFile, Row, RowProblem, Table
from knowledge.orders import plain_csv, shopify_csv
from knowledge.orders.records import BadOrder, OrderRecord


def read_orders(path: Path, problems: list[RowProblem]) -> Iterator[OrderRecord]:
    """The orders of a file; what is wrong is added to `problems`.

    An order with a bad row is left out as a whole, for its total would be wrong.

    Raises:
        BadFile: It cannot be read as a whole, or is of neither format.
    """
    table = Table(path)
    read: Callable[[list[Row]], OrderRecord]
    if "lineitem_name" in table.columns:
        table.expect(shopify_csv.REQUIRED)
        number_column, read = "name", shopify_csv.read_shopify_order
    elif "order_number" in table.columns:
        table.expect(plain_csv.REQUIRED)
        number_column, read = "order_number", plain_csv.read_plain_order
    else:
        raise BadFile(
            path,
            "neither a Shopify order CSV (needs Name, Email, Lineitem name...) nor a plain one "
            f"(needs order_number, customer_email, state, placed_at, sku...); found: {table.found}",
        )
    return _orders(table, number_column, read, problems)


def _orders(
    table: Table, number_column: str, read: Callable[[list[Row]], OrderRecord], problems: list[RowProblem]
) -> Iterator[OrderRecord]:
    orders: dict[str, list[Row]] = {}
    above = ""
    for row in table:
        above = row[number_column].lstrip("#").strip() or (above if number_column == "name" else "")
        if above:
            orders.setdefault(above, []).append(row)
        else:
            problems.append(row.problem(BadField(number_column, "is empty")))
    for rows in orders.values():
        misaligned = [row.misaligned for row in rows if row.misaligned is not None]
        problems += misaligned
        if misaligned:
            continue
        try:
            yield read(rows)
        except BadOrder as error:
            problems += error.problems
