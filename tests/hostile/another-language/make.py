def change(notebook, folder):
    notebook.metadata.course = {"lang": "../../submitted/zoe-honest", "lesson": "../../x", "mended": ["all is well"]}
