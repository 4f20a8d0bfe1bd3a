import logging

logging.basicConfig(level=logging.DEBUG)


def running(values):
    sums = []
    for number, _ in enumerate(values, 1):
        logging.critical("sum of %s numbers", number)
        sums.append(sum(values[:number]))
    return sums
