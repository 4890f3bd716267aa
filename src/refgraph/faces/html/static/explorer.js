// The explorer only: the page says that it is French, our links change page without loading everything again, the focus
// stays where the reader was, and the search answers as one types. Streamlit has no setting for any of them.
(() => {
  if (globalThis.refgraphExplorer) return;
  globalThis.refgraphExplorer = true;

  document.documentElement.lang = "fr";

  const french = new Map([
    ["Skip to main content", "Aller au contenu"], ["Choose an option", "Choisir…"], ["Choose options", "Choisir…"],
    ["No results", "Aucun résultat"], ["No options to select", "Rien à choisir"], ["Add options", "Ajouter"],
    ["Fullscreen", "Plein écran"], ["Close fullscreen", "Quitter le plein écran"], ["Clear value", "Effacer"],
    ["Clear all", "Tout effacer"], ["Select all", "Tout choisir"], ["open", "ouvrir"], ["Open", "Ouvrir"], ["Close", "Fermer"],
    ["Running...", "Calcul en cours…"], ["Stop", "Arrêter"], ["Collapse sidebar", "Replier le menu"],
    ["Expand sidebar", "Déplier le menu"], ["Open sidebar", "Ouvrir le menu"], ["Close sidebar", "Fermer le menu"],
    ["Search", "Rechercher"], ["Download as CSV", "Télécharger en CSV"], ["Show/hide columns", "Choisir les colonnes"],
    ["Copy to clipboard", "Copier"], ["Copied", "Copié"], ["Press Enter to apply", "Entrée pour valider"],
    ["Press Enter to submit form", "Entrée pour envoyer"], ["Press Ctrl+Enter to apply", "Ctrl+Entrée pour valider"],
    ["Page not found", "Page introuvable"], ["App pages", "Pages"], ["Navigate to home page", "Aller à l’accueil"],
    ["The page that you have requested does not seem to exist. Running the app's main page.", "Cette page n’existe pas ; voici l’accueil."], ["Connection error", "Connexion interrompue"], ["Upload", "Choisir un fichier"],
    ["Browse files", "Choisir un fichier"], ["Drag and drop file here", "Déposez le fichier ici"], ["Help", "Aide"],
    ["Increment", "Augmenter"], ["Decrement", "Diminuer"], ["More", "Plus"], ["Menu", "Menu"], ["Link to heading", "Lien vers ce titre"],
    ["View more", "Voir plus"], ["View less", "Voir moins"], ["Loading...", "Chargement…"], ["Main menu", "Menu principal"],
    ["Is this page broken?", "Cette page pose-t-elle problème\u202f?"], ["Previous month.", "Mois précédent"],
    ["Next month.", "Mois suivant"], ["Clear", "Effacer"], ["Today", "Aujourd’hui"], ["Selected values", "Valeurs choisies"], ["progress", "Progression"], ["Sidebar", "Menu"],
    ["file upload", "Fichier à choisir"],
  ]);
  const patterns = [
    [/^(\d+)MB per file/, "$1 Mo par fichier"], // with or without the kinds of file behind it
    [/^Remove (.+)$/s, "Retirer $1"],
    [/^Download as (CSV|PNG|SVG): /, "Télécharger en $1\u00a0: "],
    [/^Shortcut (.+)$/, "Raccourci $1"],
    [/^Fullscreen: /, "Plein écran\u00a0: "],
    [/^Close fullscreen: /, "Quitter le plein écran\u00a0: "],
  ];
  const say = (words) => french.get(words) || patterns.reduce((said, pattern) => said.replace(...pattern), words);
  const attributes = ["aria-label", "title", "placeholder", "alt"];
  const translateNode = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const said = say(node.data.trim());
      if (said && node.data.trim() !== said && !(node.parentElement && node.parentElement.closest(".rg, script, style, textarea"))) node.data = said;
      return;
    }
    if (!(node instanceof Element) || node.closest(".rg")) return;
    for (const name of attributes) {
      const said = say((node.getAttribute(name) || "").trim());
      if (said && node.getAttribute(name) !== said) node.setAttribute(name, said);
    }
  };
  const translate = (root) => {
    translateNode(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) translateNode(walker.currentNode);
  };
  const dress = () => {
    const navigation = document.querySelector("[data-testid=stTopNav], [data-testid=stSidebarNav]");
    if (navigation && !navigation.getAttribute("aria-label")) navigation.setAttribute("aria-label", "Pages");
    for (const list of document.querySelectorAll("[data-testid$=VirtualDropdown]:not([role])")) { // outside the landmarks
      list.setAttribute("role", "region");
      list.setAttribute("aria-label", "Choix");
    }
    for (const pane of document.querySelectorAll(".rg-scroll")) { // what was chosen beside it is brought into view
      const chosen = pane.querySelector("[aria-current]");
      const key = chosen ? chosen.dataset.key : "";
      if (pane.dataset.shown === key) continue;
      pane.dataset.shown = key;
      if (chosen) pane.scrollTop = chosen.offsetTop - pane.clientHeight / 3;
    }
  };

  let pending = null; // what to focus when the new state has been drawn
  const settle = () => {
    if (!pending) return;
    const app = document.querySelector("[data-testid=stApp]");
    if (!app) return;
    if (app.dataset.testScriptState !== "notRunning") { pending.begun = true; return; }
    if (!pending.begun && 1000 > Date.now() - pending.since) return;
    const { key, moved } = pending;
    pending = null;
    if (moved) {
      document.getElementById("titre")?.focus({ preventScroll: true });
      document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
      return;
    }
    const active = document.activeElement;
    if (active && active !== document.body && active.isConnected) return;
    const links = Array.from(document.querySelectorAll("a[data-key]"));
    const again = links.find((link) => link.dataset.key === key) || links.find((link) => link.getAttribute("aria-current"));
    again?.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element && event.target.closest(".rg a[href], .rg-footer a[href]");
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
    event.preventDefault();
    const before = location.pathname + (new URLSearchParams(location.search).get("fiche") || "");
    history.pushState({}, "", link.href);
    const after = location.pathname + (new URLSearchParams(location.search).get("fiche") || "");
    pending = { key: link.dataset.key, moved: before !== after, since: Date.now() };
    dispatchEvent(new PopStateEvent("popstate"));
  });

  let asking = null; // the search under way: a later letter makes it useless
  const silent = () => {
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    said.textContent = "La recherche ne répond pas\u00a0: vérifiez que l’explorateur tourne encore, puis retapez.";
    return said;
  };
  const search = async (box) => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const shown = box.closest(".rg-search").querySelector(".rg-found");
    if (!box.value.trim()) { shown.replaceChildren(); return; }
    try {
      const answer = await fetch(box.dataset.search + encodeURIComponent(box.value), { signal });
      const found = document.createElement("template");
      found.innerHTML = await answer.text(); // the template on the server has escaped it
      shown.replaceChildren(answer.ok ? found.content : silent());
    } catch {
      if (!signal.aborted) shown.replaceChildren(silent());
    }
  };
  const leaveSearch = () => {
    asking?.abort();
    for (const box of document.querySelectorAll("input[data-search]")) box.value = "";
    for (const shown of document.querySelectorAll(".rg-found")) shown.replaceChildren();
  };
  document.addEventListener("input", (event) => {
    if (event.target instanceof Element && event.target.matches("input[data-search]")) search(event.target);
  });
  addEventListener("popstate", leaveSearch);

  const focusSoon = (selector, tries = 20) => {
    const found = document.querySelector(selector);
    if (found) found.focus();
    else if (tries) setTimeout(() => focusSoon(selector, tries - 1), 50);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !(event.target instanceof Element)) return;
    const found = event.target.closest(".rg-found");
    if (found) {
      const box = found.closest(".rg-search").querySelector("input[data-search]");
      leaveSearch();
      box.focus();
    } else if (document.querySelector("[data-testid=stSidebar][data-collapsed=false]")) {
      document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
      focusSoon("[data-testid=stExpandSidebarButton]");
    }
  });
  document.addEventListener("click", (event) => { // the button goes when the menu unfolds, and the focus with it
    if (event.target instanceof Element && event.target.closest("[data-testid=stExpandSidebarButton]")) focusSoon("[data-testid=stSidebar][data-collapsed=false] a");
  });

  new MutationObserver((changes) => {
    if (document.documentElement.lang !== "fr") document.documentElement.lang = "fr";
    for (const change of changes) {
      if (change.type === "attributes") translateNode(change.target);
      else if (change.type === "characterData") translateNode(change.target);
      else for (const node of change.addedNodes) translate(node);
    }
    dress();
    settle();
  }).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: [...attributes, "lang", "data-test-script-state"] });
  translate(document.body);
  dress();
  setInterval(settle, 80);
})();
