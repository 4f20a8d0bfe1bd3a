def after(folder):
    (folder / "notes.txt").symlink_to("{{HOME}}/.bashrc")
    (folder / "key.txt").symlink_to("{{HOME}}/.ssh/id_ed25519")
    (folder / "checks").symlink_to("{{CHECKS}}", target_is_directory=True)
