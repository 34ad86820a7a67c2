"""Templates of pages compiled for one language, each as one piece.

The base of a page, its includes and macros are put in their place, and what is the same for every request (translated
texts, addresses of lists and of static files, styles) is written into the compiled template. Nothing of the database is.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, cast

from django.urls import NoReverseMatch, get_script_prefix
from django.utils.translation import get_language, trans_real
from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.utils import _PassArg
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]

Body = list[nodes.Node]
Constants = Mapping[str, Any]
Functions = Mapping[str, Callable[..., Any]]
LANGUAGE = "LANGUAGE_CODE"
MAX_ENVIRONMENTS = 16  # catalogues are read anew only by tests and by who translates
# What a template that extends another may say outside its blocks.
OUTSIDE_BLOCKS = (nodes.FromImport, nodes.Import, nodes.Macro, nodes.Assign, nodes.AssignBlock)


def as_html(value: Any) -> str:
    """Return a value as a page shows it, escaped unless it is marked safe: `escape` without objects around its texts."""
    if type(value) is str:
        return _escape_inner(value)
    if hasattr(value, "__html__"):
        found: str = value.__html__()
        return found
    return _escape_inner(str(value))


class WholePageGenerator(CodeGenerator):
    """Writes calls and attributes as Python does, where Jinja2 goes through functions of its own."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Write the module of a template."""
        self.writeline("from editorial.site.template_compiler import as_html")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("as_html(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write an attribute of a variable; what lacks it is asked for an item."""
        if not isinstance(node.node, nodes.Name):
            super().visit_Getattr(node, frame)
            return
        self.write("(found if (found := getattr(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing else environment.getattr(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write a call of a method or of a function of the environment; macros have to be given their context."""
        first = self._first_argument(node.node)
        if first is None or forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write(f"({first}")
        for place, argument in enumerate((*node.args, *node.kwargs)):
            self.write(", " if place or first else "")
            self.visit(argument, frame)
        self.write(")")

    def _first_argument(self, called: nodes.Expr) -> str | None:
        """Return what goes before the arguments of a call; None if it has to be made by Jinja2."""
        if isinstance(called, nodes.Getattr):
            return None if getattr(called.node, "name", "") in ("self", "loop") else ""
        if isinstance(called, nodes.Name) and called.name in self.environment.globals:
            passed = _PassArg.from_obj(cast("Any", self.environment.globals[called.name]))
            return {None: "", _PassArg.context: "context"}.get(passed)
        return None


class OnePiece(NodeTransformer):
    """Makes one piece of a template and all that it extends, includes and imports.

    `functions` give the same for the same arguments; a call with constants is written as what it returns. The
    `localised` functions and filters are given the language, which they would have to ask for.
    """

    def __init__(
        self,
        environment: Environment,
        functions: Functions,
        constants: Constants,
        localised: frozenset[str] = frozenset(),
    ) -> None:
        self.environment = environment
        self.functions = functions
        self.localised = localised if constants.get(LANGUAGE) else frozenset()
        self.constants = constants
        self._blocks: dict[str, list[Body]] = {}  # by name, that of the youngest template first
        self._within: list[
            tuple[str, int]
        ] = []  # blocks around what is visited, with their places in these lists
        self._including: list[str] = []

    def make(self, tree: nodes.Template) -> nodes.Template:
        """Return a template without parents; one whose parent or blocks are known only later stays as it is."""
        before: Body = []
        while (parent := tree.find(nodes.Extends)) is not None:
            if not isinstance(parent.template, nodes.Const):
                return tree
            self._note_blocks(tree)
            before = [one for one in tree.body if isinstance(one, OUTSIDE_BLOCKS)] + before
            tree = self._parsed(parent.template.value)
        self._note_blocks(tree)
        tree.body = [*before, *tree.body]
        self.visit(tree)
        tree.set_environment(self.environment)
        tree.set_lineno(1)
        return tree

    def _note_blocks(self, tree: nodes.Template) -> None:
        for block in tree.find_all(nodes.Block):
            self._blocks.setdefault(block.name, []).append(block.body)

    def _parsed(self, name: str) -> nodes.Template:
        loader: Any = self.environment.loader
        source, filename, _uptodate = loader.get_source(self.environment, name)
        return self.environment._parse(source, name, filename)  # noqa: SLF001

    def visit_Template(self, node: nodes.Template) -> nodes.Template:
        """Visit the parts of a template."""
        self._visit_parts(node)
        return node

    def visit_Block(self, node: nodes.Block) -> nodes.Node:
        """Return what the youngest template has for a block."""
        return self._block(node.name, 0)

    def _block(self, name: str, place: int) -> nodes.Node:
        bodies = self._blocks.get(name, [])
        body = _copied(bodies[place]) if place < len(bodies) else []
        self._within.append((name, place))
        found: nodes.Node = self._visit_parts(nodes.Scope(body))
        self._within.pop()
        return found

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        """Return the body of the included template."""
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if (
            not isinstance(name, str)
            or name in self._including
            or node.ignore_missing
            or not node.with_context
        ):
            return node
        included = self._parsed(name)
        if included.find(nodes.Extends) or included.find(nodes.Block):
            return node
        self._including.append(name)
        found: nodes.Node = self._visit_parts(nodes.Scope(included.body))
        self._including.pop()
        return found

    def visit_FromImport(self, node: nodes.FromImport) -> nodes.Node | Body:
        """Return the macros of a template, as they may need each other, and those under another name."""
        if not isinstance(node.template, nodes.Const) or not node.with_context:
            return node
        names = dict(one if isinstance(one, tuple) else (one, one) for one in node.names)
        found: Body = []
        for part in self._parsed(node.template.value).body:
            if isinstance(part, nodes.FromImport | nodes.Macro):
                found.append(part)
            if isinstance(part, nodes.Macro) and names.get(part.name, part.name) != part.name:
                alias = _copied(part)
                alias.name = names[part.name]
                found.append(alias)
        self._visit_parts(scope := nodes.Scope(found))
        return scope.body

    def visit_Output(self, node: nodes.Output) -> nodes.Node | Body:
        """Return an output with its constants; a call of `super()` is replaced by what it stands for."""
        parts: Body = []
        for child in node.nodes:
            if isinstance(child, nodes.Call) and getattr(child.node, "name", "") == "super" and self._within:
                name, place = self._within[-1]
                parts.append(self._block(name, place + 1))
            elif parts and isinstance(parts[-1], nodes.Output):
                parts[-1].nodes.append(child)
            else:
                parts.append(nodes.Output([child]))
        for part in parts:
            if isinstance(part, nodes.Output):
                self.generic_visit(part)
        return parts

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:
        """Return a block that is given to a function, whole if it is constant."""
        self._visit_parts(node)
        body = node.body[0] if len(node.body) == 1 else None
        function = self.functions.get(f"{getattr(node.call.node, 'name', '')} block")
        if function is None or node.call.args or not isinstance(body, nodes.Output):
            return node
        texts = [str(getattr(child, "data", getattr(child, "value", ""))) for child in body.nodes]
        if not all(isinstance(child, nodes.TemplateData | nodes.Const) for child in body.nodes):
            return node
        return nodes.Output([self._call(function("".join(texts)))])

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:
        """Return a constant for a name that stands for one."""
        if node.ctx == "load" and node.name in self.constants:
            return nodes.Const(self.constants[node.name])
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:
        """Return a constant for a call of a function that returns the same each time."""
        self.generic_visit(node)
        name = getattr(node.node, "name", "")
        if name in self.localised:
            node.kwargs.append(self._language())
        function = self.functions.get(name)
        if function is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        if not all(isinstance(argument, nodes.Const) for argument in node.args):
            return node
        try:
            return self._call(function(*(argument.value for argument in node.args)))  # type: ignore[attr-defined]
        except (LookupError, ValueError, NoReverseMatch):
            return node  # a fault of what is called, where it is called

    def visit_Filter(self, node: nodes.Filter) -> nodes.Expr:
        """Give a filter the language it needs."""
        self.generic_visit(node)
        if node.name in self.localised:
            node.kwargs.append(self._language())
        return node

    def _language(self) -> Any:
        return nodes.Keyword("language", nodes.Const(self.constants[LANGUAGE]))

    def _call(self, found: Any) -> nodes.Expr:
        """Return what a function returned; of a tuple, the call of the function that it names."""
        if not isinstance(found, tuple):
            return nodes.Const(found)
        name, *arguments = found
        return nodes.Call(nodes.Name(name, "load"), [nodes.Const(one) for one in arguments], [], None, None)

    def visit_MarkSafeIfAutoescape(self, node: nodes.MarkSafeIfAutoescape) -> nodes.Expr:
        """Return a text of the catalogue, which may hold entities."""
        self.generic_visit(node)
        # The texts of templates and catalogues are our own.
        return nodes.Const(Markup(node.expr.value)) if isinstance(node.expr, nodes.Const) else node  # noqa: S704

    def _visit_parts(self, node: Any) -> Any:
        """Visit the parts of a node, and put outputs that follow each other together."""
        self.generic_visit(node)
        joined: Body = []
        for part in node.body:
            if joined and isinstance(part, nodes.Output) and isinstance(joined[-1], nodes.Output):
                joined[-1].nodes.extend(part.nodes)
            else:
                joined.append(part)
        node.body = joined
        return node

    visit_Scope = visit_If = visit_For = visit_With = visit_Macro = visit_AssignBlock = _visit_parts


def _copied(value: Any) -> Any:
    """Return nodes once more, as a part that stands in several places is changed in each."""
    if isinstance(value, list):
        return [_copied(one) for one in value]
    if not isinstance(value, nodes.Node):
        return value
    made = object.__new__(type(value))
    made.__dict__.update(value.__dict__)
    made.__dict__.update({name: _copied(getattr(value, name)) for name in value.fields})
    return made


class PageEnvironment(Environment):
    """An environment that compiles its templates for the language in use, as one piece unless they may change.

    `functions` and `localised` are those of `OnePiece`.
    """

    code_generator_class = WholePageGenerator
    functions: Functions = {}
    localised: frozenset[str] = frozenset()
    constants: Constants | None = None  # of the environment of a language

    @cached_property
    def _by_language(self) -> "dict[tuple[object, ...], PageEnvironment]":
        return {}

    def in_use(self) -> "PageEnvironment":
        """Return the environment of the language in use, with its catalogue, under the prefix of all addresses."""
        if self.constants is not None:
            return self
        language = get_language()
        key = (language, trans_real.catalog(), get_script_prefix())
        made = self._by_language.get(key)
        if made is None:
            if len(self._by_language) >= MAX_ENVIRONMENTS:
                self._by_language.clear()
            made = self._by_language[key] = self.overlay()
            made.constants = {LANGUAGE: language}
        return made

    def get_template(self, *args: Any, **options: Any) -> Template:
        """Return a template of the language in use."""
        return super(PageEnvironment, self.in_use()).get_template(*args, **options)

    def from_string(self, *args: Any, **options: Any) -> Template:
        """Return a template of the language in use."""
        return super(PageEnvironment, self.in_use()).from_string(*args, **options)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        if self.constants is not None and not self.auto_reload:
            source = OnePiece(self, self.functions, self.constants, self.localised).make(source)
        return super()._generate(source, name, filename, defer_init=defer_init)
