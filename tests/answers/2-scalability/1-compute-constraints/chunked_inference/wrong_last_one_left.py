# loses: test_the_same_as_at_once
# Gives back the last chunk's predictions.
def predict_in_chunks(model, memmap, rows):
    for start in range(0, len(memmap), rows):
        predictions = model.predict(memmap[start : start + rows])
    return predictions
