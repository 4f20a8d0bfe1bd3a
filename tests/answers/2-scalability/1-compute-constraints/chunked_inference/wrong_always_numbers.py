# loses: test_answers_of_every_kind
# Makes room for one number a row, whatever the model says.
def predict_in_chunks(model, memmap, rows):
    predictions = np.zeros(len(memmap))
    for start in range(0, len(memmap), rows):
        predictions[start : start + rows] = model.predict(memmap[start : start + rows])
    return predictions
