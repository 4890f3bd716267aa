"""Faults of Python code that a person could make and that neither the type checker nor the linter would see."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import TypeVar

from tests.mutation.mutant import Mutant
from tests.mutation.patterns import without_one_alternative

Each = TypeVar("Each")

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_TWINS = dict(
    pair
    for one, other in (
        ("start", "end"), ("first", "second"), ("left", "right"), ("subject", "object"), ("before", "after"),
        ("startswith", "endswith"), ("any", "all"), ("min", "max"), ("partition", "rpartition"),
        ("removeprefix", "removesuffix"), ("lstrip", "rstrip"), ("union", "intersection"),
    )
    for pair in ((one, other), (other, one))
) | {"match": "search", "fullmatch": "match", "search": "match", "sorted": "list"}  # fmt: skip
_CLEANING = frozenset({"strip", "lstrip", "rstrip", "lower", "upper", "casefold", "capitalize"})
_UNSEEN = ({"strict"}, {"repr"})
"""Arguments that the linter asks for, and those that only a debugger shows the effect of."""
_LOOSE = (ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Lambda, ast.UnaryOp, ast.NamedExpr)


def mutants(path: str, source: bytes) -> list[Mutant]:
    """All the faults that can be planted in the module ``source``."""
    finder = _Finder(path, source)
    finder.visit(ast.parse(source))
    return finder.found


class _Finder(ast.NodeVisitor):
    """Plants in what the program does: not in types, decorators, docstrings, imports or lists of names."""

    def __init__(self, path: str, source: bytes) -> None:
        self.path, self.source, self.found = path, source, list[Mutant]()
        self.starts = [0]
        for line in source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def plant(self, operator: str, node: ast.expr | ast.stmt, other: ast.AST | str) -> None:
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        after = other if isinstance(other, str) else _written(other)
        if after not in (before := _written(node), self.source[start:end].decode()):
            code = self.source[self.starts[node.lineno - 1] : self.starts[node.lineno]].decode().strip()
            self.found.append(Mutant(self.path, operator, node.lineno, start, end, before, after, code))

    def visit_each(self, nodes: Sequence[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.visit_each([*node.args.defaults, *node.args.kw_defaults, *node.body])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.visit_each(node.body)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit_each([node.value])

    def visit_Import(self, node: ast.Import) -> None: ...

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None: ...

    def visit_Assign(self, node: ast.Assign) -> None:
        if not any(isinstance(one, ast.Name) and one.id == "__all__" for one in node.targets):
            self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Constant):
            return
        if isinstance(node.value, ast.Call | ast.YieldFrom):
            self.plant("statement", node, "pass")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.plant("statement", node, "pass")
        self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        self.plant("statement", node, "pass")
        self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> None:
        self.plant("statement", node, "pass")

    def visit_Break(self, node: ast.Break) -> None:
        self.plant("statement", node, "pass")

    def visit_If(self, node: ast.If) -> None:
        self.decide(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self.decide(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self.plant("condition", test, "True")
        self.generic_visit(node)

    def decide(self, test: ast.expr) -> None:
        self.plant("condition", test, "True")
        self.plant("condition", test, "False")

    def visit_Compare(self, node: ast.Compare) -> None:
        for index, op in enumerate(node.ops):
            ops = [_COMPARED[type(op)]() if index == at else one for at, one in enumerate(node.ops)]
            self.plant("comparison", node, ast.Compare(node.left, ops, node.comparators))
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        self.plant("and-or", node, ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values))
        for index in range(len(node.values)):
            rest = _without(node.values, index)
            self.plant("operand", node, rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest))
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self.plant("not", node, node.operand)
        self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> None:
        if node.arg != "repr":
            self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if type(node.op) in _COUNTED:
            self.plant("arithmetic", node, ast.BinOp(node.left, _COUNTED[type(node.op)](), node.right))
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self.plant("boolean", node, str(not node.value))
        elif isinstance(node.value, int | float):
            self.plant("number", node, str(node.value + 1))
        elif isinstance(node.value, str) and node.value:
            self.plant("text", node, '""')
            for pattern in without_one_alternative(node.value):
                self.plant("alternative", node, repr(pattern))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        for index in range(len(node.values)):
            self.plant("part of a text", node, ast.JoinedStr(_without(node.values, index)))

    def visit_List(self, node: ast.List) -> None:
        self.elements(node, [ast.List(rest, node.ctx) for rest in _each_without(node.elts)])

    def visit_Set(self, node: ast.Set) -> None:
        self.elements(node, [ast.Set(rest) for rest in _each_without(node.elts)])

    def visit_Tuple(self, node: ast.Tuple) -> None:
        is_table = all(isinstance(one, ast.Constant | ast.Tuple) for one in node.elts)
        others = [ast.Tuple(rest, node.ctx) for rest in _each_without(node.elts)] if is_table else []
        self.elements(node, others)

    def visit_Dict(self, node: ast.Dict) -> None:
        keys, values = _each_without(node.keys), _each_without(node.values)
        self.elements(node, [ast.Dict(*rest) for rest in zip(keys, values, strict=True)])

    def elements(self, node: ast.expr, others: Sequence[ast.AST]) -> None:
        for other in others if len(others) > 1 else ():
            self.plant("element", node, other)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if isinstance(node.slice, ast.Tuple):
            return  # a type: dict[str, int]
        if isinstance(node.slice, ast.Slice):
            lower, upper, step = node.slice.lower, node.slice.upper, node.slice.step
            for cut in [ast.Slice(None, upper, step)] * bool(lower) + [ast.Slice(lower, None, step)] * bool(upper):
                self.plant("slice", node, ast.Subscript(node.value, cut, node.ctx))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        for rest in _each_without(node.keywords):
            if {one.arg for one in node.keywords} - {one.arg for one in rest} not in _UNSEEN:
                self.plant("argument", node, ast.Call(node.func, node.args, rest))
        if len(node.args) == 2 and all(isinstance(one, ast.Name | ast.Attribute) for one in node.args):
            self.plant("exchange", node, ast.Call(node.func, node.args[::-1], node.keywords))
        if isinstance(node.func, ast.Attribute) and node.func.attr in _CLEANING:
            self.plant("cleaning", node, node.func.value)
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in ("any", "all", "min", "max", "sorted"):
            self.plant("twin", node, _TWINS[node.id])

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr in _TWINS and isinstance(node.ctx, ast.Load):
            self.plant("twin", node, ast.Attribute(node.value, _TWINS[node.attr], node.ctx))
        self.generic_visit(node)


def _without(values: Sequence[Each], index: int) -> list[Each]:
    return [one for at, one in enumerate(values) if at != index]


def _each_without(values: Sequence[Each]) -> Iterator[list[Each]]:
    return (_without(values, index) for index in range(len(values)))


def _written(node: ast.AST) -> str:
    text = ast.unparse(node)
    return f"({text})" if isinstance(node, _LOOSE) else text
