// What is wider than its place scrolls sideways, and is then in reach of the keyboard.
addEventListener("DOMContentLoaded", () => {
  const seen = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const place of document.querySelectorAll(".formula, .diagram, .cell_output .output")) seen.observe(place);
});
