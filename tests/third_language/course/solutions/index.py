# %% [markdown] lang="es"
"""
# Sumar por el camino

[[1-small]]
"""

# %% [markdown] lang="en"
"""
# Adding along the way

[[1-small]]
"""

# %% [markdown] lang="fr"
"""
# Additionner en chemin

[[1-small]]
"""
