"""The catalogue's tables as files of others: CSV, Excel, Parquet, SQLite."""
