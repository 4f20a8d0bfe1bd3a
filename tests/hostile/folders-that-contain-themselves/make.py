def after(folder):
    (folder / "again").symlink_to(".", target_is_directory=True)
    (folder / "up").symlink_to("../..", target_is_directory=True)
