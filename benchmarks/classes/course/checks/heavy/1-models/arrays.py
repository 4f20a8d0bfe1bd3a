from numpy.testing import assert_array_equal

from grader.judging.api import says


@says(es="Los arrays vuelven con sus nombres", en="The arrays come back with their names")
def test_there_and_back(student, folder, rng):
    arrays = {"mean": rng.normal(size=3), "dishes": rng.integers(1, 6, size=4)}
    student.save_arrays(arrays, folder / "arrays.h5")
    again = student.load_arrays(folder / "arrays.h5")
    assert again.keys() == arrays.keys()
    for name, array in arrays.items():
        assert_array_equal(again[name], array)
