class Long:
    def __repr__(self):
        return "".join(str(number) for number in iter(int, 1))


Long()
