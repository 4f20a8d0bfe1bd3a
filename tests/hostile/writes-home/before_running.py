for name in ("{{CANARY}}", "{{HOME}}/.bashrc", "{{HOME}}/.ssh/authorized_keys", "{{HOME}}/.ipython/profile_default/startup/0.py", "{{HOME}}/.jupyter/nbgrader_config.py", "{{HOME}}/.config/matplotlib/matplotlibrc",):
    try:
        with open(name, "w") as file:
            file.write("{{CASE}}")
    except OSError as error:
        print(error)
