"""What a student does in JupyterLab, by its menus, its buttons and the keyboard."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.jupyter import TOKEN

PATIENCE = 180_000
"""Milliseconds that a student waits for a cell, a validation or a list."""
ASSIGNMENTS = "#assignments"


def open_welcome(page: Page, lab: str) -> None:
    """By the address that «make lab» prints."""
    page.goto(f"{lab}/?token={TOKEN}")
    page.wait_for_selector(".jp-NotebookPanel .jp-MarkdownOutput h1", timeout=PATIENCE)
    page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=PATIENCE)


def choose(page: Page, *path: str) -> None:
    """Choose in the menus: («Nbgrader», «Assignment List»)."""
    page.locator(".lm-MenuBar-itemLabel").get_by_text(path[0], exact=True).click()
    for label in path[1:]:
        page.locator(".lm-Menu-itemLabel").get_by_text(label, exact=True).click()


def open_assignments(page: Page, course: str) -> None:
    """The Assignment List, on what a course of the exchange has."""
    choose(page, "Nbgrader", "Assignment List")
    page.get_by_role("button", name="Toggle Dropdown").click()
    page.locator("#course_list").get_by_role("link", name=course, exact=True).click()
    page.locator(f"{ASSIGNMENTS} .item_course").get_by_text(course, exact=True).first.wait_for(timeout=PATIENCE)


def press(page: Page, button: str, then: str) -> None:
    """Press a button of the Assignment List, and wait for what comes of it."""
    page.locator(ASSIGNMENTS).get_by_role("button", name=button, exact=True).click()
    page.locator(then).first.wait_for(timeout=PATIENCE)


def reopen(page: Page) -> None:
    """Load the page again: JupyterLab looks only once whether a link leads to a file that is there."""
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.wait_for_selector(".jp-NotebookPanel .jp-MarkdownOutput h1", timeout=PATIENCE)
    page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=PATIENCE)


def go_to_tab(page: Page, label: str) -> None:
    page.get_by_role("tab", name=label).click()


def follow(page: Page, name: str, to: str) -> None:
    """Follow the welcome's link to a lesson, bring it to the front, and wait for its kernel.

    JupyterLab opens the welcome of its address when everything else is quiet, and that may be after the lesson.
    """
    page.get_by_role("link", name=name, exact=True).click()
    tab = page.locator(".lm-DockPanel").get_by_role("tab", name=f"{to}.ipynb")
    tab.wait_for(timeout=PATIENCE)
    page.evaluate("jupyterapp.restored.then(() => true)")
    page.wait_for_load_state("networkidle")
    tab.click()
    page.locator(".lm-DockPanel").get_by_role("tab", name=f"{to}.ipynb", selected=True).wait_for(timeout=PATIENCE)
    notebook(page).locator(".jp-CodeCell").first.wait_for(timeout=PATIENCE)
    page.wait_for_selector('.jp-NotebookPanel:visible .jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=PATIENCE)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=PATIENCE)
    notebook(page).locator(".jp-Cell").first.click()  # so that the menus are about it, and not about the welcome


def notebook(page: Page) -> Locator:
    """The notebook in front."""
    return page.locator(".jp-NotebookPanel:visible")


def cell_with(page: Page, source: str) -> Locator:
    """The code cell in which that is written. JupyterLab shows only the cells near to what is looked at."""
    return notebook(page).locator(".jp-CodeCell").filter(has=page.locator(".cm-content", has_text=source)).first


def write(page: Page, cell: Locator, source: str) -> None:
    """Put the cursor into the cell, and write in place of what stood there."""
    cell.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(source)
    expect(cell.locator(".cm-content")).to_contain_text(source.split("\n")[0])


def run_with_next(page: Page) -> None:
    """Run the cell with the cursor, and the one below it: the check."""
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")


def run_below(page: Page, cell: Locator, source: str) -> Locator:
    """Write that in a new cell below this one, and run it; gives the new cell's output."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(source)
    page.keyboard.press("ControlOrMeta+Enter")
    return cell_with(page, source).locator(".jp-OutputArea-output")


def validate(page: Page) -> Locator:
    """Press Validate, and give the dialog that tells what came of it."""
    notebook(page).get_by_text("Validate", exact=True).click()
    dialog = page.locator(".jp-Dialog-content")
    dialog.wait_for(timeout=PATIENCE)
    return dialog
