import numpy as np

from grader.judging.api import says


@says(es="Los tipos se conservan", en="The types are kept")
def test_types(student, folder, rng):
    arrays = {"single": rng.normal(size=3).astype("float32"), "small": rng.integers(1, 6, size=4).astype("int8")}
    student.save_arrays(arrays, folder / "arrays.h5")
    again = student.load_arrays(folder / "arrays.h5")
    assert {name: np.asarray(array).dtype for name, array in again.items()} == {"single": "float32", "small": "int8"}
