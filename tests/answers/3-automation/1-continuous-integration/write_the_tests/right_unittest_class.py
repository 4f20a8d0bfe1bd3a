# unittest, which pytest runs too; texts and prints on the way; the file's text comes from a Path.
import tempfile
from pathlib import Path


def test_file():
    path = Path(tempfile.mkdtemp()) / "test_cleaning.py"
    path.write_text('''
import unittest
import pandas as pd
import cleaning


class Cleaning(unittest.TestCase):
    def setUp(self):
        self.df = pd.DataFrame({
            "order_id": [1, 2, 3, 1, 4, 5, 6, 7, 8, 7],
            "minutes": [10.0, 40.0, 180.0, 90.0, None, 0.0, 40.5, 30.0, 181.0, -2.0],
            "rain_mm": [0.0, None, 2.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        }, index=list("jihgfedcba"))

    def clean(self):
        print("cleaning")
        clean = cleaning.clean_orders(self.df).set_index("order_id").sort_index()
        return clean

    def test_who_stays(self):
        self.assertEqual(self.clean().index.tolist(), [1, 2, 3, 6])

    def test_minutes(self):
        self.assertEqual(self.clean()["minutes"].tolist(), [90.0, 40.0, 180.0, 40.5])

    def test_rain(self):
        self.assertEqual(self.clean().loc[2, "rain_mm"], 0)
        self.assertFalse(self.clean()["rain_mm"].isna().any())

    def test_late(self):
        self.assertEqual([bool(value) for value in self.clean()["late"]], [True, False, True, True])

    def test_hands_off(self):
        before = self.df.to_csv()
        cleaning.clean_orders(self.df)
        self.assertEqual(self.df.to_csv(), before)


if __name__ == "__main__":
    unittest.main()
''', encoding="utf-8")
    return path.read_text(encoding="utf-8")
