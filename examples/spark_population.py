"""Decide a population of Parquet files on Spark, and write the answer as Parquet.

    python examples/spark_population.py FOLDER 2020-09-01

reads `talents.parquet`, `contracts.parquet` and `payments.parquet` in the folder, and writes
`answer.parquet` beside them. It runs on this machine; on a cluster, leave out `master`.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from badgerules import frames

TABLES = ("talents", "contracts", "payments")


def decide_folder(spark: Any, folder: Path, as_of: date) -> Path:
    """Decide everybody in a folder, and return where the answer was written."""
    talents, contracts, payments = (
        spark.read.parquet(str(folder / f"{name}.parquet")) for name in TABLES
    )
    answer = frames.assess(talents, contracts, payments, badge="top_rated_plus", as_of=as_of)
    written = folder / "answer.parquet"
    answer.write.mode("overwrite").parquet(str(written))
    return written


def local_session() -> Any:
    """Start Spark on this machine, with as many partitions as a small population needs."""
    builder: Any = SparkSession.builder
    session = builder.master("local[2]").config("spark.ui.enabled", "false")
    return session.config("spark.sql.shuffle.partitions", "2").getOrCreate()


def main(folder: str, as_of: str) -> None:
    """Decide, and say how many there are of each verdict."""
    spark = local_session()
    written = decide_folder(spark, Path(folder), date.fromisoformat(as_of))
    verdicts = spark.read.parquet(str(written)).groupBy("verdict").count()
    for row in sorted(verdicts.collect()):
        print(row["verdict"], row["count"])
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
