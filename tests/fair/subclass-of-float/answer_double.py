class Euros(float):
    def __repr__(self):
        return f"{float(self):.2f} €"


def double(x):
    return 2 * x if hasattr(x, "shape") else Euros(2 * x)
