"""Files of data, of R values and of printed lines, which a ported script reads and writes."""

from pybrms_mix.rscript.data_files.plain_texts import make_folder, read_lines, store_text
from pybrms_mix.rscript.data_files.printed_files import close_sink, open_sink, store_output
from pybrms_mix.rscript.data_files.r_files import (
    file_exists,
    list_files,
    read_rds,
    store_rdata,
    store_rds,
)
from pybrms_mix.rscript.data_files.table_texts import store_delimited, store_table
from pybrms_mix.rscript.data_files.text_files import read_csv, table_of_text

__all__ = [
    "close_sink", "file_exists", "list_files", "make_folder", "open_sink", "read_csv", "read_lines",
    "read_rds", "store_delimited", "store_output", "store_rdata", "store_rds", "store_table",
    "store_text", "table_of_text",
]  # fmt: skip
