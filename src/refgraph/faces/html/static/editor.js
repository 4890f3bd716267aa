// The SPARQL editor: a plain textarea, so that keyboard, screen reader, undo and spelling aids of the browser work, above
// a coloured copy of its text. Suggestions open while one types a name, or with Ctrl+Espace.
const TERMINALS = /(?<comment>#[^\n]*)|(?<iri><[^<>"{}|^`\\\s]*>)|(?<string>"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<variable>[?$]\w+)|(?<name>[\p{L}_][\p{L}\d_.-]*:[\p{L}\d_.%/-]*|:[\p{L}\d_-]+)|(?<number>\b\d+(?:\.\d+)?\b)|(?<word>[\p{L}_][\p{L}\d_]*)/gu;
const KEYWORDS = new Set(("SELECT ASK CONSTRUCT DESCRIBE WHERE PREFIX BASE FROM NAMED DISTINCT REDUCED AS OPTIONAL UNION MINUS FILTER GRAPH BIND VALUES UNDEF " +
  "EXISTS NOT IN GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI URI " +
  "BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY NOW COALESCE IF " +
  "STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE TRUE FALSE A").split(" "));
const MOST_SUGGESTIONS = 12;

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

function paint(layer, text) {
  const pieces = [];
  let done = 0;
  for (const match of text.matchAll(TERMINALS)) {
    const kind = Object.keys(match.groups).find((group) => match.groups[group] !== undefined);
    if (kind === "word" && !KEYWORDS.has(match[0].toUpperCase())) continue;
    if (match.index > done) pieces.push(text.slice(done, match.index));
    pieces.push(element("span", { class: `sparql-${kind}` }, match[0]));
    done = match.index + match[0].length;
  }
  layer.replaceChildren(...pieces, `${text.slice(done)}\n`);
}

function number(gutter, lines, errorLine) {
  const rows = Array.from({ length: lines }, (_, index) => {
    const wrong = index + 1 === errorLine;
    return element("span", wrong ? { class: "wrong" } : {}, wrong ? `▲ ${index + 1}` : String(index + 1));
  });
  gutter.replaceChildren(...rows);
}

const wordBefore = (text, at) => text.slice(0, at).match(/[\p{L}_?][\p{L}\d_.-]*(?::[\p{L}\d_-]*)?$/u)?.[0] ?? "";
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function suggestions(terms, typed) {
  const wanted = folded(typed);
  const starts = [];
  const contains = [];
  for (const term of terms) {
    const name = folded(term.name);
    if (name.startsWith(wanted) || name.slice(name.indexOf(":") + 1).startsWith(wanted)) starts.push(term);
    else if (wanted.length > 2 && folded(term.label).includes(wanted)) contains.push(term);
  }
  return [...starts, ...contains].slice(0, MOST_SUGGESTIONS);
}

function build(root) {
  const area = element("textarea", {
    id: "requete-sparql", spellcheck: "false", autocapitalize: "off", autocomplete: "off", autocorrect: "off", wrap: "off",
    "aria-describedby": "requete-aide", "aria-autocomplete": "list", "aria-controls": "requete-propositions",
  });
  const coloured = element("pre", { class: "coloured", "aria-hidden": "true" });
  const gutter = element("div", { class: "gutter", "aria-hidden": "true" });
  const list = element("ul", { id: "requete-propositions", role: "listbox", "aria-label": "Propositions", hidden: "" });
  const said = element("p", { class: "unseen", role: "status" });
  const help = element("p", { id: "requete-aide", class: "help" },
    "Ctrl+Entrée\u00a0: exécuter. Ctrl+Espace\u00a0: propositions, flèches et Entrée pour choisir, Échap pour fermer.");
  root.replaceChildren(
    element("label", { for: "requete-sparql" }, "Requête SPARQL"),
    element("div", { class: "editor" }, gutter, element("div", { class: "sheet" }, coloured, area), list), help, said);
  return { area, coloured, gutter, list, said };
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".sparql-editor");
  const editor = root.editor ?? (root.editor = { ...build(root), version: null, data: {}, active: -1, offered: [] });
  const { area, coloured, gutter, list, said } = editor;
  Object.assign(editor, { data, setStateValue, setTriggerValue });

  const draw = () => {
    const lines = area.value.split("\n").length;
    paint(coloured, area.value);
    number(gutter, lines, editor.data.error?.line);
    area.style.height = coloured.style.height = `${Math.max(8, Math.min(lines, 30)) * 1.5 + 1}em`;
    scroll();
  };
  const scroll = () => {
    coloured.scrollTop = gutter.scrollTop = area.scrollTop;
    coloured.scrollLeft = area.scrollLeft;
  };
  if (editor.version !== data.version) {
    editor.version = data.version;
    area.value = data.query;
  }
  area.setAttribute("aria-invalid", data.error ? "true" : "false");
  draw();
  if (editor.listening) return;
  editor.listening = true;

  const close = () => {
    editor.active = -1;
    editor.offered = [];
    list.hidden = true;
    area.removeAttribute("aria-activedescendant");
  };
  const offer = (asked) => {
    const typed = wordBefore(area.value, area.selectionStart);
    if (!asked && (typed.length < 2 || typed.startsWith("?"))) return close();
    editor.offered = suggestions(editor.data.terms, typed.replace(/^\?/, ""));
    if (!editor.offered.length) return close();
    list.replaceChildren(...editor.offered.map((term, index) => element("li",
      { id: `proposition-${index}`, role: "option", "aria-selected": "false" },
      element("span", { class: "term" }, term.name), element("span", { class: "label" }, `${term.label} — ${term.kind}`))));
    const before = area.value.slice(0, area.selectionStart).split("\n");
    list.style.top = `${before.length * 1.5 * 14 + 12 - area.scrollTop}px`;
    list.style.left = `${Math.min(Math.max(0, before.at(-1).length * 8.4 - area.scrollLeft), Math.max(0, area.clientWidth - 320)) + 56}px`;
    list.hidden = false;
    move(0);
    said.textContent = `${editor.offered.length} propositions. ${editor.offered[0].name}, ${editor.offered[0].label}`;
  };
  const move = (to) => {
    editor.active = (to + editor.offered.length) % editor.offered.length;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === editor.active)));
    list.children[editor.active].scrollIntoView({ block: "nearest" });
    area.setAttribute("aria-activedescendant", `proposition-${editor.active}`);
    said.textContent = `${editor.offered[editor.active].name}, ${editor.offered[editor.active].label}`;
  };
  const accept = (index) => {
    const typed = wordBefore(area.value, area.selectionStart);
    area.setRangeText(editor.offered[index].name, area.selectionStart - typed.length, area.selectionStart, "end");
    close();
    area.focus();
    changed();
  };
  const changed = () => {
    draw();
    clearTimeout(editor.waiting);
    editor.waiting = setTimeout(() => editor.setStateValue("query", area.value), 400);
  };
  const run = () => {
    clearTimeout(editor.waiting);
    editor.setTriggerValue("run", area.value);
  };

  area.addEventListener("input", () => { changed(); offer(false); });
  area.addEventListener("scroll", scroll);
  area.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const item = event.target.closest("li");
    if (item) accept([...list.children].indexOf(item));
  });
  area.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); close(); run(); }
    else if (event.key === " " && event.ctrlKey) { event.preventDefault(); offer(true); }
    else if (open && event.key === "ArrowDown") { event.preventDefault(); move(editor.active + 1); }
    else if (open && event.key === "ArrowUp") { event.preventDefault(); move(editor.active - 1); }
    else if (open && event.key === "Enter") { event.preventDefault(); accept(editor.active); }
    else if (open && event.key === "Escape") { event.stopPropagation(); close(); }
    else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) close();
  });
}
