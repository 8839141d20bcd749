"""R packages and options that scripts attach or set, and the ones that matter in Python."""

from __future__ import annotations

from pybrms_mix.syntax.nodes import Block, Call, Infix, Name, Part, called

# Packages and calls without a counterpart in Python that do not change results.
NEEDLESS = {
    "install.packages": "Python packages are installed by pip",
    **dict.fromkeys(("unlink", "file.remove", "file_delete"), "files are not deleted"),
    "setDTthreads": "it sets the number of threads of data.table",
    "save.image": "save() stores variables that are named",
    **dict.fromkeys(
        ("help", "vignette", "browseVignettes", "citation", "example"), "it opens R's documentation"
    ),
    "setwd": "a script runs in its own folder",
    "rm": "Python frees memory by itself",
    "gc": "Python frees memory by itself",
    "graphics.off": "pictures are closed after they have been shown",
    "theme_set": "it sets the look of ggplot2",
    "theme_update": "it sets the look of ggplot2",
    "bayesplot_theme_set": "it sets the look of bayesplot",
    "bayesplot_theme_update": "it sets the look of bayesplot",
    "par": "it sets the look of R's plots",
    "color_scheme_set": "it sets the look of bayesplot",
    "color_scheme_view": "it shows the colours of bayesplot",
    "rstan_options": "it sets options of rstan",
    "set_cmdstan_path": "pybrms_mix chooses its own engine",
    "check_cmdstan_toolchain": "pybrms_mix chooses its own engine",
    "i_am": "a script runs in its own folder",
    "launch_shinystan": "shinystan is not available in Python",
    "stem": "it prints a picture made of text",
    "sessionInfo": "it describes the R session",
    "session_info": "it describes the R session",
    "Sys.setlocale": "Python's text is Unicode",
    "plan": "'cores' sets the number of parallel chains",
    "registerDoParallel": "'cores' sets the number of parallel chains",
    "conflict_prefer": "the preferred function is called",
    "conflicts_prefer": "the preferred function is called",
    "flush.console": "it concerns R's console",
    "tic": "it measures time",
    "toc": "it measures time",
    "beep": "it makes a sound",
    **dict.fromkeys(
        ("setTxtProgressBar", "txtProgressBar", "with_progress", "handlers"),
        "it shows how far R has come",
    ),
    **dict.fromkeys(
        (
            "makeCluster",
            "makePSOCKcluster",
            "makeForkCluster",
            "makeClusterPSOCK",
            "stopCluster",
            "clusterExport",
            "clusterEvalQ",
            "clusterCall",
            "registerDoMC",
            "registerDoSNOW",
            "registerDoFuture",
            "registerDoSEQ",
            "stopImplicitCluster",
            "setDefaultCluster",
        ),
        "the script runs in one process",
    ),
    **dict.fromkeys(
        ("dev.new", "windows", "x11", "X11", "quartz", "layout.show"), "it opens a window"
    ),
    **dict.fromkeys(
        (
            "Sys.sleep",
            "closeAllConnections",
            "close",
            "browser",
            "debug",
            "undebug",
            "traceback",
            "readline",
        ),
        "it concerns R's session",
    ),
    **dict.fromkeys(("browseURL", "edit", "fix", "demo", "menu"), "it opens a window"),
    **dict.fromkeys(
        ("use_data", "snapshot", "restore", "packageVersion"), "it describes or keeps R's packages"
    ),
    **dict.fromkeys(
        (
            "log_info",
            "log_warn",
            "log_debug",
            "log_error",
            "log_trace",
            "log_success",
            "log_threshold",
            "log_appender",
            "flog.info",
            "flog.warn",
            "flog.debug",
            "flog.threshold",
            "flog.appender",
            "cli_alert",
            "cli_alert_info",
            "cli_alert_success",
            "cli_alert_warning",
            "cli_alert_danger",
            "cli_h1",
            "cli_h2",
            "cli_h3",
            "cli_text",
            "cli_progress_bar",
            "cli_progress_update",
            "cli_progress_done",
            "cli_progress_step",
            "cli_inform",
            "cli_rule",
        ),
        "it writes a log",
    ),
    **dict.fromkeys(
        (
            "save_as_docx",
            "save_as_html",
            "save_as_image",
            "gtsave",
            "save_kable",
            "stargazer",
            "texreg",
            "screenreg",
            "htmlreg",
            "tab_df",
            "tab_dfs",
            "hux",
            "quick_docx",
            "datasummary",
            "datasummary_skim",
            "modelsummary",
            "tbl_summary",
            "tbl_regression",
            "write_docx",
            "export_summs",
            "print_md",
            "display",
            "report",
            "esquisser",
            "create_report",
        ),
        "it prepares a table for a document",
    ),
    "renv_activate": "Python packages are installed by pip",
    "font_add_google": "it sets the look of R's plots",
    "showtext_auto": "it sets the look of R's plots",
    "layout": "it sets the look of R's plots",
    "split.screen": "it sets the look of R's plots",
    "box": "it is not drawn here",
    **dict.fromkeys(
        (
            "pie",
            "dotchart",
            "stripchart",
            "mosaicplot",
            "coplot",
            "symbols",
            "contour",
            "persp",
            "image",
            "filled.contour",
            "smoothScatter",
            "stars",
            "sunflowerplot",
            "assocplot",
            "fourfoldplot",
            "cdplot",
            "spineplot",
            "plot.new",
            "plot.window",
            "plot.xy",
            "clip",
            "locator",
            "identify",
            "colorbar",
            "vioplot",
            "beanplot",
            "corrplot",
            "qqline",
            "qqplot",
            "interaction.plot",
            "bxp",
            "heatmap",
            "biplot",
            "ppc_loo_pit",
            "ppc_loo_pit_overlay",
            "ppc_loo_pit_qq",
            "ppc_loo_intervals",
            "ppc_loo_ribbon",
        ),
        "it is not drawn here",
    ),
    **dict.fromkeys(
        ("check_hmc_diagnostics", "check_divergences", "check_treedepth", "check_energy"),
        "summary() reports problems of the chains",
    ),
    "get_elapsed_time": "it measures time",
    "stan_diag": "it is not drawn here",
    "expose_functions": "functions of Stan are not called from Python",
    "dput": "it writes R code",
    "object.size": "objects have other sizes in Python",
    "Rprof": "it measures time",
    **dict.fromkeys(("memory.limit", "memory.size"), "Python asks for memory by itself"),
    **dict.fromkeys(
        ("install_github", "install_cran", "use_package"), "Python packages are installed by pip"
    ),
    **dict.fromkeys(
        (
            "skim",
            "tab_model",
            "plot_model",
            "check_model",
            "ggpairs",
            "ggsurvplot",
            "brms_SummaryTable",
        ),
        "it is not drawn or printed here",
    ),
}
# Calls that return the settings which they replace: op <- par(mfrow = c(1, 2)).
LOOKS = frozenset({"par", "layout", "theme_set", "theme_update", "color_scheme_set",
                   "bayesplot_theme_set", "bayesplot_theme_update", "options", "setwd",
                   "rstan_options", "plan", "RNGkind", "Sys.setlocale", "makeCluster",
                   "makePSOCKcluster", "makeForkCluster", "makeClusterPSOCK", "txtProgressBar",
                   "cli_progress_bar"})  # fmt: skip
# R options that change computed results.
OPTIONS = ("contrasts", "na.action", "OutDec")

ATTACHES = ("library", "require", "requireNamespace", "loadNamespace")
KNOWN_PACKAGES = frozenset(
    {
        "tidybayes",
        "bayesplot",
        "patchwork",
        "here",
        "modelr",
        "bayestestR",
        "ggdist",
        "stringr",
        "parallel",
        "lme4",
        "MASS",
        "datasets",
        "data.table",
        "reshape2",
    }
    | {
        "pacman",
        "brms",
        "tidyverse",
        "dplyr",
        "tibble",
        "ggplot2",
        "readr",
        "tidyr",
        "purrr",
        "magrittr",
    }
    | {"stats", "utils", "methods", "rstan", "posterior", "loo", "Rcpp", "cmdstanr", "forcats"}
)


# Objects of knitr whose methods set how a document is made.
_OF_DOCUMENTS = frozenset({"opts_chunk", "opts_knit", "opts_hooks", "knit_hooks"})


def sets_document(node: Part) -> str:
    """Return the object of knitr that a call such as ``opts_chunk$set()`` changes, or ""."""
    match node:
        case Call(Infix(owner, "$", Name())):
            last = owner.right if isinstance(owner, Infix) and owner.op == "::" else owner
            name = getattr(last, "text", "")
            return name if name in _OF_DOCUMENTS else ""
    return ""


_QUIET = ("suppressPackageStartupMessages", "suppressMessages", "suppressWarnings")


def attaching(node: Part) -> tuple[Part, ...] | None:
    """Return the ``library()`` calls inside a call that silences them or repeats them."""
    if isinstance(node, Call) and called(node) == "invisible" and len(node.arguments) == 1:
        node = node.arguments[0].value or node
    if not isinstance(node, Call) or not node.arguments:
        return None
    first = node.arguments[0].value
    if called(node) in _QUIET and isinstance(first, Block | Call):
        inner = first.statements if isinstance(first, Block) else (first,)
        return inner if all(called(p) in ATTACHES for p in inner) else None
    applied = called(node) in ("lapply", "sapply", "vapply", "walk", "map", "purrr_walk")
    names = [getattr(a.value, "text", "") for a in node.arguments[1:]]
    return () if applied and names and names[0] in ATTACHES else None
