"""Turn the AWS retail demo catalogue into a Google Merchant feed: `python -m bench.aws_feed OUT.tsv`."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import yaml

from bench.data import folder

COLUMNS = (
    "id", "title", "description", "link", "image_link", "availability", "quantity", "price", "brand", "product_type",
    "gender", "condition",
)  # fmt: skip
GENDERS = {"F": "female", "M": "male"}


def write_feed(out: Path) -> int:
    """Write the feed; gives the number of products."""
    products = yaml.load(
        (folder("catalogue/aws_retail") / "products.yaml").read_text(), Loader=yaml.CSafeLoader
    )
    with out.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t")
        rows.writerow(COLUMNS)
        for product in products:
            stock = int(product.get("current_stock") or 0)
            rows.writerow(
                [
                    product["id"],
                    product["name"],
                    " ".join(str(product.get("description") or "").split()),
                    f"https://shop.example/p/{product['id']}",
                    f"https://shop.example/images/{product.get('image', '')}",
                    "in_stock" if stock else "out_of_stock",
                    stock,
                    f"{float(product['price']):.2f} USD",
                    "",
                    f"{product['category']} > {product.get('style') or 'other'}".title(),
                    GENDERS.get(str(product.get("gender_affinity") or ""), ""),
                    "new",
                ]
            )
    return len(products)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bench.aws_feed OUT.tsv")
    print(f"{write_feed(Path(sys.argv[1]))} products written to {sys.argv[1]}")
