import numpy as np

much = [np.ones(10**8) for _ in range(62)]
