"""Translate the packages that style tables for documents: the table is shown without its style."""

from __future__ import annotations

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.base_classes import KABLE_EXTRA
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import call
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, called

_GT = (
    "tab_header", "tab_spanner", "tab_spanner_delim", "tab_source_note", "tab_footnote",
    "tab_style", "tab_options", "tab_row_group", "tab_stubhead", "tab_caption", "fmt_number",
    "fmt_percent", "fmt_integer", "fmt_scientific", "fmt_missing", "fmt_markdown", "fmt_auto",
    "cols_label", "cols_align", "cols_hide", "cols_merge", "cols_merge_range", "cols_width",
    "cols_move", "cols_move_to_start", "cols_move_to_end", "sub_missing", "opt_stylize",
    "opt_row_striping", "opt_table_font", "opt_align_table_header", "data_color", "as_latex",
    "as_raw_html", "as_gt",
)  # fmt: skip
_FLEXTABLE = (
    "autofit", "theme_vanilla", "theme_booktabs", "theme_apa", "theme_box", "theme_zebra",
    "theme_alafoli", "set_caption", "set_header_labels", "add_footer_lines", "add_header_lines",
    "add_header_row", "add_footer_row", "colformat_double", "colformat_num", "colformat_int",
    "colformat_char", "merge_v", "merge_h", "merge_at", "hline", "vline", "hline_top",
    "hline_bottom", "bold", "italic", "fontsize", "line_spacing", "set_table_properties",
    "fit_to_width", "as_flextable", "set_formatter", "nice_table",
)  # fmt: skip
_OTHERS = (
    "xtable", "formattable", "reactable", "tt", "style_tt", "format_tt", "theme_tt", "kable_apa",
    "set_caption_hux", "theme_article", "set_bold", "set_align", "pandoc.table",
    "tableGrob", "ggtexttable",
    "formatRound", "formatStyle", "formatPercentage", "formatSignif",
)  # fmt: skip


@word(*_GT, *KABLE_EXTRA, *_FLEXTABLE, *_OTHERS)
def styled(node: Call, scope: Scope) -> Value:
    """Translate ``fmt_number(x, decimals = 2)`` and similar calls into the table itself."""
    first = next((a.value for a in node.arguments if a.name in (None, "x", "data", "kable_input")),
                 None)  # fmt: skip
    if called(node) == "group_rows" and len(node.arguments) == 1 and first is not None:
        return Value(call("r.group_rows", value(first, scope).node), Kind.LIST)  # of dplyr
    if first is None:
        raise NotPorted(f"{called(node)}() needs a table here", node.span)
    scope.notes.append(f"without {called(node)}(): it sets the look of a table")
    return value(needed(first, node), scope)
