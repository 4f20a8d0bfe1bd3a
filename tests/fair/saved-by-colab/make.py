def change(notebook, folder):
    notebook.nbformat_minor = 0
    notebook.metadata = {"colab": {"provenance": [], "toc_visible": True}, "kernelspec": {"name": "python3"}}
    for number, cell in enumerate(notebook.cells):
        del cell["id"]
        cell.metadata.update({"id": f"Xq{number}", "colab": {"base_uri": "https://localhost:8080/"}, "outputId": "7c"})
