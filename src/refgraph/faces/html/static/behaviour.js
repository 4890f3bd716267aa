// What HTML alone cannot do: arrow keys in matrices and lists of results, buttons that copy. No data is turned into HTML.
(() => {
  if (globalThis.refgraphBehaviour) return;
  globalThis.refgraphBehaviour = true;

  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  const cellTarget = (row, column) => {
    const cell = row && row.cells[column];
    return cell && cell.querySelector("a, [tabindex]");
  };

  const focusCell = (target) => {
    const table = target.closest("table");
    for (const other of table.querySelectorAll("td [tabindex='0']")) other.tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const moveInMatrix = (event, cell) => {
    const row = cell.parentElement;
    const rows = Array.from(row.parentElement.rows);
    const last = row.cells.length - 1;
    let line = rows.indexOf(row);
    let column = cell.cellIndex;
    if (event.key === "Home") column = 1;
    else if (event.key === "End") column = last;
    else { line += step[event.key][0]; column += step[event.key][1]; }
    if (event.ctrlKey && event.key === "Home") line = 0;
    if (event.ctrlKey && event.key === "End") line = rows.length - 1;
    for (; line >= 0 && rows.length > line && column >= 1 && last >= column;) {
      const target = cellTarget(rows[line], column);
      if (target) { event.preventDefault(); focusCell(target); return; }
      if (!step[event.key]) return;
      line += step[event.key][0];
      column += step[event.key][1];
    }
  };

  const moveInHits = (event, hits) => {
    const links = Array.from(hits.querySelectorAll("a"));
    const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (links[next]) { event.preventDefault(); links[next].focus(); }
    else if (next === -1) {
      const boxes = Array.from(document.querySelectorAll("input[type=search]"));
      const box = boxes.filter((one) => one.compareDocumentPosition(hits) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
      if (box) { event.preventDefault(); box.focus(); }
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || !(event.target instanceof Element)) return;
    const moves = step[event.key] || event.key === "Home" || event.key === "End";
    const cell = event.target.closest(".rg-matrix td");
    if (moves && cell) { moveInMatrix(event, cell); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const hits = event.target.closest(".rg-hits");
    if (hits) { moveInHits(event, hits); return; }
    if (event.key === "ArrowDown" && event.target.matches("input[type=search]")) {
      const first = document.querySelector(".rg-hits a");
      if (first) { event.preventDefault(); first.focus(); }
    }
  });

  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("button[data-copy]");
    if (!button) return;
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copié";
    } catch {
      button.textContent = "Copie refusée par le navigateur";
    }
    setTimeout(() => { button.textContent = before; }, 2000);
  });
})();
