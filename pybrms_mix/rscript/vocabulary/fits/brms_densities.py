"""Translate the densities and distribution functions of brms, such as ``dvon_mises()``."""

from __future__ import annotations

import ast
from functools import partial

from pybrms_mix.family.brms_laws import LAWS
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import WORDS
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, called

_FORMS = {"d": ("x", "density", ("log",)), "p": ("q", "cdf", ("lower.tail",)),
          "q": ("p", "quantile", ())}  # fmt: skip


def _of_brms(form: str, name: str, node: Call, scope: Scope) -> Value:
    at, function, flags = _FORMS[form]
    required, _, optional = LAWS[name].signature.partition("|")
    places = [p.strip() for p in (*required.split(","), *optional.split(",")) if p.strip()]
    arguments = matched(node.arguments, ", ".join([at, *places, *flags]))
    for parameter in (p.strip() for p in required.split(",") if p.strip()):
        if arguments.get(parameter) is None:
            raise NotPorted(f"{called(node)}() lacks its argument '{parameter}'", node.span)
    values = {p: value(n, scope) for p, n in arguments.named.items()}
    first = value(needed(arguments.get(at), node), scope)
    keywords: dict[str, ast.expr] = {
        {"lambda": "lambda_", "lower.tail": "lower_tail"}.get(p, p): v.node
        for p, v in values.items() if p != at
    }  # fmt: skip
    single = all(v.kind in (Kind.NUMBER, Kind.FLAG) for v in values.values())
    call_node = call(f"r.brms_{function}", constant(name), first.node, **keywords)
    return Value(call_node, Kind.NUMBER if single else Kind.UNKNOWN)


for _form in _FORMS:
    for _name, _law in LAWS.items():
        if _form != "q" or _law.quantile is not None:
            WORDS[_form + _name] = partial(_of_brms, _form, _name)
