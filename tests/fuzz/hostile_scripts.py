"""R scripts with hostile names, texts and arguments in every place where a script may have them."""

from __future__ import annotations

import random

# Code that would run if a text of the script became Python.
PAYLOAD = "__import__('builtins').CANARY.append(1)"
LINE_ENDS = ("\n", "\r", "\r\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\0")
_SHAPES = (
    "{e}{p}{e}#", "x{e}{p}", '"""{e}{p}{e}"""', "'''{e}{p}{e}'''", "'); {p}; ('", '"); {p}; ("',
    "{{{p}}}", "{{x!r:{{{p}}}}}", "a={p}, b", "x=1, **{p}", "x: {p}", "]; {p}; [", "x\\{e}{p}",
    "#{e}{p}", "x): {p}#", "__comment__('{e}{p}')", "{p}", "lambda: {p}", "{e}    {p}{e}",
    "@{p}{e}", ".{p}", "\\N{{BULLET}}{e}{p}", "%s{e}{p}", "x if {p} else y", "import os{e}{p}",
)  # fmt: skip
WORDS = (
    "ｅval", "ﬁt", "__class__", "__import__", "__builtins__", "_guard", "eval", "exec", "open",
    "getattr",
    "self", "func", "engine", "name", "owner", "function", "template", "lambda", "class", "None",
    "np", "pd", "pm", "plt", "r", "rng", "print", "str", "read_rds", "RRandom", "copy", "x.y",
    "..x",
    "to_pickle", "to_csv", "backend", "storage_options", "query", "eval.", "é", "数", "a b", "²",
    "1a",
    "\u202eabc", "file", "path_or_buf", "args", "kwargs", "summary", "True", "match", "type", "_",
)  # fmt: skip
STATEMENTS = (
    "{n} <- 1", "{n} <- {s}", "{n}(1)", "{n} <- function({n}) {n} + 1", "f <- function(x) {s}",
    "f <- function(x = {s}) {{ {s}; x }}", "f({n} = 1)", "f(x = {s})", "library({n})",
    "library({s})",
    "# {c}", "x <- 1 # {c}", "set.seed({s})", "d${n} <- 1", "d[[{s}]] <- 2", "d[[{s}]]", "d[{s}]",
    "d <- data.frame({n} = 1, x = 2)", "d <- tibble({n} = 1, y = {n})",
    "names(d) <- c({s}, 'x', 'y')",
    "d %>% mutate({n} = x)", "d %>% mutate({n} = {n} + 1)", "d %>% summarise({n} = mean(x))",
    "d %>% group_by(g) %>% summarise({n} = mean(x))",
    "d %>% group_by({n}) %>% summarise(m = mean(x))",
    "d %>% select({n})", "d %>% rename({n} = x)", "d %>% filter({n} > 1)", "d %>% arrange({n})",
    "d %>% pull({n})", "transform(d, {n} = x)", "c({n} = 1, b = 2)", "list({n} = 1)",
    "paste({s}, x)",
    "paste0('a', {s}, d$x)", "cat({s})", "cat({s}, {n} = 1)", "print({s})", "x <- {s}",
    "stop({s})",
    "gaussian({n} = 1)", "gaussian({s})", "mixture({n}, gaussian)", "mixture(gaussian, {n} = 2)",
    "bf(y ~ x, {n} = 1)", "bf(y ~ {n})", "bf({s})", "lf({n} = 2, sigma ~ x)", "nlf(a ~ {n})",
    "prior({n}(0, 1), class = {n})", "prior({s}, {n} = b)", "set_prior({s}, {n} = 'b')",
    "get_prior(y ~ {n}, d)", "brm(y ~ {n}, d, {n} = 1)", "brm(y ~ x, d, file = {s})",
    "update(fit, {n} = 2)", "summary(fit, {n} = 1)", "report(fit, {s})", "fixef(fit, pars = {s})",
    "hypothesis(fit, {s})", "do.call(brm, list({n} = 1))", "do.call({n}, list(1))",
    "ggplot(d, aes({n})) + geom_histogram() + facet_wrap(~{n}) + labs(title = {s}, x = {s})",
    "ggplot(d, aes(x, fill = {n})) + geom_density({n} = 1) + facet_wrap({s})",
    "plot(conditional_effects(fit, {s}), {n} = 1)", "theme_set({n}())", "options({n} = {s})",
    "read.csv({s})", "read.csv({s}, {n} = 1)", "readRDS({s})", "read_csv({s}, sep = {s})",
    "saveRDS(x, {s})", "ggsave({s})", "pdf({s})", "source({s})", "load({s})", "write.csv(d, {s})",
    "sapply(1:2, function({n}) {n})", "sapply(1:2, {n})", "lapply(list(1), f, {n} = 1)",
    "for ({n} in 1:2) {{ {n} }}", "while ({n}) break", "if ({s} == {s}) 1 else {s}",
    "ifelse(d$x > 1, {s}, {s})", "factor(d$g, levels = c({s}))", "case_when(d$x > 1 ~ {s})",
    "merge(d, d, by = {s})", "table(d${n})", "d %>% count({n})", "d %>% {n}(1)",
    "x |> f({n} = 1)",
    "quantile(x, {n} = 1)", "apply(m, 1, function({n}) sum({n}))", "sample({s}, {n} = 1)",
    "expand.grid({n} = 1:2, b = {s})", "with(d, {n})", "subset(d, {n} == {s}, select = {n})",
    "rnorm(1, {n} = 2)", "dnorm(1, {n} = 2)", "round(x, {n} = 2)", "{n} <- ggplot(d, aes(x))",
    "{n}",
    "x[{s}]", "list(a = {s})$a", "invisible({s})", "str({n})", "head({n}, {s})",
    "replicate(2, {s})",
    # Verbs of tables, of text and of pictures, which name columns and files in many ways.
    "d %>% pivot_longer({n}, names_to = {s}, values_to = {s})", "d %>% unite({s}, {n}, x)",
    "d %>% pivot_wider(names_from = {n}, values_from = {n})", "d %>% separate({n}, c({s}, {s}))",
    "d %>% mutate(across({n}, list({n} = mean)))", "d %>% left_join(d, by = c({s} = {s}))",
    "d %>% rename_with(~ paste0({s}, .x))", "d %>% relocate({n}, .after = {n})",
    "d %>% fill({n})", "d %>% complete({n}, {n})", "d %>% nest({n} = x)",
    "d %>% count({n}, name = {s})",
    "glue({s})", "str_glue({s}, {n} = 1)", "sprintf({s}, {s})", "gsub({s}, {s}, d$g)",
    "str_replace(d$g, {s}, {s})", "map(list({n} = 1), ~ {n})", "map_dbl(d, function({n}) {n})",
    "recode(d$g, {n} = {s})", "fct_recode(d$g, {n} = {s})", "switch({s}, {n} = 1, {s})",
    "tryCatch({s}, {n} = function({n}) {s})", "try({n}({s}))", "structure(1, {n} = {s})",
    "setNames(1:2, c({s}, {s}))", "aggregate(x ~ {n}, d, mean)", "tapply(x, d${n}, {n})",
    "hist(x, main = {s}, {n} = {s})", "plot(x, main = {s}, xlab = {s}, {n} = 1)",
    "ggplot(d, aes(x, y)) + geom_point(aes({n} = {n})) + scale_color_manual({n} = {s})",
    "ggplot(d, aes(x, y)) + geom_text(label = {s}, {n} = 1) + facet_grid({n} ~ {n})",
    "ggsave(filename = {s}, path = {s})", "read_delim({s}, delim = {s})", "save(x, d, file = {s})",
    "write_csv(d, file = {s}, {n} = 1)", "png({s}); plot(x); dev.off()", "dir.create({s})",
    "lapply({s}, read.csv)", "do.call(saveRDS, list(x, {s}))", "walk({s}, ~ saveRDS(x, .x))",
)  # fmt: skip
START = (
    'd <- data.frame(x = c(1, 2, 3), y = c(2, 3, 1), g = c("a", "b", "a"))\nx <- c(1, 2)\n'
    "m <- matrix(1:4, 2)\nf <- function(x) x\n"
)


def hostile(rng: random.Random) -> str:
    """Return a malicious text."""
    if rng.random() < 0.25:
        return rng.choice(WORDS)
    return rng.choice(_SHAPES).format(e=rng.choice(LINE_ENDS), p=PAYLOAD)


def quoted(text: str, mark: str) -> str:
    """Return R text for a string or a name in backticks: what would end it is escaped."""
    inner = text.replace("\\", "\\\\").replace(mark, f"\\{mark}").replace("\0", "0")
    return f"{mark}{inner}{mark}"


def filled(template: str, rng: random.Random) -> str:
    """Return a statement with hostile words in its places."""
    made = template
    for hole, mark in (("{n}", "`"), ("{s}", '"'), ("{c}", "")):
        while hole in made:
            text = hostile(rng)
            one = quoted(text, mark) if mark else text.replace("\n", "\u2028").replace("\0", "")
            made = made.replace(hole, one.replace("{", "\1").replace("}", "\2"), 1)
    return made.replace("{{", "{").replace("}}", "}").replace("\1", "{").replace("\2", "}")


def script(rng: random.Random) -> str:
    """Return a script of a few hostile statements."""
    lines = [filled(rng.choice(STATEMENTS), rng) for _ in range(rng.randrange(1, 4))]
    return START + "\n".join(lines)
